import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import { AS_FROM_THE_START, hintNow, type KeyMap, keysNow } from "./key-map";

export type KeyGroup = "anywhere" | "list" | "case" | "review" | "handoff";

/** A key and what it does. `keys` is one key ("j", "?", "Escape"), a chord ("Ctrl+Enter") or two keys in a row ("g q"). */
export type KeyBinding = {
  keys: string;
  label: string;
  group: KeyGroup;
  /** Shown in the status line; with other caps and words where two keys belong together. */
  hint?: boolean | { keys: string; label: string };
  /** Goes on while the key is held down: for moving, never for what acts. */
  repeats?: boolean;
  run: () => void;
};

/** A key, or something that is only found by its name. */
export type Action = Omit<KeyBinding, "keys"> & { keys: string | null };

/** Two keys in a row count as one within this time. */
const PAIR_MILLIS = 1200;

/** Where two parts want the same key, the one nearer to the work has it. */
const NEARNESS: readonly KeyGroup[] = ["anywhere", "list", "case", "review", "handoff"];

/** The keys of everything that is on screen. */
class Keyboard {
  #sets: { bindings: () => readonly Action[] }[] = [];
  #listeners = new Set<() => void>();
  #list: readonly KeyBinding[] = [];
  #actions: readonly Action[] = [];
  #first: { key: string; at: number } | null = null;
  #map: KeyMap = AS_FROM_THE_START;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.#list;

  readonly actions = () => this.#actions;

  /** From now on keys are as they were set. */
  follow(map: KeyMap): void {
    if (map === this.#map) return;
    this.#map = map;
    this.#changed();
  }

  /** Everything on screen, with the keys it has now. */
  #all(): Action[] {
    return this.#sets.flatMap((set) => set.bindings()).map((action) => this.#own(action));
  }

  #own(action: Action): Action {
    if (!hasKeys(action)) return action;
    const keys = keysNow(this.#map, action.group, action.keys);
    return { ...action, keys, hint: keys === null ? false : hintNow(this.#map, action.group, action.hint) };
  }

  add(bindings: () => readonly Action[]): () => void {
    const set = { bindings };
    this.#sets.push(set);
    this.#changed();
    return () => {
      this.#sets = this.#sets.filter((other) => other !== set);
      this.#changed();
    };
  }

  #changed(): void {
    const nearest = new Map<string, KeyBinding>();
    const named: Action[] = [];
    for (const binding of this.#all()) {
      if (!hasKeys(binding)) {
        named.push(binding);
        continue;
      }
      const key = binding.keys.toLowerCase();
      const other = nearest.get(key);
      if (other === undefined || isNearer(binding, other)) nearest.set(key, binding);
    }
    this.#list = [...nearest.values()];
    this.#actions = [...this.#list, ...named];
    for (const listener of this.#listeners) listener();
  }

  readonly handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
    // A key that is held down presses once: by then the focus may have gone on to another button.
    if (event.repeat && !inField(event.target) && pressesItself(event)) event.preventDefault();
    if (document.querySelector("dialog[open]") !== null) return;
    const chord = event.ctrlKey ? `Ctrl+${event.key}` : event.key;
    if (!event.ctrlKey && (inField(event.target) || pressesItself(event))) return;
    const pair =
      this.#first !== null && event.timeStamp - this.#first.at < PAIR_MILLIS ? `${this.#first.key} ${chord}` : null;
    this.#first = null;
    const binding = (pair === null ? null : this.#find(pair)) ?? this.#find(chord);
    if (binding !== null) {
      event.preventDefault();
      if (binding.repeats || !event.repeat) binding.run();
    } else if (this.#starts(chord)) {
      this.#first = { key: chord, at: event.timeStamp };
    }
  };

  #find(keys: string): KeyBinding | null {
    let found: KeyBinding | null = null;
    for (const binding of this.#all()) {
      if (!hasKeys(binding) || binding.keys.toLowerCase() !== keys.toLowerCase()) continue;
      if (found === null || isNearer(binding, found)) found = binding;
    }
    return found;
  }

  #starts(key: string): boolean {
    return this.#list.some((binding) => binding.keys.startsWith(`${key.toLowerCase()} `));
  }
}

function hasKeys(action: Action): action is KeyBinding {
  return action.keys !== null;
}

function isNearer(one: KeyBinding, other: KeyBinding): boolean {
  return NEARNESS.indexOf(one.group) >= NEARNESS.indexOf(other.group);
}

/** Where a letter is text. A radio or checkbox takes no text, but its own keys are space and the arrows. */
function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "checkbox";
}

/** Enter and space belong to the button or link that has the focus. */
function pressesItself(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  return event.target instanceof Element && event.target.closest("button, a, summary, input") !== null;
}

const KeyboardContext = createContext<Keyboard | null>(null);

export function KeysProvider({ map = AS_FROM_THE_START, children }: { map?: KeyMap; children: ReactNode }) {
  const keyboard = useMemo(() => new Keyboard(), []);
  useLayoutEffect(() => keyboard.follow(map), [keyboard, map]);
  useEffect(() => {
    window.addEventListener("keydown", keyboard.handle);
    return () => window.removeEventListener("keydown", keyboard.handle);
  }, [keyboard]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (keyboard === null) throw new Error("no keyboard: render inside KeysProvider");
  return keyboard;
}

/** The keys of this part while it is on screen. What they do may change with every render; which they are, rarely. */
export function useKeys(bindings: readonly Action[]): void {
  const keyboard = useKeyboard();
  const latest = useRef(bindings);
  latest.current = bindings;
  const which = bindings.map((binding) => `${binding.keys}\n${binding.label}`).join("\n\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew only when the keys or their words change
  useEffect(() => keyboard.add(() => latest.current), [keyboard, which]);
}

/** Every key that works now, for the status line and the help. */
export function useAllKeys(): readonly KeyBinding[] {
  const keyboard = useKeyboard();
  return useSyncExternalStore(keyboard.subscribe, keyboard.snapshot);
}

/** Everything that can be done now, with keys or without, but for moving along. */
export function useAllActions(): readonly Action[] {
  const keyboard = useKeyboard();
  const all = useSyncExternalStore(keyboard.subscribe, keyboard.actions);
  return useMemo(() => all.filter((action) => !action.repeats), [all]);
}

/** Key caps: "g q" is G then Q, "Ctrl+Enter" stays one cap. */
export function KeyCaps({ keys }: { keys: string }) {
  const caps = keys
    .split(" ")
    .map((key) =>
      key.length === 1
        ? key.toUpperCase()
        : key.replace(/\+(.)/, (_, letter: string) => ` ${letter.toUpperCase()}`).replace("Escape", "Esc"),
    );
  return caps.map((cap) => <kbd key={cap}>{cap}</kbd>);
}
