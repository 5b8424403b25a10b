import { useEffect } from "react";
import type { CaseView } from "../../platform/bindings";
import { useCaseSum, useDesk } from "../../platform/desk";
import type { Forgotten } from "../../words/en/frame";
import { DRAFT, isUntouched } from "../create/draft";
import { isEmpty as isEmptyReport } from "../handoff/report/draft";
import { isEmpty } from "../requirements/draft";
import { useMemory } from "./memory";

/** What the service refused is lost already. */
const onTheirWay = (view: CaseView) => view.requirements.sending.filter(({ stage }) => stage !== "refused").length;

/** Remembers which cases have files on their way: they go on when somebody looks at something else. */
export function useSeenFiles(view: CaseView | null | undefined): void {
  const { files } = useMemory();
  useEffect(() => {
    if (view) files.set(view.id, onTheirWay(view));
  }, [files, view]);
}

/** What is not finished, by what becomes of it when the connection is left; `null` where there is nothing. */
export type Losses = { forgotten: Forgotten | null; kept: Forgotten | null };

const isNothing = ({ answers, reports, newCase, files }: Forgotten) => answers + reports + files === 0 && !newCase;
const orNull = (some: Forgotten) => (isNothing(some) ? null : some);

/** What would be forgotten now, and what would come back. Files never come back: their content is not kept. */
export function useLosses(): Losses {
  const memory = useMemory();
  const survive = useDesk().value?.draftsSurvive === true && memory.notKept.values().length === 0;
  const ids = [...memory.files].filter(([, count]) => count > 0).map(([id]) => id);
  const now = (view: CaseView | null | undefined, id: string) =>
    view === undefined ? (memory.files.get(id) ?? 0) : view === null ? 0 : onTheirWay(view);
  const files = useCaseSum(ids, now);
  const typed = {
    answers: memory.answers.values().filter((draft) => !isEmpty(draft)).length,
    reports: memory.drafts.values().filter((draft) => !isEmptyReport(draft)).length,
    newCase: !isUntouched(memory.newCases.get(DRAFT)),
    files: 0,
  };
  if (!survive) return { forgotten: orNull({ ...typed, files }), kept: null };
  return { forgotten: orNull({ answers: 0, reports: 0, newCase: false, files }), kept: orNull(typed) };
}
