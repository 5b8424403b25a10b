import { Act } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import type { AttachmentView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";

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
    <Dialog title={say.title(attachment.name)} onClose={onClose}>
      <p className="sm">{say.text}</p>
      <div className="ends">
        <Act size="big" block look="danger" owner="yours" consequence={say.does} onPress={choose}>
          {say.confirm}
        </Act>
        <Act size="big" block owner="yours" consequence={say.keepDoes} onPress={onClose}>
          {say.keep}
        </Act>
      </div>
    </Dialog>
  );
}
