import { createContext, useContext, useSyncExternalStore } from "react";
import type { Code, DraftSlot, DraftsView, WireError } from "../../platform/bindings";
import { type Ask, asWireError } from "../../platform/transport";
import { useAsking } from "../../platform/use-asking";
import type { Memory } from "../frame/memory";
import { type Kind, keyOf, kindsOf, nameOf, understood, written } from "./written";

/** After the last key: then it is written down. */
const PAUSE_MILLIS = 300;
/** After the first key that is not written down yet, however fast the next ones come. */
const AT_LATEST_MILLIS = 700;
/** When what could not be written is tried again. */
const AGAIN_MILLIS = 5000;
/** How long leaving and sending wait for what is being written. */
const FLUSH_MILLIS = 1000;
/** How long a form waits for what was typed into it before. */
const READING_MILLIS = 1000;

/** What was found of an earlier time. */
export type Found = {
  /** Whether forms can be shown: what belongs into them is there, or is not waited for any longer. */
  ready: boolean;
  /** How many drafts could not be read. */
  unreadable: number;
  /** Why none could be read. */
  problem: WireError | null;
};

/** No draft is written like this. */
const NOT_KNOWN = "";

/** What may go well the next time by itself. What is too long or too much does not. */
const PASSING: readonly Code[] = ["not_kept", "disk_full", "disk_read_only"];
const isPassing = ({ code }: WireError): boolean => PASSING.includes(code);

const NOT_LOOKED: Found = { ready: false, unreadable: 0, problem: null };

// biome-ignore lint/suspicious/noExplicitAny: a kind reads and writes values of its own type only
type AnyKind = Kind<any>;

/** One draft and how it is being written down. */
type Line = {
  kind: AnyKind;
  key: string;
  slot: DraftSlot;
  /** What the program has of it: `null` nothing, and `NOT_KNOWN` after a write that failed. */
  has: string | null;
  /** Since when something is not written down. */
  since: number | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  underWay: Promise<void> | null;
};

/**
 * Writes down what is typed while it is typed, and brings it back after a restart. One draft has one write under way at a
 * time, so that an older one never comes after a newer one. It sends nothing to the service.
 */
export class Keeping {
  readonly #memory: Memory;
  readonly #ask: Ask;
  readonly #kinds: ReturnType<typeof kindsOf>;
  readonly #listeners = new Set<() => void>();
  readonly #lines = new Map<string, Line>();
  #found = NOT_LOOKED;
  /** Ends what belongs to the connection that is open. */
  #end: (() => void) | null = null;
  #round = 0;
  #connection: string | null = null;
  #survive = false;

