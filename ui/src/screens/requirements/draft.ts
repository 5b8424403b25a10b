import type { FieldProblem } from "../../platform/bindings";
import { same } from "./values";

/** Where a field stands: link ids and occurrences from outside in, told apart by signs no link id has. */
export type Key = string;
const IN = "\u001f";
const NTH = "\u001e";

export const inside = (above: Key, linkId: string): Key => (above === "" ? linkId : `${above}${IN}${linkId}`);
export const occurrence = (group: Key, id: string): Key => `${group}${NTH}${id}`;
const isAdded = (id: string) => id.startsWith("n");

/** What was typed into one field, and what the case had there when it began. */
export type TypedField = { base: readonly string[]; values: readonly string[] };
/** A repeated group that was added to or taken from: the case's own occurrences by number, new ones as `n1`. */
export type TypedGroup = { base: number; ids: readonly string[] };
type Edits = { fields: Readonly<Record<Key, TypedField>>; groups: Readonly<Record<Key, TypedGroup>> };

/** What was sent last, until the case shows what became of it. */
export type Sent = Edits & {
  /** The command the case had before, so that an older one is not taken for this. */
  before: number | null;
  version: string;
};

/** What an operator typed into a case's questions. Kept until it is saved or thrown away. */
export type Draft = Edits & {
  sent: Sent | null;
  /** Values that cannot be sent, by field and place. */
  problems: Readonly<Record<Key, readonly { value: number; problem: FieldProblem["problem"] }[]>>;
  /** How many occurrences were ever added: a new one never takes an old one's place. */
  added: number;
};

export const NO_DRAFT: Draft = { fields: {}, groups: {}, sent: null, problems: {}, added: 0 };

function without<T>(record: Readonly<Record<Key, T>>, gone: (key: Key) => boolean): Record<Key, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone(key)));
}

/** A field now reads like this. What reads like the case again is no draft any more. */
export function withField(draft: Draft, key: Key, current: readonly string[], values: readonly string[]): Draft {
  const fields = without(draft.fields, (other) => other === key);
  const problems = without(draft.problems, (other) => other === key);
  if (!same(values, current)) fields[key] = { base: draft.fields[key]?.base ?? current, values };
  return { ...draft, fields, problems };
}

/** One occurrence more. */
export function withAdded(draft: Draft, group: Key, shown: readonly string[], had: number): Draft {
  const added = draft.added + 1;
  const ids = [...shown, `n${added}`];
  return { ...draft, added, groups: { ...draft.groups, [group]: { base: draft.groups[group]?.base ?? had, ids } } };
}

/** One occurrence less, with everything typed into it. */
export function withRemoved(draft: Draft, group: Key, shown: readonly string[], had: number, id: string): Draft {
  const ids = shown.filter((other) => other !== id);
  const gone = occurrence(group, id);
  const under = (key: Key) => key.startsWith(`${gone}${IN}`);
  const asBefore = had === ids.length && ids.every((one, index) => one === String(index));
  const groups = without(draft.groups, (key) => key === group || under(key));
  if (!asBefore) groups[group] = { base: draft.groups[group]?.base ?? had, ids };
  return { ...draft, fields: without(draft.fields, under), problems: without(draft.problems, under), groups };
}

/** The occurrences of a group that something was typed into. */
export function typedInto(fields: Edits["fields"], group: Key): ReadonlySet<string> {
  const from = occurrence(group, "");
  const found = Object.keys(fields).filter((key) => key.startsWith(from));
  return new Set(found.map((key) => key.slice(from.length).split(IN)[0] ?? ""));
}

/**
 * Which occurrences are shown: those of the draft that are still there, those that came to the case since, and those the
 * case lost although something was typed into them.
 */
export function occurrencesOf(draft: Draft, group: Key, had: number, least: number): readonly string[] {
  const numbers = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => String(from + i));
  const typed = draft.groups[group];
  const into = typedInto(draft.fields, group);
  if (typed === undefined) {
    const shown = Math.max(had, least);
    return [...numbers(0, shown), ...[...into].filter((id) => Number(id) >= shown)];
  }
  const kept = typed.ids.filter((id) => isAdded(id) || Number(id) < had || Number(id) >= typed.base || into.has(id));
  const came = numbers(typed.base, had).filter((id) => !typed.ids.includes(id));
  const firstNew = kept.findIndex(isAdded);
  const at = firstNew < 0 ? kept.length : firstNew;
  return [...kept.slice(0, at), ...came, ...kept.slice(at)];
}

/** Sending begins: what is typed from now on is not part of it. */
export function withSent(draft: Draft, before: number | null, version: string): Draft {
  const groups: Record<Key, TypedGroup> = {};
  for (const [key, typed] of Object.entries(draft.groups)) {
    // One that nothing was typed into is not sent, and takes no place on the case.
    const into = typedInto(draft.fields, key);
    groups[key] = { ...typed, ids: typed.ids.filter((id) => !isAdded(id) || into.has(id)) };
  }
  return { ...draft, problems: {}, sent: { fields: draft.fields, groups, before, version } };
}

/** It came to nothing, or was never sent: everything stays as it was typed. */
export function withNothingSent(draft: Draft): Draft {
  return draft.sent === null ? draft : { ...draft, sent: null };
}

/** An occurrence that was added has a place of its own on the case once it was saved. */
export function renamed(key: Key, groups: Sent["groups"]): Key {
  let made = "";
  let asSent = "";
  for (const part of key.split(IN)) {
    const [linkId = "", id] = part.split(NTH);
    asSent = inside(asSent, linkId);
    made = inside(made, linkId);
    if (id === undefined) continue;
    const place = groups[asSent]?.ids.indexOf(id) ?? -1;
    asSent = occurrence(asSent, id);
    made = occurrence(made, place < 0 ? id : String(place));
  }
  return made;
}

/**
 * What was sent is on the case: exactly that is forgotten. What was typed since stays, now against the case as it is:
 * `current` says what it has in a field.
 */
export function withApplied(draft: Draft, current: (key: Key) => readonly string[] | null): Draft {
  const { sent } = draft;
  if (sent === null) return draft;
  const fields: Record<Key, TypedField> = {};
  for (const [key, typed] of Object.entries(draft.fields)) {
    const was = sent.fields[key];
    if (was !== undefined && same(was.values, typed.values)) continue;
    const now = renamed(key, sent.groups);
    fields[now] = { base: current(now) ?? was?.values ?? typed.base, values: typed.values };
  }
  const groups: Record<Key, TypedGroup> = {};
  for (const [key, typed] of Object.entries(draft.groups)) {
    const was = sent.groups[key];
    if (was !== undefined && same(was.ids, typed.ids)) continue;
    const places = typed.ids.map((id) => {
      const place = was?.ids.indexOf(id) ?? -1;
      return place < 0 ? id : String(place);
    });
    groups[renamed(key, sent.groups)] = { base: was?.ids.length ?? typed.base, ids: places };
  }
  return { ...draft, fields, groups, sent: null, problems: {} };
}

export const isEmpty = (draft: Draft) =>
  Object.keys(draft.fields).length === 0 && Object.keys(draft.groups).length === 0;

/** The question a field answers. */
export const linkIdOf = (key: Key) => (key.split(IN).at(-1) ?? key).split(NTH)[0] ?? key;
