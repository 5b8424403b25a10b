import type { TurnCode, WantedView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b, id } from "../rich";
import { count, list, sentence } from "./count";

/** What a main button does. The screens carry it out; the words only name it. */
export type Does =
  | "continue"
  | "open_review"
  | "open_handoff"
  | "open_facts"
  | "open_requirements"
  | "open_watch"
  | "copy_reference"
  | "copy_summary"
  | "copy_question"
  | "read_again"
  | "next_case";

export type Main = {
  label: Rich;
  does: Does;
  /** Who has the case next: the glyph of the consequence line. */
  owner: TurnCode;
  consequence: Rich;
};

export type WantedWords = {
  /** What is wanted in one sentence: in the list and as the heading of the next action. */
  sentence: Rich;
  /** What more there is to say about it on the case. */
  text: Rich | null;
  /** The main button, when there is something to press. */
  main: Main | null;
};

/** What is known of the case beside what is wanted. */
export type Knows = {
  payer: string | null;
  reference: string | null;
  snapshot: string | null;
  /** Whether the payer session could be watched. */
  watch?: boolean;
  /** Whether a step is wanted that the service does not name. */
  unnamed?: boolean;
};

const UNNAMED = "Collate wants something done and does not say what.";

type Of<K extends WantedView["kind"]> = Extract<WantedView, { kind: K }>;

const readAgain: Main = {
  label: "Read again",
  does: "read_again",
  owner: "unknown",
  consequence: [b("Nothing changes."), " Reads the case once more."],
};
const summary: Main = {
  label: "Copy summary",
  does: "copy_summary",
  owner: "yours",
  consequence: [b("Nothing changes."), " Copies case, payer and result. No patient details."],
};
const facts = (label: string): Main => ({
  label,
  does: "open_facts",
  owner: "yours",
  consequence: [b("Nothing changes."), " Opens everything the payer returned."],
});
export const nextCase: Main = {
  label: "Next case that needs me",
  does: "next_case",
  owner: "collate",
  consequence: [b("This case stays with Collate."), " It comes back to your list if it needs you."],
};

const watchIt: Main = {
  label: "Watch, read-only",
  does: "open_watch",
  owner: "collate",
  consequence: [b("Nothing changes."), " You cannot click or type there."],
};

function resolve(wanted: Of<"resolve">): WantedWords {
  const { questions, documents, issues, afterReceipt } = wanted;
  const asked = [
    ...(questions > 0 ? [`answer ${count(questions, "question")}`] : []),
    ...(documents > 0 ? [`attach ${count(documents, "document")}`] : []),
    ...(issues > 0 ? [`correct ${count(issues, "answer")} Collate refused`] : []),
  ];
  const open = [
    ...(questions > 0 ? [count(questions, "answer")] : []),
    ...(documents > 0 ? [count(documents, "document")] : []),
    ...(issues > 0 ? [count(issues, "correction")] : []),
  ];
  const nothing = "Collate asks for answers, but names none.";
  const plainly = asked.length === 0 ? nothing : `${sentence(list(asked))}.`;
  return {
    sentence: afterReceipt && open.length > 0 ? `Payer asks again: ${list(open)}.` : plainly,
    text: afterReceipt ? "The payer asked for more after it received the request." : null,
    main: {
      label: "Open what is missing",
      does: "open_requirements",
      owner: "yours",
      consequence: [b("Stays with you."), " Opens questions and documents. Nothing is sent."],
    },
  };
}

function proceed(wanted: Of<"continue">): WantedWords {
  return {
    sentence: "Nothing is missing. Tell Collate to go on.",
    text: null,
    main: {
      label: "Tell Collate to go on…",
      does: "continue",
      owner: "collate",
      consequence: wanted.automatic
        ? [b("Collate works next."), " Cannot be recalled. Collate may submit without asking again."]
        : [b("Collate works next."), " Cannot be recalled."],
    },
  };
}

function approve(knows: Knows): WantedWords {
  const name: Rich =
    knows.snapshot === null ? "Accept for submission…" : ["Accept ", id(knows.snapshot), " for submission…"];
  return {
    sentence: "Review, then accept for submission.",
    text: null,
    main: {
      label: name,
      does: "open_review",
      owner: "collate",
      consequence: ["Opens the package first. Then: ", b("Collate submits exactly this."), " Cannot be undone here."],
    },
  };
}

function forPortal(knows: Knows): WantedWords {
  return {
    sentence: "Review the package, then take over.",
    text: null,
    main: {
      label: "Open the package",
      does: "open_review",
      owner: "yours",
      consequence: [
        b("Nothing is sent."),
        " There: Accept ",
        ...(knows.snapshot === null ? ["it"] : [id(knows.snapshot)]),
        " for the portal step: kept here, nothing is sent.",
      ],
    },
  };
}

const portalOf = (payer: string | null) => (payer === null ? "the payer portal" : `the ${payer} portal`);

function takeOver(knows: Knows): WantedWords {
  return {
    sentence: `Take over and finish in ${portalOf(knows.payer)}.`,
    text: null,
    main: {
      label: "Start handoff…",
      does: "open_handoff",
      owner: "yours",
      consequence: [b("The portal step is yours."), " Automation does not return. You see first what you take over."],
    },
  };
}

