import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../../platform/pretend/deck";
import { PretendDesk } from "../../../platform/pretend/pretend-desk";
import { aCase } from "../../../platform/pretend/samples";
import { expectNoViolations } from "../../../test/violations";
import { button, heading, link, openWindow, text } from "../../../test/window";

const rows = () => [...document.querySelectorAll("tbody tr.case .c-case")].map((cell) => cell.textContent);
const filters = () => page.getByRole("group", { name: "Filters" });
const chip = (name: string | RegExp) => filters().getByRole("button", { name });
const listbox = (name: string) => page.getByRole("listbox", { name });
const option = (name: string | RegExp) => page.getByRole("option", { name });
const options = () => [...document.querySelectorAll('[role="option"]')].map((one) => one.textContent);
const focused = () => document.activeElement?.textContent;
const lastSpec = (desk: PretendDesk) => desk.asked("set_view_spec").at(-1)?.spec;

async function aList(hash = ""): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, hash);
  await expect.element(page.getByRole("grid")).toBeVisible();
  return desk;
}

describe("a filter", () => {
  test("opens what can be chosen, with how many cases each choice would show", async () => {
    await aList();
    await expect.element(chip("Payer")).toHaveAttribute("aria-expanded", "false");
    await chip("Payer").click();
    await expect.element(chip("Payer")).toHaveAttribute("aria-expanded", "true");
    await expect.element(listbox("Payer")).toHaveAttribute("aria-multiselectable", "true");
    await expect.element(option(/Northgate Health/)).toHaveAttribute("aria-selected", "false");
    // What was not returned comes last, and can be chosen as well.
    await expect.poll(() => options().at(-1)).toMatch(/^Not returned\d+$/);
    const counted = options().map((one) => Number(/\d+$/.exec(one ?? "")?.[0]));
    expect(counted.reduce((sum, cases) => sum + cases, 0)).toBe(14);
  });

  test("is chosen by keys: arrows, a letter, space; Escape closes it and gives the focus back", async () => {
    const desk = await aList();
    const all = rows().length;
    await userEvent.keyboard("f");
    await expect.poll(focused).toBe("Step");
    await userEvent.tab();
    await expect.poll(focused).toBe("Payer");
    await userEvent.keyboard("{Enter}");
    await expect.poll(focused).toMatch(/^[A-Z]/);
    await userEvent.keyboard("l");
    await expect.poll(focused).toMatch(/^Larkspur PPO/);
    await userEvent.keyboard(" ");
    await expect.element(option(/Larkspur PPO/)).toHaveAttribute("aria-selected", "true");
    await expect.poll(rows).toEqual(["auth_8CJ5LM", "auth_J4T6BK"]);
    expect(focused()).toMatch(/^Larkspur PPO/);
    await expect.element(text("2 matches of 14")).toBeVisible();
    // Another value widens it, and the choices stay where they were.
    const before = options().map((one) => one?.replace(/\d+$/, ""));
    await userEvent.keyboard("j{Home}");
    await userEvent.keyboard(" ");
    await expect.poll(() => rows().length).toBeGreaterThan(2);
    expect(options().map((one) => one?.replace(/\d+$/, ""))).toEqual(before);
    expect(rows().length).toBeLessThan(all);
    expect(lastSpec(desk)?.filter).toMatchObject([{ facet: "payer" }]);
    await userEvent.keyboard("{Escape}");
    expect(page.getByRole("listbox").elements()).toHaveLength(0);
    await expect.poll(focused).toBe("Payer: 2 chosen");
    await expect.element(page.getByRole("status")).toHaveTextContent(/cases match\./);
  });

  test("that is set is said on its chip, and taken away alone or with all others", async () => {
    const desk = await aList();
    await chip("Payer").click();
    await option(/Larkspur PPO/).click();
    await expect.element(chip("Payer: Larkspur PPO")).toBeVisible();
    await chip("Payer: Larkspur PPO").click();
    await chip("Updated").click();
    await option("In the last 7 days").click();
    await expect.element(chip("Updated: In the last 7 days")).toBeVisible();
    expect(lastSpec(desk)?.updated).toBe("week");
    await button("Updated: any").click();
    await expect.element(chip("Updated")).toHaveAttribute("aria-expanded", "true");
    expect(document.activeElement?.getAttribute("role")).toBe("option");
    await expect.poll(rows).toEqual(["auth_8CJ5LM", "auth_J4T6BK"]);
    await button("Clear the filters").first().click();
    await expect.element(text("14 cases")).toBeVisible();
    await expect.element(chip("Payer")).toHaveClass("filter");
    expect(lastSpec(desk)?.filter).toEqual([]);
  });

  test("closes when something else is pressed, and its own button closes it too", async () => {
    await aList();
    await chip("Service").click();
    await expect.element(listbox("Service")).toBeVisible();
    await page.getByRole("heading", { level: 1 }).click();
    await expect.poll(() => page.getByRole("listbox").elements().length).toBe(0);
    await chip("Service").click();
    await chip("Service").click();
    expect(page.getByRole("listbox").elements()).toHaveLength(0);
  });

  test("can ask for what was not returned", async () => {
    await aList();
    await chip("Payer").click();
    await option(/Not returned/).click();
    await expect.poll(rows).toEqual(["auth_3VB7GE"]);
    await expect.element(chip("Payer: Not returned")).toBeVisible();
  });
});

