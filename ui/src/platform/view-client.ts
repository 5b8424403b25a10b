import type { CaseView, DeskView, QueueItem, RowView, StepCode, TurnCode, TurnCount, ViewBody } from "./bindings";
import type { Transport } from "./transport";
import { ViewStore } from "./view-store";

/** Lines of a page: the window asks for the pages it shows and one on either side. */
export const PAGE = 50;

/** A list as far as the window holds it. */
export type QueueState = {
  /** Lines in all, headings included. */
  total: number;
  /** Cases in all. */
  cases: number;
  /** The index of the first line held. */
  first: number;
  /** The lines held. */
  items: readonly QueueItem[];
  /** Every case in order. */
  ids: readonly string[];
  /** The lines that are headings, in order. */
  headings: readonly number[];
  /** Cases the searched words are found in that stand in other lists. */
  elsewhere: readonly TurnCount[];
  /** Cases that will come, move or leave when updates are taken. */
  waiting: number;
};

function reduceDesk(before: DeskView | undefined, body: ViewBody): DeskView | undefined {
  return body.kind === "desk" ? body.desk : before;
}

function reduceCase(before: CaseView | null | undefined, body: ViewBody): CaseView | null | undefined {
  return body.kind === "case" ? body.case : before;
}

export function reduceQueue(before: QueueState | undefined, body: ViewBody): QueueState | undefined {
  if (body.kind !== "queue") return before;
  const { waiting, elsewhere, change } = body.queue;
  if (change.kind === "reset") {
    const { total, cases, first, items, ids, headings } = change;
    return { total, cases, first, items, ids, headings, elsewhere, waiting };
  }
  if (before === undefined) return before;
  if (change.kind === "rows") return { ...before, first: change.first, items: change.items, elsewhere, waiting };
  return { ...before, items: patched(before, change.items), elsewhere, waiting };
}

/** The lines with those that changed; the same ones where none did, so that nothing is drawn anew. */
function patched(before: QueueState, changed: readonly (readonly [number, QueueItem])[]): readonly QueueItem[] {
  if (changed.length === 0) return before.items;
  const items = [...before.items];
  for (const [index, item] of changed) {
    const at = index - before.first;
    if (at >= 0 && at < items.length) items[at] = item;
  }
  return items;
}

/** The row of a case, when it is among the lines held. */
export function rowOf(queue: QueueState | undefined, id: string | null): RowView | null {
  if (queue === undefined || id === null) return null;
  for (const item of queue.items) if (item.kind === "case" && item.row.id === id) return item.row;
  return null;
}

/** A list that holds something back is opened anew by whoever comes to it: then everything has its place. */
const hasAll = (queue: QueueState): boolean => queue.waiting === 0;

/** Hands out one store per thing looked at, so that two parts of a screen share one view. */
export class ViewClient {
  readonly desk: ViewStore<DeskView>;
  readonly #transport: Transport;
  readonly #queues = new Map<string, ViewStore<QueueState>>();
  readonly #cases = new Map<string, ViewStore<CaseView | null>>();
  /** Of searches, only the one looked at now: words typed long ago are not kept. */
  #search: { key: string; store: ViewStore<QueueState> } | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.desk = new ViewStore(transport, { kind: "desk" }, reduceDesk);
  }

  queue(turn: TurnCode, step: StepCode | null, search = ""): ViewStore<QueueState> {
    const key = `${turn}/${step ?? ""}`;
    const window = { first: 0, count: PAGE };
    const make = () =>
      new ViewStore(this.#transport, { kind: "queue", turn, step, search, window }, reduceQueue, hasAll);
    if (search === "") return held(this.#queues, key, make);
    const searched = `${key}/${search}`;
    if (this.#search?.key !== searched) this.#search = { key: searched, store: make() };
    return this.#search.store;
  }

  case(id: string): ViewStore<CaseView | null> {
    return held(this.#cases, id, () => new ViewStore(this.#transport, { kind: "case", case: id }, reduceCase));
  }
}

function held<S>(stores: Map<string, S>, key: string, make: () => S): S {
  const known = stores.get(key);
  if (known !== undefined) return known;
  const made = make();
  stores.set(key, made);
  return made;
}
