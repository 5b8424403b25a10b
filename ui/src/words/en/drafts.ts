import type { Code, DraftSlot } from "../../platform/bindings";
import type { Times } from "../time";
import { count } from "./count";

/** Where to look before what may have been sent already is sent again. */
const LOOK: Record<DraftSlot["kind"], string> = {
  answers: "Look at the answers of the case first.",
  report: "Look at the case first.",
  new_case: "Look in your lists first.",
};

/** Why it is not kept, where the same disk stops decisions in other words. */
const WHY: Partial<Record<Code, string>> = {
  not_kept: "This computer could not write down what you typed. It is tried again by itself.",
  disk_full: "This computer's disk is full. Make room on it. It is tried again by itself.",
  disk_read_only: "Nothing can be written on this computer's disk. It is tried again by itself.",
};

/** What is typed and not sent: whether it is kept, and that it has come back. */
export const draftWords = (t: Times) => ({
  onlyHere: "What you type here is kept only while you are connected.",
  notKept: "Kept only while this window is open.",
  why: (code: Code): string | null => WHY[code] ?? null,
  restored: (at: string, now: number) => `Restored: typed ${t.short(at, now)}, not sent.`,
  restoredTried: (at: string, now: number, kind: DraftSlot["kind"]) =>
    `Restored: typed ${t.short(at, now)}. It may have been sent already. ${LOOK[kind]}`,
  discard: "Discard it",
  unreadable: (n: number) => ({
    lead: "Something you typed before could not be read.",
    text: `${count(n, "draft")} could not be brought back. Type it again where it is still wanted.`,
  }),
  lookAgain: "Look again",
});
