import { type FormEvent, useRef, useState } from "react";
import { Act } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import { Field } from "../../../parts/form/Field";
import { useAsking } from "../../../platform/use-asking";
import { useCaseWords } from "../../../words/pages/case";
import { Fault } from "../../frame/Fault";

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
  const words = useCaseWords();
  const say = words.document.limit;
  const [typed, setTyped] = useState(megabytes(largest));
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const set = useAsking("set_largest_file");
  const close = () => !set.busy && onClose();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (set.busy) return;
    const bytes = bytesOf(typed);
    setWrong(bytes === null);
    if (bytes === null) field.current?.focus();
    else if ((await set.run({ bytes })) !== undefined) onClose();
  };
  return (
    <Dialog title={say.title} onClose={close}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="sm soft">{say.text}</p>
        <Field
          ref={field}
          label={say.label}
          help={say.help}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setWrong(false);
            set.clear();
          }}
          error={wrong ? say.wrong : null}
          mono
        />
        <Fault error={set.error} narrow />
        <div className="ends">
          <Act look="primary" block submit owner="yours" consequence={say.keepDoes} busy={set.busy && say.keeping}>
            {say.keep}
          </Act>
          <Act block owner="yours" consequence={say.leaveDoes} onPress={close}>
            {say.leave}
          </Act>
        </div>
      </form>
    </Dialog>
  );
}