  constructor(memory: Memory, ask: Ask) {
    this.#memory = memory;
    this.#ask = ask;
    this.#kinds = kindsOf(memory);
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly found = (): Found => this.#found;

  /**
   * Follows the connection. What leaving it takes out of this window is not thereby discarded. Once what was kept can be
   * opened, it is looked for again.
   */
  follow(connection: string | null, survive: boolean): void {
    const opened = survive && !this.#survive;
    this.#survive = survive;
    if (connection !== null && connection === this.#connection) {
      // One that is under way is answered after that.
      if (opened && this.#found.ready) this.lookAgain();
      return;
    }
    this.#connection = connection;
    this.#stop();
    this.#memory.follow(connection);
    if (connection !== null) this.#start();
  }

  /** The window goes: nothing is written any more but what is under way. */
  stop(): void {
    this.#connection = null;
    this.#stop();
  }

  /** Writes at once what is not written yet. Ends when it is, or will not be in time. */
  async flush(): Promise<void> {
    const waiting = [...this.#lines.values()].filter((line) => line.since !== null || line.underWay !== null);
    if (waiting.length === 0) return;
    const all = Promise.all(waiting.map((line) => this.#write(line)));
    await Promise.race([all, new Promise((enough) => setTimeout(enough, FLUSH_MILLIS))]);
  }

  /** A draft is about to be sent. That is written down first, so that nobody says later that it was not. */
  async willSend(slot: DraftSlot): Promise<void> {
    this.#setTried(slot, true);
    await this.flush();
  }

  /** It was not taken, and that is certain. */
  wasNotSent(slot: DraftSlot): void {
    this.#setTried(slot, false);
  }

  /** Looks once more for what was typed before. */
  lookAgain(): void {
    if (this.#end !== null) this.#look();
  }

  /** What was said of unreadable drafts was read. */
  wasRead(): void {
    this.#tell({ ...this.#found, unreadable: 0 });
  }

  #start(): void {
    const ends = Object.values(this.#kinds).map((kind: AnyKind) => {
      let seen = kind.keep.entries();
      return kind.keep.subscribe(() => {
        const now = kind.keep.entries();
        for (const [key, value] of now) if (seen.get(key) !== value) this.#changed(kind, key);
        for (const key of seen.keys()) if (!now.has(key)) this.#changed(kind, key);
        seen = now;
      });
    });
    const flush = () => this.flush();
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    this.#end = () => {
      for (const end of ends) end();
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
    };
    this.#tell(NOT_LOOKED);
    this.#look();
  }

  #stop(): void {
    this.#round += 1;
    this.#end?.();
    this.#end = null;
    for (const line of this.#lines.values()) clearTimeout(line.timer);
    this.#lines.clear();
  }

  async #look(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const current = () => round === this.#round;
    const late = setTimeout(() => current() && this.#tell({ ...this.#found, ready: true }), READING_MILLIS);
    try {
      const view = await this.#ask("read_drafts", {});
      if (current()) this.#tell({ ready: true, unreadable: view.unreadable + this.#bringBack(view), problem: null });
    } catch (thrown) {
      if (current()) this.#tell({ ...this.#found, ready: true, problem: asWireError(thrown) });
    } finally {
      clearTimeout(late);
    }
    if (!current()) return;
    // What was typed meanwhile, or under the key of before, is not written down yet.
    for (const kind of Object.values(this.#kinds) as AnyKind[]) {
      for (const key of kind.keep.entries().keys()) this.#changed(kind, key);
    }
  }

  /** Puts drafts back where they were typed. Says how many cannot be understood: those are dropped. */
  #bringBack({ drafts }: DraftsView): number {
    let dropped = 0;
    for (const { slot, at, body } of drafts) {
      const kind: AnyKind = this.#kinds[slot.kind];
      const line = this.#line(kind, keyOf(slot));
      const draft = understood(kind, body);
      line.has = body;
      if (draft === null) {
        dropped += 1;
        this.#write(line);
      } else if (kind.isEmpty(kind.keep.get(line.key))) {
        line.has = written(kind, draft.value, draft.tried);
        const name = nameOf(slot);
        const tried = draft.tried || ("sent" in draft.value && draft.value.sent !== null);
        this.#memory.restored.set(name, { at, tried, said: false });
        if (draft.tried) this.#memory.tried.set(name, true);
        kind.keep.set(line.key, draft.value);
      }
    }
    return dropped;
  }

  #line(kind: AnyKind, key: string): Line {
    const slot = kind.slotOf(key);
    const name = nameOf(slot);
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    const line: Line = { kind, key, slot, has: null, since: null, timer: undefined, underWay: null };
    this.#lines.set(name, line);
    return line;
  }

  #setTried(slot: DraftSlot, tried: boolean): void {
    const name = nameOf(slot);
    if (this.#end === null || this.#memory.tried.get(name) === tried) return;
    this.#memory.tried.set(name, tried);
    this.#changed(this.#kinds[slot.kind], keyOf(slot));
  }

  #changed(kind: AnyKind, key: string): void {
    const line = this.#line(kind, key);
    const name = nameOf(line.slot);
    if (kind.isEmpty(kind.keep.get(key))) {
      this.#memory.restored.drop(name);
      this.#memory.tried.drop(name);
    }
    const now = performance.now();
    line.since ??= now;
    this.#later(line, Math.min(PAUSE_MILLIS, line.since + AT_LATEST_MILLIS - now));
  }

  #later(line: Line, millis: number): void {
    clearTimeout(line.timer);
    line.timer = setTimeout(() => this.#write(line), Math.max(0, millis));
  }

  /** Writes a draft as it is now, after what is under way. */
  #write(line: Line): Promise<void> {
    clearTimeout(line.timer);
    const before = line.underWay ?? Promise.resolve();
    const after = before.then(() => this.#writeNow(line));
    const own = after.finally(() => {
      if (line.underWay === own) line.underWay = null;
    });
    line.underWay = own;
    return own;
  }

  async #writeNow(line: Line): Promise<void> {
    const name = nameOf(line.slot);
    const stands = () => this.#lines.get(name) === line;
    if (!stands()) return;
    line.since = null;
    const body = written(line.kind, line.kind.keep.get(line.key), this.#memory.tried.get(name));
    if (body === line.has) {
      this.#memory.notKept.drop(name);
      return;
    }
    try {
      if (body === null) await this.#ask("drop_draft", { slot: line.slot });
      else await this.#ask("keep_draft", { slot: line.slot, body });
      line.has = body;
      if (stands()) this.#memory.notKept.drop(name);
    } catch (thrown) {
      line.has = NOT_KNOWN;
      if (stands()) this.#failed(line, asWireError(thrown), body === null);
    }
  }

  /** The same reason is not said again with every key. Of what was discarded nothing is said: it is no loss. */
  #failed(line: Line, error: WireError, discarded: boolean): void {
    const { notKept } = this.#memory;
    const name = nameOf(line.slot);
    if (discarded) notKept.drop(name);
    else if (notKept.get(name)?.code !== error.code) notKept.set(name, error);
    if (isPassing(error) && line.since === null) this.#later(line, AGAIN_MILLIS);
  }

  #tell(found: Found): void {
    this.#found = found;
    for (const listener of this.#listeners) listener();
  }
}

const KeepingContext = createContext<Keeping | null>(null);
export const KeepingProvider = KeepingContext.Provider;

export function useKeeping(): Keeping {
  const keeping = useContext(KeepingContext);
  if (keeping === null) throw new Error("nothing is kept: render inside KeepingProvider");
  return keeping;
}

export function useFound(keeping: Keeping): Found {
  return useSyncExternalStore(keeping.subscribe, keeping.found);
}

/** Leaving the connection: what was typed last is written down first. */
export function useLeaving() {
  const leave = useAsking("disconnect");
  const keeping = useKeeping();
  const { run } = leave;
  return {
    ...leave,
    run: async (args: { forgetKey: boolean }) => {
      await keeping.flush();
      return run(args);
    },
  };
}
