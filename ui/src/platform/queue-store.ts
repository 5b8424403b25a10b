import type {
  FacetsView,
  QueueItem,
  QueueSpec,
  RowView,
  StepCode,
  TurnCode,
  TurnCount,
  ViewBody,
  ViewSpec,
  ViewWindow,
} from "./bindings";
import type { Transport } from "./transport";
import { ViewStore } from "./view-store";

/** Lines of a page: the window asks for the pages it shows and one on either side. */
export const PAGE = 50;

const TOP: ViewWindow = { first: 0, count: PAGE };

/** A list as far as the window holds it. */
export type QueueState = {
  /** What it shows: while something else is being found, what was asked for before. */
  spec: QueueSpec;
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

/** All cases of a turn, or of one of its steps. */
export function specOf(turn: TurnCode, step: StepCode | null): QueueSpec {
  return { turn, step, search: "", filter: [], updated: null, sort: { by: "step", descending: false } };
}

/** A name that two lists share when they show the same. */
export function nameOfSpec({ turn, step, search, filter, updated, sort }: QueueSpec): string {
  const chosen = filter.map(({ facet, values }) => [facet, ...values]);
  return JSON.stringify([turn, step, search, chosen, updated, sort.by, sort.descending]);
}

/** Whether a search or a filter leaves cases out. */
export function isNarrowed(queue: QueueState | undefined): boolean {
  if (queue === undefined) return false;
  const { search, filter, updated } = queue.spec;
  return search !== "" || filter.length > 0 || updated !== null;
}

/** Whether it is all of a list in the usual order. */
export function isPlain({ spec }: QueueState): boolean {
  return nameOfSpec(spec) === nameOfSpec(specOf(spec.turn, spec.step));
}

export function reduceQueue(before: QueueState | undefined, body: ViewBody): QueueState | undefined {
  if (body.kind !== "queue") return before;
  const { waiting, elsewhere, change } = body.queue;
  if (change.kind === "reset") {
    const { kind: _, ...state } = change;
    return { ...state, elsewhere, waiting };
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

/** A list, and how to ask for other lines of it, for something else of it, and for what it holds back. */
export class QueueStore extends ViewStore<QueueState> {
  readonly #plain: QueueSpec;
  #wanted: QueueSpec;
  #window = TOP;
  /** What was asked for and not told yet. One at a time: whoever types fast skips what nobody would have read. */
  #asked: string | null = null;

  constructor(transport: Transport, turn: TurnCode, step: StepCode | null) {
    super(transport, reduceQueue);
    this.#plain = specOf(turn, step);
    this.#wanted = this.#plain;
  }

  /** Shows something else, from the top. Asking for what it shows does nothing. */
  readonly setSpec = (spec: QueueSpec): void => {
    if (nameOfSpec(spec) === nameOfSpec(this.#wanted)) return;
    this.#wanted = spec;
    if (this.view === null) this.#window = TOP;
    else this.#askForSpec();
  };

  /** Wants other lines. Asking for the ones it has does nothing, nor does asking for lines of what is about to go. */
  readonly setWindow = (window: ViewWindow): void => {
    if (this.#asked !== null || (this.#window.first === window.first && this.#window.count === window.count)) return;
    this.#window = window;
    // A list whose view is gone is opened anew with its next subscriber; there is nothing to say to the operator here.
    if (this.view !== null) this.transport.ask("set_window", { view: this.view, window }).catch(() => undefined);
  };

  /** Takes what is held back: lines come, move and leave. */
  readonly take = (): void => {
    if (this.view !== null) this.transport.ask("take_updates", { view: this.view }).catch(() => undefined);
  };

  /** How many cases each choice of the filter would show. */
  readonly facets = (): Promise<FacetsView> =>
    this.view === null ? Promise.resolve({ facets: [] }) : this.transport.ask("read_facets", { view: this.view });

  #askForSpec(): void {
    if (this.view === null || this.#asked !== null) return;
    const spec = this.#wanted;
    const name = nameOfSpec(spec);
    this.#asked = name;
    this.#window = TOP;
    this.transport.ask("set_view_spec", { view: this.view, spec, window: TOP }).catch(() => {
      if (this.#asked === name) this.#asked = null;
    });
  }

  protected override spec(): ViewSpec {
    return { kind: "queue", spec: this.#wanted, window: this.#window };
  }

  protected override received(queue: QueueState): void {
    if (this.#asked === nameOfSpec(queue.spec)) this.#asked = null;
    if (this.#asked === null && nameOfSpec(queue.spec) !== nameOfSpec(this.#wanted)) this.#askForSpec();
  }

  /** A list that holds something back is opened anew by whoever comes to it: then everything has its place. */
  protected override lingers(queue: QueueState): boolean {
    return queue.waiting === 0;
  }

  protected override stopped(): void {
    this.#asked = null;
    // Words that were typed are not kept longer than they are looked at.
    this.#wanted = this.#plain;
  }
}
