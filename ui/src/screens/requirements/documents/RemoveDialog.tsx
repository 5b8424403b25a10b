import type { AttachmentView, CaseView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import { ConfirmStep } from "../../case/ConfirmStep";

/** Takes a file off the case. It can be attached again, but not brought back. */
export function RemoveDialog({
  view,
  attachment,
  onClose,
}: {
  view: CaseView;
  attachment: AttachmentView;
  onClose: () => void;
}) {
  const words = useCaseWords();
  const say = words.document.removing;
  return (
    <ConfirmStep
      view={view}
      step="remove_attachment"
      title={say.title(attachment.name)}
      confirm={say.confirm}
      consequence={say.does}
      owner="yours"
      look="danger"
      command="remove_attachment"
      args={({ version }) => ({ case: view.id, version, attachment: attachment.id })}
      onClose={onClose}
    >
      <p className="sm">{say.text}</p>
    </ConfirmStep>
  );
}
