import type { Code, DraftSlot, DraftsView, WireError } from "../../platform/bindings";
import { type Ask, asWireError } from "../../platform/transport";
import type { Memory } from "../frame/memory";
import { type Kind, keyOf, kindsOf, nameOf, understood, written } from "./written";

/** After the last key: then it is written down. */
const PAUSE_MILLIS = 300;
/** After the first key that is not written down yet, however fast the next ones come. */
const AT_LATEST_MILLIS = 700;
/** When what could not be written is tried again. */
const AGAIN_MILLIS = 5000;
/** How long leaving waits for what is being written. */
const FLUSH_MILLIS = 1000;
/** How long sending waits until it is written down that it may have been sent. */
const MARK_MILLIS = 5000;
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

const nothingSent = (code: Code): WireError => ({ code, message: code, outcome: "nothing_sent" });

/** What did not come in time. */
const LATE = Symbol("late");

/**
 * Why nothing is sent where it could not be written down that it may have been, in the words in which the same disk refuses
 * every other decision. What is too long or too much is not written at all: nobody will say of it that it was not sent.
 */
function refusalOf(came: WireError | null | typeof LATE): WireError | null {
  if (came === LATE) return nothingSent("disk_failing");
  if (came === null || !isPassing(came)) return null;
  return nothingSent(came.code === "not_kept" ? "disk_failing" : came.code);
}

/** What comes within so many milliseconds, or that nothing did. */
async function within<T>(millis: number, coming: Promise<T>): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((enough) => {
    timer = setTimeout(() => enough(LATE), millis);
  });
  const came = await Promise.race([coming, late]);
  clearTimeout(timer);
  return came;
}

const NOT_LOOKED: Found = { ready: false, unreadable: 0, problem: null };

// biome-ignore lint/suspicious/noExplicitAny: a kind reads and writes values of its own type only
type AnyKind = Kind<any>;

/** What came of a write: nothing, where it went well, else why not. */
type Write = WireError | null;

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
  underWay: Promise<Write> | null;
  /** Whether what is kept there cannot be understood. It stays until something else is typed there, or it is discarded. */
  strange: boolean;
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
    await within(FLUSH_MILLIS, Promise.all(waiting.map((line) => this.#write(line))));
  }

  /**
   * A draft is about to be sent. That is written down first, so that nobody says later that it was not: `null` once it is,
   * and where such a draft is not written at all. Else it must not be sent, and why; the mark is taken back.
   *
   * Answers say themselves what was sent of them, before this is called.
   */
  async willSend(slot: DraftSlot): Promise<WireError | null> {
    const connected = this.#end;
    if (connected === null) return nothingSent("not_connected");
    const marked = slot.kind !== "answers";
    const before = this.#memory.tried.get(nameOf(slot));
    if (marked) this.#setTried(slot, true);
    const came = await within(MARK_MILLIS, this.#write(this.#line(this.#kinds[slot.kind], keyOf(slot))));
    if (this.#end !== connected) return nothingSent("not_connected");
    const refusal = refusalOf(came);
    if (refusal !== null && marked) this.#setTried(slot, before);
    return refusal;
  }

  /** It was not taken, and that is certain. */
  wasNotSent(slot: DraftSlot): void {
    this.#setTried(slot, false);
  }

  /** Where drafts are written was begun anew: everything that is typed goes there. */
  writeAnew(): void {
    for (const line of this.#lines.values()) {
      if (line.has === null) continue;
      line.has = NOT_KNOWN;
      this.#changed(line.kind, line.key);
    }
  }

  /** Looks once more for what was typed before. */
  lookAgain(): void {
    if (this.#end !== null) this.#look();
  }

  /** What was said of unreadable drafts was read. */
  wasRead(): void {
    this.#tell({ ...this.#found, unreadable: 0 });
  }

  /** Throws away what cannot be read, here or in the program. Says why not, where it is still there. */
  async discardUnreadable(): Promise<WireError | null> {
    const connected = this.#end;
    const strange = [...this.#lines.values()].filter((line) => line.strange);
    const came = await Promise.all(strange.map((line) => this.#afterOthers(line, () => this.#dropStrange(line))));
    const error = came.find((one) => one !== null) ?? (await this.#asked(this.#ask("drop_unreadable_drafts", {})));
    if (error === null && this.#end === connected) this.wasRead();
    return error;
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

  /** Puts drafts back where they were typed. Says how many cannot be understood: those stay where they are. */
  #bringBack({ drafts }: DraftsView): number {
    let strange = 0;
    for (const { slot, at, body } of drafts) {
      const kind: AnyKind = this.#kinds[slot.kind];
      const line = this.#line(kind, keyOf(slot));
      const draft = understood(kind, body);
      line.has = body;
      line.strange = draft === null;
      if (draft === null) {
        strange += 1;
        // Of what is typed here it has nothing: while that is nothing either, there is nothing to write.
        line.has = null;
      } else if (kind.isEmpty(kind.keep.get(line.key))) {
        line.has = written(kind, draft.value, draft.tried);
        const name = nameOf(slot);
        const tried = draft.tried || ("sent" in draft.value && draft.value.sent !== null);
        this.#memory.restored.set(name, { at, tried, said: false });
        if (draft.tried) this.#memory.tried.set(name, true);
        kind.keep.set(line.key, draft.value);
      }
    }
    return strange;
  }

  #line(kind: AnyKind, key: string): Line {
    const slot = kind.slotOf(key);
    const name = nameOf(slot);
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    const line: Line = { kind, key, slot, has: null, since: null, timer: undefined, underWay: null, strange: false };
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
  #write(line: Line): Promise<Write> {
    clearTimeout(line.timer);
    return this.#afterOthers(line, () => this.#writeNow(line));
  }

  /** One at a time for each draft, in the order they were asked for. */
  #afterOthers(line: Line, write: () => Promise<Write>): Promise<Write> {
    const own = (line.underWay ?? Promise.resolve(null)).then(write).finally(() => {
      if (line.underWay === own) line.underWay = null;
    });
    line.underWay = own;
    return own;
  }

  async #writeNow(line: Line): Promise<Write> {
    const name = nameOf(line.slot);
    const stands = () => this.#lines.get(name) === line;
    if (!stands()) return null;
    line.since = null;
    const body = written(line.kind, line.kind.keep.get(line.key), this.#memory.tried.get(name));
    if (body === line.has) {
      this.#memory.notKept.drop(name);
      return null;
    }
    const { slot } = line;
    const error = await this.#asked(
      body === null ? this.#ask("drop_draft", { slot }) : this.#ask("keep_draft", { slot, body }),
    );
    line.has = error === null ? body : NOT_KNOWN;
    if (error === null) line.strange = false;
    if (stands()) {
      if (error === null) this.#memory.notKept.drop(name);
      else this.#failed(line, error, body === null);
    }
    return error;
  }

  /** Only what still cannot be understood: something may have been typed in its place since. */
  async #dropStrange(line: Line): Promise<Write> {
    if (!line.strange) return null;
    const error = await this.#asked(this.#ask("drop_draft", { slot: line.slot }));
    if (error === null) line.strange = false;
    return error;
  }

  async #asked(answer: Promise<unknown>): Promise<Write> {
    try {
      await answer;
      return null;
    } catch (thrown) {
      return asWireError(thrown);
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
