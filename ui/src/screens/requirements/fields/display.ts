import type { CaseWords } from "../../../words/pages/case";
import { type Field, mayRepeat } from "../form";

/** Up to so many options are seen at once; more are a list to open. */
export const FEW = 5;

/** It has a line for each value: it has several, or may have. */
export const isSeveral = ({ question, values }: Pick<Field, "question" | "values">) =>
  mayRepeat(question) || values.length > 1;

/** A short field has its message beside it, as there is room. */
export const isShort = ({ question, number }: Field) =>
  number !== null && !mayRepeat(question) && (question.kind === "decimal" || question.kind === "date");

/** A value of the case in words: an option's display, yes or no, a day with its month in letters. */
export function shownAs(words: CaseWords, { question, current }: Field, text: string): string {
  const say = words.requirements;
  switch (question.kind) {
    case "boolean":
      return text === "true" ? say.yes : text === "false" ? say.no : text;
    case "choice":
      return optionOf({ question, current }, text) ?? text;
    case "date":
      return say.day(text);
    default:
      return text;
  }
}

/** The words of a code: of an option, else as the case has them. */
export function optionOf({ question, current }: Pick<Field, "question" | "current">, code: string): string | null {
  const option = question.options.find((one) => one.code === code)?.display;
  return option ?? current.find((value) => value.text === code)?.display ?? null;
}
