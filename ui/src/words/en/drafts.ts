import type { DraftSlot } from "../../platform/bindings";
import type { Times } from "../time";
import { count } from "./count";

/** Where to look before what may have been sent already is sent again. */
const LOOK: Record<DraftSlot["kind"], string> = {
  answers: "Look at the answers of the case first.",
  report: "Look at the case first.",
  new_case: "Look in your lists first.",
};

/** What is typed and not sent: whether it is kept, and that it has come back. */
export const draftWords = (t: Times) => ({
  onlyHere: "What you type here is kept only while you are connected.",
  notKept: "Kept only while this window is open.",
  again: "It is tried again by itself.",
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
