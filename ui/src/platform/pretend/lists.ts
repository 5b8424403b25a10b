import type {
  QueueChange,
  QueueItem,
  QueueMessage,
  QueueSpec,
  RowView,
  StepCode,
  TurnCode,
  TurnCount,
  ViewWindow,
} from "../bindings";
import { isFound } from "./people";
import { stepOf } from "./samples";

export const STEPS: readonly StepCode[] = ["finish_at_portal", "review_and_accept", "answer_or_attach", "tell_collate"];
export const TURNS: readonly TurnCode[] = ["yours", "collate", "payer", "done", "stopped", "unknown"];

/** The lines of a list as they belong now: the clinic's by step, the rest together, the oldest first. */
function linesOf(rows: readonly RowView[], spec: QueueSpec): QueueItem[] {
  const { turn, step, search } = spec;
  const shown = rows
    .filter((row) => row.turn === turn && (step === null || stepOf(row.wanted) === step))
    .filter((row) => search === "" || isFound(row, search))
    .sort((one, other) => (one.createdAt ?? "").localeCompare(other.createdAt ?? "") || one.id.localeCompare(other.id));
  const lines: QueueItem[] = [];
  for (const group of turn === "yours" ? STEPS : [null]) {
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
const placeOf = (row: RowView): string => `${stepOf(row.wanted)} ${row.createdAt}`;

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

  /** The lines asked for last. */
  rows(rows: readonly RowView[]): QueueMessage {
    const { first, items } = this.#window();
    const change: QueueChange = { kind: "rows", first, items };
    return { waiting: this.#waiting(linesOf(rows, this.spec)), elsewhere: elsewhereOf(rows, this.spec), change };
  }

  #reset(lines: QueueItem[], elsewhere: TurnCount[]): QueueMessage {
    this.#lines = lines;
    const cases = lines.flatMap((line) => (line.kind === "case" ? [line.row] : []));
    this.#places = new Map(cases.map((row) => [row.id, placeOf(row)]));
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
      if (left.get(line.row.id) !== placeOf(line.row)) waiting += 1;
      left.delete(line.row.id);
    }
    return waiting + left.size;
  }
}
