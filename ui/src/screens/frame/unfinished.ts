import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import type { DeskView, OpenHandoffView } from "../../platform/bindings";
import { useWords } from "../../words";
import { navigate, type Route } from "./route";

/** Handoffs of an earlier run that nobody has gone on with. What is said of a decision on the same case says it all. */
export function handoffsLeft(desk: DeskView): OpenHandoffView[] {
  const decided = new Set(desk.unfinished.map((entry) => entry.case));
  return desk.handoffs.filter((open) => open.fromBefore && open.link === "program_ended" && !decided.has(open.case));
}

/** Whether an earlier run asked for a new case, and nobody knows whether it was made. */
export const creationLeft = (desk: DeskView): boolean => desk.creating?.fromBefore === true && !desk.creating.sending;

export function countUnfinished(desk: DeskView): number {
  return desk.unfinished.length + handoffsLeft(desk).length + (creationLeft(desk) ? 1 : 0);
}

/** Where the window opens: on what is not finished, or, where that is one open handoff alone, on its page. */
function opensOn(desk: DeskView): Route | null {
  const [handoff, ...others] = handoffsLeft(desk);
  const alone = desk.unfinished.length === 0 && !creationLeft(desk) && others.length === 0;
  if (handoff !== undefined && alone) return { page: "case", id: handoff.case, tab: "handoff" };
  return countUnfinished(desk) === 0 ? null : { page: "unfinished" };
}

/** Whether somebody pressed anything since the page is there. */
function useActed() {
  const acted = useRef(false);
  useEffect(() => {
    const press = (event: Event) => {
      if (!(event instanceof KeyboardEvent && event.repeat)) acted.current = true;
    };
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("keydown", press, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("keydown", press, true);
    };
  }, []);
  return acted;
}

/**
 * What an earlier run left unfinished is what the window opens on, once for a connection. Whoever is at something already
 * is not taken away from it: the way there is in the rail.
 */
export function useUnfinishedFirst(desk: DeskView, route: Route): void {
  const words = useWords();
  const announce = useAnnounce();
  const acted = useActed();
  const opened = useRef(false);
  const first = useRef(route);
  useEffect(() => {
    if (opened.current) return;
    const to = opensOn(desk);
    if (to === null) return;
    opened.current = true;
    if (!acted.current && first.current.page === "queue" && route === first.current) navigate(to);
    announce(words.frame.unfinishedSaid(countUnfinished(desk)));
  }, [desk, route, acted, announce, words]);
}
