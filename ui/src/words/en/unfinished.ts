import type { CommandStage, CommandView, StepKind } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import { sentence } from "./count";
import { type CommandWords, faultWords } from "./faults";

const ONLY_THE_CASE = "Nothing is known of the payer side beyond what the case shows.";
const PORTAL = "The portal page may still be open in your browser; its link is gone.";

/** What a decision that is not settled leaves open at the payer. */
const PAYER: Record<StepKind, string> = {
  continue: ONLY_THE_CASE,
  accept: ONLY_THE_CASE,
  start_handoff: `${ONLY_THE_CASE} If the handoff was started, it holds the portal; no link to it is open here.`,
  complete: `A report is a claim. ${ONLY_THE_CASE} ${PORTAL}`,
  unable: `A report is a claim. ${ONLY_THE_CASE} ${PORTAL}`,
  revoke: `${ONLY_THE_CASE} ${PORTAL}`,
  cancel: `${ONLY_THE_CASE} A cancellation withdraws nothing there.`,
  save_answers: ONLY_THE_CASE,
  attach: ONLY_THE_CASE,
  remove_attachment: ONLY_THE_CASE,
};

const WAIT = "Nothing to press yet: we are finding out. Until then the case takes no other decision.";
const LOOK = "Open the case and look at it, then close this note.";

function press({ stage, maySendAgain }: CommandView): string {
  const words: Record<CommandStage, string> = {
    sending: WAIT,
    checking: `${WAIT} If the case cannot be read, open it to see why.`,
    not_yet: maySendAgain
      ? "Look at the case. Then send the same again, or let it be."
      : "Look at the case. Then let it be.",
    applied: "Close this note.",
    in_effect: LOOK,
    refused: LOOK,
    not_sent: LOOK,
    let_be: LOOK,
    not_done: LOOK,
    undecided: LOOK,
  };
  return words[stage];
}

/** A decision's stage in words: here also that it arrived, which the case itself says elsewhere. */
function said(command: CommandView): CommandWords {
  const { kind } = command;
  const known = faultWords.command(command);
  if (known !== null) return known;
  return {
    tone: "ok",
    lead: faultWords.decisionArrived(kind),
    text: "Collate has said so.",
    choose: false,
    closes: true,
  };
}

export const unfinishedWords = (t: Times) => ({
  title: "Not finished",
  region: "Not finished",
  intro:
    "The program ended before these were settled. Each is looked up by reading; nothing is sent unless you press it.",
  said,
  decision: (kind: StepKind) => sentence(faultWords.decision(kind)),
  decided: ({ operator, at, version }: CommandView, now: number): Rich => [
    "Decided by ",
    b(operator),
    `, ${t.full(at, now)}, on version ${version} of this case.`,
  ],
  /** Who sits here may not be who decided. */
  byAnother: (operator: string) => `Where it says "you" or "your" below, it means ${operator}.`,
  payer: (kind: StepKind) => PAYER[kind],
  press,
  openCase: "Open the case",
  openCaseDoes: [b("Nothing is sent.")] satisfies Rich,

  handoff: "An open handoff",
  handoffText: `The handoff is open at Collate. ${ONLY_THE_CASE} ${PORTAL}`,
  openHandoff: "Go on with the handoff",
  openHandoffDoes: [b("Nothing is sent."), " There you can reopen the portal, or report."] satisfies Rich,

  creation: "A new case",
  creationText: "It is not known whether it was made. The notice above this page says what can be done.",
  toNotice: "To the notice",

  none: { title: "Nothing is unfinished", text: "No decision of an earlier run waits for you." },
  reading: "Reading what was decided here before.",
  notKnown: {
    title: "What is unfinished is not known",
    text: "The file that keeps your decisions could not be read. The notice above this page says why.",
  },
  toList: "Go to your list",
  onCase: (of: string): Rich => ["Case ", id(of)],
});
