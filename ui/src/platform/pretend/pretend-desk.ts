import type {
  CaseView,
  Code,
  Commands,
  DeskView,
  FoundCases,
  LiveSessionView,
  OpenView,
  Outcome,
  PackageView,
  PreflightView,
  QueueItem,
  RowView,
  ShowFile,
  Started,
  StepCode,
  TurnCode,
  TurnCount,
  ViewBody,
  ViewMessage,
  ViewSpec,
  WireError,
} from "../bindings";
import type { Answer, Args, CommandName, Transport } from "../transport";
import { carriesOut } from "./carries-out";
import { PretendDrafts } from "./drafts";
import { isFound } from "./people";
import { aPicture } from "./picture";
import { aDesk, aStart, rowOfCase, stepOf } from "./samples";

type Handlers = { [N in CommandName]?: (args: Args<N>) => Answer<N> | Promise<Answer<N>> };
type Open = { view: number; spec: ViewSpec; revision: number; told: (message: ViewMessage) => void };

const STEPS: readonly StepCode[] = ["finish_at_portal", "review_and_accept", "answer_or_attach", "tell_collate"];
const TURNS: readonly TurnCode[] = ["yours", "collate", "payer", "done", "stopped", "unknown"];

/** An error as the program sends it. */
export function wireError(code: Code, outcome?: Outcome, requestId?: string): WireError {
  return { code, message: code, ...(outcome ? { outcome } : {}), ...(requestId ? { requestId } : {}) };
}

/**
 * A desk in memory: it keeps cases, works out lists and windows the way the program does, and carries commands out in
 * the simplest way that is true. A test may put another answer in the place of any command, and reads what was asked.
 */
export class PretendDesk implements Transport {
  /** Everything that was asked, in order. */
  readonly calls: { [N in CommandName]: { name: N; args: Args<N> } }[CommandName][] = [];
  /** Files that were asked for, in order. */
  readonly shown: ShowFile[] = [];
  /** What a file holds: a test may put another answer here. */
  file: (args: ShowFile) => ArrayBuffer | Promise<ArrayBuffer> = aPicture;
  /** Whether what takes time goes on by itself: for looking, not for tests. */
  alive = false;
  /** Every view that was opened, in order. */
  readonly opened: ViewSpec[] = [];
  started: Started = aStart();
  desk: DeskView = aDesk();
  preflight: Partial<PreflightView> = {};
  session: Partial<LiveSessionView> = {};
  /** What is typed and kept: a test hands it on to the next run. */
  drafts = new PretendDrafts();
  readonly cases = new Map<string, CaseView>();
  readonly packages = new Map<string, PackageView>();
  readonly #rows = new Map<string, RowView>();
  readonly #handlers: Handlers = {};
  readonly #open = new Map<number, Open>();
  readonly #orders = new Map<string, readonly QueueItem[]>();

