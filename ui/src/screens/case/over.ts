import type { CaseView } from "../../platform/bindings";

/** Whether nothing more comes of the case. */
export function isOver({ wanted }: Pick<CaseView, "wanted">): boolean {
  return wanted.kind === "ended" || wanted.kind === "canceled" || wanted.kind === "no_outcome";
}

/** Whether there is a payer session that could be looked at. */
export function canWatch(view: CaseView): boolean {
  return view.canWatch && !isOver(view);
}

/** Whether a read-only view of it is open, or about to be. */
export function isWatching({ watch }: Pick<CaseView, "watch">): boolean {
  return watch !== null && ["preparing", "opening", "open"].includes(watch.phase);
}
