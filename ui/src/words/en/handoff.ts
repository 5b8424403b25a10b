import type { LinkPhase, LinkView, PreflightView, SubmitPressed } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, claim, id } from "../rich";
import type { Times } from "../time";
import type { Tone } from "./faults";
import { reasonSaid } from "./faults/service-codes";
import { OUTCOMES } from "./truth";

/** Why a link's text was refused, as the check's code says. */
const REFUSALS: Record<string, string> = {
  too_long: "it is too long",
  characters: "it has characters no link has",
  not_as_parsed: "it is not written the way a link is",
  scheme: "it is not an https link",
  user_info: "it carries a user name",
  host: "it leads to another host than this connection's",
};

/** Which check a link did not pass, as the end of a sentence. */
export const refusalWords = (code: string | null): string =>
  REFUSALS[code ?? ""] ?? "it is not one this connection may open";

export type PhaseWords = { chip: string; tone: Tone; text: string };

function phase(link: LinkView): PhaseWords {
  const words: Record<LinkPhase, PhaseWords> = {
    idle: { chip: "none", tone: "info", text: "No link is open. Opening the portal makes one." },
    program_ended: {
      chip: "ended",
      tone: "warn",
      text: "The program ended, and any link with it. Reopen makes a new one. The portal page may still be open in your browser.",
    },
    preparing: { chip: "preparing", tone: "info", text: "A link is being made." },
    opening: { chip: "opening", tone: "info", text: "The link waits for your browser." },
    open: { chip: "open", tone: "ok", text: "The portal is open in your browser." },
    expired: {
      chip: "ended",
      tone: "warn",
      text: "The link ended and was discarded. Nothing you did in the portal is lost by that.",
    },
    closed: { chip: "discarded", tone: "info", text: "The handoff is closing or closed. The link was discarded." },
    revoked: { chip: "discarded", tone: "info", text: "You withdrew your access. The link was discarded." },
    replaced: { chip: "replaced", tone: "info", text: "A newer link took its place." },
    nobody_came: {
      chip: "not opened",
      tone: "warn",
      text: "No browser came for the link, so it was discarded. Open the portal again.",
    },
    launcher_failed: {
      chip: "not opened",
      tone: "danger",
      text: "No browser could be started on this computer. Set a default browser, then open the portal again.",
    },
    session_lost: {
      chip: "lost",
      tone: "danger",
      text: "The portal connection is gone for good. That says nothing about the payer. If you saw a reference number, write it down now.",
    },
    signed_out: { chip: "discarded", tone: "info", text: "The connection was left. The link was discarded." },
    not_made: { chip: "not made", tone: "warn", text: "Collate did not make a link." },
    no_expiry: {
      chip: "refused",
      tone: "danger",
      text: "The link came without an end, so it was not opened. Open the portal again for another.",
    },
    already_over: {
      chip: "refused",
      tone: "warn",
      text: "The link had already ended when it came, so it was not opened. Open the portal again for another.",
    },
    too_short: {
      chip: "refused",
      tone: "warn",
      text: "The link was about to end when it came, so it was not opened. Open the portal again for another.",
    },
    refused: {
      chip: "refused",
      tone: "danger",
      text: `The link was not opened: ${refusalWords(link.refusal)}. Tell support. It is neither shown nor kept.`,
    },
  };
  return words[link.phase];
}

/** How a handoff ended; `checking` while Collate compares that with the payer side. */
function closedResult(result: string | null, message: string | null, checking: boolean): string {
  const then = checking ? " Collate is checking." : "";
  switch (result) {
    case "completed_reported":
      return `Reported.${then}`;
    case "unable_to_complete":
      return `Reported: could not finish.${then}`;
    case "expired":
      return `The handoff ended because its link was not renewed.${checking ? " Collate is checking what was done." : ""}`;
    case "revoked":
      return `Access was withdrawn: ${message ?? "no reason returned"}.${then}`;
    case "interaction_lost_unrecoverable":
      return "The portal connection is gone for good. That says nothing about the payer.";
    case "canceled":
      return "The handoff ended because the case was canceled.";
    default:
      return "The handoff ended. How is not known. Read the case.";
  }
}

type PreflightRow = { tone: Tone; title: string; text: Rich };

function holder(view: PreflightView): PreflightRow {
  const title = "Who is in the portal";
  switch (view.holder) {
    case "nobody":
      return { tone: "ok", title, text: "Nobody. Collate has stopped working on this step." };
    case "automation":
      return { tone: "warn", title, text: "Collate's automation. Starting takes the portal from it." };
    case "handoff":
      return { tone: "warn", title, text: "A person may be in it: a handoff holds the portal." };
    case "unknown":
      return {
        tone: "unknown",
        title,
        text:
          view.holderWord === null
            ? "Not known."
            : ["Collate uses a word this version does not know: ", id(view.holderWord), "."],
      };
    case null:
      return { tone: "unknown", title, text: "Not known. The live portal check could not be read." };
  }
}

