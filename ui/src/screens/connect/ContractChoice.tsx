import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act } from "../../parts/Button";
import { FieldError } from "../../parts/form/Field";
import { Icon, type IconName } from "../../parts/Icon";
import { Rich } from "../../parts/Rich";
import type { ContractCode, FoundOut, ProbeView } from "../../platform/bindings";
import { useWords } from "../../words";
import { Fault } from "../frame/Fault";
import type { Connecting } from "./useConnect";

const CONTRACTS: readonly ContractCode[] = ["b1", "b2", "a"];

/** What is rarely changed, folded away; what it is set to is said on the fold. It opens by itself when it has an error. */
function More({ form, children }: { form: Connecting; children: ReactNode }) {
  const words = useWords();
  const say = words.connect;
  const [open, setOpen] = useState(false);
  return (
    <details
      className="more"
      open={open || form.errors.contract !== undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Icon name="right" size="s" />
        {say.more}
        <span className="muted plain">
          {form.contract === null ? say.contractMissing : say.contractName(form.contract)}
        </span>
      </summary>
      <div className="stack">{children}</div>
    </details>
  );
}

/** The generations as radios. The one that reading ruled out stays in view: a person has the last word. */
function Contracts({ form, legend, help }: { form: Connecting; legend: string; help: string }) {
  const words = useWords();
  const say = words.connect;
  const id = useId();
  const error = form.errors.contract;
  return (
    <fieldset className="stack-s" aria-describedby={error === undefined ? `${id}-help` : `${id}-help ${id}-error`}>
      <legend className="spaced">{legend}</legend>
      {CONTRACTS.map((code) => (
        <label key={code} className="opt">
          <input
            type="radio"
            name="contract"
            checked={form.contract === code}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={`${id}-${code}`}
            aria-labelledby={`${id}-${code}-name`}
            onChange={() => form.chooseContract(code)}
          />
          <span>
            <span id={`${id}-${code}-name`}>
              {say.contractName(code)} <span className="id muted">{words.frame.connection.contracts[code]}</span>
            </span>
            <small id={`${id}-${code}`}>{say.contractText(code)}</small>
          </span>
        </label>
      ))}
      <span className="help" id={`${id}-help`}>
        {help}
      </span>
      {error === undefined ? null : <FieldError id={`${id}-error`} text={error} />}
    </fieldset>
  );
}

/** For a connection with a key: the choice, and a way to find out by reading. */
export function ContractChoice({ form }: { form: Connecting }) {
  const words = useWords();
  const say = words.connect;
  return (
    <More form={form}>
      <Contracts form={form} legend={say.contractLegend} help={say.contractHelp} />
      <Act
        icon="sync"
        owner="yours"
        consequence={say.findOutDoes}
        busy={form.finding.busy && say.findingOut}
        onPress={form.findOut}
      >
        {say.findOut}
      </Act>
      <Fault
        error={form.finding.error ?? form.finding.answer?.problem ?? null}
        narrow
        about={[[words.connect.environment, form.environment]]}
      />
      {form.finding.answer === null ? null : <Found found={form.finding.answer} />}
    </More>
  );
}

/** Practice speaks every generation: nothing to find out. */
export function PracticeContract({ form }: { form: Connecting }) {
  const say = useWords().connect;
  return (
    <More form={form}>
      <Contracts form={form} legend={say.practiceWith} help={say.practiceContractHelp} />
    </More>
  );
}

function Found({ found }: { found: FoundOut }) {
  const words = useWords();
  const say = words.connect.found;
  const { certain, candidates } = found;
  const only = candidates.length === 1 ? candidates[0] : undefined;
  const said =
    certain !== null
      ? ({ tone: "ok", ...say.certain(certain) } as const)
      : found.problem !== null
        ? null
        : only !== undefined
          ? ({ tone: "warn", ...say.likely(only) } as const)
          : candidates.length > 1
            ? ({ tone: "warn", ...say.doubt(candidates) } as const)
            : ({ tone: "warn", ...say.nothing } as const);
  useSaid(said === null ? null : `${said.lead} ${said.text}`);
  const result = useRef<HTMLDivElement>(null);
  // It was asked for at a press, and comes below it.
  useEffect(() => {
    result.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div className="stack" ref={result}>
      {found.probes.length === 0 ? null : (
        <section className="stack-s" aria-labelledby="probes-title">
          <h3 className="eyebrow" id="probes-title">
            {say.title}
          </h3>
          <ul className="gate">
            {found.probes.map((probe, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be read twice
              <Probe key={index} probe={probe} />
            ))}
          </ul>
        </section>
      )}
      {said === null ? null : <Banner narrow {...said} />}
    </div>
  );
}

function Probe({ probe }: { probe: ProbeView }) {
  const say = useWords().connect.found;
  const there = say.isThere(probe);
  const icon: IconName = there ? "check" : probe.status === null ? "own-unknown" : "x";
  const what = say.probe(probe.what);
  return (
    <li>
      <span className={there ? "tone-ok" : "muted"}>
        <Icon name={icon} size="s" />
      </span>
      {what === null ? <span className="id">{probe.what}</span> : <span>{what}</span>}
      <span className="num xs muted">
        <Rich text={say.answer(probe)} />
      </span>
    </li>
  );
}
