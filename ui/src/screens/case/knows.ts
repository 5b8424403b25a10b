import type { CaseView } from "../../platform/bindings";
import type { Knows } from "../../words/en/wanted";
import { canWatch } from "./over";

/** Whether something is wanted, and nothing says what. */
export function isUnnamed({ wanted, action, unknown }: CaseView): boolean {
  const named = action ?? unknown.action ?? unknown.resolution ?? unknown.status ?? unknown.outcome;
  return wanted.kind === "unknown_step" && named === null;
}

/** What the sentences about a case need to know of it. */
export function knowsOf(view: CaseView): Knows {
  return {
    payer: view.header.payer,
    reference: view.receipt?.reference ?? null,
    snapshot: view.package?.snapshot ?? null,
    watch: canWatch(view),
    unnamed: isUnnamed(view),
  };
}
