import type { AnswerView, QuestionView, RequirementsView } from "../../platform/bindings";

/** An answered question in one line: for places that only read. */
export type Answered = { linkId: string; text: string; values: readonly string[] };

function byLinkId(questions: readonly QuestionView[], into = new Map<string, QuestionView>()) {
  for (const question of questions) {
    if (question.linkId !== null) into.set(question.linkId, question);
    byLinkId(question.items, into);
  }
  return into;
}

/** Every answer that has a value, in the order of the service, with the words of its question. */
export function answered({ questions, answers }: RequirementsView): Answered[] {
  const known = byLinkId(questions);
  const walk = (some: readonly AnswerView[]): Answered[] =>
    some.flatMap(({ linkId, values, items }) => {
      const text = known.get(linkId)?.text ?? linkId;
      const own = values.length === 0 ? [] : [{ linkId, text, values: values.map((one) => one.display ?? one.text) }];
      return [...own, ...walk(items)];
    });
  return walk(answers);
}
