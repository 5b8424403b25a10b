import type { FieldProblem, IssueView } from "../../platform/bindings";
import type { Draft, Key } from "./draft";
import { type Field, fieldsOf, type Group, groupsOf, type Item } from "./form";

/** The words of a place as the service names it: `answers.item[0].code`, `/diagnoses/1/code`, `diagnoses:1/code:0`. */
export function wordsOf(place: string): readonly string[] {
  return place.split(/[/.[\]:#]+/).filter((word) => word !== "");
}

/** Whether a path of ours, such as `diagnoses:1/code:0`, is one the place can mean: all its ids, and its numbers if any. */
export function fits(path: string, place: readonly string[]): boolean {
  let from = 0;
  for (const segment of path.split("/")) {
    const at = segment.lastIndexOf(":");
    const [linkId, nth] = [segment.slice(0, at), segment.slice(at + 1)];
    const found = place.indexOf(linkId, from);
    if (found < 0) continue;
    const number = place[found + 1];
    if (number !== undefined && /^\d+$/.test(number) && number !== nth) return false;
    from = found + 1;
  }
  return true;
}

/** The field or group an issue is about: the last of its words that is a question; `null` when none is. */
export function placeOf(items: readonly Item[], field: string | null): Field | Group | null {
  if (field === null) return null;
  const all: readonly (Field | Group)[] = [...fieldsOf(items), ...groupsOf(items)];
  const exact = all.find((item) => item.linkId === field);
  if (exact !== undefined) return exact;
  const words = wordsOf(field);
  for (const word of [...words].reverse()) {
    const named = all.filter((item) => item.linkId === word);
    const best = named.find((item) => item.is === "field" && fits(item.path, words)) ?? named[0];
    if (best !== undefined) return best;
  }
  return null;
}

export type Placed = { at: ReadonlyMap<Key, readonly IssueView[]>; loose: readonly IssueView[] };

/** Issues of a refused save, by the field they stand on; what stands on none is said at the top. */
export function placed(items: readonly Item[], issues: readonly IssueView[]): Placed {
  const at = new Map<Key, IssueView[]>();
  const loose: IssueView[] = [];
  for (const issue of issues) {
    const place = placeOf(items, issue.field);
    if (place === null) loose.push(issue);
    else at.set(place.key, [...(at.get(place.key) ?? []), issue]);
  }
  return { at, loose };
}

/** Values the program would not send, by the field they stand in. */
export function problemsAt(items: readonly Item[], problems: readonly FieldProblem[]): Draft["problems"] {
  const byPath = new Map(fieldsOf(items).map((field) => [field.path, field.key]));
  const at: Record<Key, { value: number; problem: FieldProblem["problem"] }[]> = {};
  for (const { path, value, problem } of problems) {
    const key = byPath.get(path);
    if (key !== undefined) at[key] = [...(at[key] ?? []), { value, problem }];
  }
  return at;
}
