import { useLayoutEffect, useMemo } from "react";
import { useKept } from "../../parts/keep";
import { useOrderOf } from "../../platform/desk";
import { useMemory } from "./memory";
import type { Route } from "./route";

/** Notes the order of a list when it is left: from inside its cases the next one is the next of what was seen there. */
export function useNoteLeft(route: Route): void {
  const { left, search } = useMemory();
  const orderOf = useOrderOf();
  useLayoutEffect(() => {
    if (route.page !== "queue") return;
    const { turn, step } = route;
    return () => {
      const searched = search.get("").trim();
      const ids = orderOf(turn, step, searched);
      const list = `${turn}/${step ?? ""}`;
      if (ids.length > 0) left.set("", { turn, step, list: searched === "" ? list : `${list}?${searched}`, ids });
    };
  }, [route, left, search, orderOf]);
}

/** Where a case stands in the list it was opened from. */
export type Beside = {
  list: { turn: Extract<Route, { page: "queue" }>["turn"]; step: Extract<Route, { page: "queue" }>["step"] };
  /** Its place, from 1. */
  place: number;
  of: number;
  previous: string | null;
  next: string | null;
  /** The case on which one goes on is the one at hand when the list comes back. */
  went: (id: string) => void;
};

/** The cases before and after this one, in the order of the list that was left; nothing where it was in none. */
export function useBeside(id: string): Beside | null {
  const { left, places } = useMemory();
  const [list] = useKept(left, "");
  return useMemo(() => {
    const at = list?.ids.indexOf(id) ?? -1;
    if (list === null || at < 0) return null;
    return {
      list: { turn: list.turn, step: list.step },
      place: at + 1,
      of: list.ids.length,
      previous: list.ids[at - 1] ?? null,
      next: list.ids[at + 1] ?? null,
      went: (to) => places.set(list.list, { ...places.get(list.list), selected: to, index: list.ids.indexOf(to) }),
    };
  }, [list, id, places]);
}
