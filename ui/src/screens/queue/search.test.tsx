import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { manyRows, withDeck } from "../../platform/pretend/deck";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { aCase } from "../../platform/pretend/samples";
import { expectNoViolations } from "../../test/violations";
import { button, heading, link, openWindow, text } from "../../test/window";

const search = () => page.getByRole("textbox", { name: "Search this list" });
const grid = () => page.getByRole("grid");
const rows = () => [...document.querySelectorAll("tbody tr.case .c-case")].map((cell) => cell.textContent);
const selected = () => document.querySelector('[aria-selected="true"] .id')?.textContent;
const focused = () => document.activeElement?.querySelector(".id")?.textContent;
const lists = (desk: PretendDesk) => desk.opened.filter((spec) => spec.kind === "queue");
const searches = (desk: PretendDesk) => desk.asked("set_view_spec").map(({ spec }) => spec.search);

test("a row names the patient and the payer; without a name it says so", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("columnheader", { name: "Patient, payer" })).toBeVisible();
  await expect
    .element(page.getByRole("row", { name: /auth_5TF1QS/ }))
    .toHaveTextContent(/Mockford, LenaJuniper State Plan/);
  await expect
    .element(page.getByRole("row", { name: /auth_3VB7GE/ }))
    .toHaveTextContent(/Name not returnedPayer not returned/);
});

test("the case at hand names the patient and the member ID", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await page.getByRole("row", { name: /auth_5TF1QS/ }).click();
  const pane = page.getByRole("complementary", { name: "Selected case" });
  await expect.element(pane.getByRole("heading", { name: "Mockford, Lena" })).toBeVisible();
  await expect.element(pane).toHaveTextContent(/Member IDJSP 0099 4410 27/);
  await expect.element(pane).toHaveTextContent(/Dr\. A\. Pretend, NPI/);
});

