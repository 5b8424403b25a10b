import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../test/violations";
import { button, openWindow } from "../../test/window";

const row = (id: string) => page.getByRole("row", { name: new RegExp(id) });
const height = () => row("auth_4HX8TD").element().getBoundingClientRect().height;
const top = (id: string) => row(id).element().getBoundingClientRect().top;

async function aList(desk = new PretendDesk()): Promise<PretendDesk> {
  await openWindow(withDeck(desk));
  await expect.element(page.getByRole("grid")).toBeVisible();
  return desk;
}

test("rows are one line each when asked for, and that is kept", async () => {
  const desk = await aList();
  expect(height()).toBe(48);
  await expect.element(button("Compact rows")).toHaveAttribute("aria-pressed", "false");
  await button("Compact rows").click();
  await expect.element(button("Compact rows")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(height).toBe(30);
  await expect.poll(() => top("auth_V3C9QA") - top("auth_4HX8TD")).toBeLessThanOrEqual(60);
  expect(desk.asked("set_density")).toEqual([{ density: "compact" }]);
  await button("Compact rows").click();
  await expect.poll(height).toBe(48);
});

test("the next window begins as the last one was left", async () => {
  const desk = new PretendDesk();
  desk.started = { ...desk.started, density: "compact" };
  await aList(desk);
  await expect.poll(height).toBe(30);
});

test("a wide list in one line has a column for each fact", async () => {
  await page.viewport(1900, 900);
  const desk = new PretendDesk();
  desk.started = { ...desk.started, density: "compact" };
  await aList(desk);
  for (const name of ["Case", "Patient", "Payer", "Service", "What is wanted", "Age", "Changed", "Reference"]) {
    await expect.element(page.getByRole("columnheader", { name, exact: true })).toBeVisible();
  }
  await page.viewport(1440, 900);
});

test("axe: compact rows", async () => {
  const desk = new PretendDesk();
  desk.started = { ...desk.started, density: "compact" };
  await aList(desk);
  await expectNoViolations("compact");
});
