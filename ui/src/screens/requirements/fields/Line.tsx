import type { ChangeEvent } from "react";
import { useCaseWords } from "../../../words/pages/case";
import type { ValueProps } from "./Control";
import { shownAs } from "./display";
import { useFormPlace } from "./place";

/** A line to type in, or several. What stands there is what was typed; of the case's own days the month is in letters. */
export function Line({ field, id, at, name, invalid }: ValueProps) {
  const words = useCaseWords();
  const form = useFormPlace();
  const { question, values, current } = field;
  const value = values[at] ?? "";
  const typed = form.draft.fields[field.key] !== undefined && current[at]?.text !== value;
  const change = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const next = values.length === 0 ? [""] : [...values];
    next[at] = event.target.value;
    form.change(field, next);
  };
  const common = {
    id: `${id}-${at}`,
    className: ["input", question.kind === "date" || question.kind === "decimal" ? "short-line" : ""].join(" ").trim(),
    value: typed ? value : shownAs(words, field, value),
    onChange: change,
    "aria-label": name ?? undefined,
    "aria-invalid": invalid || undefined,
    "aria-describedby": `${id}-message ${id}-${at}-advice ${id}-notes`,
    "aria-required": question.required || undefined,
  };
  if (question.kind === "text") return <textarea {...common} />;
  return (
    <input
      {...common}
      type="text"
      inputMode={question.kind === "decimal" ? "decimal" : undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={question.kind === "string" ? undefined : false}
    />
  );
}
