import type { Environment } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";

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
  closed: {
    not_durable: "Not in this version: what you decide is not yet kept if the program dies. Sandbox and practice work.",
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

  noKeyring: {
    lead: "This computer has no keychain the program can use.",
    text: "You can work, but the key must be entered again next time.",
  },

  whoTitle: "Who are you?",
  nameLabel: "Name shown in the audit record",
  nameHelp: "The key names the clinic, not you. Your name makes each action yours.",
  nameMissing: "Type your name. It stands beside every decision you make.",

  nothingLeaves: "Nothing leaves this computer until you connect.",
};
