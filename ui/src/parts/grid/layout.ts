import type { QueueState } from "../../platform/queue-store";

/** What the layout needs to know of a list: how many lines, and which of them are headings. */
export type Lines = Pick<QueueState, "total" | "cases" | "headings">;

/** The heights the style sheet gives, in pixels. */
export type Measure = { row: number; group: number; head: number; view: number };

/** Where each line stands. Lines have one of two heights, headings and cases; only part of the lines is held. */
export class Layout {
  readonly height: number;
  readonly total: number;
  readonly #headings: readonly number[];
  readonly #row: number;
  readonly #group: number;

  constructor(lines: Lines, row: number, group: number) {
    this.#headings = lines.headings;
    this.#row = row;
    this.#group = group;
    this.total = lines.total;
    this.height = lines.cases * row + lines.headings.length * group;
  }

  /** How far from the top the line begins. */
  top(line: number): number {
    const headings = this.#headings.filter((heading) => heading < line).length;
    return line * this.#row - headings * (this.#row - this.#group);
  }

  /** The line at this distance from the top. */
  lineAt(offset: number): number {
    let [low, high] = [0, Math.max(0, this.total - 1)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.top(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The line of a case by its place in the order: each heading before it moves it one line down. */
  lineOf(index: number): number {
    return this.#headings.reduce((line, heading) => (heading <= line ? line + 1 : line), index);
  }
}
