import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { manyRows, withDeck } from "../../platform/pretend/deck";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { aCase, ago, NOW } from "../../platform/pretend/samples";
import { expectNoViolations } from "../../test/violations";
import { button, dialog, heading, openWindow, text } from "../../test/window";

const row = (id: string) => page.getByRole("row", { name: new RegExp(id) });
const updates = () => button(/^[0-9,]+ updates?$/);
const rows = () => [...document.querySelectorAll("tbody tr.case .c-case")].map((cell) => cell.textContent);
const focused = () => document.activeElement?.querySelector(".id")?.textContent;
const scroller = () => document.querySelector(".q-list > .scroll") as HTMLElement;

const older = (id: string) => {
  const view = aCase(id, { kind: "take_over" });
  return { ...view, header: { ...view.header, createdAt: ago(90_000) } };
};

async function aList(): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(page.getByRole("grid")).toBeVisible();
  return desk;
}

test("nothing moves by itself: what would is counted, and comes by one key, which says so", async () => {
  const desk = await aList();
  const before = rows();
  expect(updates().elements()).toHaveLength(0);
  desk.put(older("auth_0LDER1"));
  desk.put(aCase("auth_9WD3RB", { kind: "working", afterReport: false }));
  await expect.element(button("2 updates")).toBeVisible();
  await expect.element(button("2 updates")).toHaveAttribute("aria-keyshortcuts", "U");
  expect(rows()).toEqual(before);
  // The rail counts on; the list says what it shows.
  await expect.element(page.getByRole("link", { name: /Collate is working/ })).toBeVisible();
  await expect.element(text("14 cases")).toBeVisible();
  await userEvent.keyboard("u");
  await expect.poll(() => rows()[0]).toBe("auth_0LDER1");
  expect(rows()).not.toContain("auth_9WD3RB");
  expect(updates().elements()).toHaveLength(0);
  await expect.element(page.getByRole("status")).toHaveTextContent("2 updates shown.");
  expect(desk.asked("take_updates")).toHaveLength(1);
});

test("what changed in place is shown at once and is no update", async () => {
  const desk = await aList();
  desk.change("auth_5TF1QS", (view) => ({ header: { ...view.header, payer: "Sample Payer of Nowhere" } }));
  await expect.element(row("auth_5TF1QS")).toHaveTextContent(/Sample Payer of Nowhere/);
  expect(updates().elements()).toHaveLength(0);
});

test("whoever pressed the button is at the case at hand, not at the top of the page", async () => {
  const desk = await aList();
  await row("auth_6MR4YA").click();
  desk.put(older("auth_0LDER1"));
  await updates().click();
  await expect.element(row("auth_0LDER1")).toBeInTheDocument();
  await expect.poll(focused).toBe("auth_6MR4YA");
});

test("taking updates keeps what is in sight where it is, also when the case at hand is elsewhere", async () => {
  const desk = new PretendDesk().putRows(manyRows(3_000));
  await openWindow(desk);
  await row("auth_000002").click();
  scroller().scrollTop = 60_000;
  await expect.poll(() => text("auth_001255").elements().length).toBe(1);
  const top = () => Math.round(row("auth_001255").element().getBoundingClientRect().top);
  const before = top();
  desk.put(older("auth_0LDER1"), older("auth_0LDER2"));
  await expect.element(button("2 updates")).toBeVisible();
  await userEvent.keyboard("u");
  await expect.poll(() => updates().elements().length).toBe(0);
  expect(top()).toBe(before);
  expect(focused()).toBe("auth_000002");
});

test("the key does nothing while nothing waits, and the help has it", async () => {
  const desk = await aList();
  await userEvent.keyboard("u");
  expect(desk.asked("take_updates")).toEqual([]);
  await userEvent.keyboard("?");
  await expect.element(dialog()).toHaveTextContent(/Ushow updates/);
});

test("a list that nobody touches takes them after a while; a sign of life, or a dialog, puts it off", async () => {
  const desk = await aList();
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: new Date(NOW) });
  const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);
  desk.put(older("auth_0LDER1"));
  await pass(15_000);
  window.dispatchEvent(new PointerEvent("pointermove"));
  await pass(15_000);
  expect(desk.asked("take_updates")).toEqual([]);
  await userEvent.keyboard("?");
  await pass(25_000);
  expect(desk.asked("take_updates")).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await pass(19_000);
  expect(desk.asked("take_updates")).toEqual([]);
  await pass(2_000);
  expect(desk.asked("take_updates")).toHaveLength(1);
  await pass(500);
  await expect.poll(() => rows()[0]).toBe("auth_0LDER1");
  // Nobody asked for it, so nothing is said.
  expect(page.getByRole("status").element().textContent).toBe("");
});

test("a list that is entered anew has everything", async () => {
  const desk = await aList();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\//);
  desk.put(older("auth_0LDER1"));
  await userEvent.keyboard("{Escape}");
  await expect.element(heading("Needs me")).toBeVisible();
  await expect.poll(() => rows()[0]).toBe("auth_0LDER1");
  expect(updates().elements()).toHaveLength(0);
});

test("axe: updates wait", async () => {
  const desk = await aList();
  desk.put(older("auth_0LDER1"));
  await expect.element(updates()).toBeVisible();
  await expectNoViolations("updates");
});