describe("searching", () => {
  test("goes to the field by its key, follows what is typed in one view, and shows how many match", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk);
    await expect.element(grid()).toBeVisible();
    await userEvent.keyboard("/");
    await expect.element(search()).toHaveFocus();
    await userEvent.keyboard("mockf");
    await expect.poll(rows).toEqual(["auth_5TF1QS"]);
    await expect.element(text("1 match of 14")).toBeVisible();
    // The view that is open follows the words; spaces around them do not count.
    expect(lists(desk)).toHaveLength(1);
    expect(searches(desk).at(-1)).toBe("mockf");
    const asked = searches(desk).length;
    await userEvent.keyboard(" ");
    await new Promise((rested) => setTimeout(rested, 250));
    expect(searches(desk)).toHaveLength(asked);
    expect(window.location.hash).not.toMatch(/mockf/i);
  });

  test("finds by member ID with or without spaces, and by code", async () => {
    await openWindow(withDeck(new PretendDesk()));
    await search().fill("jsp00994410");
    await expect.poll(rows).toEqual(["auth_5TF1QS"]);
    await search().fill("J1745");
    await expect.poll(rows).toEqual(["auth_9WD3RB"]);
  });

  test("says how many match once, and never the words", async () => {
    await openWindow(withDeck(new PretendDesk()));
    await search().fill("Mockford");
    await expect.element(page.getByRole("status")).toHaveTextContent("1 case matches.");
    expect(document.title).toBe("Prior Auth Desk");
  });

  test("J and K move among what matches; Enter goes from the field to the list", async () => {
    await openWindow(withDeck(new PretendDesk()));
    await search().fill("Northgate");
    await expect.poll(() => rows().length).toBe(3);
    await expect.poll(selected).toBe("auth_7QK2M9");
    await userEvent.keyboard("jk");
    await expect.element(search()).toHaveValue("Northgatejk");
    await search().fill("Northgate");
    await expect.poll(() => rows().length).toBe(3);
    await userEvent.keyboard("{Enter}");
    await expect.poll(focused).toBe("auth_7QK2M9");
    await userEvent.keyboard("j");
    await expect.poll(focused).toBe("auth_2PN6KV");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => window.location.hash).toBe("#/case/auth_2PN6KV/review");
    await userEvent.keyboard("{Escape}");
    // Coming back finds the list as it was left: narrowed, and with the same case at hand.
    await expect.element(search()).toHaveValue("Northgate");
    await expect.poll(selected).toBe("auth_2PN6KV");
  });

  test("Escape takes the words away, and the list is whole again where it was", async () => {
    await openWindow(withDeck(new PretendDesk()));
    await page.getByRole("row", { name: /auth_6MR4YA/ }).click();
    await search().fill("Mockford");
    await expect.poll(selected).toBe("auth_5TF1QS");
    await userEvent.keyboard("{Escape}");
    await expect.element(search()).toHaveValue("");
    await expect.element(search()).toHaveFocus();
    await expect.element(text("14 cases")).toBeVisible();
    expect(selected()).toBe("auth_6MR4YA");
  });

  test("the words go along from list to list and are gone with the connection", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk);
    await search().fill("Mockford");
    await expect.poll(rows).toEqual(["auth_5TF1QS"]);
    await link(/1 in With the payer/).click();
    await expect.element(heading("With the payer")).toBeVisible();
    await expect.element(search()).toHaveValue("Mockford");
    await expect.poll(rows).toEqual(["auth_PAYER1"]);
    const { session } = desk.desk;
    desk.setDesk({ session: { state: "signed_out", remembered: "sandbox", keyKept: true, problem: null } });
    await expect.element(heading("Connect this computer")).toBeVisible();
    desk.setDesk({ session });
    await expect.element(search()).toHaveValue("");
  });

  test("what is hidden is said: cases that need you, and where else the words are", async () => {
    await openWindow(withDeck(new PretendDesk()), "#/queue/yours/review_and_accept");
    await search().fill("Mockf");
    await expect.element(heading("No case matches “Mockf”")).toBeVisible();
    await expect.element(text("3 cases that need you are hidden by the search.")).toBeVisible();
    await expect.element(link("1 in Needs me, other steps")).toBeVisible();
    await expect.element(link("1 in Collate is working")).toBeVisible();
    await button("Clear the search").last().click();
    await expect.element(grid()).toBeVisible();
  });

  test("a match that comes in while the list is narrowed waits as everywhere; so does one that goes", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk);
    await search().fill("Larkspur");
    await expect.poll(rows).toEqual(["auth_8CJ5LM", "auth_J4T6BK"]);
    const { header } = aCase("", { kind: "approve" });
    desk.put(aCase("auth_NEW1", { kind: "approve" }, { header: { ...header, payer: "Larkspur PPO" } }));
    await button("1 update").click();
    await expect.poll(() => rows().length).toBe(3);
    desk.put(aCase("auth_8CJ5LM", { kind: "working", afterReport: false }));
    await expect.element(button("1 update")).toBeVisible();
    expect(rows()).toHaveLength(3);
    await button("1 update").click();
    await expect.poll(() => rows().length).toBe(2);
  });

  test("the list before stays while the next is being found", async () => {
    const desk = new PretendDesk().putRows(manyRows(3000));
    await openWindow(desk);
    await expect.element(grid()).toBeVisible();
    let emptied = false;
    const watching = new MutationObserver(() => {
      emptied ||= document.querySelector('[role="grid"]') === null;
    });
    watching.observe(document.body, { childList: true, subtree: true });
    await search().fill("auth_000120");
    await expect.poll(() => rows()[0]).toBe("auth_000120");
    watching.disconnect();
    expect(emptied).toBe(false);
  });
});

test("axe: a narrowed list, and no match", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await search().fill("mockf");
  await expect.poll(rows).toEqual(["auth_5TF1QS"]);
  await expectNoViolations("narrowed");
  await search().fill("zzz");
  await expect.element(heading("No case matches “zzz”")).toBeVisible();
  await expectNoViolations("no match");
});
