import { Banner } from "../../parts/Banner";
import type { CaseView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { useWords } from "../../words";
import { ConfirmStep } from "./ConfirmStep";

/** "Tell Collate to go on": passes the case, and cannot be recalled. */
export function ContinueDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const words = useWords();
  const say = words.case.proceed;
  const go = useAsking("confirm_continue");
  const automatic = view.wanted.kind === "continue" && view.wanted.automatic;
  const send = async (version: string) => {
    if ((await go.run({ case: view.id, version })) !== undefined) onClose();
  };
  return (
    <ConfirmStep
      view={view}
      step="continue"
      title={say.title}
      confirm={say.confirm}
      consequence={say.does}
      owner="collate"
      sending={go}
      onConfirm={(read) => send(read.version)}
      onClose={onClose}
    >
      <p className="sm">{say.text}</p>
      {automatic ? <Banner tone="warn" lead={say.automatic} narrow /> : null}
    </ConfirmStep>
  );
}
