import { useState } from "react";
import { Chip } from "../../../parts/Chip";
import { CopyCap } from "../../../parts/CopyButton";
import type { CaseView, FactName, FactView } from "../../../platform/bindings";
import { useWords } from "../../../words";
import { FACT_NAMES } from "../../../words/en/facts";
import type { Copying } from "./copying";
import { MapDialog } from "./MapDialog";

/** What the answers say of the patient, each with the answer it was read from, and what they do not say. */
export function PatientCard({ view, copying }: { view: CaseView; copying: Copying }) {
  const words = useWords();
  const say = words.fact;
  const [changing, setChanging] = useState<FactName | null>(null);
  return (
    <section className="card" aria-label={say.title}>
      <header>
        <h3>{say.title}</h3>
        <span className="push xs muted">{say.from}</span>
      </header>
      <div className="body stack">
        <dl className="facts patient">
          {FACT_NAMES.map((name, index) => (
            <Line
              key={name}
              name={name}
              cap={String(index + 1)}
              fact={view.facts.find((found) => found.name === name) ?? null}
              copying={copying}
              change={() => setChanging(name)}
            />
          ))}
        </dl>
        {view.facts.length === 0 ? null : <p className="xs muted">{say.copyHelp}</p>}
      </div>
      {changing === null ? null : <MapDialog view={view} name={changing} onClose={() => setChanging(null)} />}
    </section>
  );
}

type LineProps = { name: FactName; cap: string; fact: FactView | null; copying: Copying; change: () => void };

function Line({ name, cap, fact, copying, change }: LineProps) {
  const words = useWords();
  const say = words.fact;
  const label = say.name[name];
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {fact === null ? <em className="none-returned">{say.notReturned}</em> : <Value fact={fact} />}
        <span className="fact-does">
          <button type="button" className="btn quiet small" aria-haspopup="dialog" onClick={change}>
            <span>
              {say.change}
              <span className="vh"> {say.changeOf(label)}</span>
            </span>
          </button>
          {fact === null ? (
            <span className="cap-room" />
          ) : (
            <CopyCap
              cap={cap}
              label={say.copy(label)}
              copied={copying.done === cap}
              onPress={() => copying.copy(cap)}
            />
          )}
        </span>
      </dd>
    </>
  );
}

function Value({ fact }: { fact: FactView }) {
  const words = useWords();
  const say = words.fact;
  const value = say.value(fact);
  return (
    <span className="fact-value">
      <span className="select-all">{say.isNumber(fact.name) ? <span className="id">{value}</span> : value}</span>
      <span className="fact-from">
        {say.fromAnswer(fact.from)}
        {fact.mapped ? <Chip>{say.mapped}</Chip> : null}
      </span>
    </span>
  );
}
