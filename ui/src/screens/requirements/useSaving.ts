import { useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import type { CaseView, WireError } from "../../platform/bindings";
import { plain } from "../../words";
import { useCaseWords } from "../../words/pages/case";
import { useSendingTyped } from "../drafts/useKeeping";
import { type Draft, withNothingSent, withSent } from "./draft";
import { changesOf, type Field, fieldsOf } from "./form";
import { goSoon } from "./moving";
import { stuckIn } from "./open-items";
import { problemsAt } from "./place";
import { type Form, isClosed } from "./useForm";
import { problemOf } from "./values";

export type Saving = {
  busy: boolean;
  error: WireError | null;
  /** Why it cannot be saved now. */
  off: string | null;
  /** Values that cannot be sent as typed. */
  stuck: number;
  /** That nothing was different, once that was found. */
  nothing: boolean;
  save: () => void;
};

/** Typed values that cannot be written in their type. What the case itself has is not questioned. */
function unwritable(fields: readonly Field[]): Draft["problems"] {
  const found: Record<string, { value: number; problem: NonNullable<ReturnType<typeof problemOf>> }[]> = {};
  for (const field of fields) {
    if (!field.changed) continue;
    const had = field.current.map((value) => value.text);
    const wrong = field.values.flatMap((text, value) => {
      const problem = had.includes(text) ? null : problemOf(field.question, text);
      return problem === null ? [] : [{ value, problem }];
    });
    if (wrong.length > 0) found[field.key] = wrong;
  }
  return found;
}

/** Saves what was changed, on the version shown. Nothing typed is lost by it, whatever comes of it. */
export function useSaving(view: CaseView, form: Form): Saving {
  const words = useCaseWords();
  const announce = useAnnounce();
  const asking = useSendingTyped("save_answers", { kind: "answers", case: view.id }, () =>
    form.update(withNothingSent),
  );
  const [nothing, setNothing] = useState<Draft["fields"] | null>(null);
  const say = words.requirements;
  const closed = view.requirements.closed;
  const off = closed !== null ? say.closed(closed) : view.locked !== null ? words.fault.locked(view.locked) : null;

  const stopAt = (problems: Draft["problems"]) => {
    form.update((draft) => ({ ...withNothingSent(draft), problems }));
    const stuck = stuckIn(form.items, problems);
    announce(plain(say.fixFirst(stuck.length)));
    if (stuck[0] !== undefined) goSoon(stuck[0].key);
  };
  const nothingToSave = () => {
    setNothing(form.draft.fields);
    announce(say.nothingChanged);
  };
  const send = async () => {
    const items = changesOf(form.items);
    if (items.length === 0) return nothingToSave();
    form.update((draft) => withSent(draft, view.command?.id ?? null, view.version));
    const saved = await asking.run({ case: view.id, version: view.version, items });
    if (saved === undefined) return;
    if (saved.problems.length > 0) return stopAt(problemsAt(form.items, saved.problems));
    if (saved.nothingChanged) {
      form.update(withNothingSent);
      nothingToSave();
    }
  };
  const save = () => {
    if (off !== null || isClosed(view) || asking.busy) return;
    setNothing(null);
    const problems = unwritable(fieldsOf(form.items));
    if (Object.keys(problems).length > 0) stopAt(problems);
    else send();
  };
  return {
    busy: asking.busy,
    error: asking.error,
    off,
    stuck: stuckIn(form.items, form.draft.problems).length,
    nothing: nothing === form.draft.fields,
    save,
  };
}
