import type { ReactNode } from "react";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Chip } from "../../parts/Chip";
import { CopyButton } from "../../parts/CopyButton";
import { useKept } from "../../parts/keep";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, ClaimView, CommandStage, HandoffView, StepKind } from "../../platform/bindings";
import { type CaseWords, useCaseWords } from "../../words/pages/case";
import { nameOf, reportKey } from "../drafts/written";
import { useMemory } from "../frame/memory";
import { type Draft, isEmpty, reportOf, unableOf } from "./report/draft";

type OwnReport = Exclude<ClaimView, { kind: "accepted" }>;

/** What the operator said of this handoff, once it arrived. */
export function ownReport({ report }: HandoffView): OwnReport | null {
  return report === null || report.kind === "accepted" ? null : report;
}

const RESULTS: Record<OwnReport["kind"], string> = {
  reported: "completed_reported",
  could_not_finish: "unable_to_complete",
  revoked: "revoked",
};

/** How it ended, in words. What the operator ended herself has a card of its own. */
export function Result({ view, handoff, title }: { view: CaseView; handoff: HandoffView; title: string }) {
  const words = useCaseWords();
  const own = ownReport(handoff);
  if (own !== null && handoff.result === RESULTS[own.kind]) return null;
  const lost = handoff.result === "interaction_lost_unrecoverable";
  return (
    <Banner
      tone={lost ? "danger" : "info"}
      icon={lost ? "stop" : "flag"}
      lead={title}
      text={words.handoff.closed.result(handoff.result, handoff.message, view.turn === "collate")}
    />
  );
}

/** A number or id; nothing where there is none. */
export const mono = (text: string | null | undefined): ReactNode => (text ? <span className="id">{text}</span> : null);

function reportFacts(report: OwnReport, words: CaseWords): readonly (readonly [string, ReactNode])[] {
  const say = words.handoff.closed;
  switch (report.kind) {
    case "reported":
      return [
        [say.youSaid, words.truth.outcome(report.outcome)],
        [say.reference, mono(report.reference) ?? say.noReference],
        [say.note, report.note],
      ];
    case "could_not_finish":
      return [
        [say.youSaid, words.handoff.report.couldNot],
        [say.reason, words.truth.reason(report.reason)],
        [say.note, report.note],
      ];
    case "revoked":
      return [
        [say.youSaid, say.revoked],
        [say.reason, report.reason],
      ];
  }
}

/** The operator's own report: a claim, and shown as one. */
export function Report({ handoff }: { handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.closed;
  const own = ownReport(handoff);
  if (own === null) return null;
  return (
    <section className="card" aria-labelledby="report-title">
      <header>
        <h2 id="report-title">{say.report}</h2>
        <Chip tone="claim">{say.claim}</Chip>
        <span className="push xs muted">{say.notEdited}</span>
      </header>
      <div className="body grid-2">
        <FactList missing={say.noNote} facts={reportFacts(own, words)} />
        <Spent handoff={handoff} />
      </div>
    </section>
  );
}

function Spent({ handoff }: { handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.about;
  const { activatedAt, closedAt } = handoff;
  const span = activatedAt === null || closedAt === null ? null : Date.parse(closedAt) - Date.parse(activatedAt);
  return (
    <FactList
      missing={words.case.notReturned}
      facts={[
        [say.inPortal, span === null || Number.isNaN(span) ? null : words.time.span(Math.max(0, span))],
        [say.package, handoff.acceptedPackage === null ? say.noPackage : mono(handoff.acceptedPackage)],
        [say.links, say.openedDiscarded(handoff.link.opened)],
      ]}
    />
  );
}

const CARRIES_TEXT: readonly StepKind[] = ["complete", "unable", "revoke"];
const LEFT: readonly CommandStage[] = ["sending", "checking", "not_yet", "refused", "let_be", "not_done", "undecided"];

/** Whether something typed left this computer and came to nothing, or to nothing known. */
function wasTried({ command }: CaseView): boolean {
  return command !== null && CARRIES_TEXT.includes(command.kind) && LEFT.includes(command.stage);
}

/** What was typed for a handoff that closed before it was reported: never lost, and never sent by itself. */
export function Typed({ view, handoff }: { view: CaseView; handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.closed;
  const { drafts, restored } = useMemory();
  const key = reportKey(view.id, handoff.id);
  const [draft] = useKept(drafts, key);
  const [before] = useKept(restored, nameOf({ kind: "report", case: view.id, handoff: handoff.id }));
  if (handoff.report !== null || isEmpty(draft)) return null;
  // Of what was typed before the program ended, the case may know nothing any more.
  const tried = wasTried(view) || before?.tried === true;
  const facts = typedFacts(draft, words);
  const text = () => facts.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <section className="card" aria-labelledby="typed-title">
      <header>
        <h2 id="typed-title">{tried ? say.tried : say.typed}</h2>
      </header>
      <div className="body stack">
        <p className="sm soft">{tried ? say.triedHelp : say.typedHelp}</p>
        <FactList missing={say.noNote} facts={facts} />
        <span className="row">
          <CopyButton text={text}>{say.copyTyped}</CopyButton>
          <Button look="quiet" onPress={() => drafts.drop(key)}>
            {say.forget}
          </Button>
        </span>
      </div>
    </section>
  );
}

function typedFacts(draft: Draft, words: CaseWords): (readonly [string, string])[] {
  const { typedName } = words.handoff.closed;
  const finished = reportOf(draft);
  const unable = unableOf(draft);
  const facts: (readonly [string, string | undefined])[] = [
    [typedName.outcome, draft.outcome === null ? undefined : words.truth.outcome(draft.outcome)],
    [typedName.reference, draft.noNumber ? words.handoff.confirm.noReference : finished.reference],
    [typedName.note, finished.note],
    [typedName.reason, draft.reason === null ? undefined : words.truth.reason(draft.reason)],
    [typedName.pressed, draft.pressed === null ? undefined : words.handoff.report.pressedAnswer[draft.pressed]],
    [typedName.unableNote, unable.note],
    [typedName.revokeReason, draft.revokeReason.trim() || undefined],
    [typedName.revokeNote, draft.revokeNote.trim() || undefined],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
