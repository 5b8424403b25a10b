import { useAsking } from "../../../platform/use-asking";
import { useCaseWords } from "../../../words/pages/case";
import { NumberDialog } from "../../dialogs/NumberDialog";

const KB = 1024;
const MB = 1024 * KB;
/** What the program takes. */
const LEAST = KB;
const MOST = 200 * MB;

/** A size as it is typed, in bytes; `null` for one that cannot be. */
export function bytesOf(typed: string): number | null {
  const text = typed.trim();
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) return null;
  const bytes = Math.round(Number(text) * MB);
  return bytes >= LEAST && bytes <= MOST ? bytes : null;
}

/** 25, or 0.5: as short as it can be said without another size being meant. */
const megabytes = (bytes: number) => String(Number((bytes / MB).toFixed(3)));

/** How large a file from this computer may be. It is a precaution of this desk: nothing is sent. */
export function LargestFileDialog({ largest, onClose }: { largest: number; onClose: () => void }) {
  const say = useCaseWords().document.limit;
  const set = useAsking("set_largest_file");
  return (
    <NumberDialog
      say={say}
      text={say.text}
      now={megabytes(largest)}
      read={bytesOf}
      set={set}
      argsOf={(bytes) => ({ bytes })}
      onKept={onClose}
      onClose={onClose}
    />
  );
}
