import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { manyRows, withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aCase, ago, aSync } from "../../platform/pretend/samples";
import { button, field, heading, link, openWindow, text } from "../../test/window";

const grid = () => page.getByRole("grid");
const row = (id: string) => page.getByRole("row", { name: new RegExp(id) });
const selected = () => document.querySelector('[aria-selected="true"] .id')?.textContent;
const focused = () => document.activeElement?.querySelector(".id")?.textContent;
const scroller = () => document.querySelector<HTMLElement>(".q-list > .scroll");

test("the first list is usable, and that is told once", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(grid()).toBeVisible();
  await expect.poll(() => desk.asked("mark").map((args) => args.what)).toEqual(["queue_usable"]);
  expect(document.querySelector('tr[tabindex="0"]')).not.toBeNull();
  await userEvent.keyboard("gc");
  await expect.element(heading("Collate is working")).toBeVisible();
  await userEvent.keyboard("gq");
  await expect.element(heading("Needs me")).toBeVisible();
  expect(desk.asked("mark")).toHaveLength(1);
});

test("letters and arrows move, headings are passed over, Enter opens where the next step is", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(grid()).toBeVisible();
  expect(selected()).toBe("auth_4HX8TD");
  await userEvent.keyboard("jjj");
  await expect.poll(focused).toBe("auth_7QK2M9");
  await userEvent.keyboard("j");
  await expect.poll(focused).toBe("auth_2PN6KV");
  await userEvent.keyboard("{ArrowUp}{End}");
  await expect.poll(focused).toBe("auth_J4T6BK");
  await userEvent.keyboard("{Home}{ArrowDown}");
  await expect.poll(focused).toBe("auth_V3C9QA");
  expect(selected()).toBe("auth_V3C9QA");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toBe("#/case/auth_V3C9QA/review");
  await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Fabricated, Noel");
  expect(document.activeElement?.tagName).toBe("H1");
});

test("single letters are text inside a field", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(grid()).toBeVisible();
  await field("Open a case by number").click();
  await userEvent.keyboard("jk?");
  await expect.element(field("Open a case by number")).toHaveValue("jk?");
  expect(selected()).toBe("auth_4HX8TD");
});

test("a refresh keeps selection, focus and scroll", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(grid()).toBeVisible();
  await row("auth_6MR4YA").click();
  await expect.poll(focused).toBe("auth_6MR4YA");
  const element = document.activeElement;
  // An older case comes in above: every line below it moves down.
  desk.put(
    aCase(
      "auth_0LDER1",
      { kind: "take_over" },
      { header: { ...aCase("x", { kind: "approve" }).header, createdAt: ago(90_000) } },
    ),
  );
  await expect.element(button("1 update")).toBeVisible();
  expect(row("auth_0LDER1").elements()).toHaveLength(0);
  await userEvent.keyboard("u");
  await expect.element(row("auth_0LDER1")).toBeInTheDocument();
  expect(selected()).toBe("auth_6MR4YA");
  expect(document.activeElement).toBe(element);
  expect(focused()).toBe("auth_6MR4YA");
});

test("the case at hand from the start stays at hand when an older one comes before it", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.poll(selected).toBe("auth_4HX8TD");
  const { header } = aCase("", { kind: "approve" });
  desk.put(aCase("auth_0LDER1", { kind: "take_over" }, { header: { ...header, createdAt: ago(90_000) } }));
  await button("1 update").click();
  await expect.element(row("auth_0LDER1")).toBeInTheDocument();
  expect(selected()).toBe("auth_4HX8TD");
});

test("a case that leaves the list stays beside it; its place keeps the focus", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(grid()).toBeVisible();
  await row("auth_9WD3RB").click();
  const view = desk.cases.get("auth_9WD3RB");
  if (view === undefined) throw new Error("not in the deck");
  desk.put(aCase("auth_9WD3RB", { kind: "working", afterReport: false }));
  await expect.element(page.getByRole("complementary", { name: "Selected case" })).toHaveTextContent(/auth_9WD3RB/);
  await expect.element(row("auth_9WD3RB")).toHaveTextContent(/Collate is working/);
  expect(focused()).toBe("auth_9WD3RB");
  await userEvent.keyboard("u");
  await expect.poll(focused).toBe("auth_8CJ5LM");
  await userEvent.keyboard("j");
  await expect.poll(selected).toBe("auth_8CJ5LM");
});