  /** Another answer for a command. */
  on<N extends CommandName>(name: N, handler: (args: Args<N>) => Answer<N> | Promise<Answer<N>>): this {
    (this.#handlers as Record<string, unknown>)[name] = handler;
    return this;
  }

  /** A command that comes to nothing. */
  fails(name: CommandName, error: WireError): this {
    return this.on(name, () => Promise.reject(error));
  }

  asked<N extends CommandName>(name: N): Args<N>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.args as Args<N>);
  }

  async ask<N extends CommandName>(name: N, args: Args<N>): Promise<Answer<N>> {
    this.calls.push({ name, args } as (typeof this.calls)[number]);
    await Promise.resolve();
    const handler = this.#handlers[name] as ((args: Args<N>) => Answer<N> | Promise<Answer<N>>) | undefined;
    return handler === undefined ? (carriesOut(this, name, args) as Answer<N>) : handler(args);
  }

  async showFile(args: ShowFile): Promise<ArrayBuffer> {
    this.shown.push(args);
    await Promise.resolve();
    return this.file(args);
  }

  async openView(open: OpenView, told: (message: ViewMessage) => void): Promise<void> {
    await Promise.resolve();
    const view: Open = { ...open, revision: 0, told };
    this.opened.push(open.spec);
    this.#open.set(open.view, view);
    this.#tell(view);
  }

  closeView(view: number): void {
    this.#open.delete(view);
  }

  setWindow({ view, window }: Commands["set_window"]["args"]): void {
    const open = this.#open.get(view);
    if (open?.spec.kind !== "queue") return;
    open.spec = { ...open.spec, window };
    const lines = this.#lines(open.spec.turn, open.spec.step, open.spec.search);
    const first = Math.min(window.first, lines.length);
    const items = lines.slice(first, first + window.count);
    this.#say(open, { kind: "queue", queue: { kind: "rows", first, items } });
  }

  /** What is found in every list. */
  find(text: string): FoundCases {
    const found = text.trim() === "" ? [] : [...this.#rows.values()].filter((row) => isFound(row, text));
    return { rows: found.slice(0, 12), cases: found.length, searched: this.#rows.size };
  }

  /** Puts cases in, in place of older ones, and tells every view. */
  put(...views: CaseView[]): this {
    for (const view of views) {
      this.cases.set(view.id, view);
      this.#rows.set(view.id, rowOfCase(view));
    }
    this.#changed();
    return this;
  }

  /** Puts rows in that have no case behind them: for long lists. */
  putRows(rows: readonly RowView[]): this {
    for (const row of rows) this.#rows.set(row.id, row);
    this.#changed();
    return this;
  }

  setDesk(desk: Partial<DeskView>): this {
    this.desk = { ...this.desk, ...desk };
    this.#changed();
    return this;
  }

  change(id: string, change: (view: CaseView) => Partial<CaseView>): void {
    const view = this.cases.get(id);
    if (view !== undefined) this.put({ ...view, ...change(view) });
  }

  #changed(): void {
    this.#orders.clear();
    const count = (keep: (row: RowView) => boolean) => [...this.#rows.values()].filter(keep).length;
    this.desk = {
      ...this.desk,
      turns: TURNS.map((turn) => ({ turn, cases: count((row) => row.turn === turn) })),
      steps: STEPS.map((step) => ({
        step,
        cases: count((row) => row.turn === "yours" && stepOf(row.wanted) === step),
      })),
      sync: { ...this.desk.sync, cases: this.#rows.size },
    };
    for (const view of this.#open.values()) this.#tell(view);
  }

  #tell(open: Open): void {
    this.#say(open, this.#body(open.spec));
  }

  #say(open: Open, body: ViewBody): void {
    open.revision += 1;
    open.told({ revision: open.revision, body });
  }

  #body(spec: ViewSpec): ViewBody {
    switch (spec.kind) {
      case "desk":
        return { kind: "desk", desk: this.desk };
      case "case":
        return { kind: "case", case: this.cases.get(spec.case) ?? null };
      case "queue": {
        const lines = this.#lines(spec.turn, spec.step, spec.search);
        const ids = lines.flatMap((line) => (line.kind === "case" ? [line.row.id] : []));
        const items = lines.slice(spec.window.first, spec.window.first + spec.window.count);
        const first = Math.min(spec.window.first, lines.length);
        const headings = lines.flatMap((line, index) => (line.kind === "group" ? [index] : []));
        const [total, cases] = [lines.length, ids.length];
        const elsewhere = this.#elsewhere(spec.turn, spec.step, spec.search);
        return { kind: "queue", queue: { kind: "reset", total, cases, first, items, ids, headings, elsewhere } };
      }
    }
  }

  /** Cases the words are found in that stand in other lists. */
  #elsewhere(turn: TurnCode, step: StepCode | null, search: string): TurnCount[] {
    if (search === "") return [];
    const found = [...this.#rows.values()].filter((row) => isFound(row, search));
    const others = found.filter((row) => row.turn !== turn || (step !== null && stepOf(row.wanted) !== step));
    return TURNS.map((of) => ({ turn: of, cases: others.filter((row) => row.turn === of).length })).filter(
      (count) => count.cases > 0,
    );
  }

  #lines(turn: TurnCode, step: StepCode | null, search: string): readonly QueueItem[] {
    const key = `${turn}/${step}/${search}`;
    const known = this.#orders.get(key);
    if (known !== undefined) return known;
    const rows = [...this.#rows.values()]
      .filter((row) => row.turn === turn && (step === null || stepOf(row.wanted) === step))
      .filter((row) => search === "" || isFound(row, search))
      .sort(
        (one, other) => (one.createdAt ?? "").localeCompare(other.createdAt ?? "") || one.id.localeCompare(other.id),
      );
    const lines: QueueItem[] = [];
    for (const group of turn === "yours" ? STEPS : [null]) {
      const members = rows.filter((row) => group === null || stepOf(row.wanted) === group);
      if (group !== null && members.length > 0) lines.push({ kind: "group", step: group, cases: members.length });
      lines.push(...members.map((row): QueueItem => ({ kind: "case", row })));
    }
    this.#orders.set(key, lines);
    return lines;
  }
}
