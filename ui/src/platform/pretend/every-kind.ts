import type { CaseView, DocumentView, FactRow, HintView, QuestionView, RequirementsView } from "../bindings";
import { anAnswer, aQuestion } from "./requirements";
import { aCase, ago, someRequirements } from "./samples";

// A questionnaire with every kind of question, and files at every place on their way. All of it is invented.

const row = (path: string, label: string, value: string): FactRow => ({ path, label, value, kind: "text" });

const hint = (name: string, ...rows: FactRow[]): HintView => ({ name, rows });

const DRUGS = ["Adalimumab", "Etanercept", "Infliximab", "Methotrexate", "Rituximab", "Sulfasalazine", "Tofacitinib"];

const CLINICAL: QuestionView[] = [
  aQuestion("dx", "Diagnosis code", {
    required: true,
    pattern: "[A-Z][0-9]{2}(\\.[0-9A-Z]{1,4})?",
    errorMessage: "A code of ICD-10, such as M05.79.",
    maxLength: 8,
  }),
  aQuestion("site", "Where is it given?", {
    kind: "choice",
    options: [
      { code: "HOME", display: "At home" },
      { code: "OFFICE", display: "In the office" },
      { code: "INF", display: "Infusion center" },
    ],
  }),
  aQuestion("drug", "Medicine asked for", {
    kind: "choice",
    wanted: true,
    message: "The medicine of the order, not its brand.",
    options: DRUGS.map((display, index) => ({ code: `RX${index + 1}`, display })),
  }),
  aQuestion("dose", "Dose in mg", { kind: "decimal", min: "1", max: "1000", defaultValue: "400" }),
  aQuestion("start", "First day of treatment", { kind: "date", min: "2026-01-01" }),
  aQuestion("labs", "Which tests were done?", {
    kind: "choice",
    repeats: true,
    options: [
      { code: "TB", display: "Tuberculosis" },
      { code: "HEP", display: "Hepatitis B" },
      { code: "CRP", display: "C-reactive protein" },
    ],
  }),
  aQuestion("allergies", "Allergies", { repeats: true, maxOccurs: 3, minLength: 3 }),
  aQuestion("why", "Why is it needed now?", {
    kind: "text",
    wanted: true,
    message: "Two or three sentences, from the chart notes.",
    minLength: 40,
    hints: [hint("requiredWhen", row("question", "question", "site"), row("equals", "equals", "INF"))],
  }),
  aQuestion("weight", "Weight with its unit", { kind: "unknown", kindWord: "quantity" }),
];

const TRIED: QuestionView = aQuestion("tried", "Medicines tried before", {
  kind: "group",
  repeats: true,
  minOccurs: 1,
  maxOccurs: 5,
  items: [
    aQuestion("name", "Medicine", { required: true }),
    aQuestion("from", "Started", { kind: "date" }),
    aQuestion("until", "Ended", {
      kind: "date",
      issues: [{ code: "before_start", message: "it ended before it started.", field: "tried[1].until" }],
    }),
    aQuestion("better", "Did it help?", { kind: "boolean" }),
  ],
});

const RAW: QuestionView = aQuestion("signature", "Signed by", { asItIs: true });

const file = (document: number, name: string, given: Partial<DocumentView>): DocumentView => ({
  document,
  name,
  contentType: "application/pdf",
  size: 2_140_000,
  types: [],
  replaces: null,
  stage: "waiting",
  sent: 0,
  refusal: null,
  problem: null,
  ...given,
});

/** One file at each place, and one of each ending. */
const FILES: DocumentView[] = [
  file(1, "dexa-report.pdf", { stage: "sending", sent: 1_326_800, types: ["Bone density report"] }),
  file(2, "labs.heic", {
    stage: "refused",
    refusal: "wrong_type",
    types: ["Lab results"],
    contentType: null,
    size: 4_100_000,
  }),
  file(3, "order-and-letter.pdf", { stage: "checking", types: ["Order", "Letter of need"] }),
  file(4, "insurance-card.png", { stage: "waiting", contentType: "image/png", size: 640_000 }),
  file(5, "mri.pdf", {
    stage: "failed",
    types: ["Imaging"],
    problem: { code: "broken", message: "broken", outcome: "not_known", requestId: "req_9PL2" },
  }),
  file(6, "old-notes.pdf", { stage: "stopped", types: ["Chart notes"], sent: 320_000, replaces: "att_1" }),
  file(7, "consent.jpg", { stage: "refused", refusal: "by_service", types: ["Consent"], contentType: "image/jpeg" }),
];

export function everyKind(given: Partial<RequirementsView> = {}): RequirementsView {
  return someRequirements({
    questions: [
      aQuestion(null, "About the treatment", { kind: "group", items: CLINICAL }),
      aQuestion(null, "History", {
        kind: "group",
        items: [aQuestion("first", "Is this a first request?", { kind: "boolean", wanted: true }), TRIED, RAW],
      }),
    ],
    answers: [
      anAnswer("dx", ["M05.79"]),
      anAnswer("site", [["CLINIC", "Clinic (old)"]]),
      anAnswer("start", ["2026-12-01"]),
      anAnswer("labs", [["TB", "Tuberculosis"]]),
      anAnswer("allergies", ["Penicillin", "Latex"]),
      anAnswer(
        "tried",
        [],
        [anAnswer("name", ["Methotrexate"]), anAnswer("from", ["2024-01-12"]), anAnswer("better", [["false", "No"]])],
      ),
      anAnswer(
        "tried",
        [],
        [anAnswer("name", ["Sulfasalazine"]), anAnswer("from", ["2025-03-01"]), anAnswer("until", ["2025-02-01"])],
      ),
      anAnswer("signature", ['{"by":"C. Notreal"}']),
    ],
    documents: [
      { kind: "Bone density report", message: "From the last 12 months." },
      { kind: "Lab results", message: null },
      { kind: "Order", message: "Signed." },
      { kind: "Letter of need", message: null },
    ],
    attachments: [
      {
        id: "att_1",
        name: "chart-notes-nov.pdf",
        types: ["Chart notes", "Office visit note"],
        description: null,
        createdAt: ago(600),
        canShow: true,
      },
    ],
    sending: FILES,
    ...given,
  });
}

/** Cases to look at: everything at once, the same closed in each way, and a save that was refused. */
export function questionnaires(): CaseView[] {
  const wanted = { kind: "resolve", questions: 3, documents: 4, issues: 1, afterReceipt: false } as const;
  const working = { kind: "working", afterReport: false } as const;
  const quiet = { documents: [], sending: [] };
  return [
    aCase("auth_EVERY1", wanted, { requirements: everyKind() }),
    aCase("auth_CL0SE1", working, { requirements: everyKind({ ...quiet, closed: "collate" }) }),
    aCase(
      "auth_CL0SE2",
      { kind: "in_portal", state: "active" },
      { requirements: everyKind({ ...quiet, closed: "handoff" }) },
    ),
    aCase("auth_REFUS1", wanted, {
      requirements: everyKind({ sending: [] }),
      command: {
        id: 3,
        kind: "save_answers",
        stage: "refused",
        conflict: false,
        version: "23",
        versionNow: "23",
        serviceCode: "invalid_answers",
        requestId: "req_5ZZ10",
        issues: [
          { code: "not_a_code", message: "this is no code of the payer.", field: "answers.item.dx" },
          { code: "too_many", message: "one answer too many was sent.", field: null },
        ],
        operator: "Maria R.",
        at: ago(1),
        maySendAgain: false,
        fromBefore: false,
      },
    }),
  ];
}
