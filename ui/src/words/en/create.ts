import type {
  CreatingView,
  NewCase,
  NewCaseField,
  Outcome,
  PolicyCode,
  ProviderView,
  RouteView,
} from "../../platform/bindings";
import { b, id, type Part, type Rich } from "../rich";
import type { Times } from "../time";
import { count, list } from "./count";
import type { Tone } from "./faults";

const KINDS: Record<string, string> = { inpatient: "Inpatient", outpatient: "Outpatient", drug: "Drug" };
const SYSTEMS: Record<string, string> = { hcpcs: "HCPCS", cpt: "CPT", ndc: "NDC" };
const CHANNELS: Record<string, string> = { portal: "payer portal" };
const ACCESS: Record<string, string> = { collate_managed: "Collate has the access" };

const kind = (word: string) => KINDS[word] ?? word;
const system = (word: string) => SYSTEMS[word] ?? word.toUpperCase();

/** What a way to a payer is for, in one line. Nothing is made up: what was not returned is left out. */
function wayHelp(way: RouteView): string {
  return [
    way.label === null || way.label === way.payer ? null : way.payer,
    way.state,
    way.requestType === null ? null : kind(way.requestType),
    way.systems.length === 0 ? null : list(way.systems.map(system)),
    way.channel === null ? null : (CHANNELS[way.channel] ?? way.channel),
    way.accessMode === null ? null : (ACCESS[way.accessMode] ?? way.accessMode),
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

/** What was asked for, in one line, without anything of a patient: none of it is about one. */
function what(asked: NewCase): Part[] {
  if (asked.payerId === "") return ["What was asked for cannot be read any more"];
  return [
    "NPI\u00a0",
    id(asked.providerNpi),
    ", payer ",
    id(asked.payerId),
    `, ${asked.state}, ${kind(asked.requestType)}, ${system(asked.system)} `,
    id(asked.code),
  ];
}

const NOT_AGAIN =
  "It cannot be sent again from here: it is too old, was made under another key, or its text is gone. Look for the case at Collate.";

const BECAME: Record<Outcome, { lead: string; does: string }> = {
  nothing_sent: { lead: "The request for a new case was not sent.", does: "No case was made." },
  nothing_done: { lead: "The case was not made.", does: "Nothing reached the payer." },
  not_known: {
    lead: "It is not known whether the case was made.",
    does: "Nothing reached the payer. Do not make it a second time by hand.",
  },
};

export const createWords = (t: Times) => ({
  title: "New case",
  intro: "Say who asks, which payer, and for what. The questions and documents come after the case is made.",
  region: "New case",

  provider: "Provider",
  npi: "Provider number (NPI)",
  npiHelp: "Ten digits. The name is looked up as soon as all ten are there.",
  looking: "Looking up the name",
  providerNotFound: "Provider not found. Check the ten digits.",
  found: (provider: ProviderView): Rich => [
    b(provider.name ?? "Name not returned"),
    ...(provider.status === null ? [] : [` (${provider.status})`]),
  ],

  ways: "Way to the payer",
  waysLegend: "Ways Collate has for this provider",
  waysReading: "Reading the ways for this provider",
  waysNeedNpi: "Type the provider number first. Then you see the ways Collate has for it.",
  notListed: {
    lead: "This service does not list ways.",
    text: "Type payer, state and type. If there is no way, you see it when the case is made.",
  },
  noWays: {
    lead: "Collate lists no way for this provider.",
    text: "You can still type one. Collate may refuse it.",
  },
  wayName: (way: RouteView) => way.label ?? way.payer,
  wayHelp,
  otherWay: "Another way",
  otherWayHelp: "Type payer, state and type yourself.",

  payer: "Payer",
  payerFilter: "Find a payer by name",
  payerList: "Payers",
  payersReading: "Reading the payers",
  payerNone: (text: string) => `No payer matches "${text}".`,
  payerCount: (shown: number, all: number) =>
    shown === all ? count(all, "payer") : `${shown.toLocaleString("en-US")} of ${count(all, "payer")}`,
  payerId: "Payer ID",
  payerIdHelp: "As Collate writes it, such as payer_northgate.",
  payersPartly: "Not all payers could be listed. If yours is not here, type its ID.",
  payersNot: "The payers could not be listed. Type the ID.",
  payerMissing: "Choose the payer.",
  payerChosen: (name: string, payer: string): Rich => ["Chosen: ", b(name), ", ", id(payer)],
  payerStates: (name: string, states: readonly string[]) => `${name} takes requests for ${list(states)}.`,
  payerTypes: (name: string, types: readonly string[]) =>
    `${name} takes ${list(types.map((type) => kind(type).toLowerCase()))} requests.`,

  state: "State",
  stateHelp: "Two letters, such as IL: where the plan is.",
  requestType: "Type of request",
  kind,
  system: "System of the code",
  systemName: system,
  code: "Service code",
  codeHelp: "As on the order.",

  check: "Check this way",
  checking: "Checking",
  checkDoes: [b("Asks only."), " Makes nothing."] satisfies Rich,
  checkNeeds: "fill in provider, payer, state, type and code first.",
  checked: (way: RouteView): Rich => {
    const help = wayHelp(way);
    return [b("There is a way: "), way.label ?? way.payer, help === "" ? "." : ` (${help}).`];
  },
  cannotAsk: {
    lead: "This service cannot be asked beforehand.",
    text: "If there is no way, you see it when the case is made.",
  },
  noWay: {
    lead: "Collate returned no way.",
    text: "You can still make the case. Collate may refuse it.",
  },

  policy: "The final submit",
  policyLegend: "What may Collate do at the end?",
  policyNote: "The case decides, not the policy: even with automatic, Collate may stop and ask.",
  policyName: {
    requires_approval: "Requires approval",
    automatic: "Automatic",
  } satisfies Record<PolicyCode, string>,
  policyDoes: {
    requires_approval: "Collate stops and asks a person before the final submit.",
    automatic: "Collate may submit without asking again.",
  } satisfies Record<PolicyCode, string>,

  /** What is wrong with a field, when nobody had to be asked for it. */
  wrong: {
    provider_npi: "The provider number has ten digits.",
    payer: "Choose the payer, or type its ID.",
    state: "Type the state as two letters.",
    request_type: "Choose the type of request.",
    system: "Choose the system of the code.",
    code: "Type the service code.",
    policy: "Choose what Collate may do at the end.",
    route: "Collate has no way for this payer, state, type and code. Change one of them.",
  } satisfies Record<NewCaseField, string>,

  next: "Next action",
  make: "Make the case",
  notYet: "not filled in yet",
  makeStep: "Make the case…",
  makeStepDoes: [b("Shows it once more."), " Nothing is sent yet."] satisfies Rich,
  pending: "your last new case is not settled yet. See above.",
  discard: "Discard what you typed",
  label: {
    provider: "Provider",
    payer: "Payer",
    state: "State",
    type: "Type",
    code: "Service code",
    policy: "Final submit",
  },

  confirm: {
    title: "Make this case?",
    text: "This makes a case at Collate. Nothing is sent to the payer. You answer questions and attach documents next.",
    automatic: {
      lead: "Automatic:",
      text: "once you tell Collate to go on, it may submit without asking again.",
    },
    make: "Make the case",
    making: "Making the case",
    does: [b("Makes a case at Collate."), " It stays with you. Nothing goes to the payer."] satisfies Rich,
    back: "Go back",
    backDoes: "Nothing is sent. What you typed stays.",
  },
  made: "The case was made.",
  notMade: "The case was not made.",

  sending: {
    lead: "The new case is on its way.",
    text: "Collate has not answered yet.",
  },
  /** What became of it: known to be nothing, or not known. Then why, and what was asked for. */
  creating: (creating: CreatingView, why: string | null, now: number) => {
    const { lead, does } = BECAME[creating.outcome ?? "not_known"];
    const stays = creating.maySendAgain || creating.sending ? "" : ` ${NOT_AGAIN}`;
    const sent = `${creating.operator}, ${t.short(creating.at, now)}, sent ${count(creating.attempts, "time")}`;
    return {
      tone: creating.outcome === "nothing_sent" || creating.outcome === "nothing_done" ? "warn" : "danger",
      lead,
      text: [`${why === null ? "" : `${why} `}${does}${stays} (`, ...what(creating.what), `; ${sent}.)`],
    } satisfies { tone: Tone; lead: string; text: Rich };
  },
  again: "Send the same request again",
  sendingAgain: "Sending again",
  /** How long a key is remembered is not known. */
  againDoes: (hasList: boolean): Rich => [
    ...(hasList ? [b("Look in the list first."), " "] : []),
    "Collate knows the request by its key and makes it once, as far as it remembers it.",
  ],
  stop: "Stop waiting…",
  stopDoes: (hasList: boolean): Rich => [
    b("Nothing is sent."),
    hasList ? " First look in the list." : " First ask Collate.",
  ],
  stopTitle: "Stop waiting for the new case?",
  stopText: (hasList: boolean) =>
    `${hasList ? "Look in the list first: the case may be there." : "This service has no list to look in: ask Collate whether the case is there."} If it was made, it stays at Collate whatever you choose here.`,
  stopWarn: {
    lead: "After this the program cannot tell.",
    text: "Making the same case again could then make a second one.",
  },
  stopConfirm: "Stop waiting",
  stopping: "Stopping",
  stopConfirmDoes: [b("Forgets the request on this computer."), " Nothing is sent."] satisfies Rich,
  keepWaiting: "Keep waiting",
  keepWaitingDoes: "Nothing changes.",
  toList: "Look in the list",
  what: (asked: NewCase): Rich => what(asked),
});
