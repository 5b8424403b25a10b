import { type ReactNode, useId, useState } from "react";
import { Button } from "../../parts/Button";
import { Rich } from "../../parts/Rich";
import type {
  CaseView,
  DifferenceCell,
  DifferenceRow,
  DifferenceSection,
  DifferenceView,
  PackageView,
} from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useLastAnswer, useReading } from "../../platform/use-reading";
import { useCaseWords } from "../../words/pages/case";
import { Fault } from "../frame/Fault";
import { identity } from "./usePackage";

type Shown = "changed" | "all" | "files";
const SHOWN: readonly Shown[] = ["changed", "all", "files"];

/** What is different between this package, the one a person accepted last, and the case now: every leaf, once. */
export function Difference({ view, pack, isVoid }: { view: CaseView; pack: PackageView; isVoid: boolean }) {
  const words = useCaseWords();
  const say = words.difference;
  const onCase = view.package === null ? null : identity(view.package.snapshot, view.package.hash);
  const of = onCase === null ? null : JSON.stringify([view.id, view.version, onCase, view.package?.accepted ?? null]);
  const reading = useReading("read_difference", { case: view.id }, of);
  const told = useLastAnswer(reading, view.id);
  const [shown, setShown] = useState<Shown>("changed");
  const its = told !== null && identity(told.snapshot, told.hash) === identity(pack.snapshot, pack.hash);
  return (
    <section className={isVoid ? "card void" : "card"} aria-labelledby="difference-title">
      <header className="wrap">
        <h2 id="difference-title">{say.title}</h2>
        {its && !told.tooLarge ? <span className="muted sm">{say.summary(told)}</span> : null}
        {its && !told.tooLarge ? <Choice told={told} shown={shown} choose={setShown} /> : null}
      </header>
      <Fault error={reading.error} narrow about={[[words.case.label.case, view.id]]}>
        <Button size="small" busy={reading.busy && say.reading} onPress={reading.again}>
          {words.fault.readAgain}
        </Button>
      </Fault>
      {told === null && reading.busy ? <p className="body sm muted">{say.reading}</p> : null}
      {told !== null && !its ? <p className="body sm muted">{say.otherPackage}</p> : null}
      {its ? <Told told={told} shown={shown} /> : null}
    </section>
  );
}

/** The rows of one part, with how often each name is given in it, also to rows that are not shown. */
type Section = DifferenceSection & { called: ReadonlyMap<string, number> };

function namesOf(rows: readonly DifferenceRow[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const { label } of rows) names.set(label, (names.get(label) ?? 0) + 1);
  return names;
}

/** The rows of what is chosen, part by part. */
function sectionsOf(told: DifferenceView, shown: Shown): Section[] {
  const wanted = told.sections.filter(({ part }) => shown !== "files" || part === "attachments");
  const rows = wanted.map(({ part, rows }) => ({
    part,
    rows: shown === "changed" ? rows.filter((row) => row.changed) : rows,
    called: namesOf(rows),
  }));
  return rows.filter((section) => section.rows.length > 0);
}

/** What names the package is shown, but is no item of it. */
const countOf = (sections: readonly DifferenceSection[]) =>
  sections.reduce((sum, { part, rows }) => sum + (part === "about" ? 0 : rows.length), 0);

function Choice({ told, shown, choose }: { told: DifferenceView; shown: Shown; choose: (shown: Shown) => void }) {
  const say = useCaseWords().difference;
  const name = useId();
  return (
    <span className="seg push" role="radiogroup" aria-label={say.shown}>
      {SHOWN.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={shown === one} onChange={() => choose(one)} />
          {say[one](countOf(sectionsOf(told, one)))}
        </label>
      ))}
    </span>
  );
}

function Told({ told, shown }: { told: DifferenceView; shown: Shown }) {
  const say = useCaseWords().difference;
  const note = say.note(told.base);
  const sections = sectionsOf(told, shown);
  return (
    <>
      {note === null ? null : <p className="body sm muted">{note}</p>}
      {told.tooLarge ? <p className="body sm muted">{say.tooLarge}</p> : null}
      {!told.tooLarge && sections.length === 0 ? <p className="body sm muted">{say.none[shown]}</p> : null}
      {sections.length === 0 ? null : <Table told={told} sections={sections} />}
    </>
  );
}

