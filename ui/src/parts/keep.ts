import { useCallback, useSyncExternalStore } from "react";

/**
 * Values by key that outlive the part of the screen they were typed in: drafts and marks survive errors, navigation and
 * refreshes. Gone with the connection they belong to; `Keeping` writes those down that must outlive it.
 */
export class Keep<T> {
  readonly #values = new Map<string, T>();
  readonly #listeners = new Set<() => void>();
  readonly #empty: T;

  constructor(empty: T) {
    this.#empty = empty;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get(key: string): T {
    return this.#values.get(key) ?? this.#empty;
  }

  /** Every kept value with its key, as it is now. */
  entries(): ReadonlyMap<string, T> {
    return new Map(this.#values);
  }

  values(): readonly T[] {
    return [...this.#values.values()];
  }

  set(key: string, value: T): void {
    this.#values.set(key, value);
    this.#tell();
  }

  drop(key: string): void {
    if (this.#values.delete(key)) this.#tell();
  }

  clear(): void {
    if (this.#values.size === 0) return;
    this.#values.clear();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** One kept value and how to replace it. */
export function useKept<T>(keep: Keep<T>, key: string): [T, (value: T) => void] {
  const value = useSyncExternalStore(keep.subscribe, () => keep.get(key));
  const set = useCallback((next: T) => keep.set(key, next), [keep, key]);
  return [value, set];
}
