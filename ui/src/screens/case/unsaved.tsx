import { useMemo, useSyncExternalStore } from "react";
import { ButtonLink } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import type { CaseView } from "../../platform/bindings";
import { useWords } from "../../words";
import { useMemory } from "../frame/memory";
import { href, useRoute } from "../frame/route";
import { isEmpty } from "../requirements/draft";
import { adrift, countChanges, formOf } from "../requirements/form";
import { settled } from "../requirements/settle";

/** What of a case is only here: answers typed and not saved, files not attached. */
export type Unsaved = { answers: number; files: number };

export function useUnsaved(view: CaseView): Unsaved {
  const { answers } = useMemory();
  const draft = useSyncExternalStore(answers.subscribe, () => answers.get(view.id));
  const typed = useMemo(() => {
    // A save may have been answered since the form was looked at last.
    const now = settled(draft, view);
    if (isEmpty(now)) return 0;
    const items = formOf(view.requirements, now, false);
    return countChanges(items) + adrift(now, items).length;
  }, [draft, view]);
  return { answers: typed, files: view.requirements.sending.length };
}

/** Why the case must not go on yet: what is only here would be passed over. `null` when nothing is. */
export function useUnsavedReason(view: CaseView): string | null {
  const words = useWords();
  const { answers, files } = useUnsaved(view);
  if (answers > 0) return words.case.unsaved.answers(answers);
  return files > 0 ? words.case.unsaved.files(files) : null;
}

const answersOf = (view: CaseView) => href({ page: "case", id: view.id, tab: "requirements" });

/** The way to what is not saved, from every other page of the case. */
export function ToUnsaved({ view }: { view: CaseView }) {
  const words = useWords();
  const route = useRoute();
  const reason = useUnsavedReason(view);
  if (reason === null || (route.page === "case" && route.tab === "requirements")) return null;
  return (
    <span className="start">
      <ButtonLink size="small" href={answersOf(view)}>
        {words.case.unsaved.go}
      </ButtonLink>
    </span>
  );
}

/** In the head of every page of the case: that something of it is only here. */
export function UnsavedHint({ view }: { view: CaseView }) {
  const words = useWords();
  const { answers, files } = useUnsaved(view);
  if (answers === 0 && files === 0) return null;
  return (
    <a className="tone-warn row-2" href={answersOf(view)}>
      <Icon name="pen" size="s" />
      {words.case.unsaved.hint(answers, files)}
    </a>
  );
}
