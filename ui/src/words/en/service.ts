import type { DisabledCode } from "../../platform/bindings";
import type { Times } from "../time";
import { count } from "./count";

/** What the program asks the service for, by the program's own names. One that is not here is shown as it is. */
const OPERATIONS: Record<string, string> = {
  list: "Read the case list",
  read: "Read a case",
  read_live_session: "Look at the portal session",
  read_handoff: "Read a handoff",
  create: "Make a case",
  patch_answers: "Save answers",
  attach: "Attach a file",
  remove_attachment: "Take a file off a case",
  confirm: "Go on, or accept for submission",
  cancel: "Cancel a case",
  create_handoff: "Start a handoff",
  complete_handoff: "Report an outcome",
  unable_to_complete: "Report that it could not be finished",
  revoke_handoff: "Withdraw access",
  mint_grant: "Make a portal link",
  mint_watch: "Make a link to watch",
  create_file: "Announce a file",
  upload: "Send a file",
  complete_file: "Finish sending a file",
  read_file: "Read how far a file is",
  download: "Read a file",
  list_routes: "Read the ways to payers",
  resolve_route: "Check a way to a payer",
  list_payers: "Read the payers",
  read_provider: "Look up a provider",
  probe: "Find out the contract",
};

const VOCABULARIES: Record<string, string> = {
  status: "Status",
  outcome: "Outcome",
  action: "Next action",
  resolution: "Way to do a step",
  policy: "Final submit",
  request_type: "Type of request",
  code_system: "System of a code",
  channel: "Way to the payer",
  access_mode: "Who has access",
  handoff_state: "State of a handoff",
  handoff_result: "How a handoff ended",
  question_kind: "Kind of question",
  snapshot_status: "State of a package",
  file_status: "State of a file",
  session_state: "State of the portal session",
};

const OBJECTS: Record<string, string> = {
  authorization: "Case",
  row: "Row of the list",
  page: "Case list",
  handoff: "Handoff",
  closure: "End of a handoff",
  liveSession: "Portal session",
  file: "File",
  createdFile: "Announced file",
  payer: "Payer",
  provider: "Provider",
  route: "Way to a payer",
  routes: "Ways to payers",
};

export const serviceWords = (t: Times) => ({
  title: "What this service answers",
  short: "Service report",
  region: "Service report",
  intro: "What came back since this connection was made. It holds no names and no answers of a patient.",
  reading: "Reading the report",
  readAgain: "Read again",
  readingAgain: "Reading",
  copy: "Copy for support",

  connection: "This connection",
  contract: "Contract",
  host: "Host",
  since: "Since",
  sinceTime: (iso: string, now: number) => t.short(iso, now),
  program: "Program",

  disabled: "What does not work here, and why",
  nothingDisabled: "Nothing: everything this version can do works here.",
  disabledWhy: {
    no_list: {
      what: "The case list",
      why: "The service has none. Open cases by their number. Cases opened or made here are kept in view.",
    },
    list_loops: {
      what: "The end of the case list",
      why: "The list led in a circle and was cut off. Open a case that is missing by its number.",
    },
    no_handoffs: {
      what: "Taking over a portal",
      why: "This contract has no handoffs.",
    },
    no_live_session: {
      what: "Watching the portal",
      why: "This contract has no portal session to look at.",
    },
    no_route_list: {
      what: "The list of ways to a payer",
      why: "This contract lists none. Type payer, state and type for a new case.",
    },
    no_route_check: {
      what: "Checking a way to a payer",
      why: "This contract cannot be asked. You see it when the case is made.",
    },
    no_payer_list: {
      what: "The list of payers",
      why: "The payers could not be listed. Type the payer's ID for a new case.",
    },
    read_only_cases: {
      what: "Changing some cases",
      why: "They carry a word this version does not know, so they can be read, not changed.",
    },
  } satisfies Record<DisabledCode, { what: string; why: string }>,

  operations: "What was asked, and how it went",
  noOperations: "Nothing was asked yet.",
  operation: (name: string): string | null => OPERATIONS[name] ?? null,
  column: {
    operation: "What was asked",
    answered: "Answered",
    failed: "Failed",
    last: "Last failure",
    request: "Its request",
    at: "Last asked",
  },
  noFailure: "none",
  noAnswer: "no answer",
  status: (status: number) => `HTTP ${status}`,
  copyRequest: (request: string) => `Copy request ${request}`,
  at: (iso: string) => t.clock(iso),

  unknownWords: "Words this version does not know",
  noUnknownWords: "Every word was known.",
  vocabulary: (name: string): string | null => VOCABULARIES[name] ?? null,
  cases: (n: number) => (n === 0 ? "No case has it now." : `${count(n, "case")} can be read, not changed:`),
  unknownFields: "Fields this version does not know",
  noUnknownFields: "No field was new.",
  unknownFieldsText: "They are kept and not used.",
  object: (name: string): string | null => OBJECTS[name] ?? null,
  times: (n: number) => count(n, "time"),
  otherShapes: "Things that came in another shape",
  noOtherShapes: "Everything came in the shape that was expected.",
  otherShapesText: "They count as not returned.",
  unreadableRows: "Rows of the list that could not be read",
  rows: (n: number) => (n === 0 ? "None." : `${count(n, "row")}. Open such a case by its number.`),

  /** The same as text. Case numbers are in it, names are not. */
  text: {
    none: "none",
    answered: (n: number) => `answered ${n}`,
    failed: (n: number) => `failed ${n}`,
    last: "last failure",
    request: "request",
    cases: "cases",
  },
});
