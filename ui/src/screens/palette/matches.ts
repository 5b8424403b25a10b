/** Without capitals and accents. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const wordsOf = (typed: string): string[] =>
  folded(typed)
    .split(/\s+/)
    .filter((word) => word !== "");

/** Whether every word typed starts a word of the text. */
export function matches(text: string, typed: string): boolean {
  const starts = folded(text).split(/[^\p{L}\p{N}]+/u);
  return wordsOf(typed).every((word) => starts.some((start) => start.startsWith(word)));
}

/** The part of a text that a typed word is found in, where it stands there letter by letter: from and to. */
export function partFound(text: string, typed: string): readonly [number, number] | null {
  const among = text.toLowerCase();
  // What changes its length with its capitals cannot be pointed at.
  if (among.length !== text.length) return null;
  for (const word of typed.toLowerCase().split(/\s+/)) {
    const at = word === "" ? -1 : among.indexOf(word);
    if (at >= 0) return [at, at + word.length];
  }
  return null;
}
