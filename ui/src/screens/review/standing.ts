import type { CaseView } from "../../platform/bindings";
import type { Words } from "../../words";
import type { Marks } from "./marks";
import type { Reading } from "./usePackage";

/** What reading this package leads to. */
export type Goal = "approve" | "portal" | "accepted" | "none";

export function goalOf(view: CaseView): Goal {
  switch (view.wanted.kind) {
    case "approve":
      return "approve";
    case "review_for_portal":
      return "portal";
    case "take_over":
      return view.package?.accepted ? "accepted" : "none";
    default:
      return "none";
  }
}

/** Why acceptance is off, in the order in which it matters; `null` when it is on. One table for button and reason. */
export function offBecause(
  view: CaseView,
  reading: Reading,
  marks: Marks,
  words: Words,
): { yet: boolean; reason: string } | null {
  const why = words.review.offBecause;
  const no = (reason: string) => ({ yet: false, reason });
  if (reading.shown === null) return no(words.fault.locked("stale"));
  if (reading.outOfDate !== null) return no(why.outOfDate);
  if (view.wanted.kind === "other_package") return no(why.otherPackage);
  if (reading.shown.tooLarge) return no(why.tooLarge);
  const goal = goalOf(view);
  if (goal !== "approve" && goal !== "portal") return no(why.notAsked);
  if (view.locked !== null) return no(words.fault.locked(view.locked));
  const unread = reading.shown.warnings.length - marks.read.size;
  return unread > 0 ? { yet: true, reason: words.review.unread(unread) } : null;
}
