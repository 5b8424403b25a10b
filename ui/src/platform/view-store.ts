import type { ViewBody, ViewMessage, ViewSpec, WireError } from "./bindings";
import { asWireError, type Transport } from "./transport";

/** What a view was told last, and when: links count down from the moment their message came. */
export type Told<T> = {
  /** `undefined` until the first message. */
  value: T | undefined;
  /** `performance.now()` of the newest message. */
  at: number;
  /** Why the view could not be opened. */
  problem: WireError | null;
};

/** How long a view stays open after the last screen let go: a screen that follows shows the same case at once. */
const LINGER_MILLIS = 250;
/** How long a view that was opened ahead is held for the screen it is for. */
const AHEAD_MILLIS = 2000;

let lastNumber = 0;

/**
 * One view, opened while somebody looks at it. Messages carry a revision; one that is not newer than the newest seen is
 * dropped, so that a slow message cannot overwrite a newer one.
 */
export abstract class ViewStore<T> {
  protected readonly transport: Transport;
  readonly #reduce: (before: T | undefined, body: ViewBody) => T | undefined;
  readonly #listeners = new Set<() => void>();
  #told: Told<T> = { value: undefined, at: 0, problem: null };
  #open: { view: number; revision: number } | null = null;
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(transport: Transport, reduce: (before: T | undefined, body: ViewBody) => T | undefined) {
    this.transport = transport;
    this.#reduce = reduce;
  }

  /** What is looked at, as it is opened. */
  protected abstract spec(): ViewSpec;

  /** Something was told, before anybody sees it. */
  protected received(_value: T): void {}

  /** Whether what was told last may be met again by a screen that follows. */
  protected lingers(_value: T): boolean {
    return true;
  }

  /** The view was closed. */
  protected stopped(): void {}

  /** The number of the open view. */
  protected get view(): number | null {
    return this.#open?.view ?? null;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    clearTimeout(this.#closing);
    if (this.#open === null) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      if (this.#mayLinger()) this.#closing = setTimeout(() => this.#stop(), LINGER_MILLIS);
      else this.#stop();
    };
  };

  readonly snapshot = (): Told<T> => this.#told;

  /** Opens the view for a screen that is about to be drawn. Ends with its first message. */
  ahead(): Promise<void> {
    return new Promise((told) => {
      setTimeout(this.subscribe(told), AHEAD_MILLIS);
    });
  }

  #start(): void {
    lastNumber += 1;
    const open = { view: lastNumber, revision: 0 };
    this.#open = open;
    this.transport
      .openView({ view: open.view, spec: this.spec() }, (message) => this.#receive(open, message))
      .catch((thrown) => {
        if (this.#open === open) this.#tell({ ...this.#told, problem: asWireError(thrown) });
      });
  }

  #receive(open: { view: number; revision: number }, message: ViewMessage): void {
    if (this.#open !== open || message.revision <= open.revision) return;
    open.revision = message.revision;
    const value = this.#reduce(this.#told.value, message.body);
    if (value !== undefined) this.received(value);
    this.#tell({ value, at: performance.now(), problem: null });
    if (this.#listeners.size === 0 && !this.#mayLinger()) this.#stop();
  }

  #mayLinger(): boolean {
    return this.#told.value === undefined || this.lingers(this.#told.value);
  }

  #tell(told: Told<T>): void {
    this.#told = told;
    for (const listener of this.#listeners) listener();
  }

  #stop(): void {
    clearTimeout(this.#closing);
    if (this.#open === null) return;
    const { view } = this.#open;
    this.#open = null;
    this.#told = { value: undefined, at: 0, problem: null };
    this.transport.ask("close_view", { view }).catch(() => undefined);
    this.stopped();
  }
}
