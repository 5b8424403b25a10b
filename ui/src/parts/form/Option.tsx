import type { ReactNode } from "react";

/** A radio or a checkbox as a card of its own: the whole card is its label. */
export function Option({
  type,
  name,
  checked,
  onChange,
  children,
  help,
  dashed = false,
  disabled = false,
  invalid = false,
}: {
  type: "radio" | "checkbox";
  name?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  help?: string | null;
  dashed?: boolean;
  disabled?: boolean;
  invalid?: boolean;
}) {
  return (
    <label className={dashed ? "opt dashed" : "opt"}>
      <input
        type={type}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-invalid={invalid || undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {children}
        {help ? <small>{help}</small> : null}
      </span>
    </label>
  );
}

/** A switch between a few ways: native radios, drawn as one bar. */
export function Segmented<V extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: {
  label: string;
  name: string;
  value: V;
  options: readonly (readonly [V, string])[];
  onChange: (value: V) => void;
}) {
  return (
    <span className="seg" role="radiogroup" aria-label={label}>
      {options.map(([option, words]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          {words}
        </label>
      ))}
    </span>
  );
}
