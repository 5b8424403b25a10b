import { useRef } from "react";
import { Field, FieldError } from "../../../parts/form/Field";
import { Option } from "../../../parts/form/Option";
import { ReadBack } from "../../../parts/form/ReadBack";
import { Icon } from "../../../parts/Icon";
import { useCaseWords } from "../../../words/pages/case";
import { type Draft, type Needs, numbersMatch, withReference } from "./draft";

export type FormProps = { draft: Draft; change: (draft: Draft) => void; needs: Needs };

/** "I finished": what the portal shows, its number with a read-back, and a note. */
export function FinishedForm({ draft, change, needs }: FormProps) {
  const words = useCaseWords();
  const say = words.handoff.report;
  return (
    <>
      <fieldset className="stack-s">
        <legend className="spaced">{say.whatShows}</legend>
        {Object.entries(words.truth.outcomes).map(([outcome, text]) => (
          <Option
            key={outcome}
            type="radio"
            name="outcome"
            checked={draft.outcome === outcome}
            onChange={() => change({ ...draft, outcome })}
            help={text.help}
            invalid={needs.outcome !== undefined}
          >
            {text.words}
          </Option>
        ))}
        {needs.outcome === undefined ? null : <FieldError text={say.need[needs.outcome]} />}
      </fieldset>
      <NumberFields draft={draft} change={change} needs={needs} />
      <Field
        label={say.note}
        about={say.noteFor}
        value={draft.note}
        onChange={(note) => change({ ...draft, note })}
        error={needs.note === undefined ? null : say.need[needs.note]}
        multiline
      />
    </>
  );
}

function NumberFields({ draft, change, needs }: FormProps) {
  const words = useCaseWords();
  const say = words.handoff.report;
  const pasting = useRef(false);
  return (
    <>
      <div className="grid-2">
        <Field
          label={say.reference}
          value={draft.reference}
          onPaste={() => {
            // The paste itself arrives as the next change.
            pasting.current = true;
          }}
          onChange={(text) => {
            change(withReference(draft, text, pasting.current));
            pasting.current = false;
          }}
          error={needs.reference === undefined ? null : say.need[needs.reference]}
          disabled={draft.noNumber}
          mono
        />
        <SecondLook draft={draft} change={change} needs={needs} />
      </div>
      {draft.noNumber || draft.reference.trim() === "" ? null : <Back draft={draft} />}
      <Option
        type="checkbox"
        dashed
        checked={draft.noNumber}
        onChange={(noNumber) => change({ ...draft, noNumber })}
        help={say.noNumberHelp}
      >
        {say.noNumber}
      </Option>
    </>
  );
}

/** The number once more: typed again, or, when it was pasted, compared by eye. */
function SecondLook({ draft, change, needs }: FormProps) {
  const words = useCaseWords();
  const say = words.handoff.report;
  if (!draft.pasted) {
    const need = needs.again === undefined ? null : say.need[needs.again];
    return (
      <Field
        label={say.again}
        value={draft.again}
        onChange={(again) => change({ ...draft, again })}
        error={need ?? earlyMismatch(draft, say.need.mismatch)}
        disabled={draft.noNumber}
        mono
      />
    );
  }
  return (
    <div className="field">
      <span className="help">{say.compareHelp}</span>
      <Option
        type="checkbox"
        checked={draft.compared}
        onChange={(compared) => change({ ...draft, compared })}
        disabled={draft.noNumber}
        invalid={needs.compare !== undefined}
      >
        {say.compare}
      </Option>
      {needs.compare === undefined ? null : <FieldError text={say.need[needs.compare]} />}
    </div>
  );
}

/** The number read back, and whether both entries match. */
function Back({ draft }: { draft: Draft }) {
  const words = useCaseWords();
  const say = words.handoff.report;
  const number = draft.reference.trim();
  return (
    <div className="row wrap">
      <ReadBack text={number} label={say.readBack(number)} />
      {!draft.pasted && numbersMatch(draft) ? (
        <span className="row-2 xs tone-ok">
          <Icon name="check" size="s" />
          {say.match}
        </span>
      ) : null}
    </div>
  );
}

/** A difference is said as soon as it cannot become a match any more, not at the first letter typed. */
function earlyMismatch(draft: Draft, mismatch: string): string | null {
  const again = draft.again.trim();
  return again === "" || draft.noNumber || draft.reference.trim().startsWith(again) ? null : mismatch;
}
