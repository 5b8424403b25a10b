import type { ContractCode, Environment, ProbeView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id, type Part } from "../rich";
import { codeWords } from "./faults/service-codes";

/** The generations of the service, in plain words. */
const CONTRACTS: Record<ContractCode, { name: string; text: string }> = {
  b1: { name: "May 2026, handoffs", text: "The usual one. Take it unless you were told otherwise." },
  b2: { name: "Late May 2026, handoffs", text: "Also lists and checks the ways to a payer for a new case." },
  a: { name: "Before May 2026, no handoffs", text: "Nobody takes over a portal from here." },
};
const contractNames = (codes: readonly ContractCode[]) => codes.map((code) => `"${CONTRACTS[code].name}"`).join(" or ");

/** What is read to find out. A name that is not here is shown as it is. */
const PROBES: Record<string, string> = {
  case_of_b: "Cases, since May 2026",
  case_of_a: "Cases, before May 2026",
  list_of_b: "Case list, since May 2026",
  list_of_a: "Case list, before May 2026",
  routes: "Ways to payers, late May 2026",
  scenarios: "Sandbox examples, late May 2026",
};

/**
 * Whether what was read is there. It asks for things that do not exist: where the service says so in a word of its own,
 * it knows the question.
 */
const isThere = ({ status, serviceCode }: ProbeView) =>
  status !== null &&
  (status < 300 || (status < 500 && status !== 401 && status !== 403 && codeWords(serviceCode) !== null));

function probeSaid(probe: ProbeView, status: number): string {
  if (isThere(probe)) return "answered";
  if (status === 404 || status === 405 || status === 501) return "not there";
  if (status === 401 || status === 403) return "key not accepted";
  if (status === 429) return "asks us to wait";
  return status < 500 ? "refused" : "failed";
}

/** What came back, in words, with the number and the code support asks for. */
function probeAnswer(probe: ProbeView): Rich {
  const { status, serviceCode } = probe;
  if (status === null) return "no answer";
  const code: Part[] = serviceCode === null ? [] : [", ", id(serviceCode)];
  return [`${probeSaid(probe, status)} (${status}`, ...code, ")"];
}

export const connectWords = {
  title: "Connect this computer",
  intro: "Choose where you work. The frame around the window always shows the answer, in color and in words.",
  region: "Connect",
  environment: "Environment",
  option: {
    production: {
      name: "Real patients, real payers",
      text: "What you accept is submitted. Needs a production key.",
    },
    sandbox: {
      name: "Collate test service",
      text: "Made-up cases on Collate servers. Final submit may be switched off.",
    },
    practice: {
      name: "On this computer only",
      text: "A built-in pretend payer and portal. No key, no network.",
    },
    test: {
      name: "A service under test",
      text: "On this computer only, at an address you type. Builds for development have it.",
    },
  } satisfies Record<Environment, { name: string; text: string }>,
  closed: "Closed here: nothing you decide could be written down on this computer. Sandbox and practice work.",
  /** Said where production is chosen, before the key. */
  production: {
    lead: "What you decide here reaches real payers and real patients.",
    text: "A submission cannot be taken back. To learn or to try something out, choose sandbox or practice.",
  },

  keyTitle: {
    production: "Production key",
    sandbox: "Sandbox key",
    practice: "Practice",
    test: "Test key",
  } satisfies Record<Environment, string>,
  keyLabel: (host: string | null): Rich => (host === null ? "API key" : ["API key for ", id(host)]),
  keyHelp:
    "Pasting is fine. The key goes straight to this computer's keychain. Once saved it is never shown again and never written to a log.",
  keyHelpSession: "Pasting is fine. The key stays in memory until you quit. It is never written to a log.",
  keyKept: {
    lead: "A key for this environment is in this computer's keychain.",
    text: "Connect with it, or type another one below.",
  },
  useKept: "Connect with it",
  keyMissing: "Paste or type the key first.",
  show: "Show",
  hide: "Hide",
  addressLabel: "Service address (this computer only)",
  addressHelp: "For example http://127.0.0.1:8080, without /v1.",
  addressMissing: "Type the address first.",

  save: "Save key in the keychain and connect",
  saveDoes: [
    b("Reads the case list. Changes nothing."),
    " Only your account on this computer can use the key. Remove it any time under your name.",
  ] satisfies Rich,
  session: "Connect for this session only",
  sessionDoes: [
    b("Reads the case list. Changes nothing."),
    " The key is kept in memory and forgotten when you quit.",
  ] satisfies Rich,
  practice: "Start practice",
  practiceText:
    "Twelve and more invented cases, a pretend payer and its portal. Everything the desk can do, you can try here.",
  practiceDoes: [b("Stays on this computer."), " Nothing reaches Collate or a payer."] satisfies Rich,
  connecting: "Connecting",
  waitsForKeyring: "Waiting for this computer's keychain",

  more: "More options",
  contract: "Contract",
  contractLegend: "Which generation of the service",
  contractHelp: "Kept for next time. Collate can tell you, or find out here.",
  contractName: (code: ContractCode) => CONTRACTS[code].name,
  contractText: (code: ContractCode) => CONTRACTS[code].text,
  contractMissing: "Choose one first.",
  contractKept: (code: ContractCode) =>
    `The key in the keychain connects with "${CONTRACTS[code].name}". For another one, type the key.`,
  practiceWith: "Practice with",
  practiceContractHelp: "The pretend service speaks it the same way. Kept for next time.",
  findOut: "Find out",
  findingOut: "Reading",
  findOutDoes: [b("Only reads, with the key you typed."), " Changes nothing, and does not connect."] satisfies Rich,
  found: {
    title: "What was read",
    probe: (what: string): string | null => PROBES[what] ?? null,
    isThere,
    answer: probeAnswer,
    certain: (code: ContractCode) => ({
      lead: `It is "${CONTRACTS[code].name}".`,
      text: "It is chosen now. Connect when you are ready.",
    }),
    doubt: (codes: readonly ContractCode[]) => ({
      lead: "What was read does not tell them apart.",
      text: `It can be ${contractNames(codes)}. Ask Collate, or choose one. It can be changed later.`,
    }),
    likely: (code: ContractCode) => ({
      lead: `It looks like "${CONTRACTS[code].name}".`,
      text: "What was read does not prove it. Choose it, or ask Collate.",
    }),
    nothing: {
      lead: "What was read does not say which one it is.",
      text: "Ask Collate, or choose one.",
    },
  },

  noKeyring: {
    lead: "This computer has no keychain the program can use.",
    text: "You can work, but the key must be entered again next time. What you type is lost when the program ends; decisions that were not answered are looked up then, and cannot be sent again.",
  },

  whoTitle: "Who are you?",
  nameLabel: "Name shown in the audit record",
  nameHelp: "The key names the clinic, not you. Your name makes each action yours.",
  nameMissing: "Type your name. It stands beside every decision you make.",

  nothingLeaves: "Nothing leaves this computer until you connect.",
};