function canSubmit(view: PreflightView): PreflightRow {
  const title = "Can this end in a submission?";
  if (view.maySubmit === null) return { tone: "unknown", title, text: "Not known. Act as if it can." };
  if (!view.maySubmit)
    return { tone: "ok", title, text: "No. The final submit button is out of reach in this portal." };
  const only = view.needsAcceptedPackage === true ? " Submit only what the accepted package says." : "";
  return { tone: "warn", title, text: `Yes. The final submit button is within reach in this portal.${only}` };
}

function boundary(view: PreflightView): PreflightRow {
  const title = "Point of no return";
  const look = b("Look for an existing request before you submit.");
  if (view.boundary === null || view.boundary === "unknown") {
    return {
      tone: "unknown",
      title,
      text: ["Not known. Collate cannot say whether something was already sent. ", look],
    };
  }
  return { tone: "warn", title, text: ["Collate says: ", id(view.boundary), ". ", look] };
}

const PRESSED: Record<SubmitPressed, string> = { no: "No", yes: "Yes", not_sure: "Not sure" };

export const handoffWords = (t: Times) => ({
  crumb: "Finish at the portal",
  reconciling: "Reconciling",
  progress: "Handoff progress",
  step: { offered: "Offered", active: "Active", closing: "Closing", closed: "Closed" } as Record<string, string>,
  notByYou: "not by you",
  region: "Handoff",
  none: { title: "No handoff on this case", text: "The case does not ask for a portal step now." },
  backToCase: "Back to the case",

  preflight: {
    title: "Before you take over",
    readJustNow: (readAt: string) => `Read at ${t.clock(readAt)}. Reading changes nothing.`,
    reading: "Reading the live portal check",
    checkAgain: "Read again",
    liveCheck: "Live portal check",
    liveCheckAt: (readAt: string) => `Live portal check, ${t.clock(readAt)}`,
    caseVersion: (version: string) => `Case version ${version}`,
    rows: (view: PreflightView) => ({ holder: holder(view), submit: canSubmit(view), boundary: boundary(view) }),
    package: "Package",
    packageAccepted: (operator: string, at: string, snapshot: string): Rich => [
      `Accepted by ${operator} at ${t.clock(at)}: `,
      id(snapshot),
      ", still current.",
    ],
    packageNone: "No package is named for this step. Nothing must be accepted first.",
    packageUnread: (snapshot: string): Rich => [id(snapshot), " is not accepted yet. Review it first."],
    packageOld: "The package named for this step is out of date. Review the new one first.",
    packageOther: (named: string, onCase: string | null): Rich =>
      onCase === null
        ? ["Stop: this step names ", id(named), ", but the case shows no package."]
        : ["Stop: this step names ", id(named), ", but the case shows ", id(onCase), "."],
    serviceSays: "What Collate says",
    serviceReason: reasonSaid,
    aside: "Start",
    takeOver: (payer: string | null) =>
      payer === null ? "Take over the payer portal" : `Take over the ${payer} portal`,
    oneWay: {
      lead: "One way.",
      text: "Once you start, Collate's automation will not resume for this interaction. There is no way to hand it back.",
    },
    start: "Start handoff",
    starting: "Starting",
    startDoes: (version: string | null, snapshot: string | null): Rich => [
      b("The portal step is yours"),
      " until you report, say you could not finish, or it is revoked. ",
      ...(version === null
        ? []
        : snapshot === null
          ? [`Uses case version ${version}. `]
          : [`Uses case version ${version} and package `, id(snapshot), ". "]),
      "Nothing is sent to the payer by starting.",
    ],
    notNow: "Not now",
    notNowDoes: [b("Stays in your list."), " Nothing changes."] satisfies Rich,
    openPackage: "Open the package",
    openNewPackage: "Open the new package",
    nothingIsSent: [b("Nothing is sent.")] satisfies Rich,
    closed: {
      reading: "the portal check is being read.",
      unread: "the portal check could not be read.",
      review: "the package is not accepted yet.",
      old: "the package is out of date.",
      other: "this step names another package than the case shows.",
    },
  },

  offered: {
    lead: "Access is being prepared.",
    text: "Collate makes the portal ready for you. We read it every few seconds; the button comes on by itself.",
  },
  closing: {
    lead: "Your report is on its way.",
    text: "Collate closes the handoff. We read it every few seconds.",
  },
  unknownState: (state: string) => ({
    lead: `Handoff state not recognized: ${state}.`,
    text: "The handoff can be read, not changed.",
  }),
  off: {
    offered: "access is being prepared.",
    closing: "the handoff is closing.",
    closed: "the handoff is closed.",
    unknown: (state: string) => `the handoff is in a state this version does not know: ${state}.`,
  },

  package: {
    title: "From the package",
    help: "Read only. Select what you need and copy it.",
    titleOfCase: "From the answers",
    empty: "No answers are listed.",
    none: "No package on this case: these are its answers. Select what you need and copy it.",
    loading: "Opening the package",
  },

  link: {
    aside: "Link and control",
    title: "Portal link",
    phase,
    open: "Open the portal",
    openDoes: [b("Opens your own browser."), " The link is made now and is used once."] satisfies Rich,
    opening: "Opening",
    ends: (at: string) => `link ends ${t.clockZone(at)}`,
    renew: "Renew now",
    renewing: "Renewing",
    renewDoes: [b("Nothing opens."), " The portal in your browser goes on for longer."] satisfies Rich,
    reopen: "Reopen",
    asks: (left: string) => `The link ends in ${left}. Still in the portal?`,
    asksText: "Renew it, or it lapses. It never renews for an empty chair.",
    willRenew: "It renews itself once before it ends, because you were just here. After that it asks.",
    willAsk: "Before it ends it asks whether you are still there.",
    second: {
      lead: "Something asked for the link a second time.",
      text: "A link is given out once. If it was not you reloading the page, tell support.",
    },
    never: "Reopen makes a new link. An old link is never used twice. Links live in memory only.",
    noAccess: "Collate offers no access at the moment. We read it every few seconds.",
    announce: (seconds: number) => `The portal link ends in ${seconds} seconds.`,
  },

  about: {
    inPortal: "In the portal",
    package: "Package",
    packageAccepted: (snapshot: string): Rich => [id(snapshot), ", accepted"],
    noPackage: "none named",
    locked: "Answers, files",
    lockedText: "Locked until this closes",
    submit: "Final submit",
    submitYes: "Within reach: what you submit counts",
    submitNo: "Out of reach in this portal",
    links: "Links",
    opened: (n: number) => `${n} opened`,
    openedNoneYet: "None since the program started",
    openedDiscarded: (n: number) => (n === 1 ? "1 opened, discarded" : `${n} opened, all discarded`),
  },

  report: {
    title: "Report what happened",
    howItEnded: "How it ended",
    finished: "I finished",
    couldNot: "I could not finish",
    whatShows: "What does the portal show?",
    reference: "Reference number shown",
    again: "Type it once more",
    readBack: (text: string) => `Read back: ${[...text].join(" ")}`,
    match: "Both match",
    compare: "I compared it with the portal",
    compareHelp: "You pasted the number: look at it once more instead of typing it.",
    noNumber: "The portal shows no number",
    noNumberHelp: "Say why in the note.",
    note: "Note",
    noteFor: "for your team, no patient details needed",
    whatStopped: "What stopped you?",
    pressed: "Did you press submit, even once?",
    pressedHelp: "Added to your note.",
    pressedAnswer: PRESSED,
    button: (outcome: string | null) =>
      outcome === null ? "Report…" : `Report: ${OUTCOMES[outcome]?.short ?? outcome}…`,
    buttonUnable: "Report: could not finish…",
    does: (version: string): Rich => [
      b("Collate takes the case and looks for payer proof."),
      " Your report is ",
      claim("a claim,"),
      ` not a receipt. Asks you to confirm once; then it cannot be taken back. Uses version ${version}.`,
    ],
    doesUnable: [
      b("Collate takes the case and checks the payer side."),
      " Automation does not come back for this interaction. The case may return to you with a new step. Asks you to confirm once.",
    ] satisfies Rich,
    need: {
      outcome: "Choose what the portal shows.",
      reference: "Type the number the portal shows, or say that it shows none.",
      again: "Type the number once more.",
      mismatch: "The two numbers differ. Read the portal again.",
      compare: "Compare the pasted number with the portal, then tick this.",
      noteForNoNumber: "Say in the note why there is no number.",
      reason: "Choose what stopped you.",
      noteForOther: "Say in the note what stopped you.",
      pressed: "Say whether you pressed submit. Collate must know what to look for.",
    },
    fix: (n: number) => (n === 1 ? "1 thing is missing above." : `${n} things are missing above.`),
    after: "After any report",
  },

  confirm: {
    title: (outcome: string) => `Report: ${OUTCOMES[outcome]?.short ?? outcome}?`,
    titleUnable: "Report: could not finish?",
    confirm: (outcome: string) => `Report: ${OUTCOMES[outcome]?.short ?? outcome}`,
    confirmUnable: "Report: could not finish",
    intro: "This is what you say, in your name:",
    outcome: "It shows",
    reason: "It stopped because",
    reference: "Reference",
    noReference: "The portal shows no number",
    noneGiven: "None",
    note: "Note",
    pressed: "Pressed submit",
    does: (version: string | null): Rich => [
      b("Collate takes the case."),
      version === null ? " Cannot be taken back." : ` Cannot be taken back. Uses version ${version}.`,
    ],
    notNowDoes: "What you typed stays.",
  },

  revoke: {
    button: "Revoke my access…",
    does: [
      b("Closes the link without a report."),
      " Asks for a reason. Use it if you should not be in here.",
    ] satisfies Rich,
    title: "Revoke my access?",
    text: "The link is discarded at once and the handoff ends without a report. Collate checks whether something was sent.",
    reason: "Reason",
    reasonMissing: "Say why. Collate keeps it with the case.",
    note: "Note",
    confirm: "Revoke my access",
    confirmDoes: (version: string | null): Rich => [
      b("Ends the handoff."),
      version === null ? " Cannot be taken back." : ` Cannot be taken back. Uses version ${version}.`,
    ],
  },

  someone: {
    title: "Someone may already be in this portal",
    text: "A handoff is open that was not started here. No link has been opened for you. Two people in one payer portal can submit twice.",
    textAsked:
      "You asked for a new handoff. Collate answered with one that was already active before you asked. No link has been opened for you. Two people in one payer portal can submit twice.",
    caption: "Why we think so",
    compared: "What we compared",
    yours: "Your request",
    came: "What came back",
    time: "Time",
    earlier: (span: string) => `${span} earlier`,
    handoff: "Handoff",
    noneBefore: "none before",
    handoffIs: (handoff: string, version: string, state: string): Rich => [
      id(handoff),
      `, version ${version}, ${state}`,
    ],
    handoffUnknown: "One is named on the case",
    inPortal: "In the portal now",
    youAreNot: "you are not",
    owner: (handoff: string): Rich => ["A handoff owner: ", id(handoff)],
    ownerUnknown: "Not known",
    startedHere: "Started on this computer?",
    startedHereText: "Not in this session of the program. Who it is cannot be told: the service does not name people.",
    didNotAsk: "you did not ask",
    copyDoes: [b("Nothing changes."), " Text without patient details: case number, time, handoff."] satisfies Rich,
    copy: "Copy a question for the team",
    others: "Other ways on",
    wasMe: "It was me",
    wasMeText: "You started it before, here or on another computer, and closed that window.",
    carryOn: "It was me, carry on",
    carryingOn: "Carrying on",
    carryOnDoes: [
      b("The handoff is yours again."),
      " No link is opened yet. Be sure nobody else is in the portal.",
    ] satisfies Rich,
  },

  closed: {
    truth: "What is true so far",
    onlyLastTwo: "Only the last two rungs come from the payer",
    report: "Your report",
    claim: "claim",
    notEdited: "Cannot be edited.",
    youSaid: "You said",
    reference: "Reference",
    note: "Note",
    noReference: "None given",
    noNote: "None",
    reason: "Reason",
    revoked: "Access was withdrawn",
    result: closedResult,
    resultTitle: "How it ended:",
    lastTitle: "How the last portal step ended:",
    typed: "What you typed, not sent",
    typedHelp: "The handoff closed before you reported. Nothing of this was sent. Copy what you need.",
    tried: "What you typed",
    triedHelp: "The handoff closed. We see no sign that what you sent arrived. Copy what you need.",
    copyTyped: "Copy what you typed",
    typedName: {
      outcome: "Report: it shows",
      reference: "Report: reference",
      note: "Report: note",
      reason: "Could not finish: reason",
      pressed: "Could not finish: pressed submit",
      unableNote: "Could not finish: note",
      revokeReason: "Revoke: reason",
      revokeNote: "Revoke: note",
    },
    forget: "Forget it",
    aside: "What you can do",
    nothing: "Nothing for you to do",
    nothingText:
      "Collate compares your report with the payer side. The case may come back with a new step, a receipt or a decision.",
    next: "Next case that needs me",
    nextDoes: [b("This case stays with Collate."), " It comes back to your list if it needs you."] satisfies Rich,
    nextDoesDone: [b("Nothing changes.")] satisfies Rich,
    openCase: "Open the case",
  },
});
