import type { AnswerView, QuestionView, RequirementsView } from "../bindings";
import { someRequirements } from "./samples";

/** A question as a test needs it: one line of words, asked for by nobody. */
export function aQuestion(linkId: string | null, text: string, given: Partial<QuestionView> = {}): QuestionView {
  return {
    linkId,
    text,
    kind: "string",
    kindWord: null,
    required: false,
    repeats: false,
    minOccurs: null,
    maxOccurs: null,
    options: [],
    pattern: null,
    minLength: null,
    maxLength: null,
    min: null,
    max: null,
    errorMessage: null,
    defaultValue: null,
    hints: [],
    wanted: false,
    message: null,
    issues: [],
    asItIs: false,
    items: [],
    ...given,
  };
}

/** An answer: texts are values as they are edited, a pair is a value with its words. */
export function anAnswer(linkId: string, values: readonly (string | [string, string])[], items: AnswerView[] = []) {
  const view: AnswerView = {
    linkId,
    values: values.map((value) =>
      typeof value === "string" ? { text: value, display: null } : { text: value[0], display: value[1] },
    ),
    items,
  };
  return view;
}

/** The design's own case: the payer came back after its receipt. */
export function asked(): RequirementsView {
  return someRequirements({
    questions: [
      aQuestion(null, "Treatment so far", {
        kind: "group",
        items: [
          aQuestion("tried", "Has the patient taken another bone-loss medicine?", { kind: "boolean" }),
          aQuestion("medicines", "Which medicines?", {
            kind: "group",
            repeats: true,
            maxOccurs: 5,
            items: [
              aQuestion("medicine", "Medicine"),
              aQuestion("started", "Started", { kind: "date" }),
              aQuestion("stopped", "Why stopped"),
            ],
          }),
          aQuestion("ended", "When did the last treatment end?", {
            kind: "date",
            wanted: true,
            issues: [
              { code: "date_in_future", message: "the date is in the future. Use today or earlier.", field: "ended" },
            ],
          }),
          aQuestion("score", "T-score at the hip, from the latest scan", {
            kind: "decimal",
            wanted: true,
            message: "A number from -6 to 2. Usually on page 1 of the scan report.",
            min: "-6",
            max: "2",
          }),
        ],
      }),
    ],
    answers: [
      anAnswer("tried", [["true", "Yes"]]),
      anAnswer(
        "medicines",
        [],
        [
          anAnswer("medicine", ["Alendronate"]),
          anAnswer("started", ["2024-01-12"]),
          anAnswer("stopped", ["Stomach upset"]),
        ],
      ),
      anAnswer("ended", ["2026-11-30"]),
    ],
    documents: [
      { kind: "Bone density report", message: "From the last 12 months." },
      { kind: "Lab results", message: null },
    ],
    attachments: [
      {
        id: "att_1",
        name: "chart-notes-nov.pdf",
        types: ["Chart notes", "Office visit note"],
        description: null,
        createdAt: null,
        canShow: true,
      },
    ],
  });
}
