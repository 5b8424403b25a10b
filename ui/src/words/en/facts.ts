import type { DecisionView, FactName, FactView, HeaderView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import { sentence } from "./count";

/** How the payer is reached and who has access, where the words are known. */
const CHANNELS: Record<string, string> = { portal: "Payer portal" };
const ACCESS: Record<string, string> = { collate_managed: "run by Collate" };

/** Payer portal, run by Collate. A word nobody knows is shown as it came. */
function route({ channel, accessMode }: Pick<HeaderView, "channel" | "accessMode">): Rich | null {
  const how = channel === null ? null : (CHANNELS[channel] ?? { id: channel });
  const who = accessMode === null ? null : (ACCESS[accessMode] ?? { id: accessMode });
  const parts = [how, who].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts : [parts[0] ?? "", ", ", parts[1] ?? ""];
}

const NAMES: Record<FactName, string> = {
  patient_name: "Name",
  birth_date: "Born",
  member_id: "Member ID",
  group_number: "Group or plan no.",
  ordering_provider: "Ordering provider",
  diagnosis: "Diagnosis",
  service_date: "Date of service",
  clinic_number: "Clinic no.",
};

/** In the order they are listed; the place of each is also the key that copies it. */
export const FACT_NAMES: readonly FactName[] = [
  "patient_name",
  "birth_date",
  "member_id",
  "group_number",
  "ordering_provider",
  "diagnosis",
  "service_date",
  "clinic_number",
];

/** What a case came to, with everything that belongs to it and what of that was not returned. */
const WANTS: Record<string, readonly ("number" | "reasons" | "modifications")[]> = {
  approved: ["number"],
  modified: ["number", "modifications"],
  denied: ["reasons"],
  failed: ["reasons"],
  not_required: [],
};

/** Which parts of a decision are listed: what came, and what such an outcome should have come with. */
export function decisionParts(outcome: string | null, decision: DecisionView | null) {
  const wants = (outcome === null ? undefined : WANTS[outcome]) ?? [];
  return {
    number: wants.includes("number") || (decision?.number ?? null) !== null,
    reasons: wants.includes("reasons") || (decision?.denialReasons.length ?? 0) > 0,
    modifications: wants.includes("modifications") || (decision?.modifications.length ?? 0) > 0,
  };
}

const at = (payer: string | null) => (payer === null ? "every case of this payer" : `every case of ${payer}`);

export const factWords = (t: Times) => ({
  name: NAMES,
  noName: "Name not returned",
  notReturned: "Not returned",
  title: "Patient and plan",
  from: "From the case answers",
  /** Which answer a fact was read from. */
  fromAnswer: (from: string) => `from answer “${from}”`,
  fromRequest: "from the request",
  mapped: "mapped here",
  value: (fact: Pick<FactView, "name" | "value">): string => t.date(fact.value),
  /** What is copied: dates as US forms ask for them, everything else as it was answered. */
  copied: (value: string): string => t.formDate(value),
  isNumber: (name: FactName) => name === "member_id" || name === "group_number" || name === "clinic_number",
  reference: "payer reference number",
  copy: (name: string) => `Copy ${name}`,
  /** Spoken when a fact was copied: what it is, never what it says. */
  didCopy: (name: string) => `${sentence(name)} copied`,
  copyHelp: "Numbers are keys: each copies its fact. Dates are copied as 11/30/2026, the way forms ask for them.",
  copyKeys: { keys: "1–9", label: "copy a fact" },

  change: "Change…",
  /** The rest of the button's name, for whoever does not see the row it stands in. */
  changeOf: (name: string) => `where ${name} is read from`,
  map: {
    title: (name: string) => `Where is “${name}” read from?`,
    counts: (payer: string | null) => `Counts for ${at(payer)}, on this computer. Nothing is sent.`,
    now: (from: string, mapped: boolean): Rich => [
      "Now: ",
      b(`answer “${from}”`),
      mapped ? ", mapped here." : ", found by the general rules.",
    ],
    none: "Now: not found by the general rules.",
    answers: "Answers of this case",
    find: "Find an answer",
    noAnswers: "This case has no answers yet. Map it from a case that has.",
    noMatch: "No answer has these words.",
    byId: (linkId: string): Rich => ["id ", id(linkId)],
    how: "How to find it in other cases",
    byText: "By the question's words",
    byLinkId: "By the question's ID",
    choose: "Read it from this answer",
    chooseDoes: (payer: string | null): Rich => [b("Nothing is sent."), ` Kept on this computer for ${at(payer)}.`],
    missing: "choose an answer first.",
    saving: "Keeping it",
    general: "Use the general rules again",
    generalDoes: [b("Nothing is sent."), " Forgets what was mapped here for this payer."] satisfies Rich,
    cancel: "Keep it as it is",
    cancelDoes: [b("Nothing changes.")] satisfies Rich,
  },

  label: {
    route: "Route",
    completed: "Completed",
    canceled: "Canceled",
    receipt: "Receipt",
    payerHas: "At the payer",
  },
  route,
  none: {
    receipt: "No receipt returned",
    reference: "No reference returned",
    received: "No time returned",
    number: "No number returned",
    reasons: "No reason returned",
    modifications: "No changes returned",
    completed: "No time returned",
    outcome: "No outcome returned",
  },
  payerStillHas: (reference: string | null): Rich =>
    reference === null
      ? "The payer still has it. Canceling withdrew nothing."
      : ["The payer still has ", id(reference), ". Canceling withdrew nothing."],

  list: {
    title: "Copy list",
    of: (done: number, all: number) => `${done} of ${all}`,
    help: "From the answers and the request. Compare with the accepted package below.",
    helpAlone: "From the answers and the request.",
    copy: "Copy",
    done: "copied",
    again: "Again",
    next: "copy next",
    anew: "Start over",
    npi: "Provider NPI",
    code: "Service code",
  },
});