test("100,000 cases: a window of lines is held, few rows are drawn, and the last one is reached with one key", async () => {
  const desk = new PretendDesk().putRows(manyRows(100_000));
  await openWindow(desk);
  await expect.element(grid()).toHaveAttribute("aria-rowcount", "100002");
  await row("auth_000000").click();
  await userEvent.keyboard("{End}");
  await expect.poll(focused).toBe("auth_099999");
  await expect.element(row("auth_099999")).toHaveTextContent("Nothing is missing");
  expect(document.querySelectorAll("tbody tr").length).toBeLessThan(60);
  const asked = desk.asked("set_window").at(-1)?.window;
  expect(asked?.first).toBeGreaterThan(99_000);
  expect(asked?.count).toBeLessThanOrEqual(400);
  await userEvent.keyboard("k");
  await expect.poll(focused).toBe("auth_099998");
  await userEvent.keyboard("{Home}");
  await expect.poll(focused).toBe("auth_000000");
});

test("a scroll draws its lines at once and leaves the selection alone", async () => {
  const desk = new PretendDesk().putRows(manyRows(5_000));
  await openWindow(desk);
  await row("auth_000002").click();
  const list = scroller();
  if (list === null) throw new Error("no list");
  list.scrollTop = 60_000;
  await expect.poll(() => text("auth_001250").elements().length).toBe(1);
  expect(selected()).toBe("auth_000002");
  // The row with the focus is still there, far out of sight.
  expect(focused()).toBe("auth_000002");
  expect(list.scrollTop).toBe(60_000);
});

test("coming back from a case finds the list where it was left", async () => {
  const desk = new PretendDesk().putRows(manyRows(300));
  await openWindow(desk);
  await expect.element(grid()).toBeVisible();
  (scroller() as HTMLElement).scrollTop = 4_000;
  await row("auth_000085").click();
  const { header } = aCase("", { kind: "approve" });
  const createdAt = manyRows(86)[85]?.createdAt ?? null;
  desk.put(aCase("auth_000085", { kind: "continue", automatic: false }, { header: { ...header, createdAt } }));
  window.location.hash = "#/case/auth_000085/facts";
  await expect.element(heading(/auth_000085/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(grid()).toBeVisible();
  await expect.poll(() => scroller()?.scrollTop).toBe(4_000);
  expect(selected()).toBe("auth_000085");
});

test("the case at hand is shown beside the list with what is true so far", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await row("auth_5TF1QS").click();
  const pane = page.getByRole("complementary", { name: "Selected case" });
  await expect
    .element(pane.getByRole("heading", { name: /Payer asks again: 2 answers and 2 documents/ }))
    .toBeVisible();
  await expect
    .element(pane.getByRole("list", { name: "Truth ladder" }))
    .toHaveTextContent(/Submitted, said Maria R\., Mon 16 Nov, 9:26 AM/);
  await expect
    .element(pane.getByRole("link", { name: "Open what is missing" }))
    .toHaveAccessibleDescription("Opens the case. Nothing is sent.");
});

test("the rail counts whose turn it is and the steps of one's own", async () => {
  await openWindow(withDeck(new PretendDesk()));
  const rail = page.getByRole("navigation", { name: "Views" });
  await expect.element(rail.getByRole("link", { name: /Needs me/ })).toHaveTextContent("14");
  await rail.getByRole("link", { name: /Review and accept/ }).click();
  await expect.element(heading("Review and accept")).toBeVisible();
  await expect.element(page.getByRole("grid", { name: "Review and accept" })).toHaveAttribute("aria-rowcount", "5");
});

test("a row read too long ago says as of when", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(row("auth_0LQ5HU")).toHaveTextContent(/as of 10:02 AM/);
});

