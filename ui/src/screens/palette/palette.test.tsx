import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../test/violations";
import { button, dialog, heading, link, openWindow, text } from "../../test/window";
import { matches, partFound } from "./matches";

const box = () => page.getByRole("combobox", { name: "Find a case or a command" });
const option = (name: string | RegExp) => page.getByRole("option", { name });
const chosen = () => {
  const id = box().element().getAttribute("aria-activedescendant");
  return id === null ? null : document.getElementById(id);
};

async function opened(desk = withDeck(new PretendDesk())): Promise<PretendDesk> {
  await openWindow(desk);
  await userEvent.keyboard("{Control>}k{/Control}");
  await expect.element(box()).toHaveFocus();
  return desk;
}

test("a case is found by name in every list and opened with Enter; the focus never leaves the field", async () => {
  await opened();
  await userEvent.keyboard("mockf");
  await expect.element(option(/Mockford, Lena/).first()).toBeVisible();
  await expect.element(option(/Mockfield, Ansel/)).toBeVisible();
  await expect.element(text(/cases, searched on this computer/)).toBeVisible();
  expect(chosen()?.textContent).toMatch(/Mockford, Lena/);
  expect(chosen()?.querySelector("b")?.textContent).toBe("Mockf");
  const first = chosen();
  await userEvent.keyboard("{ArrowDown}");
  expect(chosen()).not.toBe(first);
  await userEvent.keyboard("{ArrowUp}");
  expect(chosen()).toBe(first);
  await expect.element(box()).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_(5TF1QS|PAYER1)/);
  expect(dialog().elements()).toHaveLength(0);
});

test("a member ID is found as it is typed, and a number nobody has is said to be nowhere", async () => {
  await opened();
  await userEvent.keyboard("0042881706");
  await expect.element(option(/Testperson, Wilma/).first()).toBeVisible();
  await box().fill("auth_NOBODY");
  await expect.element(text(/Nothing by that name/)).toBeVisible();
  expect(chosen()).toBeNull();
  await expect.element(box()).toHaveAttribute("aria-expanded", "false");
  await userEvent.keyboard("{Enter}");
  await expect.element(box()).toBeVisible();
});

test("a command is found by its words, shows its keys, and runs once the palette is gone", async () => {
  await opened();
  await userEvent.keyboard("with payer");
  await expect.element(option(/Go to with the payer/)).toHaveTextContent(/GP$/);
  await userEvent.keyboard("{Enter}");
  await expect.element(heading("With the payer")).toBeVisible();
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.keyboard("all keys");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("heading", { name: "All keys" })).toBeVisible();
});

test("what has no key of its own is found as well, and is not in the key help", async () => {
  await opened();
  await userEvent.keyboard("stopped");
  await option(/Go to stopped/).click();
  await expect.element(heading("Stopped")).toBeVisible();
  await userEvent.keyboard("?");
  await expect.element(page.getByRole("heading", { name: "All keys" })).toBeVisible();
  expect(text("go to stopped").elements()).toHaveLength(0);
});

test("with nothing typed it offers the cases that were open last, the newest first", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_9WD3RB/facts");
  await expect.element(heading(/Sample, Otto/)).toBeVisible();
  window.location.hash = "#/case/auth_5TF1QS/facts";
  await expect.element(heading(/Mockford, Lena/)).toBeVisible();
  await button(/^Find a case/).click();
  const recent = page.getByRole("group", { name: "Recent cases" }).getByRole("option");
  await expect.poll(() => recent.elements().length).toBe(2);
  expect(recent.elements().map((one) => one.textContent)).toEqual([
    expect.stringMatching(/Mockford, Lena/),
    expect.stringMatching(/Sample, Otto/),
  ]);
  await userEvent.keyboard("{Escape}");
  await expect.element(button(/^Find a case/)).toHaveFocus();
});

test("where cases cannot be searched that is said, and commands work", async () => {
  await opened(withDeck(new PretendDesk()).fails("find_cases", wireError("not_connected")));
  await userEvent.keyboard("make");
  await expect.element(text(/Cases could not be searched/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(heading("New case")).toBeVisible();
});

test("more than are shown are counted", async () => {
  await opened();
  await userEvent.keyboard("auth");
  await expect.element(text(/^12 of \d+ cases, searched on this computer$/)).toBeVisible();
  await expectNoViolations("palette");
});

test("the keys of a page do nothing while it is open, and work after it", async () => {
  await opened();
  await userEvent.keyboard("gd");
  await expect.element(box()).toHaveValue("gd");
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("gd");
  await expect.element(link(/^Done/)).toHaveAttribute("aria-current", "page");
});

test("words are matched at their start, without capitals and accents", () => {
  expect(matches("Go to with the payer", "PAY to")).toBe(true);
  expect(matches("Géné rale", "gene")).toBe(true);
  expect(matches("Go to with the payer", "ayer")).toBe(false);
  expect(partFound("Mockford, Lena", "lena")).toEqual([10, 14]);
  expect(partFound("Mockford, Lena", "x")).toBeNull();
  expect(partFound("İstanbul", "stan")).toBeNull();
});
