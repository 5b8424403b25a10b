import type { DocumentView, IssueView, QuestionView, RequirementsView } from "../../platform/bindings";
import type { Draft, Key } from "./draft";
import { type Field, fieldsOf, groupsOf, type Item } from "./form";
import { fits, type Placed, wordsOf } from "./place";
import { bare } from "./values";

/** How far an open item is. */
export type OpenState =
  | "question"
  | "correct"
  | "typed"
  | "missing"
  | "turned_down"
  | Exclude<DocumentView["stage"], "ready">;

/** Something that is still wanted: a question, a correction or a document. `at` says where it is answered. */
export type OpenItem = { at: string; name: string; state: OpenState };

export const documentAt = (kind: string) => `document ${kind}`;

/** What the service refused in this field: in a repeated group, only where it says. */
export function issuesOn({ question, path }: Field): readonly IssueView[] {
  return question.issues.filter(({ field }) => field === null || fits(path, wordsOf(field)));
}

const wantsSomething = (question: QuestionView): boolean => question.wanted || question.items.some(wantsSomething);

/** Fields and groups that are still wanted or refused, with what is wanted of them. */
export function openPlaces(items: readonly Item[], placed: Placed): ReadonlyMap<Key, OpenState> {
  const open = new Map<Key, OpenState>();
  const fields = fieldsOf(items);
  const byQuestion = new Map<QuestionView, Field[]>();
  for (const field of fields) byQuestion.set(field.question, [...(byQuestion.get(field.question) ?? []), field]);
  for (const [question, same] of byQuestion) {
    if (!question.wanted) continue;
    // Of one that repeats, the empty ones are meant; when none is, it cannot be told which.
    const empty = same.filter(
      (field) =>
        bare(
          question,
          field.current.map((value) => value.text),
        ).length === 0,
    );
    for (const field of empty.length > 0 ? empty : same.slice(0, 1)) {
      open.set(field.key, field.changed ? "typed" : "question");
    }
  }
  for (const field of fields) {
    const refused = issuesOn(field).length > 0 || placed.at.has(field.key);
    if (refused) open.set(field.key, field.changed && !placed.at.has(field.key) ? "typed" : "correct");
  }
  for (const group of groupsOf(items)) {
    const inside = group.occurrences.flatMap((one) => fieldsOf(one.items));
    const said = inside.some((field) => open.has(field.key));
    if (group.question.issues.length > 0 || placed.at.has(group.key)) open.set(group.key, "correct");
    else if (wantsSomething(group.question) && !said) open.set(group.key, "question");
  }
  return open;
}

/** The file that is on its way for a wanted document: the newest. */
export function fileFor(sending: readonly DocumentView[], kind: string): DocumentView | null {
  const files = sending.filter((file) => file.types.includes(kind) && file.stage !== "waiting");
  return files.reduce<DocumentView | null>(
    (newest, file) => (newest && newest.document > file.document ? newest : file),
    null,
  );
}

/** A file this desk turned down was never sent, so Collate did not refuse it. */
export function stateOf(file: DocumentView | null): OpenState {
  if (file === null) return "missing";
  if (file.stage === "refused" && file.refusal !== "by_service") return "turned_down";
  return file.stage === "ready" ? "attaching" : file.stage;
}

/** Everything that is still open, in the order it stands on the page. */
export function openItems(
  items: readonly Item[],
  open: ReadonlyMap<Key, OpenState>,
  requirements: RequirementsView,
): readonly OpenItem[] {
  const walk = (some: readonly Item[]): OpenItem[] =>
    some.flatMap((item) => {
      if (item.is === "heading") return walk(item.items);
      const state = open.get(item.key);
      const own = state === undefined ? [] : [{ at: item.key, name: item.question.text ?? item.linkId, state }];
      return item.is === "field" ? own : [...own, ...item.occurrences.flatMap((one) => walk(one.items))];
    });
  const documents = requirements.documents.map(({ kind }) => ({
    at: documentAt(kind),
    name: kind,
    state: stateOf(fileFor(requirements.sending, kind)),
  }));
  return [...walk(items), ...documents];
}

/** The fields that keep the answers from being saved, in order. */
export function stuckIn(items: readonly Item[], problems: Draft["problems"]): readonly Field[] {
  return fieldsOf(items).filter((field) => problems[field.key] !== undefined);
}
