import { Field, FieldError } from "../../../parts/form/Field";
import { Option } from "../../../parts/form/Option";
import type { SubmitPressed } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import type { FormProps } from "./FinishedForm";

const PRESSED: readonly SubmitPressed[] = ["no", "yes", "not_sure"];

/** "I could not finish": what stopped the operator, and whether submit was pressed, even once. */
export function UnableForm({ draft, change, needs }: FormProps) {
  const words = useCaseWords();
  const say = words.handoff.report;
  return (
    <>
      <fieldset>
        <legend className="spaced">{say.whatStopped}</legend>
        <div className="grid-2 near">
          {Object.entries(words.truth.reasons).map(([reason, text]) => (
            <Option
              key={reason}
              type="radio"
              name="reason"
              checked={draft.reason === reason}
              onChange={() => change({ ...draft, reason })}
              help={text.help}
              invalid={needs.reason !== undefined}
            >
              {text.words}
            </Option>
          ))}
        </div>
        {needs.reason === undefined ? null : <FieldError text={say.need[needs.reason]} />}
      </fieldset>
      <Field
        label={say.note}
        value={draft.unableNote}
        onChange={(unableNote) => change({ ...draft, unableNote })}
        error={needs.note === undefined ? null : say.need[needs.note]}
        multiline
      />
      <fieldset>
        <legend className="spaced">
          {say.pressed} <span className="muted plain">{say.pressedHelp}</span>
        </legend>
        <div className="opts">
          {PRESSED.map((pressed) => (
            <Option
              key={pressed}
              type="radio"
              name="pressed"
              checked={draft.pressed === pressed}
              onChange={() => change({ ...draft, pressed })}
              invalid={needs.pressed !== undefined}
            >
              {say.pressedAnswer[pressed]}
            </Option>
          ))}
        </div>
        {needs.pressed === undefined ? null : <FieldError text={say.need[needs.pressed]} />}
      </fieldset>
    </>
  );
}
