import type { CaseView } from "../../platform/bindings";
import type { Knows } from "../../words/en/wanted";
import { canWatch } from "./over";

/** What the sentences about a case need to know of it. */
export function knowsOf(view: CaseView): Knows {
  return {
    payer: view.header.payer,
    reference: view.receipt?.reference ?? null,
    snapshot: view.package?.snapshot ?? null,
    watch: canWatch(view),
  };
}
