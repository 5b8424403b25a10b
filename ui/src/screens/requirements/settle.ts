import type { CaseView, CommandStage } from "../../platform/bindings";
import { type Draft, type Key, NO_DRAFT, renamed, typedInto, withApplied, withNothingSent } from "./draft";
import { type Field, fieldsOf, formOf, groupsOf, type Item } from "./form";
import { bare, same } from "./values";

const onCase = (view: CaseView): readonly Item[] => formOf(view.requirements, NO_DRAFT, false);

/** What the case has, field by field. */
const byKey = (items: readonly Item[]): ReadonlyMap<Key, Field> =>
  new Map(fieldsOf(items).map((field) => [field.key, field]));

/** Whether the case reads as it was sent, when no command says any more what became of it. */
function reads(items: readonly Item[], { sent }: Draft): boolean {
  if (sent === null) return false;
  const fields = byKey(items);
  const groups = new Map(groupsOf(items).map((group) => [group.key, group.had]));
  const typed = Object.entries(sent.fields).every(([key, { values }]) => {
    const field = fields.get(renamed(key, sent.groups));
    return field !== undefined && same(bare(field.question, field.values), bare(field.question, values));
  });
  const counted = Object.entries(sent.groups).every(([key, { base, ids }]) => {
    const into = typedInto(sent.fields, key);
    const wanted = ids.filter((id) => Number(id) < base || into.has(id)).length;
    return (groups.get(renamed(key, sent.groups)) ?? 0) === wanted;
  });
  return typed && counted;
}

/** Of a save that came to nothing, or nobody knows to what: what was typed stands, and is saved again as the operator likes. */
const OVER: readonly CommandStage[] = ["refused", "not_done", "not_sent", "undecided"];

/** The draft after this view of the case: what was sent and has arrived is forgotten, and nothing else. */
export function settled(draft: Draft, view: CaseView): Draft {
  const { sent } = draft;
  if (sent === null) return draft;
  const { command } = view;
  const arrived = () => {
    const fields = byKey(onCase(view));
    return withApplied(draft, (key) => fields.get(key)?.current.map((value) => value.text) ?? null);
  };
  if (command?.kind === "save_answers" && command.id !== sent.before) {
    if (command.stage === "applied" || command.stage === "in_effect") return arrived();
    return OVER.includes(command.stage) ? withNothingSent(draft) : draft;
  }
  // Another command took its place before this window looked: the case itself says whether it arrived.
  const moved = view.version !== sent.version;
  return moved && reads(onCase(view), draft) ? arrived() : draft;
}
