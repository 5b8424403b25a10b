import type { ReactNode } from "react";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Chip } from "../../parts/Chip";
import { CopyButton } from "../../parts/CopyButton";
import { useKept } from "../../parts/keep";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, ClaimView, HandoffView } from "../../platform/bindings";
import { useWords } from "../../words";
import { useMemory } from "../frame/memory";
import { type Draft, isEmpty, reportOf, unableOf } from "./report/draft";

type OwnReport = Extract<ClaimView, { kind: "reported" | "could_not_finish" }>;

/** The operator's own report, when it is what closed this handoff: a claim may also be of an earlier one. */
function ownReport(view: CaseView, handoff: HandoffView): OwnReport | null {
  const { claim } = view;
  if (claim?.kind === "reported" && handoff.result === "completed_reported") return claim;
  return claim?.kind === "could_not_finish" && handoff.result === "unable_to_complete" ? claim : null;
}

/** How it ended, in words: a claim when it is one. Our own report has a card of its own. */
export function Result({ view, handoff, title }: { view: CaseView; handoff: HandoffView; title: string }) {
  const words = useWords();
  const { claim } = view;
  if (ownReport(view, handoff) !== null) return null;
  const lost = handoff.result === "interaction_lost_unrecoverable";
  const message = claim?.kind === "revoked" && handoff.result === "revoked" ? claim.reason : handoff.message;
  return (
    <Banner
      tone={lost ? "danger" : "info"}
      icon={lost ? "stop" : "flag"}
      lead={title}
      text={words.handoff.closed.result(handoff.result, message, view.turn === "collate")}
    />
  );
}

/** A number or id; nothing where there is none. */
export const mono = (text: string | null | undefined): ReactNode => (text ? <span className="id">{text}</span> : null);

/** The operator's own report: a claim, and shown as one. */
export function Report({ view, handoff }: { view: CaseView; handoff: HandoffView }) {
  const words = useWords();
  const say = words.handoff.closed;
  const claim = ownReport(view, handoff);
  if (claim === null) return null;
  const note = [say.note, claim.note ?? say.noNote] as const;
  const said =
    claim.kind === "reported"
      ? ([
          [say.youSaid, words.truth.outcome(claim.outcome)],
          [say.reference, mono(claim.reference) ?? say.noReference],
          note,
        ] as const)
      : ([[say.youSaid, words.handoff.report.couldNot], [say.reason, words.truth.reason(claim.reason)], note] as const);
  return (
    <section className="card" aria-labelledby="report-title">
      <header>
        <h2 id="report-title">{say.report}</h2>
        <Chip tone="claim">{say.claim}</Chip>
        <span className="push xs muted">{say.notEdited}</span>
      </header>
      <div className="body grid-2">
        <FactList missing={say.noNote} facts={said} />
        <Spent handoff={handoff} />
      </div>
    </section>
  );
}

function Spent({ handoff }: { handoff: HandoffView }) {
  const words = useWords();
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

/** What was typed for a handoff that closed before it was reported: never lost, and never sent by itself. */
export function Typed({ view, handoff }: { view: CaseView; handoff: HandoffView }) {
  const words = useWords();
  const say = words.handoff.closed;
  const { drafts } = useMemory();
  const [draft] = useKept(drafts, handoff.id);
  if (ownReport(view, handoff) !== null || isEmpty(draft)) return null;
  const facts = typedFacts(draft, words);
  const text = () => facts.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <section className="card" aria-labelledby="typed-title">
      <header>
        <h2 id="typed-title">{say.typed}</h2>
      </header>
      <div className="body stack">
        <p className="sm soft">{say.typedHelp}</p>
        <FactList missing={say.noNote} facts={facts} />
        <span className="row">
          <CopyButton text={text}>{say.copyTyped}</CopyButton>
          <Button look="quiet" onPress={() => drafts.drop(handoff.id)}>
            {say.forget}
          </Button>
        </span>
      </div>
    </section>
  );
}

function typedFacts(draft: Draft, words: ReturnType<typeof useWords>): (readonly [string, string])[] {
  const say = words.handoff.closed;
  const confirm = words.handoff.confirm;
  const finished = reportOf(draft);
  const unable = unableOf(draft);
  const facts: (readonly [string, string | undefined])[] = [
    [say.youSaid, draft.outcome === null ? undefined : words.truth.outcome(draft.outcome)],
    [say.reference, draft.noNumber ? confirm.noReference : finished.reference],
    [say.note, finished.note],
    [say.reason, draft.reason === null ? undefined : words.truth.reason(draft.reason)],
    [confirm.pressed, draft.pressed === null ? undefined : words.handoff.report.pressedAnswer[draft.pressed]],
    [words.handoff.report.couldNot, unable.note],
    [words.handoff.revoke.reason, draft.revokeReason.trim() || undefined],
    [words.handoff.revoke.note, draft.revokeNote.trim() || undefined],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
