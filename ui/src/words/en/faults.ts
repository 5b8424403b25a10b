import type { Code, CommandView, Locked, Outcome, StepKind, WireError } from "../../platform/bindings";
import type { Part, Rich } from "../rich";
import { b, id } from "../rich";
import { sentence } from "./count";
import { codeWords, type Severity } from "./service-codes";

export type Tone = "info" | "ok" | "warn" | "danger" | "unknown";
/** A fault in the order it is told: what happened to the payer and the case, what we know, what to press. */
export type FaultWords = { tone: Tone; lead: string; text: Rich };

const HAPPENED: Record<Outcome, string> = {
  nothing_sent: "Nothing was sent.",
  nothing_done: "Not done.",
  not_known: "We cannot tell yet whether it arrived.",
};

type Row = { tone: Tone; knows: string; press: string };

const CODES: Record<Code, Row> = {
  not_connected: {
    tone: "warn",
    knows: "This computer is not connected.",
    press: "Connect, then try again.",
  },
  name_missing: { tone: "warn", knows: "Your name is missing.", press: "Type your name, then try again." },
  key_malformed: {
    tone: "warn",
    knows: "This text cannot be a key.",
    press: "Paste the whole key, without spaces or line breaks.",
  },
  key_refused: {
    tone: "danger",
    knows: "Collate does not accept this key. It may be a key of another environment, or it was withdrawn.",
    press: "Check the environment, then enter the key again.",
  },
  keyring_unavailable: {
    tone: "warn",
    knows: "This computer has no keychain the program can use.",
    press: "Connect for this session only, or set up a keychain first.",
  },
  keyring_locked: {
    tone: "warn",
    knows: "This computer's keychain is locked, or its question was closed.",
    press: "Unlock it and try again, or connect for this session only.",
  },
  keyring_failed: {
    tone: "warn",
    knows: "This computer's keychain failed.",
    press: "Try again, or connect for this session only.",
  },
  key_not_kept: {
    tone: "info",
    knows: "This computer's keychain has no key for this connection any more.",
    press: "Enter the key again.",
  },
  address_refused: {
    tone: "warn",
    knows: "This address is not allowed. Only an address of this computer is.",
    press: "Type it like http://127.0.0.1:8080, without /v1.",
  },
  environment_closed: {
    tone: "warn",
    knows: "This environment is closed in this version.",
    press: "Choose sandbox or practice.",
  },
  practice_failed: {
    tone: "danger",
    knows: "Practice could not be started on this computer.",
    press: "Try again. If it stays so, restart the program.",
  },
  unreachable: {
    tone: "warn",
    knows: "Collate cannot be reached from this computer.",
    press: "Check the network, then try again.",
  },
  timed_out: { tone: "warn", knows: "Collate did not answer in time.", press: "Try again." },
  broken: { tone: "warn", knows: "The connection broke before the answer was complete.", press: "Try again." },
  not_the_service: {
    tone: "warn",
    knows: "Something other than Collate answered, such as the sign-in page of a network.",
    press: "Check the network, then try again.",
  },
  not_understood: {
    tone: "danger",
    knows: "Collate's answer could not be understood.",
    press: "Try again. If it stays so, tell support.",
  },
  service_failed: { tone: "warn", knows: "Collate has a fault of its own.", press: "Try again in a minute." },
  too_many: { tone: "warn", knows: "Collate asked to wait.", press: "Wait a little, then try again." },
  refused: { tone: "warn", knows: "Collate refused it.", press: "Read the case again, then decide." },
  link_not_made: { tone: "warn", knows: "No link was opened.", press: "Collate did not make one. Try again." },
  session_not_read: {
    tone: "unknown",
    knows: "The live portal check could not be made.",
    press: "What it would say is not known. That alone closes nothing.",
  },
  not_found: {
    tone: "warn",
    knows: "Collate does not have what was asked for.",
    press: "Check what you typed or chose.",
  },
  not_in_contract: {
    tone: "info",
    knows: "This service does not offer that.",
    press: "See under your name what this service answers.",
  },
  editing_closed: {
    tone: "warn",
    knows: "Answers and documents cannot be changed as the case stands.",
    press: "Read the case to see who has it.",
  },
  no_file_dialog: {
    tone: "warn",
    knows: "The window to choose files could not be opened.",
    press: "Drop the file here instead.",
  },
  cannot_show: {
    tone: "info",
    knows: "This file cannot be shown here.",
    press: "It is not a PDF, JPEG or PNG, or it is too large.",
  },
  not_kept: {
    tone: "warn",
    knows: "This computer could not write down what you typed.",
    press: "Do not close the window before it is sent or saved.",
  },
  draft_too_long: {
    tone: "warn",
    knows: "It is too long to be written down.",
    press: "Make it shorter, or do not close the window before it is sent or saved.",
  },
  too_many_drafts: {
    tone: "warn",
    knows: "Too many other things are typed and not finished.",
    press: "Send, save or discard some of them.",
  },
  drafts_not_read: {
    tone: "warn",
    knows: "What you typed here before could not be read now.",
    press: "Look again. What you type now takes its place.",
  },
  case_not_found: {
    tone: "warn",
    knows: "Collate knows no such case under this key.",
    press: "Check the number and the environment.",
  },
  case_not_read: {
    tone: "warn",
    knows: "The case was not read since the program started. What stands here is how it was last seen.",
    press: "Wait until it is read, then decide.",
  },
  not_forgotten: {
    tone: "warn",
    knows: "What was seen here could not be forgotten. It is still on this computer.",
    press: "Try again. If it stays, tell support.",
  },
  case_changed: {
    tone: "warn",
    knows: "The case changed first.",
    press: "Look at it again, then decide.",
  },
  package_changed: {
    tone: "danger",
    knows: "The package changed since you read it.",
    press: "Open the new package and read it.",
  },
  warnings_unread: {
    tone: "warn",
    knows: "Not every warning is marked as read.",
    press: "Read the warnings first.",
  },
  package_too_large: {
    tone: "warn",
    knows: "This package is too large to show in full, so it cannot be accepted here.",
    press: "Tell support the case number.",
  },
  command_open: {
    tone: "warn",
    knows: "Your last decision on this case is not settled yet.",
    press: "Wait until it is.",
  },
  disk_full: {
    tone: "warn",
    knows: "This computer's disk is full, so it could not be written down first. Nothing reached Collate.",
    press: "Free some space, then decide again.",
  },
  disk_read_only: {
    tone: "warn",
    knows: "This computer's disk cannot be written to, so it could not be written down first. Nothing reached Collate.",
    press: "Make it writable again, then decide again.",
  },
  disk_failing: {
    tone: "warn",
    knows: "This computer's disk does not answer, so it could not be written down first. Nothing reached Collate.",
    press: "Have the disk looked at, then decide again.",
  },
  journal_unusable: {
    tone: "danger",
    knows:
      "The file that keeps your decisions cannot be used, so it could not be written down first. Nothing reached Collate.",
    press: "Read the notice at the top of the window.",
  },
  not_possible_now: {
    tone: "warn",
    knows: "That is not possible as the case stands.",
    press: "Read the case again.",
  },
  bad_input: { tone: "danger", knows: "The program asked for something that makes no sense.", press: "Tell support." },
};

