import type { CommandView, StepKind } from "../../../platform/bindings";
import { sentence } from "../count";
import { BUSY, BUSY_LEAD, BUSY_NEXT, type FaultWords, itsCode, TONES } from "./fault";
import { codeWords } from "./service-codes";

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
export const DECISION: Record<StepKind, Decision> = {
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

/** Decisions that end a handoff. */
const ENDS: readonly StepKind[] = ["complete", "unable", "revoke"];

/** A reading shows what is so, and not who made it so. */
function inEffect(command: CommandView): FaultWords {
  const { name } = DECISION[command.kind];
  // How a handoff ended is shown, and not what was said of it.
  const ends = ENDS.includes(command.kind);
  const lost = command.conflict
    ? "Collate had another version by then."
    : `Collate's answer to ${name} ${command.fromBefore ? "did not come here" : "got lost"}.`;
  const whose = "We cannot tell whether it was you or somebody else";
  return {
    tone: "info",
    lead: ends ? "The handoff ended the way you decided." : "The case shows what you decided.",
    text: `${lost} ${whose}${ends ? ", nor whether what you typed with it arrived" : ""}.`,
  };
}

function undecided(command: CommandView): FaultWords {
  const { name } = DECISION[command.kind];
  const typed = kept(command);
  const look = `${typed} Look at it before you decide anything.`;
  const lead = `We could not find out whether ${name} arrived.`;
  const { serviceCode } = command;
  if (serviceCode === null) return { tone: "unknown", lead, text: `${movedHow(command)}${look}` };
  const known = codeWords(serviceCode);
  const before = `The case does not say whether another came before it.${look}`;
  // What came was turned away: that much is known.
  return known === null
    ? { tone: "unknown", lead, text: [`Collate turned away one that came. ${before}`, ...itsCode(serviceCode)] }
    : { tone: "unknown", lead, text: `Collate turned away one that came: ${known.what} ${before}` };
}

const movedHow = (command: CommandView): string =>
  command.conflict
    ? `${versionsOf(command)}That may have been by it, or by somebody else.`
    : "The case moved in a way that does not say.";

const STILL = "It may still arrive. We go on reading the case.";
/** Which of these it is, is not told apart: what to do is the same. */
const NOT_AGAIN =
  "It cannot be sent again from here: it is too old, could count twice, was made under another key, or its text is gone. Let it be, look at the case, then decide again.";

/** A command's stage in words; `null` where the case itself says it already. */
export function command(view: CommandView): CommandWords | null {
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
