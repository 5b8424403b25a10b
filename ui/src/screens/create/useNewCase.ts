import { useMemo } from "react";
import { useKept } from "../../parts/keep";
import type { NewCase, NewCaseField, NewCaseProblem, RouteView } from "../../platform/bindings";
import { plain } from "../../words";
import type { CreateWords } from "../../words/pages/create";
import { useMemory } from "../frame/memory";
import { navigate } from "../frame/route";
import { byWay, changed, DRAFT, isSame, missing, type NewCaseDraft, newCaseOf } from "./draft";

export type NewCaseForm = {
  draft: NewCaseDraft;
  change: (given: Partial<Omit<NewCaseDraft, "problems">>) => void;
  choose: (way: RouteView) => void;
  /** What is wrong, where it is shown. */
  setProblems: (problems: readonly NewCaseProblem[]) => void;
  discard: () => void;
};

/** The new case being typed: it outlives the page, errors and refreshes. */
export function useNewCase(): NewCaseForm {
  const { newCases } = useMemory();
  const [draft, set] = useKept(newCases, DRAFT);
  return useMemo(
    () => ({
      draft,
      change: (given) => set(changed(newCases.get(DRAFT), given)),
      choose: (way) => set(byWay(newCases.get(DRAFT), way)),
      setProblems: (problems) => set({ ...newCases.get(DRAFT), problems }),
      discard: () => newCases.drop(DRAFT),
    }),
    [draft, set, newCases],
  );
}

/** What is wrong with a field, in words: its own, or those of what the service said. */
export function wrongWith(problem: NewCaseProblem, words: CreateWords): string {
  if (problem.error === null) return words.create.wrong[problem.field];
  const said = words.fault.fault({ ...problem.error, outcome: undefined });
  return `${plain(said.lead)} ${plain(said.text)}`;
}

export function problemAt(draft: NewCaseDraft, field: NewCaseField): NewCaseProblem | null {
  return draft.problems.find((problem) => problem.field === field) ?? null;
}

/** Whether everything is there; what is missing is put at its field. */
export function useComplete({ draft, setProblems }: NewCaseForm): () => NewCase | null {
  return () => {
    const wrong = missing(draft);
    setProblems(wrong);
    return wrong.length === 0 ? newCaseOf(draft) : null;
  };
}

/** After a case was made: what was typed for it has done its work, and the case is what comes next. */
export function useWasMade(): (made: string, asked: NewCase) => void {
  const { newCases } = useMemory();
  return (made, asked) => {
    if (isSame(newCaseOf(newCases.get(DRAFT)), asked)) newCases.drop(DRAFT);
    navigate({ page: "case", id: made, tab: null });
  };
}
