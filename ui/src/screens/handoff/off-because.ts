import type { CaseWords } from "../../words/pages/case";

/** Why nothing can be done in a handoff that stands like this; `null` while it is active. One table for every button. */
export function offBecause(state: string, words: CaseWords): string | null {
  const why = words.handoff.off;
  switch (state) {
    case "active":
      return null;
    case "offered":
    case "closing":
    case "closed":
      return why[state];
    default:
      return why.unknown(state);
  }
}
