import { useEffect } from "react";
import type { CaseView } from "../../platform/bindings";
import { useCaseSum } from "../../platform/desk";
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

/** What would be forgotten now; `null` when nothing would. */
export function useLosses(): Forgotten | null {
  const memory = useMemory();
  const ids = [...memory.files].filter(([, count]) => count > 0).map(([id]) => id);
  const now = (view: CaseView | null | undefined, id: string) =>
    view === undefined ? (memory.files.get(id) ?? 0) : view === null ? 0 : onTheirWay(view);
  const files = useCaseSum(ids, now);
  const losses = {
    answers: memory.answers.values().filter((draft) => !isEmpty(draft)).length,
    reports: memory.drafts.values().filter((draft) => !isEmptyReport(draft)).length,
    newCase: !isUntouched(memory.newCases.get(DRAFT)),
    files,
  };
  const nothing = losses.answers + losses.reports + losses.files === 0 && !losses.newCase;
  return nothing ? null : losses;
}