test("a case is opened by its number, and an unknown number is said inline", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await button("Open").click();
  await expect.element(field("Open a case by number")).toHaveAccessibleDescription(/Type the case number/);
  await field("Open a case by number").fill("auth_NOPE");
  await userEvent.keyboard("{Enter}");
  await expect.element(text(/Collate knows no such case/)).toBeVisible();
  await field("Open a case by number").fill(" auth_5TF1QS ");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toBe("#/case/auth_5TF1QS/requirements");
});

test("a service without a list says so, and cases are opened by number", async () => {
  const desk = withDeck(new PretendDesk());
  const { session } = desk.desk;
  if (session.state !== "connected") throw new Error("not connected");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, hasList: false } } });
  await openWindow(desk);
  await expect.element(text(/This service has no case list/)).toBeVisible();
  await expect.element(text(/opened or made on this computer/)).toBeVisible();
  const byNumber = field("Open a case by number");
  expect(byNumber.elements()).toHaveLength(1);
  await expect.element(page.getByRole("region", { name: /has no case list/ })).toContainElement(byNumber.element());
  await expect.element(row("auth_4HX8TD")).toBeVisible();
  await byNumber.fill("auth_9WD3RB");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_9WD3RB/);
});

test("a new case is one press away from the list, and from an empty one", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await page.getByRole("main").getByRole("link", { name: "New case" }).click();
  await expect.element(heading("New case")).toBeVisible();
  await openWindow(new PretendDesk());
  await expect.element(text("No cases here yet")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "New case" }).last().click();
  await expect.element(heading("New case")).toBeVisible();
});

test("nothing for a moment, then how far the reading is, then the list", async () => {
  const desk = new PretendDesk().setDesk({ sync: aSync({ state: "starting", firstSweepDone: false }) });
  await openWindow(desk);
  expect(text(/Reading the case list/).elements().length).toBe(1);
  await expect.element(page.getByRole("region", { name: "Loading cases" }), { timeout: 3000 }).toBeVisible();
  withDeck(desk);
  await expect.element(grid()).toBeVisible();
});

test("a clear list is good news, an empty desk says what to expect", async () => {
  const desk = new PretendDesk();
  await openWindow(desk);
  await expect.element(heading("No cases here yet")).toBeVisible();
  desk.put(aCase("auth_1", { kind: "working", afterReport: false }), aCase("auth_2", { kind: "with_payer" }));
  await expect.element(heading("You are clear.")).toBeVisible();
  await expect.element(text("1 case is with Collate and 1 with payers.")).toBeVisible();
  await link("See what Collate is doing").click();
  await expect.element(page.getByRole("grid", { name: "Cases Collate works on" })).toBeVisible();
});

test("offline is said once, with what one can do, and reading can be tried at once", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ sync: aSync({ state: "offline", since: ago(4) }) });
  await openWindow(desk);
  await expect.element(text(/You can read\. Nothing is queued/)).toBeVisible();
  await button("Check again").click();
  await expect.poll(() => text(/Nothing is queued/).elements().length).toBe(0);
  expect(desk.asked("try_now")).toHaveLength(1);
});

test("a refused key asks for another; a wrong clock is said", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({
    sync: aSync({ state: "key_refused", problem: wireError("key_refused"), clockAheadSeconds: -7200 }),
  });
  await openWindow(desk);
  await expect.element(page.getByRole("alert")).toHaveTextContent(/Collate does not accept this key/);
  await expect.element(text(/clock is 2 h behind/)).toBeVisible();
  await button("Enter a key").click();
  expect(desk.asked("disconnect")).toEqual([{ forgetKey: false }]);
  await expect.element(heading("Connect this computer")).toBeVisible();
});

