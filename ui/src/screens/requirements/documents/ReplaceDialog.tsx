import type { AttachmentView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import { DangerDialog } from "../../dialogs/DangerDialog";

type Props = { attachment: AttachmentView; onChoose: () => void; onClose: () => void };

/** Before a file is chosen that takes another one off the case. */
export function ReplaceDialog({ attachment, onChoose, onClose }: Props) {
  const words = useCaseWords();
  const say = words.document.replacing;
  const choose = () => {
    onClose();
    onChoose();
  };
  return (
    <DangerDialog {...say} title={say.title(attachment.name)} onConfirm={choose} onClose={onClose}>
      <p className="sm">{say.text}</p>
    </DangerDialog>
  );
}
