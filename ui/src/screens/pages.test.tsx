import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../platform/pretend/deck";
import { PretendDesk } from "../platform/pretend/pretend-desk";
import { aSync } from "../platform/pretend/samples";
import { aCreating } from "../platform/pretend/service";
import { promised } from "../test/promised";
import { heading, openWindow, openWindowEarly, text } from "../test/window";
import { CaseScreen, CreateScreen, CreatingNotice, PARTS, ServiceScreen } from "./pages";

afterEach(() => vi.restoreAllMocks());

/** A page whose file is on its way until it is let come, or is lost. */
function underWay(part: (typeof PARTS)[number]) {
  let here = false;
  const coming = promised<void>();
  vi.spyOn(part, "isHere").mockImplementation(() => here);
  const asked = vi.spyOn(part, "ahead").mockImplementation(() => coming.promise);
  return {
    asked,
    comes: () => {
      here = true;
      coming.keep();
    },
    isLost: () => coming.fail(new TypeError("Failed to fetch dynamically imported module")),
  };
}

const focused = () => document.activeElement?.textContent;

test("nothing but the list is read before it is there; then the rest is, so that every way from it is short", async () => {
  const asked = PARTS.map((part) => vi.spyOn(part, "ahead"));
  for (const part of PARTS) vi.spyOn(part, "isHere").mockReturnValue(false);
  const desk = new PretendDesk().setDesk({ sync: aSync({ state: "starting", firstSweepDone: false }) });
  await openWindowEarly(desk);
  await expect.element(heading("Needs me")).toBeVisible();
  await new Promise((rested) => setTimeout(rested, 300));
  for (const ahead of asked) expect(ahead).not.toHaveBeenCalled();
  withDeck(desk);
  await expect.element(page.getByRole("grid")).toBeVisible();
  for (const ahead of asked) await expect.poll(() => ahead.mock.calls.length).toBe(1);
});

test("until a page is here the one before it stays, with its focus; then its heading has the focus", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  const way = underWay(CaseScreen);
  await userEvent.keyboard("j{Enter}");
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\//);
  await expect.poll(() => way.asked.mock.calls.length).toBeGreaterThan(0);
  await expect.element(page.getByRole("grid")).toBeVisible();
  expect(focused()).toMatch(/auth_/);
  way.comes();
  await expect.poll(() => document.activeElement?.tagName).toBe("H1");
  expect(document.activeElement?.closest("main")).not.toBeNull();
  expect(page.getByRole("grid").elements()).toHaveLength(0);
});

test("who goes elsewhere meanwhile is not taken to the page that comes late", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  const way = underWay(ServiceScreen);
  await userEvent.keyboard("gs");
  await expect.poll(() => way.asked.mock.calls.length).toBeGreaterThan(0);
  await userEvent.keyboard("gn");
  await expect.element(heading("New case")).toBeVisible();
  expect(focused()).toBe("New case");
  way.comes();
  await new Promise((rested) => setTimeout(rested, 50));
  await expect.element(heading("New case")).toBeVisible();
  expect(focused()).toBe("New case");
});

test("a window that starts on a page that is not here yet has its frame, then the page", async () => {
  const way = underWay(CreateScreen);
  await openWindowEarly(withDeck(new PretendDesk()), "#/new");
  await expect.element(page.getByRole("navigation")).toBeVisible();
  way.comes();
  await expect.element(heading("New case")).toBeVisible();
});

test("a page that cannot be read is said to be a fault of the window, which can be opened again", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  const way = underWay(CaseScreen);
  await userEvent.keyboard("j{Enter}");
  await expect.poll(() => way.asked.mock.calls.length).toBeGreaterThan(0);
  way.isLost();
  await expect.element(page.getByRole("alert")).toHaveTextContent(/Nothing was sent by it/);
  expect(told).toHaveBeenCalled();
});

test("the notice of a new case comes when there is one to speak of", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindowEarly(desk);
  await expect.element(page.getByRole("grid")).toBeVisible();
  desk.setDesk({ creating: aCreating() });
  await expect.element(text(/It is not known whether the case was made/)).toBeVisible();
  expect(CreatingNotice.isHere()).toBe(true);
});
