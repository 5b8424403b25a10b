import type { Code, DraftSlot } from "../../platform/bindings";
import { b, type Rich } from "../rich";
import type { Times } from "../time";
import { count } from "./count";

/** Where to look before what may have been sent already is sent again. */
const LOOK: Record<DraftSlot["kind"], string> = {
  answers: "Look at the answers of the case first.",
  report: "Look at the case first.",
  new_case: "Look in your lists first.",
};

/** What is wrong with the disk, where the same disk stops decisions in other words. */
const DISK: Partial<Record<Code, string>> = {
  disk_full: "This computer's disk is full. Make room on it.",
  disk_read_only: "Nothing can be written on this computer's disk.",
};

function whyNotKept(code: Code): string | null {
  const why = code === "not_kept" ? "This computer could not write down what you typed." : DISK[code];
  return why === undefined ? null : `${why} It is tried again by itself.`;
}

/** Throwing away what cannot be read. */
function discarding(n: number) {
  const it = n === 1 ? "it" : "them";
  return {
    button: `Discard ${it}…`,
    title: `Discard ${count(n, "draft")}?`,
    text: `${n === 1 ? "A text that was" : "Texts that were"} typed here and cannot be read by this version of the program. Another version may be able to. What is on the service is untouched.`,
    confirm: `Discard ${it}`,
    does: [b(`${n === 1 ? "It is" : "They are"} gone from this computer.`), " Nothing is sent."] satisfies Rich,
    busy: "Discarding",
    keep: `Keep ${it}`,
    keepDoes: "Nothing changes. You are told again at the next start.",
    done: "Discarded.",
  };
}

/** What is typed and not sent: whether it is kept, and that it has come back. */
export const draftWords = (t: Times) => ({
  onlyHere: "What you type here is kept only while you are connected.",
  notKept: "Kept only while this window is open.",
  why: whyNotKept,
  restored: (at: string, now: number) => `Restored: typed ${t.short(at, now)}, not sent.`,
  restoredTried: (at: string, now: number, kind: DraftSlot["kind"]) =>
    `Restored: typed ${t.short(at, now)}. It may have been sent already. ${LOOK[kind]}`,
  discard: "Discard it",
  /** `survive`: whether there is a keychain now that opens what was kept. */
  unreadable: (n: number, survive: boolean) => ({
    lead: "Something you typed before could not be read.",
    text: survive
      ? `${count(n, "draft")} could not be brought back and ${n === 1 ? "is" : "are"} left as ${n === 1 ? "it is" : "they are"}. Type again what is still wanted.`
      : `${count(n, "draft")} could not be brought back without this computer's keychain. Type again what is wanted before it is there.`,
  }),
  discarding,
  notDiscarded: (code: Code) => ({
    lead: "Not everything could be discarded.",
    text: `${DISK[code] ?? "This computer's disk does not answer."} Try again once that is mended.`,
  }),
  lookAgain: "Look again",
});
