import type { CaseView, ClaimView } from "../../platform/bindings";
import type { CaseWords } from "../../words/pages/case";
import type { Marks } from "./marks";
import type { Reading } from "./usePackage";

type Accepted = Extract<ClaimView, { kind: "accepted" }>;

/** What reading this package leads to; `null` where the case asks for no acceptance. */
export type Goal = "approve" | "portal" | "accepted";

export function goalOf(view: CaseView): Goal | null {
  switch (view.wanted.kind) {
    case "approve":
      return "approve";
    case "review_for_portal":
      return "portal";
    case "package_out_of_date":
      return view.action === "complete_payer_interaction" ? "portal" : "approve";
    case "take_over":
      return view.package?.accepted ? "accepted" : null;
    default:
      return null;
  }
}

/** The acceptance given here: for submission, or kept for the portal step. */
export function acceptedHere({ claim, package: onCase }: CaseView): Omit<Accepted, "kind"> | null {
  if (claim?.kind === "accepted") return claim;
  if (!onCase?.accepted) return null;
  const [operator, at] = onCase.accepted;
  return { snapshot: onCase.snapshot, operator, at };
}

/** Why acceptance is off, in the order in which it matters; `null` when it is on. One table for button and reason. */
export function offBecause(
  view: CaseView,
  reading: Reading,
  marks: Marks,
  unsaved: string | null,
  words: CaseWords,
): { yet: boolean; reason: string } | null {
  const why = words.review.offBecause;
  const no = (reason: string) => ({ yet: false, reason });
  if (reading.shown === null) return no(words.fault.locked("stale"));
  if (reading.outOfDate !== null) return no(why.outOfDate);
  if (reading.shown.tooLarge) return no(why.tooLarge);
  if (view.locked !== null) return no(words.fault.locked(view.locked));
  if (unsaved !== null) return no(unsaved);
  const unread = reading.shown.warnings.length - marks.read.size;
  return unread > 0 ? { yet: true, reason: words.review.unread(unread) } : null;
}
