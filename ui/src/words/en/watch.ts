import type { LinkPhase, LiveSessionView, WatchView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import type { Tone } from "./faults";
import { reasonSaid } from "./faults/service-codes";
import type { PhaseWords } from "./handoff";
import { refusalWords } from "./handoff";

function phase(watch: WatchView): PhaseWords {
  const words: Record<LinkPhase, PhaseWords> = {
    idle: { chip: "none", tone: "info", text: "No view is open. Watching opens one in your browser." },
    // Nobody watches across the end of the program: no view is called this.
    program_ended: { chip: "none", tone: "info", text: "No view is open. Watching opens one in your browser." },
    preparing: { chip: "preparing", tone: "info", text: "A read-only link is being made." },
    opening: { chip: "opening", tone: "info", text: "The read-only link waits for your browser." },
    open: { chip: "open", tone: "ok", text: "The view is open in your browser." },
    expired: {
      chip: "ended",
      tone: "info",
      text: "The view ended, as every view does. The work in the portal is not touched by that.",
    },
    closed: { chip: "ended", tone: "info", text: "Watching ended. The link was discarded." },
    revoked: { chip: "ended", tone: "info", text: "You stopped watching. The link was discarded." },
    replaced: { chip: "replaced", tone: "info", text: "A newer view took its place." },
    nobody_came: {
      chip: "not opened",
      tone: "warn",
      text: "No browser came for the link, so it was discarded. Watch again for another.",
    },
    launcher_failed: {
      chip: "not opened",
      tone: "danger",
      text: "No browser could be started on this computer. Set a default browser, then watch again.",
    },
    session_lost: {
      chip: "lost",
      tone: "warn",
      text: "The view is lost. That says nothing about the payer. Read the case for what is so.",
    },
    signed_out: { chip: "ended", tone: "info", text: "The connection was left. The link was discarded." },
    not_made: { chip: "not made", tone: "warn", text: "Collate did not make a read-only link." },
    no_expiry: {
      chip: "refused",
      tone: "danger",
      text: "The link came without an end, so it was not opened. Watch again for another.",
    },
    already_over: {
      chip: "refused",
      tone: "warn",
      text: "The link had already ended when it came, so it was not opened. Watch again for another.",
    },
    too_short: {
      chip: "refused",
      tone: "warn",
      text: "The link was about to end when it came, so it was not opened. Watch again for another.",
    },
    refused: {
      chip: "refused",
      tone: "danger",
      text: `The link was not opened: ${refusalWords(watch.refusal)}. Tell support. It is neither shown nor kept.`,
    },
  };
  return words[watch.phase];
}

const STATES: Record<string, string> = { live: "A payer session is live", not_live: "No payer session is live" };
const CHANNELS: Record<string, string> = { portal: "Payer portal" };
const MODES: Record<string, string> = { read_only: "Read-only" };

function holder(session: LiveSessionView): Rich {
  switch (session.holder) {
    case "nobody":
      return "Nobody";
    case "automation":
      return "Collate's automation";
    case "handoff":
      return "A person, by a handoff";
    case "unknown":
      return session.holderWord === null
        ? "Not known"
        : ["A word this version does not know: ", id(session.holderWord)];
  }
}

/** What may have been sent already. Not knowing is said, and is never taken for no. */
function boundary(word: string | null): { tone: Tone; text: Rich } {
  if (word === null) return { tone: "unknown", text: "Not returned. Act as if something may have been sent." };
  if (word === "unknown") return { tone: "unknown", text: "Collate cannot say whether something was already sent." };
  return { tone: "info", text: ["Collate says: ", id(word)] };
}

function modes(all: readonly string[]): Rich {
  return all.flatMap((mode, index) => [...(index === 0 ? [] : [", "]), MODES[mode] ?? id(mode)]);
}

export const watchWords = (t: Times) => ({
  tag: "READ-ONLY",
  crumb: "Watch, read-only",
  region: "Watch, read-only",
  go: "Watch, read-only",
  goDoes: [b("Nothing changes."), " You cannot click or type there."] satisfies Rich,
  goOpen: [b("A view is open in your browser."), " It is read-only."] satisfies Rich,
  title: "Watching changes nothing",
  text: [
    "You see what happens in the payer portal. You cannot click or type there.",
    "You cannot take over from here. If a person is needed, the case comes to you with a portal step.",
    "If the view is lost, that says nothing about the payer.",
  ],

  session: "The payer session",
  reading: "Reading the payer session",
  readAt: (readAt: string) => `Read at ${t.clock(readAt)}. Reading changes nothing.`,
  readAgain: "Read again",
  label: {
    state: "State",
    channel: "Reached by",
    holder: "Who is in it",
    boundary: "Already sent?",
    modes: "Can be looked at",
  },
  state: (state: string): Rich => STATES[state] ?? [id(state)],
  channel: (channel: string): Rich => CHANNELS[channel] ?? [id(channel)],
  holder,
  boundary,
  modes,
  noModes: "In no way now",

  view: "Your view",
  phase,
  reason: reasonSaid,
  start: "Watch, read-only",
  again: "Watch again",
  starting: "Opening",
  startDoes: [b("Opens your own browser."), " Nothing changes. You cannot click or type there."] satisfies Rich,
  stop: "Stop watching",
  stopping: "Stopping",
  stopDoes: [b("The link is discarded."), " The work in the portal goes on."] satisfies Rich,
  ends: (at: string) => `view ends ${t.clockZone(at)}`,
  ended: "It ends by itself. A new view needs a new press.",
  off: {
    reading: "the payer session is being read.",
    over: "there is nothing to look at any more.",
    notWatchable: "Collate shows no view of it now. Read again later.",
  },
  over: "The case is over. There is no payer session to look at.",
  notHere: "This connection has no live view of payer sessions.",
  announce: (seconds: number) => `The read-only view ends in ${seconds} seconds.`,
  back: "Back to the case",
});
