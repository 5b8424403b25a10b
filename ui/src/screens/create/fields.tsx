import { type ReactNode, useId } from "react";
import { FieldError } from "../../parts/form/Field";
import type { NewCaseField } from "../../platform/bindings";
import { useCreateWords } from "../../words/pages/create";
import { codesOf, Support } from "../frame/Fault";
import type { NewCaseDraft } from "./draft";
import { problemAt, wrongWith } from "./useNewCase";

/** The sentence at a field, when something is wrong with it. */
export function useWrong(draft: NewCaseDraft, field: NewCaseField): string | null {
  const words = useCreateWords();
  const problem = problemAt(draft, field);
  return problem === null ? null : wrongWith(problem, words);
}

/** What support asks for, under a field the service found wrong. */
export function FieldSupport({ draft, field }: { draft: NewCaseDraft; field: NewCaseField }) {
  const words = useCreateWords();
  const error = problemAt(draft, field)?.error ?? null;
  if (error === null) return null;
  return <Support requestId={error.requestId ?? null} about={codesOf(error, words)} />;
}

/** A question with a few answers, all in view: native radios with their error. */
export function Choice<V extends string>({
  legend,
  name,
  value,
  options,
  onChange,
  error,
  help,
  className = "opts",
  children,
}: {
  legend: string;
  name: string;
  value: V | null;
  options: readonly { value: V; name: ReactNode; help?: string }[];
  onChange: (value: V) => void;
  error?: string | null;
  help?: string;
  className?: string;
  children?: ReactNode;
}) {
  const id = useId();
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className="field" aria-describedby={described === "" ? undefined : described}>
      <legend className="spaced">{legend}</legend>
      <div className={className}>
        {options.map((option, index) => (
          <label key={option.value} className="opt">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              aria-invalid={error ? true : undefined}
              aria-labelledby={`${id}-${index}`}
              aria-describedby={option.help ? `${id}-${index}-help` : undefined}
              onChange={() => onChange(option.value)}
            />
            <span>
              <span id={`${id}-${index}`}>{option.name}</span>
              {option.help ? <small id={`${id}-${index}-help`}>{option.help}</small> : null}
            </span>
          </label>
        ))}
      </div>
      {help ? (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      ) : null}
      {error ? <FieldError id={`${id}-error`} text={error} /> : null}
      {children}
    </fieldset>
  );
}
