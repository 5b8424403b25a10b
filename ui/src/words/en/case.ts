import type { FactRow, HeaderView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import { count } from "./count";

const KINDS: Record<string, string> = { drug: "Drug", inpatient: "Inpatient", outpatient: "Outpatient" };

/** CPT 78815: the code system in capitals, as every form prints it. */
export function serviceWords(system: string | null, code: string | null, kind: string | null): Rich | null {
  const named = code === null ? null : system === null ? [id(code)] : [`${system.toUpperCase()} `, id(code)];
  const what = kind === null ? null : (KINDS[kind] ?? kind);
  if (named === null) return what;
  return what === null ? named : [`${what}, `, ...named];
}

function header(about: HeaderView, provider: string | null = null): Rich {
  const service = serviceWords(about.serviceSystem, about.serviceCode, about.requestType);
  const npi = about.providerNpi === null ? [] : ["NPI\u00a0", id(about.providerNpi)];
  const who = provider === null ? npi : npi.length === 0 ? [provider] : [`${provider}, `, ...npi];
  return [
    ...(service === null ? ["Service not returned"] : typeof service === "string" ? [service] : service),
    ` · ${about.payer ?? "Payer not returned"} · `,
    ...(who.length === 0 ? ["Provider not returned"] : who),
  ];
}

/** A leaf of a document as it is shown. Nothing is left out and nothing is made up. */
export function factValue(row: FactRow): { text: string; missing: boolean } {
  switch (row.kind) {
    case "yes_no":
      return { text: row.value === "true" ? "Yes" : "No", missing: false };
    case "nothing":
      return { text: "Nothing (null)", missing: true };
    case "empty":
      return { text: "Empty", missing: true };
    default:
      return row.value === "" ? { text: "Empty text", missing: true } : { text: row.value, missing: false };
  }
}

const POLICIES: Record<string, string> = {
  requires_approval: "Needs a person's approval (policy). The case decides, not the policy.",
  automatic: "May be submitted without asking again (policy). The case decides, not the policy.",
};

export const caseWords = (t: Times) => ({
  where: "Where you are",
  placeOf: (place: number, of: number) => `${place.toLocaleString("en-US")} of ${of.toLocaleString("en-US")}`,
  besides: "previous, next",
  asOf: (readAt: string, version: string, now: number): Rich => [
    `As of ${t.moment(readAt, now)}, version `,
    id(version),
  ],
  reads: (seconds: number) => `Reads every ${t.age(seconds * 1000)}.`,
  header,
  since: (about: HeaderView, now: number) =>
    [
      about.createdAt === null ? "Made: not returned." : `Made ${t.short(about.createdAt, now)}.`,
      ...(about.updatedAt === null ? [] : [`Last changed ${t.short(about.updatedAt, now)}.`]),
    ].join(" "),
  service: serviceWords,
  reading: "Reading the case",
  tabs: "Case",
  requirements: "Requirements",
  review: "Review",
  timeline: "Timeline",
  facts: "Facts",
  handoff: "Handoff",
  open: (n: number) => `${n} open`,
  warnings: (n: number) => count(n, "warning"),
  workArea: "Case work area",
  nextAction: "Next action",
  more: "At any time",

  unknownLead: {
    status: "Collate returned a status this version does not know.",
    action: "Collate returned a step this version does not know.",
    resolution: "Collate returned a way to do a step that this version does not know.",
    outcome: "Collate returned an outcome this version does not know.",
    unnamed: "Collate wants something done and does not say what.",
    other: "Collate returned a word this version does not know.",
  },
  unknownText: "The case can be read, not changed.",
  unknownWord: {
    status: "Status",
    action: "Next action",
    resolution: "Resolved by",
    outcome: "Outcome",
  },
  readAgain: "Read again",
  stale: (readAt: string, now: number) => ({
    lead: `As of ${t.minute(readAt)}, ${t.ageOf(readAt, now)} ago.`,
    text: "Collate is slow to answer. What stands here may have changed.",
  }),
  remembered: (readAt: string, now: number) => ({
    lead: `As of ${t.short(readAt, now)}, ${t.ageOf(readAt, now)} ago.`,
    text: "This is how the case was last seen here. It was not read since the program started, so nothing can be decided on it yet.",
  }),
  tryNow: "Try now",
  trying: "Trying",

  factsTitle: {
    request: "Request",
    truth: "Receipt and decision",
    here: "Said or accepted here",
  },
  fromCollate: (version: string) => `From Collate, version ${version}`,
  fromPayer: "From the payer",
  fromHere: "From this desk",
  label: {
    case: "Case",
    step: "Step",
    kind: "Kind",
    code: "Code",
    provider: "Provider",
    payer: "Payer",
    state: "State",
    policy: "Final step",
    made: "Made",
    changed: "Last changed",
    reference: "Reference",
    received: "Received",
    asReported: "As reported",
    decision: "Decision",
    number: "Number",
    reasons: "Reasons",
    modifications: "Changes",
    status: "Status",
    action: "Next action",
    version: "Version",
    package: "Package",
    note: "Note",
    said: "Said",
  },
  notReturned: "not returned",
  noneReturned: "None returned",
  nothingHere: "Nothing was said or accepted here since the program started.",
  policy: (policy: string) => POLICIES[policy] ?? policy,
  kind: (kind: string) => KINDS[kind] ?? kind,
  payerReceipt: "payer receipt",
  payerDecision: "decision",
  claim: "claim",
  claimMatches: "claim, matches",
  claimDiffers: "claim, differs",
  fact: factValue,
  moreOf: {
    receipt: "Everything returned for the receipt",
    decision: "Everything returned for the decision",
  },
  /** The version a decision was sent for, and the one the case has. */
  versions: (sent: string, now: string) => `${sent}, now ${now}`,

  /** Text for a chart or a call: no patient details, and never "submitted" without a receipt. */
  summary: (lines: readonly (readonly [string, string])[]) =>
    lines.map(([label, value]) => `${label}: ${value}`).join("\n"),
  summaryNow: "As it stands",
  question: (caseId: string, handoff: string | null, since: string | null, now: number) =>
    [
      `Is one of you in the payer portal for case ${caseId}?`,
      handoff === null ? null : `A handoff is open: ${handoff}.`,
      since === null ? null : `It was there at ${t.full(since, now)}.`,
      "Please say so before anyone else goes in: two people in one portal can submit twice.",
    ]
      .filter((line) => line !== null)
      .join("\n"),

  confirm: {
    reading: "Reading the case",
    readJustNow: (readAt: string, version: string): Rich => [
      `Read at ${t.clockZone(readAt)}: case version `,
      id(version),
      ".",
    ],
    readAgain: "Read again",
    sending: "Sending",
    off: {
      reading: "the case is being read.",
      unread: "the case could not be read.",
    },
    notNow: "Not now",
    notNowDoes: "Nothing changes.",
  },
  /** What is only on this computer, and would be passed over when the case goes on. */
  unsaved: {
    answers: (n: number) =>
      n === 1
        ? "1 answer is not saved. Save or discard it first."
        : `${count(n, "answer")} are not saved. Save or discard them first.`,
    files: (n: number) =>
      n === 1
        ? "1 file is not attached yet. Finish it or take it off the list."
        : `${count(n, "file")} are not attached yet. Finish them or take them off the list.`,
    go: "Go to Requirements",
    hint: (answers: number, files: number) =>
      [
        ...(answers === 0 ? [] : [`${count(answers, "answer")} typed, not saved`]),
        ...(files === 0 ? [] : [`${count(files, "file")} not attached`]),
      ].join(", "),
  },
  proceed: {
    title: "Tell Collate to go on?",
    text: "Nothing is missing. Collate works on the case next.",
    automatic: "The policy of this case is automatic: Collate may submit without asking again.",
    confirm: "Tell Collate to go on",
    does: (version: string | null): Rich => [
      b("Collate works next."),
      version === null ? " Cannot be recalled." : ` Cannot be recalled. Uses version ${version}.`,
    ],
  },
});
