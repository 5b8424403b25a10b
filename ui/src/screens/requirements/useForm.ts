import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from "react";
import type { CaseView } from "../../platform/bindings";
import { useMemory } from "../frame/memory";
import { type Draft, isEmpty, type Key, NO_DRAFT, withAdded, withField, withRemoved } from "./draft";
import { adrift, countChanges, type Field, formOf, type Group, type Item } from "./form";
import { type OpenItem, type OpenState, openItems, openPlaces } from "./open-items";
import { type Placed, placed } from "./place";
import { settled } from "./settle";

export type Form = {
  items: readonly Item[];
  draft: Draft;
  /** Changes not saved yet. */
  changes: number;
  /** Typed texts that have no field now. */
  adrift: readonly { key: Key; values: readonly string[] }[];
  /** What the newest save was refused for. */
  placed: Placed;
  open: ReadonlyMap<Key, OpenState>;
  openItems: readonly OpenItem[];
  change: (field: Field, values: readonly string[]) => void;
  add: (group: Group) => void;
  remove: (group: Group, id: string) => void;
  update: (change: (draft: Draft) => Draft) => void;
  discard: () => void;
};

/** Whether nothing can be typed: somebody else has the case, or it is not understood. */
export function isClosed(view: CaseView): boolean {
  return view.requirements.closed !== null || view.locked === "not_recognized";
}

const shownIds = (group: Group) => group.occurrences.map((one) => one.id);

/** The questions of a case with what was typed into them, which outlives this screen. */
export function useForm(view: CaseView): Form {
  const { answers } = useMemory();
  const { id, requirements, command } = view;
  const draft = useSyncExternalStore(answers.subscribe, () => answers.get(id));
  const update = useCallback(
    (change: (draft: Draft) => Draft) => {
      const before = answers.get(id);
      const next = change(before);
      if (next === before) return;
      if (isEmpty(next) && next.sent === null) answers.drop(id);
      else answers.set(id, next);
    },
    [answers, id],
  );
  // Before it is painted: what was saved and is still a draft would be seen twice.
  useLayoutEffect(() => update((before) => settled(before, view)), [update, view]);
  const closed = isClosed(view);
  const items = useMemo(() => formOf(requirements, draft, closed), [requirements, draft, closed]);
  const refused = command?.kind === "save_answers" && command.stage === "refused" ? command.issues : null;
  const told = useMemo(() => placed(items, refused ?? []), [items, refused]);
  const open = useMemo(() => openPlaces(items, told), [items, told]);
  return {
    items,
    draft,
    changes: countChanges(items),
    adrift: adrift(draft, items),
    placed: told,
    open,
    openItems: useMemo(() => openItems(items, open, requirements), [items, open, requirements]),
    change: (field, values) =>
      update((before) =>
        withField(
          before,
          field.key,
          field.current.map((value) => value.text),
          values,
        ),
      ),
    add: (group) => update((before) => withAdded(before, group.key, shownIds(group), group.had)),
    remove: (group, gone) => update((before) => withRemoved(before, group.key, shownIds(group), group.had, gone)),
    update,
    discard: () => update(() => NO_DRAFT),
  };
}
