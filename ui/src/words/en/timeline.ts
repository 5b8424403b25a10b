import type {
  ClaimView,
  CommandStage,
  StepKind,
  TimelineChange,
  TimelineEntry,
  TurnCode,
} from "../../platform/bindings";
import type { Part, Rich } from "../rich";
import { claim, id } from "../rich";
import type { Times } from "../time";
import { count, list, sentence } from "./count";
import { codeWords } from "./faults/service-codes";
import { decidedWords, OUTCOMES, reasonWords } from "./truth";
import { wantedWords } from "./wanted";

type Seen = Extract<TimelineEntry, { kind: "seen" }>;
type Done = Extract<TimelineEntry, { kind: "done" }>;
type Accepted = Extract<TimelineEntry, { kind: "accepted" }>;

/** One line: what happened, what more there is to it, and where that is known from. */
export type TimelineLine = { title: Rich; text: Rich | null; from: string };

const TURN: Record<TurnCode, string> = {
  yours: "Needs you",
  collate: "Collate",
  payer: "With the payer",
  done: "Done",
  stopped: "Stopped",
  unknown: "Not recognized",
};

/** Where a handoff stood. A word nobody knows is shown as it came. */
const HANDOFF: Record<string, string> = {
  offered: "Access was being prepared.",
  active: "The portal step was a person's.",
  closing: "A report was on its way.",
  closed: "It had ended.",
};

const parts = (text: Rich): Part[] => (typeof text === "string" ? [text] : [...text]);

/** Sentences one after the other. */
function joined(texts: readonly (Rich | null)[]): Rich | null {
  const said = texts.filter((text) => text !== null);
  if (said.length === 0) return null;
  return said.flatMap((text, at) => (at === 0 ? parts(text) : [" ", ...parts(text)]));
}

/** What is said of a change; `brief` where below another title its text says it all. */
type Said = { title: Rich; text: Rich | null; brief?: boolean };

const handoffState = (state: string | null): Rich | null =>
  state === null ? null : (HANDOFF[state] ?? ["It stands at ", id(state), "."]);

function turnOf(change: Extract<TimelineChange, { kind: "turn" }>): Said {
  const { from, to, status } = change;
  const moved = from === null ? null : `It went from “${TURN[from]}” to “${TURN[to]}”.`;
  const said = { text: moved, brief: moved !== null };
  switch (to) {
    case "yours":
      return { ...said, title: from === null ? "Needs you" : "The case came back to you" };
    case "collate":
      return { ...said, title: from === null ? "Collate is working" : "Collate started work" };
    case "payer":
    case "done":
      return { ...said, title: TURN[to] };
    case "stopped":
      return status === "canceled"
        ? { title: "The case was canceled", text: "Canceling withdraws nothing at the payer." }
        : { ...said, title: "Stopped" };
    case "unknown":
      return { title: ["Not recognized: ", id(status)], text: moved };
  }
}

function decisionOf(change: Extract<TimelineChange, { kind: "decision" }>): Said {
  const { outcome, number, returned } = change;
  if (outcome === null && !returned) return { title: "No decision is returned any more", text: null };
  const what = outcome === null ? "Decision returned" : decidedWords(outcome);
  if (number !== null) return { title: [...parts(what), " ", id(number)], text: null };
  return { title: what, text: outcome === "approved" ? "No number returned." : null };
}

/** What was opened, or is still open. */
function openOf({ questions, documents, issues }: { questions: number; documents: number; issues: number }): string {
  const open = [
    ...(questions > 0 ? [count(questions, "question")] : []),
    ...(documents > 0 ? [count(documents, "document")] : []),
    ...(issues > 0 ? [count(issues, "correction")] : []),
  ];
  return open.length === 0 ? "Nothing is open any more." : `Open now: ${list(open)}.`;
}

function filesOf({ added, removed }: { added: number; removed: number }): string {
  const moved = [
    ...(added > 0 ? [`${count(added, "file")} attached`] : []),
    ...(removed > 0 ? [`${count(removed, "file")} taken off`] : []),
  ];
  return sentence(list(moved));
}

