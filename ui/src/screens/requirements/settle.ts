import type { CaseView } from "../../platform/bindings";
import { type Draft, type Key, NO_DRAFT, withApplied, withNothingSent } from "./draft";
import { type Field, fieldsOf, formOf } from "./form";
import { bare, same } from "./values";

/** What the case has, field by field. */
function fieldsOnCase(view: CaseView): ReadonlyMap<Key, Field> {
  return new Map(fieldsOf(formOf(view.requirements, NO_DRAFT, false)).map((field) => [field.key, field]));
}

/** Whether the case reads as it was sent, when no command says any more what became of it. */
function reads(fields: ReadonlyMap<Key, Field>, draft: Draft): boolean {
  const { sent } = draft;
  if (sent === null) return false;
  return Object.entries(sent.fields).every(([key, typed]) => {
    const field = fields.get(key);
    return field !== undefined && same(bare(field.question, field.values), bare(field.question, typed.values));
  });
}

/** The draft after this view of the case: what was sent and has arrived is forgotten, and nothing else. */
export function settled(draft: Draft, view: CaseView): Draft {
  const { sent } = draft;
  if (sent === null) return draft;
  const { command } = view;
  const arrived = () => {
    const fields = fieldsOnCase(view);
    return withApplied(draft, (key) => fields.get(key)?.current.map((value) => value.text) ?? null);
  };
  if (command?.kind === "save_answers" && command.id !== sent.before) {
    if (command.stage === "applied") return arrived();
    const over = command.stage === "refused" || command.stage === "not_done" || command.stage === "not_sent";
    return over ? withNothingSent(draft) : draft;
  }
  // Another command took its place before this window looked: the case itself says whether it arrived.
  const moved = view.version !== sent.version;
  return moved && reads(fieldsOnCase(view), draft) ? arrived() : draft;
}
