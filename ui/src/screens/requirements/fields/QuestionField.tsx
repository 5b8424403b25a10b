import { useId } from "react";
import { Button } from "../../../parts/Button";
import { FieldError } from "../../../parts/form/Field";
import { Rich } from "../../../parts/Rich";
import { useCaseWords } from "../../../words/pages/case";
import type { Field } from "../form";
import { issuesOn } from "../open-items";
import { Control } from "./Control";
import { isSeveral, isShort, shownAs } from "./display";
import { Conditions, Issues } from "./notes";
import { useFormPlace } from "./place";
import { Title } from "./Title";

/** Kinds whose answer needs the whole width. */
const WIDE: readonly string[] = ["text", "choice", "boolean", "unknown"];

/** One question with its field, what is wanted of it and what can be said of what stands in it. */
export function QuestionField({ field }: { field: Field }) {
  const form = useFormPlace();
  const id = useId();
  const { question } = field;
  const issues = [...issuesOn(field), ...(form.placed.at.get(field.key) ?? [])];
  const problems = form.draft.problems[field.key] ?? [];
  const single = !isSeveral(field);
  const picks = question.kind === "boolean" || question.kind === "choice";
  const wide = isSeveral(field) || WIDE.includes(question.kind);
  return (
    <div className={wide ? "q wide" : "q"} data-item={field.key} tabIndex={-1}>
      <Title
        id={`${id}-title`}
        labels={single && (field.locked || !picks) ? `${id}-0` : undefined}
        number={field.number}
        question={question}
        state={form.open.get(field.key) ?? null}
        refused={issues.length > 0}
        answered={field.current.length > 0 && field.number !== null}
        changed={field.changed}
      />
      <Control field={field} id={id} invalid={issues.length > 0} problems={problems} />
      <div className="notes" id={`${id}-notes`}>
        <Notes field={field} />
        <Issues issues={issues} />
      </div>
      <Suggested field={field} />
      <Conditions question={question} />
    </div>
  );
}

/** What stands under the field: quiet things first. */
function Notes({ field }: { field: Field }) {
  const words = useCaseWords();
  const say = words.requirements;
  const { question } = field;
  const now = field.current.map((value) => shownAs(words, field, value.text)).join(", ");
  return (
    <>
      {question.message === null || isShort(field) ? null : <span className="help">{question.message}</span>}
      {question.kind === "unknown" ? (
        <span className="help">
          <Rich text={say.unknownKind(question.kindWord)} />
        </span>
      ) : null}
      {field.meanwhile ? <FieldError text={say.meanwhile(now === "" ? null : now)} /> : null}
      {field.asItIs ? <span className="help">{say.asItIs}</span> : null}
    </>
  );
}

/** What the service suggests is only offered. */
function Suggested({ field }: { field: Field }) {
  const words = useCaseWords();
  const form = useFormPlace();
  const suggested = field.question.defaultValue;
  const empty = field.values.every((value) => value.trim() === "");
  if (suggested === null || suggested === "" || field.locked || !empty) return null;
  return (
    <span className="start">
      <Button size="small" look="quiet" onPress={() => form.change(field, [suggested])}>
        {words.requirements.suggested(shownAs(words, field, suggested))}
      </Button>
    </span>
  );
}
