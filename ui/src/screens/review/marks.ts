import { useCallback } from "react";
import { useKept } from "../../parts/keep";
import type { PackageView } from "../../platform/bindings";
import { useMemory } from "../frame/memory";
import { identity } from "./usePackage";

export type Marks = { read: ReadonlySet<number>; set: (warning: number, read: boolean) => void };

/** Which warnings were marked as read: of exactly this package with exactly this content. A new package starts anew. */
export function useMarks(caseId: string, pack: PackageView | null): Marks {
  const { marks } = useMemory();
  const key = pack === null ? "" : `${caseId} ${identity(pack.snapshot, pack.hash)}`;
  const [read, setRead] = useKept(marks, key);
  const set = useCallback(
    (warning: number, isRead: boolean) => {
      const next = new Set(read);
      if (isRead) next.add(warning);
      else next.delete(warning);
      setRead(next);
    },
    [read, setRead],
  );
  return { read, set };
}
