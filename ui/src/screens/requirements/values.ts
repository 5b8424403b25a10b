import type { QuestionView } from "../../platform/bindings";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL = ["january", "february", "march", "april", "june", "july", "august"];
const LATE = ["sept", "september", "october", "november", "december"];
const SPELLED = new Set([...MONTHS, ...FULL, ...LATE]);

function monthNamed(name: string): number {
  const word = name.toLowerCase();
  return SPELLED.has(word) ? MONTHS.indexOf(word.slice(0, 3)) + 1 : 0;
}

/** `2026-11-20`, when there is such a day. */
function iso(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text) ? null : text;
}

type Reads = readonly [RegExp, (parts: readonly string[]) => string | null];

/** The ways a day is written here. A year of two figures is not guessed at. */
const DAYS: readonly Reads[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, ([y, m, d]) => iso(Number(y), Number(m), Number(d))],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([m, d, y]) => iso(Number(y), Number(m), Number(d))],
  [/^(\d{1,2})[ -]([a-z]+)\.?,?[ -](\d{4})$/i, ([d, m, y]) => iso(Number(y), monthNamed(m ?? ""), Number(d))],
  [/^([a-z]+)\.? (\d{1,2}),? (\d{4})$/i, ([m, d, y]) => iso(Number(y), monthNamed(m ?? ""), Number(d))],
];

/** The day a text names, as it is sent; `null` when it names none. */
export function dayOf(text: string): string | null {
  const typed = text.trim().replace(/\s+/g, " ");
  for (const [shape, read] of DAYS) {
    const found = shape.exec(typed);
    if (found !== null) return read(found.slice(1));
  }
  return null;
}

/** A number with the digits that were typed; `null` when it is none. The same grammar as the program's. */
export function numberOf(text: string): string | null {
  const found = /^([+-]?)(\d*)(\.\d+)?$/.exec(text.trim());
  if (found === null) return null;
  const [, sign = "", whole = "", fraction = ""] = found;
  if (whole === "" && fraction === "") return null;
  return `${sign === "-" ? "-" : ""}${whole.replace(/^0+/, "") || "0"}${fraction}`;
}

export type Problem = "not_a_date" | "not_a_number" | "not_yes_or_no" | "not_an_option" | "too_long";

type Typed = Pick<QuestionView, "kind" | "options">;

/** Why a text that was typed cannot be written in its question's type. What a pattern or a range says is not asked here. */
export function problemOf(question: Typed, text: string): Problem | null {
  if (text.trim() === "") return null;
  switch (question.kind) {
    case "date":
      return dayOf(text) === null ? "not_a_date" : null;
    case "decimal":
      return numberOf(text) === null ? "not_a_number" : null;
    case "boolean":
      return text === "true" || text === "false" ? null : "not_yes_or_no";
    case "choice":
      // Without options there is nothing to choose from and nothing to check against.
      return question.options.length === 0 || question.options.some(({ code }) => code === text)
        ? null
        : "not_an_option";
    default:
      return null;
  }
}

/** A text as it is sent: what was understood where it was, else what was typed. */
export function written(question: Pick<QuestionView, "kind">, text: string): string {
  if (question.kind === "date") return dayOf(text) ?? text.trim();
  if (question.kind === "decimal") return numberOf(text) ?? text.trim();
  return text.trim();
}

/** Values as they are sent, without the empty ones: whether two answers say the same is seen here. */
export function bare(question: Pick<QuestionView, "kind">, values: readonly string[]): string[] {
  return values.map((value) => written(question, value)).filter((value) => value !== "");
}

export const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((value, index) => value === other[index]);
