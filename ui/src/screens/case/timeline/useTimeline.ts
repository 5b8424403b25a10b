import type { CaseView, TimelineView } from "../../../platform/bindings";
import { type Reading, useLastAnswer, useReading } from "../../../platform/use-reading";

/** Everything that a timeline may be longer for: another version, or a decision that moved on. */
function momentOf({ id, version, command, package: pack }: CaseView): string {
  return JSON.stringify([id, version, command?.id ?? null, command?.stage ?? null, pack?.accepted ?? null]);
}

/** The timeline of a case, read again whenever there may be more to it. What was read stays in view until then. */
export function useTimeline(view: CaseView): { shown: TimelineView | null; reading: Reading<"read_timeline"> } {
  const reading = useReading("read_timeline", { case: view.id }, momentOf(view));
  return { shown: useLastAnswer(reading, view.id), reading };
}
