import { useState } from "react";
import { Act } from "../../../parts/Button";
import { Field } from "../../../parts/form/Field";
import type { CaseView, DraftSlot, HandoffView, StepView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import { ConfirmStep } from "../../case/ConfirmStep";
import { DraftNotes } from "../../drafts/DraftNotes";
import { offBecause } from "../off-because";
import type { Draft } from "./draft";
import { slotOf } from "./ReportCard";

type Props = { view: CaseView; draft: Draft; change: (draft: Draft) => void };

/** "Revoke my access…": leaves the portal without a report. Needs a reason, which stays when it comes to nothing. */
export function RevokeButton({ view, handoff, draft, change }: Props & { handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.revoke;
  const [asked, setAsked] = useState(false);
  // Access that is being prepared can be withdrawn already.
  const closed = handoff.state === "offered" ? null : offBecause(handoff.state, words);
  const off = closed ?? (view.locked === null ? null : words.fault.locked(view.locked));
  return (
    <>
      <Act
        look="danger"
        block
        owner="collate"
        consequence={off === null ? say.does : words.fault.notAvailable(off)}
        unavailable={off !== null}
        aria-haspopup="dialog"
        onPress={() => setAsked(true)}
      >
        {say.button}
      </Act>
      {asked ? (
        <RevokeDialog
          view={view}
          slot={slotOf(view, handoff)}
          draft={draft}
          change={change}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

function RevokeDialog({ view, slot, draft, change, onClose }: Props & { slot: DraftSlot; onClose: () => void }) {
  const words = useCaseWords();
  const say = words.handoff.revoke;
  const [missing, setMissing] = useState(false);
  const args = ({ version }: StepView) => {
    const reason = draft.revokeReason.trim();
    const note = draft.revokeNote.trim();
    setMissing(reason === "");
    return reason === "" ? null : { case: view.id, version, reason, ...(note === "" ? {} : { note }) };
  };
  return (
    <ConfirmStep
      view={view}
      step="revoke"
      title={say.title}
      confirm={say.confirm}
      consequence={say.confirmDoes}
      owner="collate"
      look="danger"
      command="revoke"
      args={args}
      typed={slot}
      onClose={onClose}
      notNowDoes={words.handoff.confirm.notNowDoes}
    >
      <p className="sm">{say.text}</p>
      <DraftNotes slot={slot} />
      <Field
        label={say.reason}
        value={draft.revokeReason}
        onChange={(revokeReason) => {
          setMissing(false);
          change({ ...draft, revokeReason });
        }}
        error={missing ? say.reasonMissing : null}
        required
      />
      <Field
        label={say.note}
        value={draft.revokeNote}
        onChange={(revokeNote) => change({ ...draft, revokeNote })}
        multiline
      />
    </ConfirmStep>
  );
}
