import type { Words } from "../index";
import type { Times } from "../time";

/** The words the window starts with, and those a page brings along. Made once for a catalogue. */
export function adding<T extends object>(own: (time: Times) => T): (words: Words) => Words & T {
  const made = new WeakMap<Words, Words & T>();
  return (words) => {
    const known = made.get(words);
    if (known !== undefined) return known;
    const all = { ...words, ...own(words.time) };
    made.set(words, all);
    return all;
  };
}
