import { count } from "./count";

export const searchWords = {
  label: "Search this list",
  clear: "Clear the search",
  matches: (n: number, all: number | null) =>
    all === null || all < n ? count(n, "match", "matches") : `${count(n, "match", "matches")} of ${all}`,
  /** Spoken when the list has settled: how many, never what was typed. */
  said: (n: number) => (n === 0 ? "No case matches." : `${count(n, "case matches", "cases match")}.`),
  none: (text: string) => `No case matches “${text}”`,
  searched: "Looked through this list by name, member ID, case, reference, payer and code.",
  elsewhere: "Found in other lists:",
  elsewhereOf: (cases: number, list: string) => `${cases.toLocaleString("en-US")} in ${list}`,
  otherSteps: (list: string) => `${list}, other steps`,
  keys: { focus: "search" },
};
