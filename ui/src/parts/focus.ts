import { useEffect } from "react";

const CONTROLS = ':is(a[href], button, input, select, textarea, tr[tabindex="0"]):not(:disabled)';

/** Where something that has the focus stands: its part of the page, and what comes before it there. */
type Place = { element: HTMLElement; region: HTMLElement | null; before: readonly HTMLElement[] };

/** Where the focus is, or was until what had it was taken away. */
let place: Place | null = null;

function controlsOf(region: HTMLElement | null): HTMLElement[] {
  return region === null ? [] : [...region.querySelectorAll<HTMLElement>(CONTROLS)];
}

function follows(one: Node | undefined, other: Node): boolean {
  return one === undefined || (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function placeOf(element: HTMLElement): Place {
  const region = element.closest<HTMLElement>("section, aside");
  return { element, region, before: controlsOf(region).filter((control) => follows(control, element)) };
}

/** Where the focus is now, to give it back later. */
export function placeOfFocus(): Place | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused !== document.body ? placeOf(focused) : null;
}

/** Gives the focus back. When what had it is gone, it goes to what stands there once the page is drawn. */
export function giveBack(to: Place | null): void {
  place = to;
  to?.element.focus();
}

function takes(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null && document.activeElement === element;
}

function takesHeading(heading: HTMLElement | null): boolean {
  if (heading !== null) heading.tabIndex = -1;
  return takes(heading);
}

/** The focus goes to the next control in the same part of the page, else to its heading, else to that of the page. */
function keep(): void {
  if (place === null || place.element.isConnected) return;
  if (document.activeElement !== document.body || !document.hasFocus()) return;
  const { region, before } = place;
  place = null;
  // What is next is another thing now: a key pressed for the last one must not meet it.
  if (region?.dataset.focus === "heading") {
    const now = region.isConnected ? region : document.querySelector<HTMLElement>('main [data-focus="heading"]');
    if (takesHeading(now?.querySelector<HTMLElement>("h1, h2, h3, h4") ?? null)) return;
  }
  if (region?.isConnected) {
    const last = before.findLast((control) => control.isConnected);
    const after = controlsOf(region).filter((control) => follows(last, control));
    if (after.some(takes) || takesHeading(region.querySelector<HTMLElement>("h1, h2, h3, h4"))) return;
  }
  takesHeading(document.querySelector<HTMLElement>("main h1"));
}

/**
 * Whoever works by keyboard must not be thrown to the top of the page when what had the focus is taken away, as a button
 * often is by its own press. Only then is the focus moved, and not while the window is not in front.
 */
export function useFocusKept(): void {
  useEffect(() => {
    const came = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) place = placeOf(target);
    };
    // Some browsers tell of this when an element is taken away as well, before it is: which it was is known afterwards.
    const left = () =>
      queueMicrotask(() => {
        if (place?.element.isConnected && document.activeElement === document.body) place = null;
      });
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", came);
    document.addEventListener("focusout", left);
    window.addEventListener("focus", keep);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", came);
      document.removeEventListener("focusout", left);
      window.removeEventListener("focus", keep);
      place = null;
    };
  }, []);
}
