import type { ContractCode, Environment, StepCode, SyncView, Theme, TurnCode } from "../../platform/bindings";
import type { Times } from "../time";
import { count } from "./count";

/** What is not finished when the connection is left, counted. */
export type Forgotten = { answers: number; reports: number; newCase: boolean; files: number };

const unfinished = ({ answers, reports, newCase, files }: Forgotten): string =>
  [
    ...(answers === 0 ? [] : [`answers on ${count(answers, "case")}, typed and not saved`]),
    ...(reports === 0 ? [] : [`${count(reports, "report")} not sent`]),
    ...(newCase ? ["a new case not made"] : []),
    ...(files === 0 ? [] : [`${count(files, "file")} not on ${files === 1 ? "its" : "their"} case yet`]),
  ].join("; ");

export const frameWords = (t: Times) => ({
  product: "Prior Auth Desk",
  skip: "Views",
  find: "Find a case, member ID, reference or command",
  whoseTurn: "Whose turn",
  newCase: "New case",
  openService: "What this service answers",
  settings: "Settings",
  unfinished: "Not finished",
  unfinishedSaid: (n: number) => `${count(n, "thing")} of an earlier run ${n === 1 ? "is" : "are"} not finished.`,

  /** The tab that hangs from the frame: color and word, always both. */
  environment: {
    production: "PRODUCTION",
    sandbox: "SANDBOX",
    practice: "PRACTICE",
    test: "TEST",
  } satisfies Record<Environment, string>,

  /** What a list is called in the rail and above it. */
  turn: {
    yours: "Needs me",
    collate: "Collate is working",
    payer: "With the payer",
    done: "Done",
    stopped: "Stopped",
    unknown: "Not recognized",
  } satisfies Record<TurnCode, string>,

  /** What a case is tagged with. */
  owner: {
    yours: "Needs you",
    collate: "Collate is working",
    payer: "With the payer",
    done: "Done",
    stopped: "Stopped",
    unknown: "Not recognized",
  } satisfies Record<TurnCode, string>,
  inPortal: "You are in the portal",
  needsYouButWait: "Needs you, but wait",

  step: {
    finish_at_portal: "Finish at the portal",
    review_and_accept: "Review and accept",
    answer_or_attach: "Answer or attach",
    tell_collate: "Tell Collate to go on",
  } satisfies Record<StepCode, string>,
  stepHint: {
    finish_at_portal: "A person must act in the payer portal",
    review_and_accept: "Leads to a submission that cannot be undone",
    answer_or_attach: "Saving never submits",
    tell_collate: "Nothing missing",
  } satisfies Record<StepCode, string>,

  handoffOpen: (n: number, left: string | null) =>
    left === null ? `${count(n, "handoff")} open` : `${count(n, "handoff")} open, link ${left}`,

  sync: (sync: SyncView, now: number): string => {
    switch (sync.state) {
      case "starting":
        return sync.rememberedAsOf === null
          ? "Reading the case list"
          : `List as of ${t.short(sync.rememberedAsOf, now)}, reading it anew`;
      case "in_step":
        if (sync.rememberedAsOf !== null) return `List as of ${t.short(sync.rememberedAsOf, now)}, reading it anew`;
        return sync.lastGoodAt === null
          ? "In step with Collate"
          : `In step with Collate at ${t.clock(sync.lastGoodAt)}`;
      case "offline":
        return sync.since === null ? "Offline" : `Offline since ${t.minute(sync.since)}`;
      case "failing":
        return sync.lastGoodAt === null ? "Not in step with Collate" : `Not in step since ${t.clock(sync.lastGoodAt)}`;
      case "key_refused":
        return "Key not accepted";
    }
  },

  /** `asOf`: when the list was seen that stands here, while it was not read since the program started. */
  offline: (since: string | null, asOf: string | null, now: number) => ({
    lead: since === null ? "Offline." : `Offline since ${t.minute(since)}.`,
    text: [
      asOf === null ? "" : `The list is as of ${t.short(asOf, now)}, ${t.ageOf(asOf, now)} ago. `,
      "You can read. Nothing is queued: no action waits to be sent later.",
    ].join(""),
  }),
  failing: (lastGoodAt: string | null, since: string | null, now: number) => ({
    lead:
      lastGoodAt === null
        ? "Nothing could be read yet."
        : `As of ${t.minute(lastGoodAt)}, ${t.ageOf(lastGoodAt, now)} ago.`,
    text: since === null ? "Collate is slow to answer." : `Collate has not answered well since ${t.minute(since)}.`,
  }),
  keyRefused: {
    lead: "Collate does not accept this key.",
    text: "It may be a key of another environment, or it was withdrawn. Nothing is sent until you enter another.",
  },
  clockOff: (aheadSeconds: number) => {
    const span = t.age(Math.abs(aheadSeconds) * 1000);
    return {
      lead: `This computer's clock is ${span} ${aheadSeconds > 0 ? "ahead" : "behind"}.`,
      text: "Times and links are counted by the service's clock.",
    };
  },
  unreadable: (n: number) => ({
    lead: `${count(n, "case")} of the list could not be read.`,
    text: "Open such a case by its number.",
  }),
  damaged: (rows: number) => ({
    lead: `${count(rows, "decision")} written down here cannot be read any more.`,
    text: `We cannot tell for which ${rows === 1 ? "case" : "cases"}. Before you decide on a case that you worked on before, look at what Collate and the payer say of it.`,
  }),
  notSealed: {
    lead: "This computer has no keychain to protect what is kept.",
    text: "What you type is lost when the program ends. Decisions that were not answered are looked up then, and cannot be sent again.",
  },
  checkAgain: "Check again",
  checking: "Checking",
  enterKey: "Enter a key",
  leaving: "Leaving",
  supportTime: "Time",
  supportServiceCode: "Service code",

  zone: (now: number) => t.zoneName(now),
  theme: {
    system: "Theme: System",
    light: "Theme: Light",
    dark: "Theme: Dark",
    contrast: "Theme: High contrast",
  } satisfies Record<Theme, string>,

  connection: {
    title: "This connection",
    operator: "Name",
    environment: "Environment",
    host: "Host",
    contract: "Contract",
    contracts: { b1: "B1", b2: "B2", a: "A" } satisfies Record<ContractCode, string>,
    key: "Key",
    keyKeptIn: {
      keyring: "In this computer's keychain",
      this_session: "In memory, for this session only",
      no_key: "None needed",
    },
    version: "Program",
    leave: "Leave this connection",
    leaveAndForget: "Leave and forget them",
    forgets: (what: Forgotten) => ({ lead: "Not finished.", text: `Leaving forgets: ${unfinished(what)}.` }),
    keeps: (what: Forgotten) => ({
      lead: "Kept for you on this computer.",
      text: `It comes back when you connect with this key and name again: ${unfinished(what)}.`,
    }),
    notLeft: (creating: boolean) => ({
      lead: "You are still connected.",
      text: creating
        ? 'It is not settled whether a new case was made. Close this, then use "Stop waiting…" in the notice above the page.'
        : "A decision of yours is not settled yet. Wait until it is, then leave.",
    }),
    leaveDoes: "Back to the connect page. Nothing is sent. The key stays where it is.",
    leaveForgets: "Back to the connect page. Nothing is sent. The key is forgotten.",
    leavePractice: "Back to the connect page. What you practiced is dropped.",
    remove: "Leave and remove the key…",
    removeTitle: "Remove the key?",
    removeText: "The key is taken out of this computer's keychain. To connect again you need it at hand.",
    removeConfirm: "Leave and remove the key",
    removing: "Removing the key",
    removeDoes: "Nothing reaches the payer. Cases stay as they are.",
    keep: "Keep it",
    keepDoes: "Nothing changes.",
  },
  close: "Close",
});

/** Said when the page itself failed while it was drawn. */
export const broken = {
  title: "Prior Auth Desk",
  lead: "Something went wrong in this window.",
  text: "Nothing was sent by it. What you typed and did not send comes back where it could be kept.",
  again: "Open again",
};

/** Said when not even the catalogue could be chosen. */
export const notStarted = {
  title: "Prior Auth Desk",
  lead: "Nothing was sent.",
  text: "The window could not reach the program behind it. Try again; if it stays so, close the program and start it again.",
  again: "Try again",
};
