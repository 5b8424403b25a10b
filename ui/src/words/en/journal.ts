import type { CommandStage, JournalLine, JournalTrouble, StepKind } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import { count, sentence } from "./count";
import { faultWords } from "./faults";

const FIRST = "A decision is written down here before it is sent. Reading goes on; nothing is queued.";
const AGAIN = "We try again by ourselves every few seconds.";
const LEFT = "It is left as it is. Reading goes on; nothing is queued. What was not settled in it is not looked up.";

type Notice = { tone: "warn" | "danger"; lead: string; text: string };

/** Why no decision can be sent, what that means, what to do. */
const TROUBLE: Record<JournalTrouble, Notice> = {
  full: {
    tone: "warn",
    lead: "No decision can be sent: this computer's disk is full.",
    text: `${FIRST} Free some space. ${AGAIN}`,
  },
  read_only: {
    tone: "warn",
    lead: "No decision can be sent: this computer's disk cannot be written to.",
    text: `${FIRST} Make the program's folder writable again. ${AGAIN}`,
  },
  failing: {
    tone: "warn",
    lead: "No decision can be sent: this computer's disk does not answer.",
    text: `${FIRST} Have the disk looked at. ${AGAIN}`,
  },
  damaged: {
    tone: "danger",
    lead: "No decision can be sent: the file that keeps your decisions is damaged.",
    text: LEFT,
  },
  foreign: {
    tone: "danger",
    lead: "No decision can be sent: something else stands where your decisions are kept.",
    text: LEFT,
  },
  newer: {
    tone: "danger",
    lead: "No decision can be sent: a newer version of this program wrote the file that keeps your decisions.",
    text: `${LEFT} Update the program.`,
  },
};

/** Where a decision stood when it was last written down. That says little: it was not read since. */
function stood(stage: CommandStage): string {
  switch (stage) {
    case "not_yet":
      return "no sign of it was seen";
    case "let_be":
      return "nobody waited for it; it may have arrived";
    case "applied":
      return "it arrived";
    case "in_effect":
      return "the case showed it";
    case "refused":
      return "Collate refused it";
    case "not_sent":
      return "it was not sent";
    case "not_done":
      return "the case showed that it did not take effect";
    case "undecided":
      return "the case did not say";
    case "sending":
    case "checking":
      return "not known whether it arrived";
  }
}

/** Whose it was stands beside it: it may be anybody's. */
const nameOf = (kind: StepKind) => sentence(faultWords.decision(kind).replace(/^your /, ""));

const what = ({ kind, creates }: JournalLine): string =>
  creates ? "A new case" : kind === null ? "A decision this version does not know" : nameOf(kind);

export const journalWords = (t: Times) => ({
  notice: (trouble: JournalTrouble): Notice => TROUBLE[trouble],
  unusable: (trouble: JournalTrouble | null) => trouble === "damaged" || trouble === "foreign" || trouble === "newer",
  look: "Look at it…",

  title: "The file that keeps your decisions",
  reading: "Reading what can be read of it",
  found: (n: number) =>
    `${count(n, "decision")} in it ${n === 1 ? "is" : "are"} not settled, as far as it can be read:`,
  foundNone: "Nothing that is not settled could be read in it. That does not say that there was nothing.",
  notReadable: "It could not be looked into. What was decided in it is not known.",
  line: (line: JournalLine, now: number): Rich => [
    b(what(line)),
    ...(line.case === null ? [] : [" on ", id(line.case)]),
    ...(line.version === null ? [] : [`, version ${line.version}`]),
    `, by ${line.operator}, ${t.full(line.at, now)}`,
    ...(line.host === null ? [] : [", at ", id(line.host)]),
    `: ${stood(line.stage)}.`,
  ],
  copy: "Copy this list",

  newer: {
    lead: "Update the program.",
    text: "This version must not change what a newer one wrote. Until then you can read.",
  },
  aside: "Set it aside…",
  asideDoes: [b("Asks once more."), " Nothing changes yet."] satisfies Rich,
  sure: {
    lead: "What is listed here goes into the new file.",
    text: "What could not be read is not known here any more: look at each case you worked on before you decide anything on it. Nothing of the old file is deleted.",
  },
  /** Nobody knows which cases: then it is every one that somebody worked on here. */
  sureBlind: {
    lead: "What was not settled in it is not known here any more.",
    text: "It cannot be told which cases: look at each case you worked on before you decide anything on it. Nothing of the file is deleted.",
  },
  begin: "Set it aside and begin a new one",
  beginning: "Setting it aside",
  beginDoes: [
    b("Decisions can be sent again."),
    " Nothing reaches Collate by it. Cannot be undone here.",
  ] satisfies Rich,
  keep: "Leave it as it is",
  keepDoes: [b("Nothing changes."), " No decision can be sent."] satisfies Rich,
  done: (name: string) => ({
    lead: "Set aside. Decisions can be sent again.",
    text: [
      "The old file is now called ",
      id(name),
      ", in the program's own folder. Nothing of it was deleted.",
    ] satisfies Rich,
  }),
  fine: {
    lead: "It can be used again.",
    text: "Nothing was set aside. Decisions can be sent.",
  },
  close: "Close",
});
