import { useId } from "react";
import type { Environment, EnvironmentView } from "../../platform/bindings";
import { useWords } from "../../words";

/** The environments as cards in their own colors. One that is closed stays in view, with the reason. */
export function EnvironmentChoice({
  environments,
  chosen,
  onChoose,
  busy,
}: {
  environments: readonly EnvironmentView[];
  chosen: Environment;
  onChoose: (environment: Environment) => void;
  busy: boolean;
}) {
  const words = useWords();
  return (
    <fieldset className={environments.length > 3 ? "grid-3 four" : "grid-3"}>
      <legend className="vh">{words.connect.environment}</legend>
      {environments.map((entry) => (
        <Place
          key={entry.environment}
          entry={entry}
          checked={entry.environment === chosen}
          onChoose={() => !busy && entry.closed === null && onChoose(entry.environment)}
        />
      ))}
    </fieldset>
  );
}

function Place({ entry, checked, onChoose }: { entry: EnvironmentView; checked: boolean; onChoose: () => void }) {
  const words = useWords();
  const id = useId();
  const option = words.connect.option[entry.environment];
  const look = entry.environment === "test" ? "sandbox" : entry.environment;
  return (
    <label className="opt place" data-env={look}>
      <span className="env" data-env={look} aria-hidden="true">
        {words.frame.environment[entry.environment]}
      </span>
      <span className="about">
        <input
          type="radio"
          name="environment"
          checked={checked}
          aria-disabled={entry.closed !== null || undefined}
          aria-labelledby={`${id}-name`}
          aria-describedby={`${id}-text`}
          onChange={onChoose}
        />
        <span>
          <b className="strong" id={`${id}-name`}>
            <span className="vh">{words.frame.environment[entry.environment]}: </span>
            {option.name}
          </b>
          <span id={`${id}-text`}>
            <small>{option.text}</small>
            {entry.closed === null ? null : <span className="reason">{words.connect.closed}</span>}
          </span>
        </span>
      </span>
    </label>
  );
}
