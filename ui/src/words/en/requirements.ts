import type { EditingClosed, FieldProblem } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import { count } from "./count";

/** Why answers and files cannot be changed now, in one sentence. */
const CLOSED: Record<EditingClosed, string> = {
  collate: "Collate has the case now. You can change answers and files when it comes back to you.",
  payer: "The payer has the case now. Answers and files cannot be changed.",
  ended: "The case is over. Answers and files cannot be changed.",
  handoff: "A handoff is open. Answers and files cannot be changed until it ends.",
  not_recognized: "Collate uses a word this version does not know. You can read the case, not change it.",
};

const PROBLEMS: Record<FieldProblem["problem"], string> = {
  not_a_date: "This is not a date. Type it like 20 Nov 2026 or 11/20/2026.",
  not_a_number: "This is not a number. Use digits and a point, such as -2.7.",
  not_yes_or_no: "Choose yes or no.",
  not_an_option: "This is not one of the options. Choose another.",
  too_long: "This text is too long to send. Make it shorter.",
};

const HINTS: Record<string, string> = {
  requiredWhen: "Must be answered when",
  notAllowedWhen: "Must not be answered when",
  valuesWhen: "Other options when",
  textWhen: "Other words when",
};

const characters = (n: number) => count(n, "character");

/** 1 of up to 5, 1 */
const ofMost = (n: number, most: number | null) => (most === null ? `${n}` : `${n} of up to ${most}`);

/** Questions, what is typed into them, and saving. Saving is never submitting. */
export const requirementWords = (t: Times) => ({
  closed: (why: EditingClosed) => CLOSED[why],
  savingOff: (reason: string) => `You can type, and it is kept here. Saving is off: ${reason}`,
  cameBack: {
    lead: "The payer came back.",
    text: "Its questions are marked with a diamond. Everything already answered stays as it was.",
  },
  nextOpen: "Next open item",

  questions: "Questions",
  none: "Collate asks no questions here.",
  refused: (message: string | null, code: string): string => `Collate refused this: ${message ?? code}`,
  refusedTitle: "Refused by Collate",
  refusedSave: "Refused when you saved",

  mark: {
    answered: "answered",
    payerAsks: "The payer asks",
    wanted: "Wanted",
    correct: "Correct this",
    notSaved: "not saved",
  },
  yes: "Yes",
  no: "No",
  notAnswered: "Not answered",
  noLongerOption: (code: string) => `${code} (no longer an option)`,
  place: (name: string, n: number, of: number) => `${name}, ${n} of ${of}`,
  day: (day: string) => t.date(day),

  meanwhile: (now: string | null): string =>
    now === null ? "Changed meanwhile: now not answered." : `Changed meanwhile: now ${now}.`,
  asItIs: "Collate sent this in a form this version cannot write. It stays as it is.",
  groupAsItIs: "Collate sent an answer in here in a form this version cannot write. The whole group stays as it is.",
  unknownKind: (kind: string | null): Rich =>
    kind === null
      ? "Collate named no kind for this answer. It is sent as text."
      : ["This version does not know the kind ", id(kind), ". The answer is sent as text."],
  groupOfKind: (kind: string | null): Rich => [
    ...(kind === null ? [] : ["This version does not know the kind ", id(kind), ". "]),
    "Its questions are shown one by one. It cannot be given an answer of its own here.",
  ],
  suggested: (value: string) => `Use suggested: ${value}`,
  condition: "Condition (as returned)",
  conditionHelp: "Collate uses it. This desk shows it and does not act on it.",
  hint: (name: string) => HINTS[name] ?? name,

  problem: (problem: FieldProblem["problem"]) => PROBLEMS[problem],
  advice: {
    understood: (day: string): Rich => ["Understood as ", b(t.date(day)), ". Sent as ", id(day), "."],
    no_day: "Not a date yet. Type it like 20 Nov 2026 or 11/20/2026.",
    no_number: "Not a number yet. Use digits and a point, such as -2.7.",
    too_short: (length: number, bound: number) => `${characters(length)}. Collate asks for ${bound} or more.`,
    too_long: (length: number, bound: number) => `${characters(length)}. Collate asks for ${bound} or less.`,
    too_small: (bound: string) => `Collate asks for ${t.date(bound)} or more.`,
    too_large: (bound: string) => `Collate asks for ${t.date(bound)} or less.`,
    pattern: (pattern: string, message: string | null): Rich =>
      message === null ? ["Does not look like what Collate asks for: ", id(pattern), "."] : message,
    pattern_unknown: (pattern: string): Rich => ["Collate asks for this form, not checked here: ", id(pattern), "."],
    /** Of how often something is answered. */
    few: (least: number) => `Collate asks for ${least} or more.`,
    many: (most: number) => `Collate asks for ${most} or less.`,
  },

  add: (n: number, most: number | null) =>
    n === 0 ? `Add one (${ofMost(n, most)})` : `Add another (${ofMost(n, most)})`,
  addTo: (name: string) => `to ${name}`,
  addedAll: (most: number) => `Collate takes no more than ${most}.`,
  remove: "Remove",
  removeOf: (name: string, n: number) => `number ${n} of ${name}`,

  open: {
    title: (n: number) => (n === 0 ? "Collate asks for answers, but names none." : `Finish ${count(n, "open item")}`),
    word: "Open",
    question: "question",
    correct: "correct this",
    typed: "not saved yet",
    missing: "missing",
    sending: "sending",
    checking: "being checked",
    attaching: "attaching",
    waiting: "waits for you",
    stopped: "stopped",
    failed: "not sent",
    refused: "refused",
    turned_down: "not sent",
  },
  save: "Save answers",
  saving: "Saving",
  saveDoes: [
    b("Stays with you."),
    " Saves to the case as a new version. Nothing goes to the payer. You can change it again.",
  ] satisfies Rich,
  fixFirst: (n: number): Rich => [
    b("Not saved."),
    ` ${count(n, "answer")} cannot be sent as typed. See what is marked.`,
  ],
  nothingChanged: "Nothing is different from what the case has. Nothing was sent.",
  answersTitle: "Answers",
  savedAt: (at: string, version: string): Rich => [`Saved ${t.minute(at)}, version `, id(version), "."],
  kept: (n: number, survives: boolean) =>
    `${count(n, "change")} not saved. ${survives ? "Kept on this computer." : "Kept here while you are connected."}`,
  keptAnyway: "What you typed is kept here. Look at what changed, then save again.",
  discard: "Discard changes…",
  discarding: {
    title: "Discard what you typed?",
    text: (n: number) => `${count(n, "change")} on this case will be forgotten. The case stays as it is.`,
    confirm: "Discard changes",
    does: [b("Forgets what you typed."), " Nothing is sent. This cannot be undone."] satisfies Rich,
    keep: "Keep them",
    keepDoes: "Nothing changes.",
  },
  adrift: {
    lead: "Typed here, not saved.",
    gone: "These questions are not asked any more. What you typed cannot be saved; copy what you need.",
    closed: "What you typed is kept. It can be saved when the case can be changed again.",
  },
  whenNothing: {
    title: "When nothing is missing",
    text: "Collate decides the next step. You will then see it here, never automatically:",
    button: "Tell Collate to go on…",
    open: (n: number) => `${count(n, "item")} ${n === 1 ? "is" : "are"} open.`,
    notYet: "Collate has not said yet that nothing is missing.",
  },
});
