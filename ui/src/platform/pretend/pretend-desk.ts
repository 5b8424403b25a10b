import type {
  CaseView,
  Code,
  Commands,
  DeskView,
  FacetsView,
  FoundCases,
  LiveSessionView,
  OpenView,
  Outcome,
  PackageView,
  PreflightView,
  RowView,
  ShowFile,
  Started,
  ViewBody,
  ViewMessage,
  ViewSpec,
  WireError,
} from "../bindings";
import type { Answer, Args, CommandName, Transport } from "../transport";
import { carriesOut } from "./carries-out";
import { PretendDrafts } from "./drafts";
import { PretendList, STEPS, TURNS } from "./lists";
import { isFound } from "./people";
import { aPicture } from "./picture";
import { aDesk, aStart, rowOfCase, stepOf } from "./samples";

type Handlers = { [N in CommandName]?: (args: Args<N>) => Answer<N> | Promise<Answer<N>> };
type Shows = Exclude<ViewSpec, { kind: "queue" }> | PretendList;
type Open = { shows: Shows; revision: number; told: (message: ViewMessage) => void };

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
    const { spec } = open;
    const shows = spec.kind === "queue" ? new PretendList(spec.spec, spec.window) : spec;
    const view: Open = { shows, revision: 0, told };
    this.opened.push(spec);
    this.#open.set(open.view, view);
    this.#tell(view);
  }

  closeView(view: number): void {
    this.#open.delete(view);
  }

  setWindow({ view, window }: Commands["set_window"]["args"]): void {
    this.#withList(view, (list, open) => {
      list.window = window;
      this.#say(open, { kind: "queue", queue: list.rows([...this.#rows.values()]) });
    });
  }

  setViewSpec({ view, spec, window }: Commands["set_view_spec"]["args"]): void {
    this.#withList(view, (_, open) => {
      open.shows = new PretendList(spec, window);
      this.#tell(open);
    });
  }

  takeUpdates({ view }: Commands["take_updates"]["args"]): void {
    this.#withList(view, (_, open) => this.#tell(open, true));
  }

  readFacets({ view }: Commands["read_facets"]["args"]): FacetsView {
    const shows = this.#open.get(view)?.shows;
    return shows instanceof PretendList ? shows.facets([...this.#rows.values()]) : { facets: [] };
  }

  #withList(view: number, act: (list: PretendList, open: Open) => void): void {
    const open = this.#open.get(view);
    if (open?.shows instanceof PretendList) act(open.shows, open);
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

  /** Tells a view what is different for it. A list that is still being read for the first time is filled as it comes. */
  #tell(open: Open, takes = !this.desk.sync.firstSweepDone): void {
    const body = this.#body(open.shows, takes);
    if (body !== null) this.#say(open, body);
  }

  #say(open: Open, body: ViewBody): void {
    open.revision += 1;
    open.told({ revision: open.revision, body });
  }

  #body(shows: Shows, takes: boolean): ViewBody | null {
    if (shows instanceof PretendList) {
      const queue = shows.refresh([...this.#rows.values()], takes);
      return queue === null ? null : { kind: "queue", queue };
    }
    if (shows.kind === "desk") return { kind: "desk", desk: this.desk };
    return { kind: "case", case: this.cases.get(shows.case) ?? null };
  }
}