/** Where our own words say no more than that it came to nothing, the service's code says the rest. */
const WITH_CODE: readonly Code[] = ["refused", "link_not_made", "session_not_read"];
/** Where what came to nothing is said by our own words, and the service's code only says why. */
const OWN_LEAD: readonly Code[] = ["link_not_made", "session_not_read"];

const TONES: Record<Severity, Tone> = { stop: "danger", warn: "warn", info: "info" };

/** A code that has no words is shown as it came, marked as what it is: never as a sentence. */
const itsCode = (code: string | null | undefined): Part[] => (code ? [" Its code: ", id(code), "."] : []);

/** The service was asked too often. That is no verdict on what was asked. */
const BUSY: readonly (string | null | undefined)[] = ["rate_limited", "http_429"];
const BUSY_LEAD = "Collate is busy.";
const BUSY_NEXT = CODES.too_many.press;

/** Too much was asked: first that, and what it means for this. */
function waits(error: WireError): FaultWords {
  const { tone, knows, press } = CODES.too_many;
  const lead = BUSY.includes(error.serviceCode) ? BUSY_LEAD : knows;
  return { tone, lead: error.outcome === undefined ? lead : `${lead} ${HAPPENED[error.outcome]}`, text: press };
}

/** An error: its service code has the words where the table knows it; else they follow from what the program made of it. */
function fault(error: WireError): FaultWords {
  const notAsked = error.code === "too_many" && error.outcome === "nothing_sent";
  if (notAsked || BUSY.includes(error.serviceCode)) return waits(error);
  const row = CODES[error.code];
  const known = codeWords(error.serviceCode);
  const happened = error.outcome === undefined ? null : HAPPENED[error.outcome];
  if (known === null) {
    const code = WITH_CODE.includes(error.code) ? itsCode(error.serviceCode) : [];
    return happened === null
      ? { tone: row.tone, lead: row.knows, text: [row.press, ...code] }
      : { tone: row.tone, lead: happened, text: [`${row.knows} ${row.press}`, ...code] };
  }
  if (OWN_LEAD.includes(error.code)) {
    return { tone: row.tone, lead: row.knows, text: `${known.what} ${known.next}` };
  }
  const tone = TONES[known.severity];
  return happened === null
    ? { tone, lead: known.what, text: known.next }
    : { tone, lead: happened, text: `${known.what} ${known.next}` };
}

