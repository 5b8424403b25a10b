import { type RefObject, useEffect, useState } from "react";
import { Act } from "../../../parts/Button";
import { Segmented } from "../../../parts/form/Option";
import type { CaseView, DraftSlot, HandoffView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import type { Rich as RichText } from "../../../words/rich";
import { DraftNotes } from "../../drafts/DraftNotes";
import { offBecause } from "../off-because";
import { type Draft, EMPTY_DRAFT, type Needs, needsOf } from "./draft";
import { FinishedForm } from "./FinishedForm";
import { ReportDialog } from "./ReportDialog";
import { UnableForm } from "./UnableForm";

const NONE: Needs = {};

/** What is typed of a handoff, wherever it is typed. */
export const slotOf = (view: CaseView, handoff: HandoffView): DraftSlot => ({
  kind: "report",
  case: view.id,
  handoff: handoff.id,
});

type Props = {
  view: CaseView;
  handoff: HandoffView;
  draft: Draft;
  change: (draft: Draft) => void;
  heading: RefObject<HTMLHeadingElement | null>;
  /** Set to the function that opens the confirm step: a key does it too. */
  confirm: RefObject<() => void>;
};

/** What is missing is said once the operator wanted to report, at its fields; then the first of them has the focus. */
function useConfirming(draft: Draft, off: string | null) {
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const needs = needsOf(draft);
  const missing = Object.keys(needs).length;
  useEffect(() => {
    if (missing === 0) setTried(false);
  }, [missing]);
  const open = () => {
    if (off !== null) return;
    setTried(true);
    if (missing === 0) setAsked(true);
    else requestAnimationFrame(() => document.querySelector<HTMLElement>("#report [aria-invalid=true]")?.focus());
  };
  return {
    open,
    asked,
    close: () => setAsked(false),
    startAnew: () => setTried(false),
    needs: tried ? needs : NONE,
    missing: tried ? missing : 0,
  };
}

/** The report of a handoff: a claim in the operator's name. What is typed here is kept until it is sent and taken. */
export function ReportCard({ view, handoff, draft, change, heading, confirm }: Props) {
  const words = useCaseWords();
  const say = words.handoff.report;
  const off = offBecause(handoff.state, words) ?? (view.locked === null ? null : words.fault.locked(view.locked));
  const step = useConfirming(draft, off);
  confirm.current = step.open;
  const unable = draft.ended === "unable";
  const does: RichText = unable ? say.doesUnable : say.does(view.version);
  const form = { draft, change, needs: step.needs };
  const slot = slotOf(view, handoff);
  return (
    <section className="card" id="report" aria-labelledby="report-title">
      <header>
        <h2 id="report-title" tabIndex={-1} ref={heading}>
          {say.title}
        </h2>
        <span className="push">
          <HowItEnded
            draft={draft}
            change={(next) => {
              step.startAnew();
              change(next);
            }}
          />
        </span>
      </header>
      <div className="body stack-l">
        <DraftNotes slot={slot} discard={() => change(EMPTY_DRAFT)} />
        {unable ? <UnableForm {...form} /> : <FinishedForm {...form} />}
        <Act
          look="primary"
          size="big"
          block
          owner="collate"
          hint="Ctrl Enter"
          consequence={off !== null ? words.fault.notAvailable(off) : step.missing > 0 ? say.fix(step.missing) : does}
          unavailable={off !== null}
          aria-haspopup="dialog"
          onPress={step.open}
        >
          {unable ? say.buttonUnable : say.button(draft.outcome)}
        </Act>
      </div>
      {step.asked ? <ReportDialog view={view} slot={slot} draft={draft} onClose={step.close} /> : null}
    </section>
  );
}

function HowItEnded({ draft, change }: Pick<Props, "draft" | "change">) {
  const words = useCaseWords();
  const say = words.handoff.report;
  return (
    <Segmented
      label={say.howItEnded}
      name="ended"
      value={draft.ended}
      options={[
        ["finished", say.finished],
        ["unable", say.couldNot],
      ]}
      onChange={(ended) => change({ ...draft, ended })}
    />
  );
}