function changeWords(change: TimelineChange): Said {
  const plainly = (title: Rich): Said => ({ title, text: null });
  switch (change.kind) {
    case "turn":
      return turnOf(change);
    case "decision":
      return decisionOf(change);
    case "receipt":
      return {
        title:
          change.reference === null ? "Payer receipt, without a reference" : ["Payer receipt ", id(change.reference)],
        text: "Collate has payer evidence.",
      };
    case "receipt_gone":
      return plainly("The payer receipt is not returned any more");
    case "handoff_opened":
      return { title: "A handoff began", text: handoffState(change.state) };
    case "handoff_moved":
      return { title: "The handoff moved on", text: handoffState(change.state) };
    case "handoff_ended":
      return { title: "The handoff ended", text: "What was reported is a claim until the payer side proves it." };
    case "wanted": {
      const { wanted } = change;
      if (wanted.kind === "resolve") return { title: openOf(wanted).replace(/\.$/, ""), text: null };
      const { sentence: asked } = wantedWords(wanted, { payer: null, reference: null, snapshot: null });
      return plainly(typeof asked === "string" ? asked.replace(/\.$/, "") : asked);
    }
    case "open":
      return plainly(openOf(change).replace(/\.$/, ""));
    case "answers":
      return plainly("The answers changed");
    case "files":
      return plainly(filesOf(change));
    case "package_new": {
      const instead = change.replaces === null || change.replaces === change.snapshot ? null : change.replaces;
      return {
        title: ["Package ", id(change.snapshot)],
        text: instead === null ? null : ["It takes the place of ", id(instead), "."],
      };
    }
    case "package_out_of_date":
      return plainly(["Package ", id(change.snapshot), " is out of date"]);
    case "package_current":
      return plainly(["Package ", id(change.snapshot), " is current again"]);
    case "package_gone":
      return plainly(["Package ", id(change.snapshot), " is not returned any more"]);
  }
}

/** A title as a sentence of its own. */
function asSentence(title: Rich): Rich {
  const said = parts(title);
  const last = said.at(-1);
  return typeof last === "string" && /[.?!]$/.test(last) ? said : [...said, "."];
}

/** Which versions a step is about. */
function versionsOf({ first, version, before, wentBack }: Seen): string {
  if (wentBack) return `Back at version ${version}`;
  if (before === null) return `First seen in version ${version}`;
  return first === version ? `Seen in version ${version}` : `Versions ${first} to ${version}, one step`;
}

function seen(entry: Seen): TimelineLine {
  const [first, ...others] = entry.changes.map(changeWords);
  const back = entry.wentBack ? "Collate went back to an earlier version." : null;
  const when = entry.changed ? null : "When it changed is not returned: this is when it was seen.";
  const rest = others.flatMap(({ title, text, brief }) => (brief ? [text] : [asSentence(title), text]));
  return {
    title: first?.title ?? "Changed, but nothing that is listed here",
    text: joined([first?.text ?? null, ...rest, back, when]),
    from: versionsOf(entry),
  };
}

/** What was decided: as something done, and as something that was only decided. */
const DECIDED: Record<StepKind, { did: string; to: string }> = {
  continue: { did: "told Collate to go on", to: "tell Collate to go on" },
  accept: { did: "accepted the package for submission", to: "accept the package for submission" },
  start_handoff: { did: "started the handoff", to: "start the handoff" },
  complete: { did: "reported", to: "report" },
  unable: { did: "reported", to: "report" },
  revoke: { did: "withdrew access", to: "withdraw access" },
  cancel: { did: "canceled the case", to: "cancel the case" },
  save_answers: { did: "saved answers", to: "save answers" },
  attach: { did: "attached a file", to: "attach a file" },
  remove_attachment: { did: "took a file off the case", to: "take a file off the case" },
};

/** What is so only because somebody here said it. */
function claimed(step: StepKind | null, said: ClaimView | null): string | null {
  if (said?.kind === "reported") return `Reported: ${OUTCOMES[said.outcome]?.short ?? said.outcome}`;
  if (said?.kind === "could_not_finish" || step === "unable") return "Reported: could not finish";
  return step === "complete" ? "Reported" : null;
}

const NOT_ARRIVED: readonly CommandStage[] = ["refused", "not_sent", "not_done"];

