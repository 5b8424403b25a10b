import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { manyRows, withDeck } from "../../../platform/pretend/deck";
import { PretendDesk } from "../../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../../test/violations";
import { button, heading, openWindow } from "../../../test/window";

const rows = () => [...document.querySelectorAll("tbody tr.case .c-case")].map((cell) => cell.textContent);
const patients = () => [...document.querySelectorAll("tbody tr.case .c-patient")].map((cell) => cell.textContent ?? "");
const headings = () => document.querySelectorAll("tr.grp").length;
const selected = () => document.querySelector('[aria-selected="true"] .id')?.textContent;
const option = (name: string) => page.getByRole("option", { name, exact: true });
const options = () => [...document.querySelectorAll('[role="option"]')].map((one) => one.textContent);

async function aList(hash = ""): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, hash);
  await expect.element(page.getByRole("grid")).toBeVisible();
  return desk;
}

test("the order is said, and another one is chosen by keys", async () => {
  const desk = await aList();
  expect(headings()).toBe(4);
  (button("Order: By step, oldest first").element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(option("By step, oldest first")).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("p");
  await userEvent.keyboard("p");
  await userEvent.keyboard("p");
  await expect.poll(() => document.activeElement?.textContent).toBe("Patient, A to Z");
  await userEvent.keyboard("{Enter}");
  await expect.element(button("Order: Patient, A to Z")).toHaveFocus();
  expect(page.getByRole("listbox").elements()).toHaveLength(0);
  await expect.poll(headings).toBe(0);
  const named = patients().filter((name) => name !== "Name not returned");
  expect(named).toEqual([...named].sort());
  // What was not returned stands last, whichever way.
  expect(patients().at(-1)).toBe("Name not returned");
  expect(desk.asked("set_view_spec").at(-1)?.spec.sort).toEqual({ by: "patient", descending: false });
});

test("the other way around is an order of its own, and equal cases stand the oldest first in both", async () => {
  await aList();
  const choose = async (before: string, name: string) => {
    await button(`Order: ${before}`).click();
    await option(name).click();
    await expect.element(button(`Order: ${name}`)).toBeVisible();
  };
  await choose("By step, oldest first", "Oldest first");
  await expect.poll(headings).toBe(0);
  const oldest = rows();
  await choose("Oldest first", "Newest first");
  await expect.poll(() => rows()[0]).toBe(oldest.at(-1));
  await choose("Newest first", "By step, oldest first");
  await expect.poll(headings).toBe(4);
});

test("the case at hand stays at hand in another order, and in sight", async () => {
  const desk = new PretendDesk().putRows(manyRows(500));
  await openWindow(desk);
  await page.getByRole("row", { name: /auth_000003/ }).click();
  await button("Order: By step, oldest first").click();
  await option("Newest first").click();
  await expect.poll(() => rows()[0]).not.toBe("auth_000000");
  await expect.poll(selected).toBe("auth_000003");
  await expect
    .poll(() => {
      const row = page
        .getByRole("row", { name: /auth_000003/ })
        .element()
        .getBoundingClientRect();
      const list = document.querySelector(".q-list > .scroll")?.getBoundingClientRect();
      return list !== undefined && row.top >= list.top && row.bottom <= list.bottom;
    })
    .toBe(true);
});

test("lists of others have no steps to stand by; each list keeps its own order", async () => {
  await aList();
  await button("Order: By step, oldest first").click();
  expect(options()).toContain("By step, last step first");
  await option("Newest first").click();
  await userEvent.keyboard("gd");
  await expect.element(heading("Done")).toBeVisible();
  await button("Order: Oldest first").click();
  expect(options().filter((name) => name?.startsWith("By step"))).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("gq");
  await expect.element(button("Order: Newest first")).toBeVisible();
});

test("axe: the orders", async () => {
  await aList();
  await button("Order: By step, oldest first").click();
  await expectNoViolations("orders");
});