function Table({ told, sections }: { told: DifferenceView; sections: readonly Section[] }) {
  const say = useCaseWords().difference;
  const now = useNow(60_000);
  const { base } = told;
  const withLast = base.kind === "accepted";
  return (
    <table className="xray">
      <thead>
        <tr>
          <th scope="col">{say.item}</th>
          {withLast ? <Column name={say.last}>{<Rich text={say.lastOf(base, now)} />}</Column> : null}
          <Column name={say.this} focal>
            <Rich text={say.thisOf(told, now)} />
          </Column>
          <Column name={say.now}>
            <Rich text={say.nowOf(told.version)} />
          </Column>
        </tr>
      </thead>
      {sections.map(({ part, rows, called }) => (
        <tbody key={part}>
          <tr>
            <th scope="rowgroup" colSpan={withLast ? 4 : 3} className="part">
              {say.part[part]}
            </th>
          </tr>
          {rows.map((row, index) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: a path is made of the service's names, which may repeat
              key={index}
              row={row}
              withLast={withLast}
              path={isOneOfMany(row, called) && row.path !== row.label ? row.path : null}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** Whether others are called the same: then only the way to it tells it from them. */
const isOneOfMany = (row: DifferenceRow, rows: ReadonlyMap<string, number>) => (rows.get(row.label) ?? 0) > 1;

function Column({ name, focal = false, children }: { name: string; focal?: boolean; children: ReactNode }) {
  return (
    <th scope="col" className={focal ? "focal" : undefined}>
      {name}
      <br />
      <span className="of">{children}</span>
    </th>
  );
}

type LineProps = { row: DifferenceRow; withLast: boolean; path: string | null };

function Line({ row, withLast, path }: LineProps) {
  return (
    <tr>
      <th scope="row">
        <span className="strong">{row.label}</span>
        {path === null ? null : <span className="path id">{path}</span>}
      </th>
      {withLast ? (
        <td>
          <Cell cell={row.last} />
        </td>
      ) : null}
      <td className="focal">
        <This row={row} />
      </td>
      <td>
        <Now row={row} />
      </td>
    </tr>
  );
}

/** A value; that there is none is said. */
function Cell({ cell }: { cell: DifferenceCell | null }) {
  const words = useCaseWords();
  if (cell === null) return <em className="none-returned">{words.difference.notThere}</em>;
  const { text, missing } = words.case.fact({ path: "", label: "", ...cell });
  if (missing) return <em className="none-returned">{text}</em>;
  return cell.kind === "number" ? <span className="id">{text}</span> : text;
}

/** What stands in this package, and before it what stood in its place when one was accepted. */
function This({ row }: { row: DifferenceRow }) {
  const say = useCaseWords().difference;
  const was =
    row.between === "changed" || row.between === "removed" ? (
      <del>
        <span className="vh">{say.was} </span>
        <Cell cell={row.last} />
      </del>
    ) : null;
  const is =
    row.between === "changed" || row.between === "added" ? (
      <ins>
        <span className="vh">{say.is} </span>
        <Cell cell={row.this} />
      </ins>
    ) : (
      <Cell cell={row.this} />
    );
  return (
    <>
      {was} {is}
    </>
  );
}

function Now({ row }: { row: DifferenceRow }) {
  const say = useCaseWords().difference;
  const note = say.onCase[row.onCase];
  switch (row.onCase) {
    case "same":
      return <Cell cell={row.now} />;
    case "gone":
    case "not_compared":
      return <em className={row.onCase === "gone" ? "off" : "none-returned"}>{note}</em>;
    case "other":
    case "only":
      return (
        <>
          <ins>
            <Cell cell={row.now} />
          </ins>
          <span className="off">{note}</span>
        </>
      );
  }
}
