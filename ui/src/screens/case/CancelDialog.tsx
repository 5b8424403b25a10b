import { useState } from "react";
import { Banner } from "../../parts/Banner";
import { Act } from "../../parts/Button";
import { Field } from "../../parts/form/Field";
import type { CaseView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { ConfirmStep } from "./ConfirmStep";

/** "Cancel this case…": where the case is not over. It stops work here and withdraws nothing at the payer. */
export function CancelButton({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.cancel;
  const [asked, setAsked] = useState(false);
  const { locked } = view;
  if (!view.canCancel) return null;
  return (
    <>
      <Act
        look="danger"
        block
        owner="stopped"
        consequence={locked === null ? say.does : words.fault.notAvailable(words.fault.locked(locked))}
        unavailable={locked !== null}
        aria-haspopup="dialog"
        onPress={() => setAsked(true)}
      >
        {say.button}
      </Act>
      {asked ? <CancelDialog view={view} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function CancelDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const words = useCaseWords();
  const say = words.cancel;
  const [typed, setTyped] = useState("");
  return (
    <ConfirmStep
      view={view}
      step="cancel"
      title={say.title}
      confirm={say.confirm}
      consequence={say.confirmDoes}
      owner="stopped"
      look="danger"
      command="confirm_cancel"
      args={({ version }) => ({ case: view.id, version })}
      off={typed.trim().toUpperCase() === say.word ? null : say.off}
      onClose={onClose}
      notNow={say.keep}
    >
      <p className="sm">{say.text}</p>
      {view.receipt === null ? (
        <Banner tone="warn" narrow {...say.nothingWithdrawn} />
      ) : (
        <Banner tone="warn" icon="own-payer" narrow {...say.payerHas(view.receipt.reference)} />
      )}
      <HandoffNote view={view} />
      <Field label={say.typeWord} value={typed} onChange={setTyped} />
    </ConfirmStep>
  );
}

/** A handoff that is open ends with its case. */
function HandoffNote({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.cancel;
  if (view.wanted.kind === "someone_in_portal") return <Banner tone="danger" icon="two" narrow {...say.someone} />;
  if (view.handoff === null || view.handoff.state === "closed") return null;
  return <Banner tone="warn" icon="out" narrow {...say.handoff} />;
}
