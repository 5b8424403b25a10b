import type {
  CaseView,
  CommandView,
  DeskView,
  EditingClosed,
  FactRow,
  HandoffView,
  LinkView,
  PackageSummary,
  PackageView,
  RequirementsView,
  RowView,
  Started,
  StepCode,
  SyncView,
  TurnCode,
  WantedView,
} from "../bindings";

// Made-up things for tests and for looking at screens. All people, payers and numbers are invented.

/** The moment everything here happens at, unless a test says otherwise. */
export const NOW = "2026-11-20T16:42:18Z";
export const ago = (minutes: number, from = NOW) => new Date(Date.parse(from) - minutes * 60_000).toISOString();

const TURN_OF: Partial<Record<WantedView["kind"], TurnCode>> = {
  working: "collate",
  with_payer: "payer",
  ended: "done",
  canceled: "stopped",
  no_outcome: "unknown",
  unknown_step: "unknown",
  unknown_status: "unknown",
};

const STEP_OF: Partial<Record<WantedView["kind"], StepCode>> = {
  resolve: "answer_or_attach",
  continue: "tell_collate",
  approve: "review_and_accept",
  package_out_of_date: "review_and_accept",
  no_package: "review_and_accept",
  take_over: "finish_at_portal",
  review_for_portal: "finish_at_portal",
  other_package: "finish_at_portal",
  in_portal: "finish_at_portal",
  someone_in_portal: "finish_at_portal",
};

const DECIDED = ["approved", "denied", "modified", "not_required"];

export function turnOf(wanted: WantedView): TurnCode {
  if (wanted.kind === "ended" && wanted.outcome === "failed") return "stopped";
  if (wanted.kind === "ended" && !DECIDED.includes(wanted.outcome)) return "unknown";
  return TURN_OF[wanted.kind] ?? "yours";
}

export function stepOf(wanted: WantedView): StepCode | null {
  return STEP_OF[wanted.kind] ?? null;
}

const ACTIONS: Record<StepCode, string> = {
  answer_or_attach: "resolve_requirements",
  tell_collate: "continue_authorization",
  review_and_accept: "approve_submission",
  finish_at_portal: "complete_payer_interaction",
};

const STATUSES: Record<TurnCode, string> = {
  yours: "requires_action",
  collate: "processing",
  payer: "waiting_on_payer",
  done: "completed",
  stopped: "canceled",
  unknown: "requires_action",
};

export function aPackageSummary(given: Partial<PackageSummary> = {}): PackageSummary {
  return { snapshot: "rev_5J2Q8", hash: "7f3a91c0be24d1550a", current: true, warnings: 2, accepted: null, ...given };
}

/** Whoever has the case, it is not the clinic: then nothing can be changed. */
const CLOSED: Partial<Record<TurnCode, EditingClosed>> = {
  collate: "collate",
  payer: "payer",
  done: "ended",
  stopped: "ended",
  unknown: "not_recognized",
};

export function someRequirements(given: Partial<RequirementsView> = {}): RequirementsView {
  return {
    questions: [],
    answers: [],
    documents: [],
    issues: [],
    attachments: [],
    sending: [],
    largestFile: 25 * 1024 * 1024,
    closed: null,
    ...given,
  };
}

export function aCase(id: string, wanted: WantedView, given: Partial<CaseView> = {}): CaseView {
  const turn = turnOf(wanted);
  const step = stepOf(wanted);
  return {
    id,
    version: "23",
    status: STATUSES[turn],
    action: step === null ? null : ACTIONS[step],
    turn,
    wanted,
    locked: null,
    canCancel: !["done", "stopped"].includes(turn),
    canWatch: true,
    header: {
      payer: "Northgate Health",
      providerNpi: "1999999984",
      requestType: "outpatient",
      serviceSystem: "cpt",
      serviceCode: "72148",
      coverageState: "IL",
      policy: "requires_approval",
      createdAt: ago(26 * 60),
      updatedAt: ago(9),
      completedAt: null,
      canceledAt: null,
      channel: null,
      accessMode: null,
    },
    facts: [],
    ladder: { reported: "none", reconciled: "none", receipt: "none", decision: "none", now: 0, checkingSince: null },
    claim: null,
    command: null,
    requirements: someRequirements({ closed: CLOSED[turn] ?? null }),
    package: null,
    handoff: null,
    watch: null,
    receipt: null,
    decision: null,
    unknown: { status: null, action: null, resolution: null, outcome: null, others: [] },
    reading: { readAt: NOW, stale: false, remembered: false, everySeconds: 5 },
    ...given,
  };
}

export function aCommand(given: Partial<CommandView> = {}): CommandView {
  return {
    id: 7,
    kind: "continue",
    stage: "checking",
    conflict: false,
    version: "23",
    versionNow: "24",
    serviceCode: null,
    requestId: "req_77",
    issues: [],
    operator: "Maria R.",
    at: NOW,
    maySendAgain: given.stage === "not_yet",
    fromBefore: false,
    ...given,
  };
}

export function rowOfCase(view: CaseView): RowView {
  const { payer, providerNpi, requestType, serviceSystem, serviceCode, createdAt, updatedAt } = view.header;
  return {
    id: view.id,
    version: view.version,
    turn: view.turn,
    wanted: view.wanted,
    patient: view.facts.find((fact) => fact.name === "patient_name")?.value ?? null,
    memberId: view.facts.find((fact) => fact.name === "member_id")?.value ?? null,
    payer,
    providerNpi,
    requestType,
    serviceSystem,
    serviceCode,
    reference: view.receipt?.reference ?? null,
    warnings: view.package?.warnings ?? 0,
    createdAt,
    updatedAt,
    readAt: view.reading.readAt,
    stale: view.reading.stale,
  };
}

