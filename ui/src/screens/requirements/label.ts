import { type Key, linkIdOf } from "./draft";
import { fieldsOf, type Item } from "./form";

/** What a field is called: its question's words, else its id. */
export function labelOf(items: readonly Item[], key: Key): string {
  const linkId = linkIdOf(key);
  return fieldsOf(items).find((field) => field.linkId === linkId)?.question.text ?? linkId;
}