test("coming back after the case at hand left the list, the one in its place is at hand everywhere", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await row("auth_9WD3RB").click();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toBe("#/case/auth_9WD3RB/review");
  desk.put(aCase("auth_9WD3RB", { kind: "working", afterReport: false }));
  await expect.element(heading("Collate is working. Nothing for you to do.")).toBeVisible();
  await link("Next case").click();
  await expect.poll(selected).toBe("auth_8CJ5LM");
  const pane = page.getByRole("complementary", { name: "Selected case" });
  await expect.element(pane.getByRole("heading", { name: "Placeholder, Ivy" })).toBeVisible();
  await expect.element(pane.getByRole("link")).toHaveAttribute("aria-keyshortcuts", "Enter");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_8CJ5LM/);
});

test("when the last case of a list has left it, the one before is at hand", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await row("auth_4HX8TD").click();
  await userEvent.keyboard("{End}");
  await expect.poll(selected).toBe("auth_J4T6BK");
  window.location.hash = "#/case/auth_J4T6BK/requirements";
  await expect.element(heading(/Invented, Theo/)).toBeVisible();
  desk.put(aCase("auth_J4T6BK", { kind: "working", afterReport: false }));
  await userEvent.keyboard("gq");
  await expect.element(grid()).toBeVisible();
  await expect.poll(selected).toBe([...document.querySelectorAll("tbody .c-case .id")].at(-1)?.textContent);
});

test("the pane of a case that left the list shows no key: Enter opens the one in its place", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await row("auth_9WD3RB").click();
  const open = page.getByRole("complementary", { name: "Selected case" }).getByRole("link");
  await expect.element(open).toHaveAttribute("aria-keyshortcuts", "Enter");
  desk.put(aCase("auth_9WD3RB", { kind: "working", afterReport: false }));
  await userEvent.keyboard("u");
  await expect.element(open).not.toHaveAttribute("aria-keyshortcuts");
  await page.getByRole("heading", { level: 1 }).click();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_8CJ5LM/);
});

test("in a narrow window a press opens the case", async () => {
  await page.viewport(900, 700);
  await openWindow(withDeck(new PretendDesk()));
  await row("auth_9WD3RB").click();
  await expect.poll(() => window.location.hash).toBe("#/case/auth_9WD3RB/review");
  await page.viewport(1440, 900);
});

test("in a small window what is wanted takes two lines, and none of it is cut", async () => {
  await page.viewport(1024, 700);
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(row("auth_5TF1QS")).toHaveTextContent(/Payer asks again: 2 answers and 2 documents/);
  for (const wanted of document.querySelectorAll("tbody .c-want")) {
    expect(wanted.scrollHeight, wanted.textContent ?? "").toBeLessThanOrEqual(wanted.clientHeight);
  }
  const top = (id: string) => row(id).element().getBoundingClientRect().top;
  expect(top("auth_V3C9QA") - top("auth_4HX8TD")).toBe(60);
  await page.viewport(1440, 900);
});

test("without a list of cases an empty list promises nothing but what one opens oneself", async () => {
  const desk = new PretendDesk();
  const { session } = desk.desk;
  if (session.state !== "connected") throw new Error("not connected");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, hasList: false } } });
  await openWindow(desk);
  await expect.element(text(/once you have opened it by its number, or made it/)).toBeVisible();
  expect(text(/Cases appear when your clinic/).elements()).toHaveLength(0);
  desk.put(aCase("auth_1", { kind: "with_payer" }));
  await expect.element(text("None of the cases known on this computer is in this list.")).toBeVisible();
  expect(text("You are clear.").elements()).toHaveLength(0);
});

test("offline before the first reading says that the list could not be read, not how far it is", async () => {
  const desk = new PretendDesk().setDesk({
    sync: aSync({ state: "offline", since: ago(1), lastGoodAt: null, firstSweepDone: false }),
  });
  await openWindow(desk);
  await expect.element(heading("The case list could not be read yet.")).toBeVisible();
  expect(text(/so far|0 cases/).elements()).toHaveLength(0);
  expect(document.querySelector("[aria-busy]")).toBeNull();
});