test("steps can be chosen among all of one's own, not in the list of one step", async () => {
  await aList();
  await chip("Step").click();
  await option(/Tell Collate to go on/).click();
  await option(/Finish at the portal/).click();
  await expect
    .poll(() => [...document.querySelectorAll("tr.grp th")].map((head) => head.firstChild?.textContent))
    .toEqual(["Finish at the portal", "Tell Collate to go on"]);
  await link(/Review and accept/)
    .first()
    .click();
  await expect.element(heading("Review and accept")).toBeVisible();
  await expect.element(chip("Payer")).toBeVisible();
  expect(chip(/^Step/).elements()).toHaveLength(0);
});

test("status and outcome are there where a list has more than one, and belong to that list", async () => {
  await aList();
  expect(chip("Outcome").elements()).toHaveLength(0);
  await userEvent.keyboard("gd");
  await expect.element(heading("Done")).toBeVisible();
  await chip("Outcome").click();
  await option(/^Denied/).click();
  await expect.poll(() => rows().length).toBe(1);
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("gq");
  await expect.element(heading("Needs me")).toBeVisible();
  await expect.poll(() => rows().length).toBe(14);
});

test("a filter goes along from list to list and is gone with the connection", async () => {
  const desk = await aList();
  await chip("Payer").click();
  await option(/Juniper State Plan/).click();
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("gp");
  await expect.element(heading("With the payer")).toBeVisible();
  await expect.element(chip("Payer: Juniper State Plan")).toBeVisible();
  const { session } = desk.desk;
  desk.setDesk({ session: { state: "signed_out", remembered: "sandbox", keyKept: true, problem: null } });
  await expect.element(heading("Connect this computer")).toBeVisible();
  desk.setDesk({ session });
  await expect.element(chip("Payer")).toBeVisible();
});

test("what is hidden is said, by what, and each is one press to take away", async () => {
  const desk = await aList();
  await chip("Payer").click();
  await option(/Larkspur PPO/).click();
  await userEvent.keyboard("{Escape}");
  await expect.element(text("12 cases that need you are hidden by the filters.")).toBeVisible();
  await page.getByRole("textbox", { name: "Search this list" }).fill("Mockford");
  await expect.element(heading("No case matches “Mockford” and the filters")).toBeVisible();
  await expect.element(text("14 cases that need you are hidden by the search and the filters.")).toBeVisible();
  await button("Clear the search").last().click();
  await expect.poll(rows).toEqual(["auth_8CJ5LM", "auth_J4T6BK"]);
  desk.put(aCase("auth_8CJ5LM", { kind: "working", afterReport: false }));
  desk.put(aCase("auth_J4T6BK", { kind: "working", afterReport: false }));
  await userEvent.keyboard("u");
  await expect.element(heading("No case matches the filters")).toBeVisible();
  await button("Clear the filters").last().click();
  await expect.element(text("12 cases")).toBeVisible();
});

test("counts follow the list while somebody looks at them, and nobody asks for them else", async () => {
  const desk = await aList();
  await expect.poll(() => desk.asked("read_facets").length).toBe(1);
  desk.change("auth_5TF1QS", (view) => ({ header: { ...view.header, payer: "Tidewell Care" } }));
  await expect.element(page.getByRole("row", { name: /auth_5TF1QS/ })).toHaveTextContent(/Tidewell Care/);
  expect(desk.asked("read_facets")).toHaveLength(1);
  await chip("Payer").click();
  await expect.element(option(/^Tidewell Care/)).toBeVisible();
  const before = options().find((one) => one?.startsWith("Tidewell Care"));
  desk.change("auth_6MR4YA", (view) => ({ header: { ...view.header, payer: "Tidewell Care" } }));
  await expect.poll(() => options().find((one) => one?.startsWith("Tidewell Care"))).not.toBe(before);
});

test("axe: what can be chosen, what is set, and no match", async () => {
  await aList();
  await chip("Payer").click();
  await option(/Larkspur PPO/).click();
  await expect.poll(() => rows().length).toBe(2);
  await expectNoViolations("open filter");
  await userEvent.keyboard("{Escape}");
  await page.getByRole("textbox", { name: "Search this list" }).fill("zzz");
  await expect.element(heading("No case matches “zzz” and the filters")).toBeVisible();
  await expectNoViolations("no match");
});
