import { useCallback, useMemo } from "react";
import type { CaseView, WireError } from "../../../platform/bindings";
import { useAsking } from "../../../platform/use-asking";
import { isClosed } from "../useForm";

/** Choosing files, from wherever on the page. */
export type DocumentsPlace = {
  /** Why no file can be chosen, sent or taken off now. */
  off: string | null;
  /** Nothing can be changed, and the page says why: then there is nothing to choose either. */
  closed: boolean;
  choosing: boolean;
  error: WireError | null;
  pick: (types: readonly string[], replaces?: string) => void;
};

export function useDocuments(view: CaseView, off: string | null): DocumentsPlace {
  const { busy, error, run } = useAsking("pick_documents");
  const pick = useCallback(
    (types: readonly string[], replaces?: string) => {
      if (off !== null) return;
      const place = replaces === undefined ? {} : { replaces };
      run({ case: view.id, types: [...types], ...place });
    },
    [off, run, view.id],
  );
  const closed = isClosed(view);
  return useMemo(() => ({ off, closed, choosing: busy, error, pick }), [off, closed, busy, error, pick]);
}