/** A claim stays one, whatever became of it; everything else is said as done only where that is known. */
function doneTitle({ step, word, operator, stage, claim: said }: Done): Rich {
  const report = claimed(step, said);
  if (report !== null) return [claim(report), ` by ${operator}`];
  if (step === null) return [`${operator} decided something this version does not know: `, id(word)];
  const { did, to } = DECIDED[step];
  if (stage === "applied") return `${operator} ${did}`;
  return `${operator} ${NOT_ARRIVED.includes(stage) ? "tried" : "decided"} to ${to}`;
}

function endOf({ stage, conflict, serviceCode, step }: Done): Rich {
  switch (stage) {
    case "applied":
      if (step === "complete" || step === "unable") return "It arrived. It is a claim until the payer side proves it.";
      return step === "save_answers" ? "Collate confirmed it. Nothing was sent to the payer." : "Collate confirmed it.";
    case "in_effect":
      return "The case shows it. Who made it so is not known.";
    case "refused": {
      const known = codeWords(serviceCode)?.what ?? null;
      if (known !== null) return `Collate refused it: ${known} Nothing was done.`;
      return serviceCode === null
        ? "Collate refused it. Nothing was done."
        : ["Collate refused it: ", id(serviceCode), ". Nothing was done."];
    }
    case "not_sent":
      return "Not sent: nothing reached Collate.";
    case "not_done":
      return conflict ? "Not done: the case changed first." : "Not done: the case shows that it did not take effect.";
    case "undecided":
      return "What became of it cannot be told from the case.";
    case "let_be":
      return "Nobody waited for it any more. It may have arrived.";
    case "not_yet":
      return "No sign of it was seen. It may have arrived.";
    case "sending":
      return "On its way.";
    case "checking":
      return "Not known yet whether it arrived.";
  }
}

/** What was typed with it, as far as it is known. */
function typedOf({ step, claim: said }: Done): Rich | null {
  const note = (text: string | null) => (text === null ? [] : [` Note: ${text}`]);
  switch (said?.kind) {
    case "reported":
      return said.reference === null
        ? ["No reference typed.", ...note(said.note)]
        : ["Reference as typed ", id(said.reference), ".", ...note(said.note)];
    case "could_not_finish":
      return [`Why: ${reasonWords(said.reason)}.`, ...note(said.note)];
    case "revoked":
      return `Why: ${said.reason}`;
    default:
      return step === "complete" || step === "unable" ? "What was typed is not kept once it is settled." : null;
  }
}

function done(entry: Done): TimelineLine {
  const which: Rich | null = entry.package === null ? null : ["Package ", id(entry.package), "."];
  const on = entry.version === null ? null : `Decided on version ${entry.version}.`;
  return { title: doneTitle(entry), text: joined([typedOf(entry), which, endOf(entry), on]), from: HERE };
}

const HERE = "Done here";

function accepted({ operator, snapshot }: Accepted): TimelineLine {
  const text: Rich = [id(snapshot), ". Kept here for the portal step; nothing was sent by it."];
  return { title: `${operator} accepted the package`, text, from: HERE };
}

export const timelineWords = (t: Times) => ({
  region: "Timeline and facts",
  title: "Timeline",
  /** What it is made of. */
  about:
    "Built from versions this desk has seen and actions taken here. Changes made elsewhere while closed appear as one step.",
  thisRun: {
    lead: "This run only.",
    text: "What is seen is not kept on this computer, so nothing from before the program started is listed.",
  },
  notRead: {
    lead: "Only what this run saw and did.",
    text: "What is kept of earlier runs could not be read.",
  },
  reading: "Reading what this desk has seen",
  empty: {
    title: "Nothing seen yet",
    text: "The case was not read whole yet. What it shows is listed as soon as it is.",
  },
  earlier: "Earlier versions were not seen here, or are not kept any more.",
  leftOut: (n: number) => `${count(n, "older entry", "older entries")} not listed.`,
  facts: "Facts",
  day: (iso: string, now: number) => (t.isToday(iso, now) ? `Today, ${t.day(iso)}` : t.day(iso)),
  line: (entry: TimelineEntry): TimelineLine => {
    switch (entry.kind) {
      case "seen":
        return seen(entry);
      case "done":
        return done(entry);
      case "accepted":
        return accepted(entry);
    }
  },
});