/** What the operator's decision is called. */
type Decision = {
  name: string;
  again: string;
  effect: string;
  /** What is so when it did not happen, where a sentence made from its name would say too little. */
  undone?: string;
  /** The same of a decision of an earlier run: what was typed then may be gone. */
  undoneBefore?: string;
};
const DECISION: Record<StepKind, Decision> = {
  continue: {
    name: "your go-ahead",
    again: "Do not tell Collate again.",
    effect: "Nothing reached the payer.",
  },
  accept: { name: "your acceptance", again: "Do not accept again.", effect: "Nothing reached the payer." },
  start_handoff: {
    name: "your request to take over",
    again: "Do not start again.",
    effect: "No handoff was started.",
  },
  complete: {
    name: "your report",
    again: "Do not report again.",
    effect: "Your report was not taken.",
  },
  unable: {
    name: "your report",
    again: "Do not report again.",
    effect: "Your report was not taken.",
  },
  revoke: { name: "your revoke", again: "Do not revoke again.", effect: "Your access was not withdrawn." },
  cancel: {
    name: "your cancellation",
    again: "Do not cancel again.",
    effect: "The case was not canceled. Nothing was withdrawn at the payer.",
  },
  save_answers: {
    name: "your save",
    again: "Do not save again.",
    effect: "Nothing was saved.",
    undone: "Your answers were not saved. They are kept here: look at what changed, then save again.",
    undoneBefore:
      "Your answers were not saved. Look whether the form still has them, and at what changed, then save again.",
  },
  attach: {
    name: "your file",
    again: "Do not attach it again.",
    effect: "The file was not attached. Nothing reached the payer.",
    undone: "Your file was not attached. It was sent already: go on with it under Documents.",
    undoneBefore: "Your file was not attached. Add it again under Documents.",
  },
  remove_attachment: {
    name: "your removal of a file",
    again: "Do not remove it again.",
    effect: "The file is still on the case.",
    undone: "The file was not taken off the case. Look at the case, then decide again.",
  },
};

export type CommandWords = FaultWords & {
  /** Whether the operator must choose between sending again and letting it be. */
  choose: boolean;
  /** Whether the note can be closed. */
  closes: boolean;
};

/** The decisions that something was typed for. */
const TYPED: readonly StepKind[] = ["complete", "unable", "revoke", "save_answers"];

/** What became of what was typed for it. After the program ended, only the form shows whether it is still there. */
function kept({ kind, fromBefore }: CommandView): string {
  if (!TYPED.includes(kind)) return "";
  if (fromBefore) return " Look whether the form still has what you typed.";
  return " What you typed is kept.";
}

function effectOf(view: CommandView): string {
  const { effect } = DECISION[view.kind];
  if (view.kind === "save_answers" && !view.fromBefore) return `${effect} Your answers are kept here.`;
  return view.kind === "revoke" ? effect : `${effect}${kept(view)}`;
}

function undoneOf({ kind, fromBefore }: CommandView): string | undefined {
  const { undone, undoneBefore } = DECISION[kind];
  return fromBefore ? (undoneBefore ?? undone) : undone;
}

