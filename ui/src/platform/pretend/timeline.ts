import type { CaseView, TimelineEntry, TimelineView, WantedView } from "../bindings";
import type { Answer } from "../transport";
import type { PretendDesk } from "./pretend-desk";

// What happened to the made-up cases.

type Seen = Extract<TimelineEntry, { kind: "seen" }>;
type Done = Extract<TimelineEntry, { kind: "done" }>;

export const wasSeen = (at: string, version: string, given: Partial<Seen> = {}): Seen => ({
  kind: "seen",
  at,
  changed: true,
  before: String(Number(version) - 1),
  first: version,
  version,
  wentBack: false,
  changes: [],
  ...given,
});

export const wasDone = (at: string, given: Partial<Done> = {}): Done => ({
  kind: "done",
  at,
  operator: "Maria R.",
  step: given.word === undefined ? "save_answers" : null,
  word: "save_answers",
  stage: "applied",
  conflict: false,
  serviceCode: null,
  version: null,
  package: null,
  claim: null,
  ...given,
});

const ASKED: WantedView = { kind: "resolve", questions: 2, documents: 2, issues: 0, afterReceipt: true };

/** A case that went to the payer by hand and came back. */
const CAME_BACK: TimelineEntry[] = [
  wasDone("2026-11-20T16:33:04Z", { version: "17" }),
  wasSeen("2026-11-20T14:37:12Z", "17", {
    changes: [
      { kind: "turn", from: "payer", to: "yours", status: "requires_action" },
      { kind: "wanted", wanted: ASKED },
    ],
  }),
  wasSeen("2026-11-16T15:41:50Z", "16", {
    changes: [
      { kind: "receipt", reference: "JSP-4482-0931" },
      { kind: "turn", from: "collate", to: "payer", status: "waiting_on_payer" },
    ],
  }),
  wasSeen("2026-11-16T15:26:31Z", "15", {
    changes: [{ kind: "handoff_ended" }, { kind: "turn", from: "yours", to: "collate", status: "processing" }],
  }),
  wasDone("2026-11-16T15:26:30Z", {
    step: "complete",
    word: "complete",
    version: "14",
    claim: {
      kind: "reported",
      outcome: "submitted",
      reference: "JSP-4482-0931",
      note: "Confirmation page shown.",
      operator: "Maria R.",
      at: "2026-11-16T15:26:30Z",
    },
  }),
  wasDone("2026-11-16T15:12:08Z", { step: "start_handoff", word: "start_handoff", version: "11" }),
  { kind: "accepted", at: "2026-11-16T15:05:47Z", operator: "Renee O.", snapshot: "rev_3GA07" },
  wasSeen("2026-11-16T14:58:20Z", "11", {
    before: "3",
    first: "4",
    changes: [
      { kind: "turn", from: "collate", to: "yours", status: "requires_action" },
      { kind: "package_new", snapshot: "rev_3GA07", replaces: null },
      { kind: "wanted", wanted: { kind: "review_for_portal" } },
    ],
  }),
  wasSeen("2026-11-13T20:18:22Z", "3", {
    before: null,
    changes: [{ kind: "turn", from: null, to: "collate", status: "processing" }],
  }),
];

/** Any other case was seen once, as it is. */
function once({ header, reading, version, turn, status }: CaseView): TimelineEntry[] {
  const at = header.updatedAt ?? reading.readAt;
  return [wasSeen(at, version, { before: null, changes: [{ kind: "turn", from: null, to: turn, status }] })];
}

export function aTimeline(given: Partial<TimelineView> = {}): TimelineView {
  return { source: "kept", entries: CAME_BACK, earlier: true, leftOut: 0, ...given };
}

export function timelineOf(desk: PretendDesk, id: string): Answer<"read_timeline"> | Promise<never> {
  const view = desk.cases.get(id);
  if (view === undefined) return Promise.reject({ code: "case_not_found", message: "case_not_found" });
  return aTimeline(id === "auth_5TF1QS" ? {} : { entries: once(view), earlier: view.version !== "1" });
}
