import { describe, expect, test } from "vitest";
import { Layout, type Lines } from "./layout";
import { assignSlots } from "./slots";
import { wantedWindow } from "./window";

/** A list of groups of these sizes. */
function lines(sizes: readonly number[]): Lines {
  const headings: number[] = [];
  let total = 0;
  for (const cases of sizes) {
    headings.push(total);
    total += 1 + cases;
  }
  return { total, cases: total - sizes.length, headings };
}

const whole = new Layout(lines([30, 200, 70, 5]), 48, 32);

describe("lines of two heights", () => {
  test("the whole list is as high as its lines", () => {
    expect(whole.height).toBe(305 * 48 + 4 * 32);
    expect(whole.top(0)).toBe(0);
    expect(whole.top(1)).toBe(32);
    expect(whole.top(31)).toBe(32 + 30 * 48);
    expect(whole.top(32)).toBe(2 * 32 + 30 * 48);
    expect(whole.top(309)).toBe(whole.height);
  });

  test("the line at an offset is the one drawn there", () => {
    for (let line = 0; line < 309; line += 1) {
      expect(whole.lineAt(whole.top(line))).toBe(line);
      expect(whole.lineAt(whole.top(line) + 20)).toBe(line);
    }
  });

  test("a case stands after the headings before it", () => {
    expect([0, 29, 30, 229, 230, 304].map((index) => whole.lineOf(index))).toEqual([1, 30, 32, 231, 233, 308]);
  });

  test("a list without headings has a line for each case", () => {
    const flat = new Layout({ total: 3, cases: 3, headings: [] }, 48, 32);
    expect([flat.height, flat.lineOf(2), flat.top(2)]).toEqual([144, 2, 96]);
  });
});

describe("the window of lines", () => {
  const asked = { first: 0, count: 100 };
  test("nothing is asked for while the shown lines stay well inside", () => {
    expect(wantedWindow(0, 20, 1000, asked)).toBe(asked);
    expect(wantedWindow(50, 70, 1000, asked)).toBe(asked);
  });
  test("near the edge the pages shown and one on either side are asked for", () => {
    expect(wantedWindow(70, 90, 1000, asked)).toEqual({ first: 0, count: 150 });
    expect(wantedWindow(500, 520, 1000, asked)).toEqual({ first: 450, count: 150 });
    expect(wantedWindow(545, 565, 1000, { first: 450, count: 100 })).toEqual({ first: 450, count: 200 });
  });
  test("the end of the list is no edge", () => {
    const end = { first: 900, count: 100 };
    expect(wantedWindow(980, 1000, 1000, end)).toBe(end);
  });
});

test("a line keeps its row while it is drawn, and rows are used again", () => {
  const one = assignSlots(new Map(), ["a", "b", "c"]);
  const two = assignSlots(one, ["b", "c", "d"]);
  expect([two.get("b"), two.get("c"), two.get("d")]).toEqual([1, 2, 0]);
  const three = assignSlots(two, ["d", "e", "f", "g"]);
  expect(three.get("d")).toBe(0);
  expect(new Set(three.values()).size).toBe(4);
  expect(Math.max(...three.values())).toBe(3);
});
