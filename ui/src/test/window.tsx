import { type Locator, locators, page } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import { App } from "../App";
import { platformOver } from "../platform/desk";
import type { PretendDesk } from "../platform/pretend/pretend-desk";
import { PARTS } from "../screens/pages";
import { atStart } from "./words";

declare module "vitest/browser" {
  interface LocatorSelectors {
    getSeen: () => Locator;
  }
}

locators.extend({ getSeen: () => ':not([role="status"])' });

export { words } from "./words";

/** The whole window over a pretend desk, at an address, with every page of it at hand. A window that is open is closed first. */
export async function openWindow(desk: PretendDesk, hash = ""): Promise<void> {
  await Promise.all(PARTS.map((part) => part.ahead()));
  await openWindowEarly(desk, hash);
}

/** The window while its other pages may not be here yet. */
export async function openWindowEarly(desk: PretendDesk, hash = ""): Promise<void> {
  await cleanup();
  window.location.hash = hash;
  await render(<App platform={platformOver(desk)} started={desk.started} words={atStart} />);
}

export const button = (name: string | RegExp) => page.getByRole("button", { name });
export const link = (name: string | RegExp) => page.getByRole("link", { name });
export const heading = (name: string | RegExp) => page.getByRole("heading", { name, exact: true });
export const dialog = () => page.getByRole("dialog");
/** A text in view: what is spoken beside it stands in the live region, which nobody sees. */
export const text = (content: string | RegExp) => page.getByText(content).and(page.getSeen());
export const field = (name: string | RegExp) => page.getByLabelText(name);

/** The sentence the button with this name stands on. */
export function consequenceOf(name: string | RegExp): string {
  const id = button(name).element().getAttribute("aria-describedby");
  return id === null ? "" : (document.getElementById(id)?.textContent ?? "");
}
