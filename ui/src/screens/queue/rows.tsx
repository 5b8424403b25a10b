import { memo } from "react";
import { Chip } from "../../parts/Chip";
import { OwnerGlyph } from "../../parts/owner";
import { Rich } from "../../parts/Rich";
import type { QueueItem, RowView, StepCode } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useWords } from "../../words";

/** How often ages are drawn anew: the smallest unit of an old case is a minute. */
const AGES_MILLIS = 30_000;

export const COLUMNS = 5;

type Column = { name: string; says: string | readonly string[]; hidden?: boolean; own?: boolean };

/** The columns: where a case has two lines, some hold two facts; where it has one, every fact has its own. */
export function Head() {
  const words = useWords();
  const { column } = words.queue;
  const columns: Column[] = [
    { name: "own", says: column.own, hidden: true },
    { name: "case", says: column.case },
    { name: "patient", says: column.patient },
    { name: "payer", says: column.payer, own: true },
    { name: "svc", says: column.service, own: true },
    { name: "want", says: column.want },
    { name: "age", says: column.age },
    { name: "upd", says: column.changed, own: true },
    { name: "ref", says: column.reference, own: true },
  ];
  return (
    <tr role="row" aria-rowindex={1}>
      {columns.map(({ name, says, hidden, own }) => (
        <th key={name} role="columnheader" scope="col" className={own ? `c-${name} only-compact` : `c-${name}`}>
          {hidden ? <span className="vh">{says}</span> : typeof says === "string" ? says : says[0]}
          {typeof says === "string" ? null : <span className="two-up">{says[1]}</span>}
        </th>
      ))}
    </tr>
  );
}

/** What stands in a line of the list. */
export const lineOf = (item: QueueItem) =>
  item.kind === "group" ? <GroupCells step={item.step} cases={item.cases} /> : <CaseCells row={item.row} />;

function GroupCells({ step, cases }: { step: StepCode; cases: number }) {
  const words = useWords();
  return (
    <th role="rowheader" scope="rowgroup" colSpan={COLUMNS}>
      {words.frame.step[step]}
      <span className="muted">{cases}</span>
      <span className="k">{words.frame.stepHint[step]}</span>
    </th>
  );
}

/** Where the case stands, as far as a row shows it beside the sentence. */
function Marks({ row }: { row: RowView }) {
  const words = useWords();
  if (row.wanted.kind === "in_portal" && row.wanted.state === "active") {
    return (
      <Chip owner="yours" icon="out">
        {words.queue.handoffActive}
      </Chip>
    );
  }
  if (row.warnings > 0) {
    return (
      <Chip tone="warn" icon="warn">
        {words.queue.warnings(row.warnings)}
      </Chip>
    );
  }
  return null;
}

const CaseCells = memo(function CaseCells({ row }: { row: RowView }) {
  const words = useWords();
  const now = useNow(AGES_MILLIS);
  const say = words.queue;
  const wanted = words.wanted(row.wanted, { payer: row.payer, reference: row.reference, snapshot: null });
  const service = words.case.service(row.serviceSystem, row.serviceCode, row.requestType);
  return (
    <>
      <td role="gridcell" className="c-own">
        <OwnerGlyph turn={row.turn} word={words.frame.owner[row.turn]} />
      </td>
      <th role="rowheader" scope="row" className="c-case up">
        <span className="id">{row.id}</span>
      </th>
      <td role="gridcell" className="c-ref sub">
        {row.reference === null ? say.noReference : <span className="id">{row.reference}</span>}
      </td>
      <td role="gridcell" className="c-patient up">
        {row.patient ?? <em className="none-returned">{words.fact.noName}</em>}
      </td>
      <td role="gridcell" className="c-payer sub">
        {row.payer ?? say.noPayer}
      </td>
      <td role="gridcell" className="c-want up">
        <Rich text={wanted.sentence} />
      </td>
      <td role="gridcell" className="c-svc sub">
        <Marks row={row} />
        {service === null ? say.noService : <Rich text={service} />}
      </td>
      <td role="gridcell" className="c-age up">
        {row.createdAt === null ? "" : words.time.ageOf(row.createdAt, now)}
      </td>
      <td role="gridcell" className={row.stale ? "c-upd sub late" : "c-upd sub"}>
        {row.stale ? say.asOf(row.readAt, now) : row.updatedAt === null ? "" : words.time.ageOf(row.updatedAt, now)}
      </td>
    </>
  );
});

export const blank = <span className="skeleton" />;
