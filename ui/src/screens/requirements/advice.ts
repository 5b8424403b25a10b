import type { QuestionView } from "../../platform/bindings";
import { dayOf, numberOf, problemOf } from "./values";

/** What can be said of a value while it is typed. The service is the judge: nothing here keeps anybody from saving. */
export type Advice =
  | { is: "understood"; day: string }
  | { is: "no_day" }
  | { is: "no_number" }
  | { is: "too_short" | "too_long"; length: number; bound: number }
  | { is: "too_small" | "too_large"; bound: string }
  | { is: "pattern"; pattern: string; message: string | null }
  | { is: "pattern_unknown"; pattern: string };

const LONGEST_PATTERN = 300;
const LONGEST_MATCHED = 256;

/**
 * The pattern as this window can try it. It is the service's, of a dialect nobody named: what JavaScript does not read, or
 * what could take it for ever, is shown and not tried.
 */
export function matcherOf(pattern: string): RegExp | null {
  if (pattern.length > LONGEST_PATTERN || !isTame(pattern)) return null;
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // Tried the other way, then given up.
    }
  }
  return null;
}

/** A repeat inside a repeat, a repeated choice, a reference back, or many open repeats can make trying very slow. */
function isTame(pattern: string): boolean {
  const plain = pattern.replace(/\\[^1-9k]/g, "_").replace(/\[[^\]]*\]/g, "_");
  if (/\\[1-9k]/.test(plain)) return false;
  if (/[*+{|][^()]*\)\s*[*+{]/.test(plain) || /\)[^()]*\)\s*[*+{]/.test(plain)) return false;
  return (plain.match(/[*+]|\{\d+,\}/g) ?? []).length <= 3;
}

function ofLength({ minLength, maxLength }: QuestionView, text: string): Advice[] {
  const length = [...text].length;
  if (minLength !== null && length < minLength) return [{ is: "too_short", length, bound: minLength }];
  if (maxLength !== null && length > maxLength) return [{ is: "too_long", length, bound: maxLength }];
  return [];
}

/** Numbers by value, days by the calendar. A bound that is neither is left to the service. */
function ofRange({ kind, min, max }: QuestionView, text: string): Advice[] {
  const read = kind === "decimal" ? numberOf : dayOf;
  const rank = (one: string) => (kind === "decimal" ? Number(one) : Date.parse(one));
  const value = read(text);
  const [low, high] = [min === null ? null : read(min), max === null ? null : read(max)];
  if (value === null) return [];
  if (low !== null && min !== null && rank(value) < rank(low)) return [{ is: "too_small", bound: min }];
  if (high !== null && max !== null && rank(value) > rank(high)) return [{ is: "too_large", bound: max }];
  return [];
}

function ofPattern({ pattern, errorMessage }: QuestionView, text: string): Advice[] {
  if (pattern === null) return [];
  const matcher = matcherOf(pattern);
  if (matcher === null) return [{ is: "pattern_unknown", pattern }];
  if (text.length > LONGEST_MATCHED || matcher.test(text)) return [];
  return [{ is: "pattern", pattern, message: errorMessage }];
}

/** Everything there is to say of one value. Of an empty one, nothing. */
export function adviceFor(question: QuestionView, typed: string): Advice[] {
  const text = typed.trim();
  if (text === "") return [];
  switch (question.kind) {
    case "date": {
      const day = dayOf(text);
      if (day === null) return [{ is: "no_day" }];
      return [...(day === text ? [] : [{ is: "understood", day } as const]), ...ofRange(question, text)];
    }
    case "decimal":
      if (problemOf(question, text) !== null) return [{ is: "no_number" }];
      return ofRange(question, text);
    case "boolean":
    case "choice":
    case "group":
      return [];
    default:
      return [...ofLength(question, text), ...ofPattern(question, text)];
  }
}
