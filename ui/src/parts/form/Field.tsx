import { type ChangeEvent, type ClipboardEvent, type ReactNode, type Ref, useId } from "react";
import type { Rich as RichText } from "../../words/rich";
import { Icon } from "../Icon";
import { Rich } from "../Rich";

type FieldProps = {
  label: RichText;
  value: string;
  onChange: (value: string) => void;
  /** More about the label, said with it. */
  about?: string;
  help?: ReactNode;
  error?: string | null;
  /** Identifiers are set in the mono face. */
  mono?: boolean;
  small?: boolean;
  /** The label is read out, but not drawn: the place says it already. */
  hideLabel?: boolean;
  type?: "text" | "password";
  multiline?: boolean;
  disabled?: boolean;
  required?: boolean;
  placeholder?: string;
  /** Which keys a touch keyboard shows. */
  inputMode?: "numeric";
  autoComplete?: string;
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
  /** Stands beside the field, such as a button. */
  beside?: ReactNode;
  ref?: Ref<HTMLInputElement & HTMLTextAreaElement>;
};

/** A field with its name, help and error. What was typed is never taken away by an error. */
export function Field(props: FieldProps) {
  const { label, value, onChange, about, help, error, mono, small, hideLabel, multiline, beside, ref, ...rest } = props;
  const id = useId();
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const common = {
    id,
    ref,
    value,
    className: ["input", mono ? "id" : "", small ? "small" : "", multiline ? "short" : ""].filter(Boolean).join(" "),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described === "" ? undefined : described,
    "aria-required": rest.required || undefined,
    disabled: rest.disabled,
    placeholder: rest.placeholder,
    spellCheck: multiline ? undefined : false,
  };
  const input = multiline ? (
    <textarea {...common} />
  ) : (
    <input
      {...common}
      type={rest.type ?? "text"}
      autoComplete={rest.autoComplete ?? "off"}
      autoCapitalize="off"
      inputMode={rest.inputMode}
      onPaste={rest.onPaste}
    />
  );
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? "vh" : undefined}>
        <Rich text={label} />
        {about === undefined ? null : <span className="muted plain"> {about}</span>}
      </label>
      {beside === undefined ? (
        input
      ) : (
        <span className="row">
          {input}
          {beside}
        </span>
      )}
      {help ? (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      ) : null}
      {error ? <FieldError id={`${id}-error`} text={error} /> : null}
    </div>
  );
}

export function FieldError({ id, text }: { id?: string; text: string }) {
  return (
    <span className="err" id={id}>
      <Icon name="stop" size="s" />
      {text}
    </span>
  );
}