/** A refusal in order: that it was not done, why, what that means for the payer, what to do. How things are is no failure. */
function refused(command: CommandView): FaultWords {
  const effect = effectOf(command);
  if (BUSY.includes(command.serviceCode)) return { tone: "warn", lead: BUSY_LEAD, text: `${effect} ${BUSY_NEXT}` };
  const known = codeWords(command.serviceCode);
  if (known === null) {
    return { tone: "warn", lead: "Not done. Collate refused it.", text: [effect, ...itsCode(command.serviceCode)] };
  }
  return {
    tone: TONES[known.severity],
    lead: known.severity === "info" ? known.what : `Not done. ${known.what}`,
    text: `${effect} ${known.next}`,
  };
}

/** Only of the operator's own decision: another person's may have done the same meanwhile. */
function notDone(command: CommandView): FaultWords {
  const { name } = DECISION[command.kind];
  const undone = undoneOf(command);
  const then = `${kept(command)} Look at the case, then decide again.`;
  if (!command.conflict) {
    return {
      tone: "warn",
      lead: "Not done.",
      text: undone ?? `The case shows that ${name} did not take effect.${then}`,
    };
  }
  return {
    tone: "warn",
    lead: "Not done. The case changed first.",
    text: `${versionsOf(command)}${undone ?? `${sentence(name)} was not carried out.${then}`}`,
  };
}

const versionsOf = (command: CommandView): string =>
  command.version === command.versionNow
    ? ""
    : `It is now at version ${command.versionNow}, you had ${command.version}. `;

/** A reading shows what is so, and not who made it so. */
function inEffect(command: CommandView): FaultWords {
  const { name } = DECISION[command.kind];
  return {
    tone: "info",
    lead: "The case shows what you decided.",
    text: command.conflict
      ? "The case had changed first. We cannot tell whether it was you or somebody else."
      : `Collate's answer to ${name} ${command.fromBefore ? "did not come here" : "got lost"}. We cannot tell whether it was you or somebody else.`,
  };
}

function undecided(command: CommandView): FaultWords {
  const { name } = DECISION[command.kind];
  const typed = kept(command);
  if (!command.conflict) {
    return {
      tone: "unknown",
      lead: `We could not find out whether ${name} arrived.`,
      text: `The case moved in a way that does not say.${typed} Look at it before you decide anything.`,
    };
  }
  return {
    tone: "warn",
    lead: `The case changed before ${name} came.`,
    text: `${versionsOf(command)}It does not show what you decided.${typed} Look at the case, then decide again.`,
  };
}

const STILL = "It may still arrive. We go on reading the case.";
/** Which of these it is, is not told apart: what to do is the same. */
const NOT_AGAIN =
  "It cannot be sent again from here: it is too old, could count twice, was made under another key, or its text is gone. Let it be, look at the case, then decide again.";

/** A command's stage in words; `null` where the case itself says it already. */
function command(view: CommandView): CommandWords | null {
  const { name, again } = DECISION[view.kind];
  const still = { choose: false, closes: false };
  const over = { choose: false, closes: true };
  switch (view.stage) {
    case "applied":
      return null;
    case "sending":
      return { ...still, tone: "info", lead: `Sending ${name}.`, text: "Collate has not answered yet." };
    case "checking":
      return {
        ...still,
        tone: "danger",
        lead: `We cannot tell yet whether ${name} arrived.`,
        text: view.maySendAgain
          ? `${again} We are reading the case to find out, and send the same once more where nothing shows it.`
          : `${again} We are reading the case to find out.`,
      };
    case "not_yet":
      return {
        choose: true,
        closes: false,
        tone: "warn",
        lead: `We see no sign yet that ${name} arrived.`,
        text: view.maySendAgain ? STILL : `${STILL} ${NOT_AGAIN}`,
      };
    case "refused":
      return { ...over, ...refused(view) };
    case "not_sent":
      return {
        ...over,
        tone: "warn",
        lead: "Nothing was sent.",
        text: `Collate could not be reached. ${effectOf(view)} Try again when you are in step.`,
      };
    case "let_be":
      return {
        ...over,
        tone: "info",
        lead: `You chose not to wait for ${name}.`,
        text: "It may still arrive. We look for it until you close this note; the case shows what is so.",
      };
    case "not_done":
      return { ...over, ...notDone(view) };
    case "in_effect":
      return { ...over, ...inEffect(view) };
    case "undecided":
      return { ...over, ...undecided(view) };
  }
}

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