function inPortal(wanted: Of<"in_portal">): WantedWords {
  const report: Main = {
    label: "Report…",
    does: "open_handoff",
    owner: "collate",
    consequence: [b("Collate looks for proof."), " Opens the handoff, where you report what happened."],
  };
  const look: Main = {
    label: "Go to the handoff",
    does: "open_handoff",
    owner: "yours",
    consequence: [b("Nothing changes.")],
  };
  switch (wanted.state) {
    case "offered":
      return { sentence: "Access is being prepared.", text: "We read it every few seconds.", main: look };
    case "active":
      return { sentence: "You are in the portal. Report what happened.", text: null, main: report };
    case "closing":
      return { sentence: "Your report is on its way.", text: "We read it every few seconds.", main: look };
    default:
      return { sentence: `Handoff state not recognized: ${wanted.state}.`, text: "Read only.", main: look };
  }
}

function ended(wanted: Of<"ended">): WantedWords {
  switch (wanted.outcome) {
    case "approved":
      return {
        sentence: wanted.number === null ? "Approved: no number returned." : ["Approved: ", id(wanted.number), "."],
        text: null,
        main: summary,
      };
    case "denied": {
      const reason = wanted.reasons.length === 0 ? "no reason returned" : wanted.reasons.join("; ");
      return { sentence: `Denied: ${reason.replace(/\.$/, "")}.`, text: null, main: summary };
    }
    case "modified":
      return { sentence: "Approved with changes. Read them.", text: null, main: facts("Show changes") };
    case "not_required":
      return { sentence: "No authorization is needed, says the payer.", text: null, main: summary };
    case "failed":
      return { sentence: "Ended without a decision.", text: null, main: facts("Read why") };
    default:
      return { sentence: `Outcome not recognized: ${wanted.outcome}.`, text: "Read only.", main: readAgain };
  }
}

function withPayer(knows: Knows): WantedWords {
  if (knows.reference === null) {
    return { sentence: "The payer has it: no reference returned.", text: null, main: facts("Read the receipt") };
  }
  return {
    sentence: ["The payer has it: ", id(knows.reference), "."],
    text: null,
    main: {
      label: "Copy reference",
      does: "copy_reference",
      owner: "payer",
      consequence: [b("Nothing changes."), " The number is the payer's own."],
    },
  };
}

/** The one table from what is wanted to what is said and offered. */
export function wantedWords(wanted: WantedView, knows: Knows): WantedWords {
  switch (wanted.kind) {
    case "resolve":
      return resolve(wanted);
    case "continue":
      return proceed(wanted);
    case "approve":
      return approve(knows);
    case "package_out_of_date":
      return {
        sentence: "The package changed. Review it again.",
        text: null,
        main: {
          label: "Open the new package",
          does: "open_review",
          owner: "yours",
          consequence: [b("Nothing is sent.")],
        },
      };
    case "no_package":
      return { sentence: "Collate asks for approval, but returned no package.", text: null, main: readAgain };
    case "take_over":
      return takeOver(knows);
    case "review_for_portal":
      return forPortal(knows);
    case "other_package":
      return {
        sentence: "This step names another package than the case shows.",
        text: [
          "It names ",
          id(wanted.named),
          ...(wanted.onCase === null ? [", the case shows none."] : [", the case shows ", id(wanted.onCase), "."]),
          " Nothing can be accepted or started.",
        ],
        main: readAgain,
      };
    case "in_portal":
      return inPortal(wanted);
    case "someone_in_portal":
      return {
        sentence: "Someone may be in this portal.",
        text: null,
        main: {
          label: "Copy a question for the team",
          does: "copy_question",
          owner: "yours",
          consequence: [b("Nothing changes."), " Text without patient details: case number, time, handoff."],
        },
      };
    case "working":
      return wanted.afterReport
        ? {
            sentence: "Collate is checking what was reported.",
            text: "The case may come back with a new step, a receipt or a decision.",
            main: nextCase,
          }
        : {
            sentence: "Collate is working. Nothing for you to do.",
            text: null,
            main: knows.watch === true ? watchIt : nextCase,
          };
    case "with_payer":
      return withPayer(knows);
    case "ended":
      return ended(wanted);
    case "no_outcome":
      return { sentence: "Done, but no outcome was returned.", text: "Read only.", main: readAgain };
    case "canceled":
      return {
        sentence:
          knows.reference === null
            ? "Canceled here."
            : ["Canceled here. The payer still has ", id(knows.reference), "."],
        text: null,
        main: summary,
      };
    case "unknown_step":
      return {
        sentence: knows.unnamed === true ? UNNAMED : "Collate asks for something this version does not know.",
        text: "Read only.",
        main: readAgain,
      };
    case "unknown_status":
      return { sentence: `Status not recognized: ${wanted.status}. Read only.`, text: null, main: readAgain };
  }
}

/** Where a case is opened, and what the button in the list says. */
export function openWords(wanted: WantedView): { label: string; to: "requirements" | "review" | "facts" | "handoff" } {
  switch (wanted.kind) {
    case "resolve":
      return { label: "Open what is missing", to: "requirements" };
    case "continue":
      return { label: "Open the case", to: "requirements" };
    case "approve":
    case "review_for_portal":
    case "other_package":
    case "no_package":
      return { label: "Open the package", to: "review" };
    case "package_out_of_date":
      return { label: "Open the new package", to: "review" };
    case "take_over":
      return { label: "Open the portal step", to: "handoff" };
    case "in_portal":
      return { label: "Go to the handoff", to: "handoff" };
    case "someone_in_portal":
      return { label: "Open the portal step", to: "handoff" };
    case "working":
      return { label: "Open the case", to: wanted.afterReport ? "handoff" : "facts" };
    default:
      return { label: "Open the case", to: "facts" };
  }
}

export const opensTheCase: Rich = [b("Opens the case. Nothing is sent.")];
