import type { ReactNode } from "react";
import { FactList } from "../../../parts/truth/FactList";
import type { CaseView, DraftSlot } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import { ConfirmStep } from "../../case/ConfirmStep";
import { type Draft, reportOf, unableOf } from "./draft";

type Props = { view: CaseView; slot: DraftSlot; draft: Draft; onClose: () => void };

/** The last look before a report: what is said, in whose name, on which version. */
export function ReportDialog(props: Props) {
  return props.draft.ended === "finished" ? <Finished {...props} /> : <Unable {...props} />;
}

const mono = (text: string | undefined): ReactNode => (text === undefined ? null : <span className="id">{text}</span>);

function Finished({ view, slot, draft, onClose }: Props) {
  const words = useCaseWords();
  const say = words.handoff.confirm;
  const said = reportOf(draft);
  const reference = draft.noNumber ? say.noReference : mono(said.reference);
  return (
    <ConfirmStep
      view={view}
      step="complete"
      title={say.title(said.outcome)}
      confirm={say.confirm(said.outcome)}
      consequence={say.does}
      owner="collate"
      command="report_completed"
      args={({ version }) => ({ case: view.id, version, ...said })}
      typed={slot}
      onClose={onClose}
      notNowDoes={say.notNowDoes}
    >
      <p className="sm">{say.intro}</p>
      <FactList
        missing={say.noneGiven}
        facts={[
          [say.outcome, words.truth.outcome(said.outcome)],
          [say.reference, reference],
          [say.note, said.note ?? null],
        ]}
      />
    </ConfirmStep>
  );
}

function Unable({ view, slot, draft, onClose }: Props) {
  const words = useCaseWords();
  const say = words.handoff.confirm;
  const said = unableOf(draft);
  return (
    <ConfirmStep
      view={view}
      step="unable"
      title={say.titleUnable}
      confirm={say.confirmUnable}
      consequence={say.does}
      owner="collate"
      command="report_unable"
      args={({ version }) => ({ case: view.id, version, ...said })}
      typed={slot}
      onClose={onClose}
      notNowDoes={say.notNowDoes}
    >
      <p className="sm">{say.intro}</p>
      <FactList
        missing={say.noneGiven}
        facts={[
          [say.reason, words.truth.reason(said.reason)],
          [say.pressed, words.handoff.report.pressedAnswer[said.submitPressed]],
          [say.note, said.note ?? null],
        ]}
      />
    </ConfirmStep>
  );
}
