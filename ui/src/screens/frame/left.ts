import { useLayoutEffect, useMemo } from "react";
import { useKept } from "../../parts/keep";
import type { StepCode, TurnCode } from "../../platform/bindings";
import { useListNow } from "../../platform/desk";
import { isPlain, nameOfSpec, type QueueState } from "../../platform/queue-store";
import { useMemory } from "./memory";
import type { Route } from "./route";

/** The name a list has among the places: one that is narrowed, or in another order, has a place of its own. */
export function listName(turn: TurnCode, step: StepCode | null, queue: QueueState | undefined): string {
  const list = `${turn}/${step ?? ""}`;
  return queue === undefined || isPlain(queue) ? list : `${list}?${nameOfSpec(queue.spec)}`;
}

/** Notes the order of a list when it is left: from inside its cases the next one is the next of what was seen there. */
export function useNoteLeft(route: Route): void {
  const { left } = useMemory();
  const listNow = useListNow();
  useLayoutEffect(() => {
    if (route.page !== "queue") return;
    const { turn, step } = route;
    return () => {
      const queue = listNow(turn, step);
      if (queue === undefined || queue.ids.length === 0) return;
      left.set("", { turn, step, list: listName(turn, step, queue), ids: queue.ids });
    };
  }, [route, left, listNow]);
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
