import { expect, test } from "vitest";
import { aQuestion } from "../../platform/pretend/requirements";
import { adviceFor, matcherOf } from "./advice";
import { dayOf, numberOf, problemOf } from "./values";

const DAYS: [string, string | null][] = [
  ["2026-11-20", "2026-11-20"],
  ["2026-1-5", "2026-01-05"],
  ["20 Nov 2026", "2026-11-20"],
  ["20 november 2026", "2026-11-20"],
  ["20-Nov-2026", "2026-11-20"],
  ["Nov 20, 2026", "2026-11-20"],
  [" Sept. 3  2026 ", "2026-09-03"],
  ["11/20/2026", "2026-11-20"],
  ["29 Feb 2028", "2028-02-29"],
  ["29 Feb 2026", null],
  ["31/12/2026", null],
  ["11/20/26", null],
  ["20 Nvo 2026", null],
  ["tomorrow", null],
  ["2026-11-20T00:00:00Z", null],
  ["", null],
];

for (const [typed, day] of DAYS) {
  test(`"${typed}" is ${day === null ? "no day" : `the day ${day}`}`, () => expect(dayOf(typed)).toBe(day));
}

const NUMBERS: [string, string | null][] = [
  ["-2.70", "-2.70"],
  ["007", "7"],
  ["+5", "5"],
  [".5", "0.5"],
  ["0.10", "0.10"],
  ["12345678901234567890.123456789", "12345678901234567890.123456789"],
  ["1,000", null],
  ["1.", null],
  ["-", null],
  ["1e5", null],
  ["five", null],
];

for (const [typed, number] of NUMBERS) {
  test(`"${typed}" is ${number === null ? "no number" : `the number ${number}`}`, () =>
    expect(numberOf(typed)).toBe(number));
}

test("only what cannot be written in its type is a problem", () => {
  const options = [{ code: "A", display: "One" }];
  expect(problemOf({ kind: "date", options: [] }, "soon")).toBe("not_a_date");
  expect(problemOf({ kind: "decimal", options: [] }, "x")).toBe("not_a_number");
  expect(problemOf({ kind: "choice", options }, "B")).toBe("not_an_option");
  expect(problemOf({ kind: "choice", options: [] }, "B")).toBeNull();
  expect(problemOf({ kind: "boolean", options: [] }, "maybe")).toBe("not_yes_or_no");
  expect(problemOf({ kind: "unknown", options: [] }, "anything")).toBeNull();
  expect(problemOf({ kind: "date", options: [] }, "  ")).toBeNull();
});

test("a pattern that JavaScript does not read, or that could take for ever, is not tried", () => {
  expect(matcherOf("[A-Z][0-9]{2}")?.test("M05")).toBe(true);
  for (const pattern of ["(?<broken", "(a+)+$", "(a|aa)*b", "(.*)\\1", "((ab)+)*", "a*b*c*d*e", "x".repeat(301)]) {
    expect(matcherOf(pattern), pattern).toBeNull();
  }
});

test("a pattern is tried against the whole value, as text", () => {
  const question = aQuestion("q", "Q", { pattern: "\\d{3}", errorMessage: "Three digits." });
  expect(adviceFor(question, "123")).toEqual([]);
  expect(adviceFor(question, "x123x")).toEqual([{ is: "pattern", pattern: "\\d{3}", message: "Three digits." }]);
  expect(adviceFor({ ...question, pattern: "(?<x" }, "1")).toEqual([{ is: "pattern_unknown", pattern: "(?<x" }]);
});

test("lengths are counted in characters, ranges by value", () => {
  const line = aQuestion("q", "Q", { minLength: 2, maxLength: 3 });
  expect(adviceFor(line, "a")).toEqual([{ is: "too_short", length: 1, bound: 2 }]);
  expect(adviceFor(line, "🙂🙂🙂")).toEqual([]);
  expect(adviceFor(line, "abcd")).toEqual([{ is: "too_long", length: 4, bound: 3 }]);
  const number = aQuestion("q", "Q", { kind: "decimal", min: "-6", max: "2" });
  expect(adviceFor(number, "-10")).toEqual([{ is: "too_small", bound: "-6" }]);
  expect(adviceFor(number, "10")).toEqual([{ is: "too_large", bound: "2" }]);
  expect(adviceFor(number, "")).toEqual([]);
  const day = aQuestion("q", "Q", { kind: "date", min: "2026-01-01" });
  expect(adviceFor(day, "2025-12-31")).toEqual([{ is: "too_small", bound: "2026-01-01" }]);
});
