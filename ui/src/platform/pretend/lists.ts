import type {
  FacetCode,
  FacetsView,
  FacetView,
  QueueChange,
  QueueItem,
  QueueMessage,
  QueueSort,
  QueueSpec,
  RowView,
  SortCode,
  StepCode,
  TurnCode,
  TurnCount,
  ViewWindow,
} from "../bindings";
import { isFound } from "./people";
import { STATUSES, stepOf } from "./samples";

export const STEPS: readonly StepCode[] = ["finish_at_portal", "review_and_accept", "answer_or_attach", "tell_collate"];
export const TURNS: readonly TurnCode[] = ["yours", "collate", "payer", "done", "stopped", "unknown"];

const DAY_MILLIS = 24 * 60 * 60 * 1000;

/** What a case has of a facet. The pretend payers' ids are their names. */
function facetValue(row: RowView, facet: FacetCode): string | null {
  const { wanted } = row;
  switch (facet) {
    case "step":
      return stepOf(wanted);
    case "status":
      return wanted.kind === "unknown_status" ? wanted.status : STATUSES[row.turn];
    case "outcome":
      return wanted.kind === "ended" ? wanted.outcome : null;
    case "payer":
      return row.payer;
    case "provider":
      return row.providerNpi;
    case "service":
      return row.serviceCode;
  }
}

/** Whether a search and a filter let a case through; one facet may be left out, to count it. */
function isLetThrough(row: RowView, spec: QueueSpec, without?: FacetCode): boolean {
  if (row.turn !== spec.turn || (spec.search !== "" && !isFound(row, spec.search))) return false;
  if (spec.step !== null && stepOf(row.wanted) !== spec.step) return false;
  const age = Date.now() - Date.parse(row.updatedAt ?? "");
  if (
    spec.updated === "before"
      ? !(age > 7 * DAY_MILLIS)
      : spec.updated !== null && !(age <= (spec.updated === "day" ? 1 : 7) * DAY_MILLIS)
  ) {
    return false;
  }
  return spec.filter.every(({ facet, values }) => facet === without || values.includes(facetValue(row, facet)));
}

const FACETS: readonly FacetCode[] = ["step", "status", "outcome", "payer", "service", "provider"];

