import { b, type Rich } from "../rich";

/** What a person sets for this computer. */
export const settingWords = {
  region: "Settings",
  title: "Settings",
  intro:
    "For this computer, whoever works on it. Nothing here reaches Collate or a payer, and nothing of a patient is in it.",
  kept: "Kept.",
  look: { title: "Look", legend: "Theme" },
  theme: { system: "As the system", light: "Light", dark: "Dark", contrast: "High contrast" },
  zone: {
    title: "Time",
    label: "Time zone of the clinic",
    help: "Deadlines and times are shown in it. The payer's own times keep the payer's format.",
    own: (zone: string) => `This computer's: ${zone}`,
  },
  keys: {
    title: "Keys",
    single: "Single letters and signs are keys",
    singleHelp: "Outside fields only. Keys with Ctrl, Enter, Escape and the arrows work in any case.",
    table: "Single keys",
    what: "What it does",
    key: "Key",
    changed: "changed",
    change: "Change…",
    changeOf: (what: string, where: string) => `the key for ${what} (${where})`,
    reset: "All keys as from the start",
    resetSaid: "All keys are as from the start.",
    where: { anywhere: "Anywhere", list: "List", case: "Case", review: "Review", handoff: "Handoff" },
  },
  other: {
    title: "The key for",
    text: (what: string) => `${what}. One letter, digit or sign, or two with a space between.`,
    label: "New key",
    wrong: "Type one letter, digit or sign, or two with a space between.",
    taken: (what: string, where: string) => `That is already the key for: ${what} (${where}).`,
    keep: "Use this key",
    keeping: "Keeping it",
    keepDoes: [b("Works at once."), " Only on this computer."] satisfies Rich,
    leave: "Keep the old key",
    leaveDoes: [b("Nothing changes.")] satisfies Rich,
    start: (keys: string) => `As from the start: ${keys}`,
  },
  elsewhere: {
    title: "Elsewhere",
    service: "What is kept on this computer, and for how long: What this service answers",
  },
};
