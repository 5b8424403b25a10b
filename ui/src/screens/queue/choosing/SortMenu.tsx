import { Drop, ListBox, type ListOption } from "../../../parts/form/ListBox";
import { Icon } from "../../../parts/Icon";
import { useKept } from "../../../parts/keep";
import type { QueueSort, SortCode, TurnCode } from "../../../platform/bindings";
import { type OrderName, useWords } from "../../../words";
import { useMemory } from "../../frame/memory";

const order = (by: SortCode, descending = false): QueueSort => ({ by, descending });

/** Every order by its name. Cases that are not the clinic's have no step: by step is by age there. */
const ORDERS: Record<OrderName, QueueSort> = {
  step: order("step"),
  stepReversed: order("step", true),
  oldest: order("age"),
  newest: order("age", true),
  changed: order("changed", true),
  unchanged: order("changed"),
  payer: order("payer"),
  payerReversed: order("payer", true),
  patient: order("patient"),
  patientReversed: order("patient", true),
  status: order("status"),
  statusReversed: order("status", true),
};
const BY_STEP: readonly OrderName[] = ["step", "stepReversed"];
const BY_STATUS: readonly OrderName[] = ["status", "statusReversed"];

/** The orders that say something about the cases of a turn, the usual one first. */
function namesFor(turn: TurnCode): OrderName[] {
  const names = Object.keys(ORDERS) as OrderName[];
  // Within most turns every case has the same status.
  const byStatus = turn === "stopped" || turn === "unknown";
  return names.filter(
    (name) => (turn === "yours" || !BY_STEP.includes(name)) && (byStatus || !BY_STATUS.includes(name)),
  );
}

const usual = (turn: TurnCode): OrderName => (turn === "yours" ? "step" : "oldest");

export type Sorting = { name: OrderName; sort: QueueSort; choose: (name: OrderName) => void };

/** In which order the cases of a turn stand. Each list has its own, and it goes with the connection. */
export function useSort(turn: TurnCode): Sorting {
  const { orders } = useMemory();
  const [kept, choose] = useKept(orders, turn);
  const name = kept ?? usual(turn);
  return { name, sort: ORDERS[name === "oldest" && turn !== "yours" ? "step" : name], choose };
}

/** What the list is sorted by, and what else it could be. */
export function SortMenu({ turn, sorting }: { turn: TurnCode; sorting: Sorting }) {
  const words = useWords();
  const { label, order: names } = words.sort;
  const options = namesFor(turn).map(
    (name): ListOption => ({ key: name, label: names[name], chosen: name === sorting.name }),
  );
  return (
    <Drop
      atEnd
      className="btn quiet small"
      label={
        <>
          <Icon name="sort" size="s" />
          <span>
            <span className="vh">{label}: </span>
            {names[sorting.name]}
          </span>
        </>
      }
    >
      {(close) => (
        <ListBox
          label={label}
          options={options}
          several={false}
          onChoose={(name) => {
            sorting.choose(name as OrderName);
            close();
          }}
        />
      )}
    </Drop>
  );
}
