import { Ladder } from "../../parts/truth/Ladder";
import type { CaseView, RungState } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useWords } from "../../words";

const DECISION = 3;

/** The truth ladder of a case. While Collate checks, how long is drawn every second. */
export function CaseLadder({ view, vertical, brief }: { view: CaseView; vertical?: boolean; brief?: boolean }) {
  const words = useWords();
  const now = useNow(view.ladder.reconciled === "busy" ? 1000 : 60_000);
  const { reported, reconciled, receipt, decision } = view.ladder;
  const states: RungState[] = [reported, reconciled, receipt, decision];
  // It is proven like any other decision, but no good news.
  const denied = view.wanted.kind === "ended" && view.wanted.outcome === "denied";
  const rungs = words.truth
    .rungs(view.ladder, view, now, brief)
    .map((rung, index) => ({ ...rung, state: states[index] ?? "none", plain: index === DECISION && denied }));
  const at = states[view.ladder.now] ?? "none";
  return (
    <Ladder
      rungs={rungs}
      // What is empty is not where the case stands.
      now={at === "none" || at === "not_returned" ? null : view.ladder.now}
      nowWord={words.truth.now}
      label={words.truth.label}
      vertical={vertical}
    />
  );
}
