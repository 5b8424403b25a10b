import type { TurnCode } from "../../platform/bindings";
import type { Times } from "../time";
import { count } from "./count";

export const queueWords = (t: Times) => ({
  cases: (n: number) => count(n, "case"),
  updates: {
    waiting: (n: number) => count(n, "update"),
    /** Spoken once they were asked for. */
    taken: (n: number) => `${count(n, "update")} shown.`,
  },
  listOf: {
    yours: "Cases that need you",
    collate: "Cases Collate works on",
    payer: "Cases with the payer",
    done: "Cases that are done",
    stopped: "Cases that stopped",
    unknown: "Cases not recognized",
  } satisfies Record<TurnCode, string>,

  compact: "Compact rows",
  /** What stands below in two lines a case, for the columns that have two; in one line each has a column of its own. */
  column: {
    own: "Whose turn",
    case: ["Case", ", reference"],
    patient: ["Patient", ", payer"],
    payer: "Payer",
    service: "Service",
    want: ["What is wanted", ", service"],
    age: ["Age", ", change"],
    changed: "Changed",
    reference: "Reference",
  },
  noReference: "No reference yet",
  noPayer: "Payer not returned",
  noService: "Service not returned",
  provider: (npi: string) => `NPI\u00a0${npi}`,
  handoffActive: "Handoff active",
  warnings: (n: number) => count(n, "warning"),
  asOf: (readAt: string, now: number) => `as of ${t.brief(readAt, now)}`,
  openLabel: "Open a case by number",
  open: "Open",
  openMissing: "Type the case number first.",
  opening: "Opening",

  loading: "Loading cases",
  reading: (known: number) => `Reading the case list, ${count(known, "case")} so far.`,
  unread: {
    title: "The case list could not be read yet.",
    text: "Cases appear here as soon as it can be.",
  },
  clear: {
    tag: "Nothing needs you",
    title: "You are clear.",
    text: (collate: number, payer: number) =>
      `${count(collate, "case is", "cases are")} with Collate and ${payer.toLocaleString("en-US")} with payers.`,
    go: "See what Collate is doing",
  },
  none: {
    title: "No cases here yet",
    text: "Cases appear when your clinic makes them, here or elsewhere.",
    opened: "A case appears here once you have opened it by its number, or made it.",
  },
  noneOf: {
    yours: "Nothing needs you at this step.",
    collate: "Collate works on no case.",
    payer: "No case is with a payer.",
    done: "No case is done yet.",
    stopped: "No case was stopped.",
    unknown: "Every case is recognized.",
  } satisfies Record<TurnCode, string>,
  noneOpened: "None of the cases known on this computer is in this list.",
  noList: {
    lead: "This service has no case list.",
    text: "You see the cases that were opened or made on this computer. Open any other by its number.",
  },
  openExample: "auth_…",

  selected: "Selected case",
  summary: "Case summary",
  nextAction: "Next action",
  trueSoFar: "What is true so far",
  nothingSelected: "No case selected",
  copyId: "Copy case ID",
  asOfClock: (iso: string, now: number) => `As of ${t.moment(iso, now)}`,
});
