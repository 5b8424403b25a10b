import type { ReactNode } from "react";
import type { FactRow } from "../../platform/bindings";
import { useWords } from "../../words";

/** Names and values side by side. `null` values are said to be missing, never left out. */
export function FactList({ facts, missing }: { facts: readonly (readonly [string, ReactNode])[]; missing: string }) {
  return (
    <dl className="facts">
      {facts.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have the same name
        <FactPair key={index} name={name} value={value} missing={missing} />
      ))}
    </dl>
  );
}

function FactPair({ name, value, missing }: { name: string; value: ReactNode; missing: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === null ? <em className="none-returned">{missing}</em> : value}</dd>
    </>
  );
}

/** Whether the path says more than the label: two leaves may be called the same. */
function pathHelps(row: FactRow, labels: ReadonlyMap<string, number>): boolean {
  return (labels.get(row.label) ?? 0) > 1 && row.path !== row.label;
}

/** Leaves of a document of whatever shape, every one of them, in full and selectable. */
export function LeafList({ rows }: { rows: readonly FactRow[] }) {
  const words = useWords();
  const labels = new Map<string, number>();
  for (const row of rows) labels.set(row.label, (labels.get(row.label) ?? 0) + 1);
  return (
    <dl className="facts wide select-all">
      {rows.map((row, index) => {
        const value = words.case.fact(row);
        return (
          <Leaf
            // biome-ignore lint/suspicious/noArrayIndexKey: a path is made of the service's names, which may repeat
            key={index}
            label={row.label}
            path={pathHelps(row, labels) ? row.path : null}
            value={value.text}
            missing={value.missing}
            number={row.kind === "number"}
          />
        );
      })}
    </dl>
  );
}

function Leaf(leaf: { label: string; path: string | null; value: string; missing: boolean; number: boolean }) {
  return (
    <>
      <dt>
        {leaf.label}
        {leaf.path === null ? null : <span className="path id">{leaf.path}</span>}
      </dt>
      <dd>
        {leaf.missing ? (
          <em className="none-returned">{leaf.value}</em>
        ) : leaf.number ? (
          <span className="id">{leaf.value}</span>
        ) : (
          leaf.value
        )}
      </dd>
    </>
  );
}
