import type { Locked, StepKind } from "../../../platform/bindings";
import type { Rich } from "../../rich";
import { b } from "../../rich";
import { sentence } from "../count";
import { command, DECISION } from "./decisions";
import { fault } from "./fault";

export type { Tone } from "./codes";
export type { CommandWords } from "./decisions";
export type { FaultWords } from "./fault";

/** Why no command of a case can be given now: one table for every button. */
const LOCKED: Record<Locked, string> = {
  key_refused: "Collate does not accept this key.",
  offline: "you are offline.",
  stale: "we must read the case first.",
  not_read: "this is how the case was last seen here; we must read it first.",
  journal_unread: "what was decided here before is still being read.",
  command_open: "your last decision is not settled yet.",
  not_recognized: "Collate uses a word this version does not know.",
};

export const faultWords = {
  fault,
  command,
  /** What a decision is called: "your report". */
  decision: (kind: StepKind) => DECISION[kind].name,
  decisionArrived: (kind: StepKind) => `${sentence(DECISION[kind].name)} arrived.`,
  locked: (why: Locked) => LOCKED[why],
  notAvailable: (reason: string): Rich => [b("Not available:"), ` ${reason}`],
  notAvailableYet: (reason: string): Rich => [b("Not available yet:"), ` ${reason}`],
  request: "Request",
  copyForSupport: "Copy for support",
  copied: "Copied",
  copyFailed: "Could not copy",
  sendAgain: "Send the same again",
  sendingAgain: "Sending again",
  sendAgainDoes: (version: string): Rich => [
    b("The same request for the same version:"),
    ` it cannot count twice, because Collate takes it only for version ${version}.`,
  ],
  letItBe: "Let it be",
  lettingItBe: "Letting it be",
  letItBeDoes: [b("Nothing is sent."), " If it still arrives, the case shows it."] satisfies Rich,
  closeNote: "Close this note",
  closing: "Closing",
  readAgain: "Read again",
};
