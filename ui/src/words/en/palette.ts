import { count } from "./count";

/** Finding a case or a command from anywhere. */
export const paletteWords = {
  title: "Find a case or a command",
  results: "Results",
  recent: "Recent cases",
  cases: "Cases",
  here: "On this page",
  anywhere: "Anywhere",
  choose: "choose",
  run: "open",
  /** `found` of the `searched` on this computer. */
  found: (found: number, shown: number) =>
    shown < found
      ? `${shown} of ${count(found, "case")}, searched on this computer`
      : `${count(found, "case")}, searched on this computer`,
  searched: (n: number) => `${count(n, "case")} on this computer`,
  none: "Nothing by that name: no case on this computer, and no command.",
  notSearched: "Cases could not be searched. Commands work.",
  /** Spoken when the results have settled: how many, never what was typed. */
  said: (cases: number, commands: number) => `${count(cases, "case")}, ${count(commands, "command")}.`,
};