function facetOf(rows: readonly RowView[], spec: QueueSpec, facet: FacetCode): FacetView {
  const chosen = spec.filter.find((choice) => choice.facet === facet)?.values ?? [];
  const counts = new Map<string | null, number>(chosen.map((value) => [value, 0]));
  for (const row of rows) {
    if (!isLetThrough(row, spec, facet)) continue;
    const value = facetValue(row, facet);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const place = (value: string | null) =>
    value === null ? 1e9 : facet === "step" ? STEPS.indexOf(value as StepCode) : 0;
  const values = [...counts].map(([value, cases]) => ({ value, label: null, cases }));
  values.sort((one, other) => place(one.value) - place(other.value) || other.cases - one.cases);
  return { facet, values };
}

/** What a case is sorted by; by step the lines are grouped first. */
function sortedBy(row: RowView, by: SortCode): string | null {
  const own = {
    step: row.createdAt,
    age: row.createdAt,
    changed: row.updatedAt,
    payer: row.payer,
    patient: row.patient,
  };
  return by === "status" ? facetValue(row, "status") : own[by];
}

/** One before the other in an order: what was not returned last, what is equal by age and then by id. */
function compare(one: RowView, other: RowView, { by, descending }: QueueSort): number {
  const [a, b] = [sortedBy(one, by), sortedBy(other, by)];
  if (a === null || b === null) {
    if (a !== b) return a === null ? 1 : -1;
  } else if (a !== b) return a.localeCompare(b) * (descending && by !== "step" ? -1 : 1);
  return (one.createdAt ?? "").localeCompare(other.createdAt ?? "") || one.id.localeCompare(other.id);
}

/** The lines of a list as they belong now: sorted by step under headings, otherwise together. */
function linesOf(rows: readonly RowView[], spec: QueueSpec): QueueItem[] {
  const shown = rows.filter((row) => isLetThrough(row, spec)).sort((one, other) => compare(one, other, spec.sort));
  const lines: QueueItem[] = [];
  const steps = spec.sort.descending ? [...STEPS].reverse() : STEPS;
  for (const group of spec.turn === "yours" && spec.sort.by === "step" ? steps : [null]) {
    const members = shown.filter((row) => group === null || stepOf(row.wanted) === group);
    if (group !== null && members.length > 0) lines.push({ kind: "group", step: group, cases: members.length });
    lines.push(...members.map((row): QueueItem => ({ kind: "case", row })));
  }
  return lines;
}

/** Cases the words are found in that stand in other lists. */
function elsewhereOf(rows: readonly RowView[], { turn, step, search }: QueueSpec): TurnCount[] {
  if (search === "") return [];
  const found = rows.filter((row) => isFound(row, search));
  const others = found.filter((row) => row.turn !== turn || (step !== null && stepOf(row.wanted) !== step));
  return TURNS.map((of) => ({ turn: of, cases: others.filter((row) => row.turn === of).length })).filter(
    (count) => count.cases > 0,
  );
}

/** What gives a row its place: where it is as it was, the row did not move. */
const placeOf = (row: RowView, by: SortCode): string =>
  JSON.stringify([by === "step" ? stepOf(row.wanted) : null, sortedBy(row, by), row.createdAt]);

/**
 * One open list, told the way the program tells it: what changed in place at once, what came, moved or left only when it is
 * taken. A list that shows nothing takes what comes.
 */
export class PretendList {
  readonly spec: QueueSpec;
  window: ViewWindow;
  #lines: QueueItem[] | null = null;
  /** What gave each case its place, when lines were moved last. */
  #places = new Map<string, string>();
  #counts = "";

  constructor(spec: QueueSpec, window: ViewWindow) {
    this.spec = spec;
    this.window = window;
  }

  /** What is different; `null` where nothing is. */
  refresh(rows: readonly RowView[], takes: boolean): QueueMessage | null {
    const elsewhere = elsewhereOf(rows, this.spec);
    const now = linesOf(rows, this.spec);
    const waiting = this.#waiting(now);
    const told = this.#lines;
    if (told === null || told.length === 0 || (takes && waiting > 0)) return this.#reset(now, elsewhere);
    const known = new Map(rows.map((row) => [row.id, row]));
    const { first, count } = this.window;
    const items: [number, QueueItem][] = [];
    for (const [index, line] of told.entries()) {
      const row = line.kind === "case" ? known.get(line.row.id) : undefined;
      if (line.kind === "group" || row === undefined || row === line.row) continue;
      told[index] = { kind: "case", row };
      if (index >= first && index < first + count) items.push([index, { kind: "case", row }]);
    }
    const counts = JSON.stringify([waiting, elsewhere]);
    if (items.length === 0 && counts === this.#counts) return null;
    this.#counts = counts;
    return { waiting, elsewhere, change: { kind: "patch", items } };
  }

  /** How many cases each choice of the filter would show. */
  facets(rows: readonly RowView[]): FacetsView {
    return { facets: FACETS.map((facet) => facetOf(rows, this.spec, facet)) };
  }

  /** The lines asked for last. */
  rows(rows: readonly RowView[]): QueueMessage {
    const { first, items } = this.#window();
    const change: QueueChange = { kind: "rows", first, items };
    return { waiting: this.#waiting(linesOf(rows, this.spec)), elsewhere: elsewhereOf(rows, this.spec), change };
  }

  #reset(lines: QueueItem[], elsewhere: TurnCount[]): QueueMessage {
    this.#lines = lines;
    const cases = lines.flatMap((line) => (line.kind === "case" ? [line.row] : []));
    this.#places = new Map(cases.map((row) => [row.id, placeOf(row, this.spec.sort.by)]));
    this.#counts = JSON.stringify([0, elsewhere]);
    const headings = lines.flatMap((line, index) => (line.kind === "group" ? [index] : []));
    const ids = cases.map((row) => row.id);
    const change: QueueChange = {
      kind: "reset",
      spec: this.spec,
      total: lines.length,
      cases: ids.length,
      ...this.#window(),
      ids,
      headings,
    };
    return { waiting: 0, elsewhere, change };
  }

  #window(): { first: number; items: QueueItem[] } {
    const lines = this.#lines ?? [];
    const first = Math.min(this.window.first, lines.length);
    return { first, items: lines.slice(first, first + this.window.count) };
  }

  /** How many cases will come, move or leave. */
  #waiting(now: readonly QueueItem[]): number {
    const left = new Map(this.#places);
    let waiting = 0;
    for (const line of now) {
      if (line.kind === "group") continue;
      if (left.get(line.row.id) !== placeOf(line.row, this.spec.sort.by)) waiting += 1;
      left.delete(line.row.id);
    }
    return waiting + left.size;
  }
}
