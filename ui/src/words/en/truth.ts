import type { ClaimView, DecisionView, LadderView, ReceiptView, WantedView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { id } from "../rich";
import type { Times } from "../time";

/** What an ended case is called. */
const DECIDED: Record<string, string> = {
  approved: "Approved",
  denied: "Denied",
  modified: "Approved with changes",
  not_required: "Not needed",
  failed: "Ended without a decision",
};

/** What a person said, as the window says it. Unknown words are shown as they are. */
export const OUTCOMES: Record<string, { words: string; short: string; help: string | null }> = {
  submitted: {
    words: "The request was submitted",
    short: "submitted",
    help: "A confirmation page or a reference number is showing.",
  },
  decision_observed: {
    words: "A decision is showing",
    short: "a decision is showing",
    help: "Approved, denied or changed. Collate will read it itself.",
  },
  not_required_observed: {
    words: "No authorization is needed, says the portal",
    short: "no authorization needed",
    help: null,
  },
  follow_up_required_observed: {
    words: "The payer wants something else",
    short: "the payer wants something else",
    help: "More documents, a call, a fax.",
  },
};

const REASONS: Record<string, { words: string; help: string }> = {
  credential_or_mfa_issue: {
    words: "The sign-in or code did not work",
    help: "Wrong password, no code, account locked.",
  },
  channel_outage: { words: "The portal is down", help: "Error page, maintenance, will not load." },
  channel_blocked: { words: "The portal would not let me go on", help: "A page or button is blocked." },
  missing_information: { words: "Something is missing", help: "The portal asks for facts we do not have." },
  wrong_route: {
    words: "Wrong portal or form for this request",
    help: "It belongs to another payer or service.",
  },
  operator_abandoned_case: { words: "I have to stop", help: "Called away, end of shift." },
  other: { words: "Something else", help: "Say what in the note." },
};

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export const decidedWords = (outcome: string): Rich => DECIDED[outcome] ?? [id(outcome)];
const outcomeWords = (outcome: string): string => OUTCOMES[outcome]?.words ?? outcome;
export const reasonWords = (reason: string): string => REASONS[reason]?.words ?? reason;

/** One rung: what it is called, and what is said under it. */
export type RungWords = { title: string; text: Rich };
type Told = {
  status: string;
  claim: ClaimView | null;
  handoff: object | null;
  receipt: ReceiptView | null;
  decision: DecisionView | null;
  wanted: WantedView;
};

/** What the case asks of somebody who was, or may have been, in the portal already. */
const AFTER_SENDING: readonly WantedView["kind"][] = ["in_portal", "someone_in_portal"];

/** Whether it is known that nothing went to the payer: only while the case is ours and never left. */
function neverSent({ status, claim, handoff, receipt, wanted }: Told): boolean {
  const ours = status === "requires_action" && !AFTER_SENDING.includes(wanted.kind);
  const cameBack = wanted.kind === "resolve" && wanted.afterReceipt;
  return ours && claim === null && handoff === null && receipt === null && !cameBack;
}

const isOver = ({ kind }: WantedView) => kind === "ended" || kind === "canceled" || kind === "no_outcome";

const who = (text: string, operator: string, at: string, now: number, t: Times) =>
  `${text}, said ${operator}, ${t.short(at, now)}`;

function reported(ladder: LadderView, told: Told, now: number, t: Times, brief: boolean): RungWords {
  const { claim } = told;
  if (ladder.reported === "none") {
    return { title: "Reported", text: neverSent(told) ? "Nothing sent yet" : "Not known here" };
  }
  if (claim === null) return { title: "Reported", text: "Not from this desk" };
  if (brief) {
    const title = claim.kind === "accepted" ? "Accepted" : "Reported";
    return { title, text: `${claim.operator}, ${t.brief(claim.at, now)}` };
  }
  switch (claim.kind) {
    case "accepted":
      return {
        title: "Accepted",
        text: [id(claim.snapshot), `, ${claim.operator}, ${t.short(claim.at, now)}`],
      };
    case "reported": {
      const short = OUTCOMES[claim.outcome]?.short ?? claim.outcome;
      const said = short.charAt(0).toUpperCase() + short.slice(1);
      return { title: "Reported", text: who(said, claim.operator, claim.at, now, t) };
    }
    case "could_not_finish": {
      const said = `Could not finish: ${lower(reasonWords(claim.reason))}`;
      return { title: "Reported", text: who(said, claim.operator, claim.at, now, t) };
    }
    case "revoked":
      return { title: "Reported", text: `Access withdrawn by ${claim.operator}, ${t.short(claim.at, now)}` };
  }
}

function reconciled(ladder: LadderView, now: number, t: Times): RungWords {
  switch (ladder.reconciled) {
    case "busy": {
      const since = ladder.checkingSince;
      const text = since === null ? "Collate is checking" : `Collate is checking, ${t.ageOf(since, now)}`;
      return { title: "Reconciling", text };
    }
    case "past":
    case "proof":
    case "said":
      return { title: "Reconciled", text: "Collate checked it" };
    default:
      return { title: "Reconciled", text: "Not yet" };
  }
}

function receipt(
  ladder: LadderView,
  { receipt: told, wanted }: Told,
  now: number,
  t: Times,
  brief: boolean,
): RungWords {
  const title = "Payer receipt";
  if (ladder.receipt === "not_returned") return { title, text: "Not returned" };
  if (ladder.receipt !== "proof") return { title, text: isOver(wanted) ? "None returned" : "Not yet" };
  const at = !brief && told?.receivedAt ? t.short(told.receivedAt, now) : null;
  if (told?.reference) return { title, text: at ? [id(told.reference), `, ${at}`] : [id(told.reference)] };
  return { title, text: at ? `No reference returned, ${at}` : "No reference returned" };
}

function decision(ladder: LadderView, told: DecisionView | null, wanted: WantedView): RungWords {
  if (ladder.decision === "not_returned") return { title: "Decision", text: "Not returned" };
  if (ladder.decision !== "proof") return { title: "Decision", text: isOver(wanted) ? "None returned" : "None yet" };
  const outcome = wanted.kind === "ended" ? wanted.outcome : null;
  const title = (outcome && DECIDED[outcome]) ?? "Decision";
  const number = told?.number ?? (wanted.kind === "ended" ? wanted.number : null);
  if (number) return { title, text: [id(number)] };
  if (outcome === "denied") return { title, text: told?.denialReasons[0] ?? "No reason returned" };
  return { title, text: outcome === "not_required" ? "Says the payer" : "No number returned" };
}

export const truthWords = (t: Times) => ({
  label: "Truth ladder",
  now: "now",
  /** The four rungs in order; brief ones fit side by side in the head of a page. */
  rungs: (ladder: LadderView, told: Told, now: number, brief = false): RungWords[] => [
    reported(ladder, told, now, t, brief),
    reconciled(ladder, now, t),
    receipt(ladder, told, now, t, brief),
    decision(ladder, told.decision, told.wanted),
  ],
  /** What will happen after any report, before there is one. */
  after: [
    { title: "Reported", text: "What you said, with your name and time" },
    { title: "Reconciling", text: "Collate compares it with the payer side" },
    { title: "Payer receipt", text: "Only this starts a payer clock" },
    { title: "Decision", text: "Only the payer makes this" },
  ] satisfies RungWords[],
  outcomes: OUTCOMES,
  reasons: REASONS,
  decided: decidedWords,
  outcome: outcomeWords,
  reason: reasonWords,
});
