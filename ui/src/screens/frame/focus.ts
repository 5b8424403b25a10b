import { useEffect, useRef } from "react";
import type { Route } from "./route";

/**
 * After a navigation the focus is on the page's heading, so that it is read and the next tab goes on from there. A change
 * of tab inside a case leaves the focus on the tab that was pressed. The first page takes nothing away from anybody.
 */
export function useHeadingFocus(route: Route): void {
  const before = useRef<Route | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = route;
    if (last === null || last === route) return;
    const focused = document.activeElement;
    const onTab = focused?.closest(".tabs") !== null && focused?.closest(".tabs") !== undefined;
    const sameCase = last.page === "case" && route.page === "case" && last.id === route.id;
    if (sameCase && onTab) return;
    focusHeading();
  }, [route]);
}

/** A page that takes the place of another whole page, as after connecting: the focus must not be left on nothing. */
export function useFocusIfLost(): void {
  useEffect(() => {
    if (document.activeElement === document.body) focusHeading();
  }, []);
}

function focusHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus();
}
