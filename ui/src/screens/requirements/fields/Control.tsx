import { useId } from "react";
import { Button } from "../../../parts/Button";
import { FieldError } from "../../../parts/form/Field";
import { useCaseWords } from "../../../words/pages/case";
import type { Draft } from "../draft";
import { type Field, mayRepeat } from "../form";
import { goToAdd } from "../moving";
import { Choices, Picks, YesNo } from "./choices";
import { FEW, isSeveral, isShort, shownAs } from "./display";
import { Line } from "./Line";
import { Advices, Occurs } from "./notes";
import { useFormPlace } from "./place";

type Problems = NonNullable<Draft["problems"][string]>;
type ControlProps = { field: Field; id: string; invalid: boolean; problems: Problems };

/** What a question is answered with. */
export function Control(props: ControlProps) {
  const { field } = props;
  const { question } = field;
  if (field.locked) return <Locked {...props} />;
  const few = question.options.length <= FEW && question.options.length > 0;
  if (question.kind === "choice" && mayRepeat(question) && few) return <Picks {...props} />;
  if (isSeveral(field)) return <Values {...props} />;
  return <Value {...props} at={0} name={null} />;
}

/** What can only be read: in its place, with its words. */
function Locked({ field, id }: ControlProps) {
  const words = useCaseWords();
  const shown = field.values.length === 0 ? [""] : field.values;
  return shown.map((value, index) => {
    const text = shownAs(words, field, value);
    const props = {
      id: `${id}-${index}`,
      className: "input",
      value: text,
      placeholder: words.requirements.notAnswered,
      readOnly: true,
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-notes`,
    };
    // biome-ignore lint/suspicious/noArrayIndexKey: values have no name but their place
    return field.question.kind === "text" ? <textarea key={index} {...props} /> : <input key={index} {...props} />;
  });
}

export type ValueProps = ControlProps & {
  /** Which value of several. */
  at: number;
  /** What it is called among several. */
  name: string | null;
};

/** One value: its control, what is said of it while it is typed, and why it was not sent. */
function Value(props: ValueProps) {
  const { field, id, at, problems } = props;
  const words = useCaseWords();
  const text = field.values[at] ?? "";
  const wrong = problems.filter((problem) => problem.value === at);
  const message = isShort(field) ? field.question.message : null;
  return (
    <>
      <span className="q-line">
        <One {...props} invalid={props.invalid || wrong.length > 0} />
        {message === null ? null : (
          <span className="help" id={`${id}-message`}>
            {message}
          </span>
        )}
      </span>
      <span className="notes" id={`${id}-${at}-advice`}>
        {wrong.length === 0 && field.changed ? <Advices question={field.question} text={text} /> : null}
        {wrong.map(({ problem }) => (
          <FieldError key={problem} text={words.requirements.problem(problem)} />
        ))}
      </span>
    </>
  );
}

function One(props: ValueProps) {
  const { kind, options } = props.field.question;
  if (kind === "boolean") return <YesNo {...props} />;
  if (kind === "choice" && options.length > 0) return <Choices {...props} />;
  return <Line {...props} />;
}

/** Several values, one below the other. */
function Values(props: ControlProps) {
  const words = useCaseWords();
  const form = useFormPlace();
  const say = words.requirements;
  const { field } = props;
  const { question } = field;
  const rows = field.values.length === 0 ? [""] : field.values;
  const name = question.text ?? field.linkId;
  const answered = rows.filter((value) => value.trim() !== "").length;
  const removable = rows.length > Math.max(1, question.minOccurs ?? 0);
  return (
    <>
      {rows.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values have no name but their place
        <div key={at} className="row value">
          <div className="grow stack-s">
            <Value {...props} at={at} name={say.place(name, at + 1, rows.length)} />
          </div>
          {removable ? (
            <Button
              size="small"
              look="quiet"
              icon="x"
              onPress={() => {
                form.change(field, rows.toSpliced(at, 1));
                goToAdd(field.key);
              }}
            >
              {say.remove}
              <span className="vh"> {say.removeOf(name, at + 1)}</span>
            </Button>
          ) : null}
        </div>
      ))}
      {answered === 0 ? null : <Occurs question={question} count={answered} />}
      {mayRepeat(question) ? <AddValue field={field} rows={rows} /> : null}
    </>
  );
}

function AddValue({ field, rows }: { field: Field; rows: readonly string[] }) {
  const words = useCaseWords();
  const form = useFormPlace();
  const say = words.requirements;
  const id = useId();
  const most = field.question.maxOccurs;
  const full = most !== null && rows.length >= most;
  return (
    <span className="row" data-add={field.key}>
      <Button
        size="small"
        icon="plus"
        unavailable={full}
        aria-describedby={full ? id : undefined}
        onPress={() => form.change(field, [...rows, ""])}
      >
        {say.add(rows.length, most)}
        <span className="vh"> {say.addTo(field.question.text ?? field.linkId)}</span>
      </Button>
      {full ? (
        <span className="xs muted" id={id}>
          {say.addedAll(most)}
        </span>
      ) : null}
    </span>
  );
}
