import type { AnswerView, QuestionView, RequirementsView } from "../../../platform/bindings";

/** An answer a fact can be read from. */
export type Readable = {
  linkId: string;
  /** The question's words, when the questionnaire has them. */
  text: string | null;
  /** What it says in this case, every occurrence of it. */
  value: string;
};

function wordsOf(questions: readonly QuestionView[], into = new Map<string, string>()): Map<string, string> {
  for (const { linkId, text, items } of questions) {
    if (linkId !== null && text !== null && !into.has(linkId)) into.set(linkId, text);
    wordsOf(items, into);
  }
  return into;
}

function flat(answers: readonly AnswerView[]): AnswerView[] {
  return answers.flatMap((answer) => [answer, ...flat(answer.items)]);
}

/** Every answered question of a case, groups opened, each once. */
export function readableAnswers({ questions, answers }: RequirementsView): Readable[] {
  const words = wordsOf(questions);
  const found = new Map<string, string[]>();
  for (const { linkId, values } of flat(answers)) {
    const said = values.map((value) => value.display ?? value.text).filter((text) => text !== "");
    if (said.length > 0) found.set(linkId, [...(found.get(linkId) ?? []), said.join(", ")]);
  }
  return [...found].map(([linkId, values]) => ({ linkId, text: words.get(linkId) ?? null, value: values.join("; ") }));
}
