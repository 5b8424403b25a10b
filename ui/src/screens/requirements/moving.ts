/** Everything that can be gone to on the page: questions, rows of documents. */
const places = () => [...document.querySelectorAll<HTMLElement>("[data-item]")];

const CONTROLS =
  "input:not([type=hidden]):not([readonly]), textarea:not([readonly]), select, button:not([aria-disabled=true])";

/** The control a radio group is entered by is the chosen one. */
function entryOf(place: HTMLElement): HTMLElement {
  const first = place.querySelector<HTMLElement>(CONTROLS);
  if (first instanceof HTMLInputElement && first.type === "radio") {
    return place.querySelector<HTMLElement>("input[type=radio]:checked") ?? first;
  }
  return first ?? place;
}

function enter(place: HTMLElement | undefined): boolean {
  if (place === undefined) return false;
  const entry = entryOf(place);
  entry.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  return true;
}

/** Goes to where something is answered. */
export function goTo(at: string): boolean {
  return enter(places().find((place) => place.dataset.item === at));
}

/** Once what was asked for has been drawn. */
export function goSoon(at: string): void {
  requestAnimationFrame(() => goTo(at));
}

/** The first of them that comes after where the focus is; after the last, the first again. */
export function goToNext(open: readonly string[]): boolean {
  const wanted = places().filter((place) => open.includes(place.dataset.item ?? ""));
  const { activeElement } = document;
  const after = wanted.find(
    (place) =>
      activeElement !== null &&
      !place.contains(activeElement) &&
      (activeElement.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  return enter(activeElement === document.body ? wanted[0] : (after ?? wanted[0]));
}

/** To the button that adds one more: what had the focus was taken away by its own press. */
export function goToAdd(group: string): void {
  requestAnimationFrame(() => {
    const place = [...document.querySelectorAll<HTMLElement>("[data-add]")].find((one) => one.dataset.add === group);
    place?.querySelector<HTMLElement>("button")?.focus();
  });
}
