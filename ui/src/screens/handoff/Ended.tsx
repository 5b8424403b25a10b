import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { CopyButton } from "../../parts/CopyButton";
import { useKept } from "../../parts/keep";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, ClaimView, HandoffView } from "../../platform/bindings";
import { useWords } from "../../words";
import { useMemory } from "../frame/memory";
import { type Draft, isEmpty, reportOf, unableOf } from "./report/draft";

type OwnReport = Extract<ClaimView, { kind: "reported" | "could_not_finish" }>;

/** The operator's own report, when it is what closed this handoff: a claim may also be of an earlier one. */
export function ownReport(view: CaseView, handoff: HandoffView): OwnReport | null {
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
