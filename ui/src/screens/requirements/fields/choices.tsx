import { Option } from "../../../parts/form/Option";
import { useCaseWords } from "../../../words/pages/case";
import type { Field } from "../form";
import type { ValueProps } from "./Control";
import { FEW, optionOf } from "./display";
import { useFormPlace } from "./place";

type Offered = { code: string; display: string };

/** What can be chosen; what the case has and is no option any more stays among it. */
function useOffered(field: Field, chosen: readonly string[]): readonly Offered[] {
  const words = useCaseWords();
  const { options } = field.question;
  const gone = chosen.filter((code) => code !== "" && !options.some((option) => option.code === code));
  return [
    ...options,
    ...gone.map((code) => ({ code, display: words.requirements.noLongerOption(optionOf(field, code) ?? code) })),
  ];
}

function useChange({ field, at }: ValueProps): (value: string) => void {
  const form = useFormPlace();
  return (value) => {
    const next = field.values.length === 0 ? [""] : [...field.values];
    next[at] = value;
    form.change(field, next.length === 1 && value === "" ? [] : next);
  };
}

type RadiosProps = ValueProps & { options: readonly Offered[] };

/** A few ways to answer, all seen at once, and none of them. */
function Radios(props: RadiosProps) {
  const { field, id, at, name, invalid, options } = props;
  const words = useCaseWords();
  const change = useChange(props);
  const value = field.values[at] ?? "";
  return (
    <span
      className="opts"
      role="radiogroup"
      aria-label={name ?? undefined}
      aria-labelledby={name === null ? `${id}-title` : undefined}
      aria-describedby={`${id}-message ${id}-${at}-advice ${id}-notes`}
      aria-required={field.question.required || undefined}
    >
      {options.map((option) => (
        <Option
          key={option.code}
          type="radio"
          name={`${id}-${at}`}
          checked={value === option.code}
          onChange={() => change(option.code)}
          invalid={invalid}
        >
          {option.display}
        </Option>
      ))}
      <Option type="radio" name={`${id}-${at}`} checked={value === ""} onChange={() => change("")} invalid={invalid}>
        {words.requirements.notAnswered}
      </Option>
    </span>
  );
}

export function YesNo(props: ValueProps) {
  const words = useCaseWords();
  const say = words.requirements;
  const value = props.field.values[props.at] ?? "";
  const options = [
    { code: "true", display: say.yes },
    { code: "false", display: say.no },
  ];
  const odd = value === "" || options.some((option) => option.code === value);
  return <Radios {...props} options={odd ? options : [...options, { code: value, display: value }]} />;
}

/** One of the options, by its words. */
export function Choices(props: ValueProps) {
  const { field, id, at, name, invalid } = props;
  const words = useCaseWords();
  const change = useChange(props);
  const value = field.values[at] ?? "";
  const options = useOffered(field, [value]);
  if (field.question.options.length <= FEW) return <Radios {...props} options={options} />;
  return (
    <select
      className="input"
      value={value}
      onChange={(event) => change(event.target.value)}
      aria-label={name ?? undefined}
      aria-labelledby={name === null ? `${id}-title` : undefined}
      aria-describedby={`${id}-message ${id}-${at}-advice ${id}-notes`}
      aria-invalid={invalid || undefined}
      aria-required={field.question.required || undefined}
    >
      <option value="">{words.requirements.notAnswered}</option>
      {options.map((option) => (
        <option key={option.code} value={option.code}>
          {option.display}
        </option>
      ))}
    </select>
  );
}

/** Several of a few options. They are sent in the order of the options. */
export function Picks({ field, id, invalid }: Pick<ValueProps, "field" | "id" | "invalid">) {
  const form = useFormPlace();
  const options = useOffered(field, [...field.values, ...field.current.map((value) => value.text)]);
  const pick = (code: string, chosen: boolean) => {
    const codes = options.map((option) => option.code);
    form.change(
      field,
      codes.filter((one) => (one === code ? chosen : field.values.includes(one))),
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: its name is the question above it, not a legend
    <span className="opts" role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-notes`}>
      {options.map(({ code, display }) => (
        <Option
          key={code}
          type="checkbox"
          checked={field.values.includes(code)}
          onChange={(chosen) => pick(code, chosen)}
          invalid={invalid}
        >
          {display}
        </Option>
      ))}
    </span>
  );
}
