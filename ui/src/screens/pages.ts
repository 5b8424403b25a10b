import { useRef } from "react";
import { later, useHere } from "../parts/later";
import type { Route } from "./frame/route";

// The window starts with the frame, the connect page and the list. Everything else is a file of its own.

export const CaseScreen = later(async () => (await import("./case/CaseScreen")).CaseScreen);
export const CreateScreen = later(async () => (await import("./create/CreateScreen")).CreateScreen);
export const CreatingNotice = later(async () => (await import("./create/CreatingNotice")).CreatingNotice);
export const JournalNotice = later(async () => (await import("./unfinished/JournalNotice")).JournalNotice);
export const Palette = later(async () => (await import("./palette/Palette")).Palette);
export const ServiceScreen = later(async () => (await import("./service/ServiceScreen")).ServiceScreen);

export const SettingsScreen = later(async () => (await import("./settings/SettingsScreen")).SettingsScreen);

export const UnfinishedScreen = later(async () => (await import("./unfinished/UnfinishedScreen")).UnfinishedScreen);

export const PARTS = [
  CaseScreen,
  CreateScreen,
  CreatingNotice,
  JournalNotice,
  Palette,
  ServiceScreen,
  SettingsScreen,
  UnfinishedScreen,
];

const PAGES = {
  queue: null,
  case: CaseScreen,
  new: CreateScreen,
  service: ServiceScreen,
  settings: SettingsScreen,
  unfinished: UnfinishedScreen,
};

/** Reads what the page at this address is made of. */
export async function readPage(route: Route): Promise<void> {
  await PAGES[route.page]?.ahead();
}

/** Where the window has arrived: the page one comes from stays until the next one is here. */
export function useArrived(wanted: Route): Route {
  const here = useHere(PAGES[wanted.page]);
  const last = useRef<Route | null>(null);
  if (here) last.current = wanted;
  return last.current ?? wanted;
}

/** WebKit does not tell when it has nothing to do; then it is a while after the page was painted. */
const LATER_MILLIS = 200;
/** Somebody who works fast leaves no time between: then it is read all the same. */
const AT_LAST_MILLIS = 2000;

function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: AT_LAST_MILLIS });
  else setTimeout(run, LATER_MILLIS);
}

/**
 * Reads the other pages one after the other while there is nothing else to do, so that the first way to each is as short
 * as any. One that cannot be read is no fault before it is wanted.
 */
export function readTheRest(): void {
  const next = ([page, ...others]: readonly { ahead: () => Promise<void> }[]) => {
    if (page === undefined) return;
    const then = () => next(others);
    whenIdle(() => page.ahead().then(then, then));
  };
  next(PARTS.filter((page) => !page.isHere()));
}