export function aLink(given: Partial<LinkView> = {}): LinkView {
  return {
    phase: "idle",
    leftMillis: null,
    lifeMillis: null,
    endsAt: null,
    asks: false,
    willRenew: false,
    renewing: false,
    secondRequest: false,
    refusal: null,
    problem: null,
    opened: 0,
    ...given,
  };
}

export function anOpenLink(leftMillis = 222_000): LinkView {
  const endsAt = new Date(Date.parse(NOW) + leftMillis).toISOString();
  return aLink({ phase: "open", leftMillis, lifeMillis: 300_000, endsAt, willRenew: true, opened: 1 });
}

export function aHandoff(given: Partial<HandoffView> = {}): HandoffView {
  return {
    id: "mhand_5RT90",
    version: "2",
    state: "active",
    result: null,
    message: null,
    createdAt: ago(12),
    activatedAt: ago(10),
    closedAt: null,
    accessAvailable: true,
    finalSubmitCapable: true,
    ours: true,
    askedAt: ago(12),
    acceptedPackage: "rev_2BQ77",
    report: null,
    link: aLink(),
    ...given,
  };
}

const fact = (path: string, label: string, value: string, kind: FactRow["kind"] = "text"): FactRow => ({
  path,
  label,
  value,
  kind,
});

export function aPackage(given: Partial<PackageView> = {}): PackageView {
  return {
    snapshot: "rev_5J2Q8",
    status: "current",
    current: true,
    packageKind: "final_payer_submission",
    generatedAt: ago(21),
    hash: "7f3a91c0be24d1550a",
    version: "23",
    covers: [
      ["priorAuthorizationVersion", "23"],
      ["answersVersion", "9"],
      ["attachmentsVersion", "4"],
      ["requirementsVersion", "6"],
    ],
    warnings: [
      {
        text: "The weight in the answers (61 kg) and in the chart notes (64 kg) differ. The dose is worked out from weight.",
        rows: [],
      },
      { text: "The chart notes are 97 days old. This payer often asks for notes from the last 90 days.", rows: [] },
    ],
    sections: [
      {
        name: "summary",
        rows: [
          fact("summary.patient", "Patient", "Sample, Otto, born 3 Mar 1968"),
          fact("summary.service", "Service", "Infliximab infusion"),
        ],
      },
      {
        name: "answers",
        rows: [
          fact("answers.item[0].answer[0].valueString", "Member ID", "BFM 7710 0042 8"),
          fact("answers.item[1].answer[0].valueCoding.code", "Diagnosis code", "K50.90"),
          fact("answers.item[2].answer[0].valueDecimal", "Dose in mg", "400", "number"),
          fact("answers.item[3].answer[0].valueDecimal", "Weight in kg", "61.0", "number"),
          fact("answers.item[4].answer[0].valueBoolean", "Tried another medicine?", "true", "yes_no"),
          fact("answers.item[5].answer[0].valueString", "Medicine", "Azathioprine"),
          fact("answers.item[5].answer[1].valueString", "Medicine", "Mesalamine"),
          fact("answers.item[6].answer", "Why stopped", "", "empty"),
          fact("answers.item[7].answer[0].valueString", "Site of care", "Infusion center, suite 4"),
        ],
      },
      {
        name: "attachments",
        rows: [
          fact("attachments[0].fileName", "File", "order-1118.pdf"),
          fact("attachments[1].fileName", "File", "chart-notes-aug.pdf"),
        ],
      },
      { name: "other", rows: [fact("transparency.liveSessionEndpoint", "liveSessionEndpoint", "", "nothing")] },
    ],
    leaves: 14,
    files: 2,
    tooLarge: false,
    ...given,
  };
}

export function aSync(given: Partial<SyncView> = {}): SyncView {
  return {
    state: "in_step",
    lastGoodAt: NOW,
    since: null,
    problem: null,
    firstSweepDone: true,
    cases: 0,
    rememberedAsOf: null,
    clockAheadSeconds: null,
    ...given,
  };
}

export function aDesk(given: Partial<DeskView> = {}): DeskView {
  return {
    operator: "Maria R.",
    session: {
      state: "connected",
      connection: {
        environment: "sandbox",
        name: "Sandbox",
        host: "api.sandbox.trycollate.ai",
        contract: "b1",
        keyKeptIn: "keyring",
        hasList: true,
        unreadableRows: 0,
      },
    },
    keyring: "available",
    draftsSurvive: true,
    turns: [],
    steps: [],
    sync: aSync(),
    handoffs: [],
    creating: null,
    unfinished: [],
    journal: { trouble: null, read: true, sealedForLater: true, damaged: 0 },
    ...given,
  };
}

export function aStart(given: Partial<Started> = {}): Started {
  return {
    programVersion: "0.1.0",
    theme: "light",
    settings: { zone: null, singleKeys: true, keys: {} },
    environments: [
      { environment: "production", host: "api.trycollate.ai", closed: null, contract: "b1" },
      { environment: "sandbox", host: "api.sandbox.trycollate.ai", closed: null, contract: "b1" },
      { environment: "practice", host: null, closed: null, contract: "b1" },
    ],
    ...given,
  };
}
