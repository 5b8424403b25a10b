import { Banner } from "../../parts/Banner";
import type { CaseView } from "../../platform/bindings";
import { useWords } from "../../words";
import { ConfirmStep } from "./ConfirmStep";
import { useUnsavedReason } from "./unsaved";

/** "Tell Collate to go on": passes the case, and cannot be recalled. */
export function ContinueDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const words = useWords();
  const say = words.case.proceed;
  const unsaved = useUnsavedReason(view);
  const automatic = view.wanted.kind === "continue" && view.wanted.automatic;
  return (
    <ConfirmStep
      view={view}
      step="continue"
      title={say.title}
      confirm={say.confirm}
      consequence={say.does}
      owner="collate"
      command="confirm_continue"
      args={({ version }) => ({ case: view.id, version })}
      onClose={onClose}
      off={unsaved}
    >
      <p className="sm">{say.text}</p>
      {automatic ? <Banner tone="warn" lead={say.automatic} narrow /> : null}
    </ConfirmStep>
  );
}
