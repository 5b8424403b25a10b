import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { inTheWay, keysOf } from "../../parts/key-map";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../test/violations";
import { button, dialog, field, heading, openWindow, text, words } from "../../test/window";
import { knownKeys } from "./known-keys";
import { isZone, zones } from "./zones";

const open = async (desk = withDeck(new PretendDesk())) => {
  await openWindow(desk, "#/settings");
  await expect.element(heading("Settings")).toBeVisible();
  return desk;
};
const selected = () => document.querySelector("tr[aria-selected=true] .c-case .id")?.textContent;
const lastKept = (desk: PretendDesk) => desk.asked("set_settings").at(-1);

test("the theme counts at once and is kept", async () => {
  const desk = await open();
  await page.getByRole("radio", { name: "High contrast" }).click();
  expect(document.documentElement.dataset.theme).toBe("contrast");
  expect(desk.asked("set_theme")).toEqual([{ theme: "contrast" }]);
  await page.getByRole("radio", { name: "Light" }).click();
  await expectNoViolations("settings");
});

test("times are told in the clinic's zone, also across the end of summer time", async () => {
  const desk = await open();
  await field("Time zone of the clinic").selectOptions("Pacific/Auckland");
  await expect.poll(() => lastKept(desk)?.zone).toBe("Pacific/Auckland");
  await expect.element(page.getByText(/New Zealand/)).toBeVisible();
  await field("Time zone of the clinic").selectOptions("");
  await expect.poll(() => lastKept(desk)?.zone).toBeNull();
});

test("a zone that was kept and is unknown here is shown, and does not stop the window", async () => {
  const desk = withDeck(new PretendDesk());
  desk.started = { ...desk.started, settings: { zone: "Mars/Olympus", singleKeys: true, keys: {} } };
  await open(desk);
  await expect.element(field("Time zone of the clinic")).toHaveValue("Mars/Olympus");
  expect(isZone("Mars/Olympus")).toBe(false);
  expect(zones("Mars/Olympus")[0]).toBe("Mars/Olympus");
});

test("single keys can be switched off: none works, none is shown, and all is still found by name", async () => {
  const desk = await open();
  await page.getByRole("checkbox", { name: /Single letters and signs are keys/ }).click();
  await expect.poll(() => lastKept(desk)?.singleKeys).toBe(false);
  window.location.hash = "#/queue/yours";
  await expect.element(heading("Needs me")).toBeVisible();
  const first = selected();
  await userEvent.keyboard("jjgd?");
  expect(selected()).toBe(first);
  expect(window.location.hash).toBe("#/queue/yours");
  const hints = [...document.querySelectorAll(".status .hint.key kbd")].map((cap) => cap.textContent);
  expect(hints).toEqual(["Enter"]);
  await userEvent.keyboard("{Control>}k{/Control}go to done");
  await expect.element(page.getByRole("option", { name: "Go to done" })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => window.location.hash).toBe("#/queue/done");
});

test("another key works at once, is shown where keys are shown, and the old one is free", async () => {
  const desk = await open();
  await button("Change… the key for next case (List)").click();
  await expect.element(field("New key")).toHaveValue("j");
  await field("New key").fill("W");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(lastKept(desk)?.keys).toEqual({ "list j": "w" });
  await expect.element(page.getByRole("row", { name: /^Next case List/ })).toHaveTextContent(/Wchanged/);
  window.location.hash = "#/queue/yours";
  await expect.element(heading("Needs me")).toBeVisible();
  const first = selected();
  await userEvent.keyboard("j");
  expect(selected()).toBe(first);
  await userEvent.keyboard("w");
  await expect.poll(selected).not.toBe(first);
  await expect.element(page.getByRole("contentinfo")).toHaveTextContent(/W\s*K\s*move/);
  window.location.hash = "#/settings";
  await button("All keys as from the start").click();
  await expect.poll(() => lastKept(desk)?.keys).toEqual({});
});

test("a key that is taken where both work is not taken twice, and what cannot be a key is said", async () => {
  const desk = await open();
  await button("Change… the key for next unread (Review)").click();
  await field("New key").fill("a");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("New key")).toHaveAccessibleDescription(/already the key for: go to Accept \(Review\)/);
  await field("New key").fill("g");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("New key")).toHaveAccessibleDescription(/already the key for: go to your list/);
  await field("New key").fill("ab");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("New key")).toHaveAccessibleDescription(/Type one letter/);
  await expect.element(field("New key")).toHaveFocus();
  // Of the list, which is not on screen then.
  await field("New key").fill("k");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => lastKept(desk)?.keys).toEqual({ "review n": "k" });
});

test("what could not be kept counts no longer, and that is said", async () => {
  await open(withDeck(new PretendDesk()).fails("set_settings", wireError("bad_input")));
  const single = page.getByRole("checkbox", { name: /Single letters and signs are keys/ });
  await single.click();
  await expect.element(single).toBeChecked();
  await expect.element(text(/asked for something that makes no sense/)).toBeVisible();
});

test("every single key of every page can be another one", async () => {
  const known = knownKeys(words).map(({ group, label }) => `${words.keys[group]}: ${label}`);
  const seen = new Set<string>();
  for (const hash of [
    "#/queue/yours",
    "#/case/auth_5TF1QS/requirements",
    "#/case/auth_9WD3RB/review",
    "#/case/auth_2PN6KV/review",
    "#/case/auth_4HX8TD/handoff",
    "#/case/auth_7QK2M9/handoff",
    "#/case/auth_C1OSED/handoff",
    "#/service",
  ]) {
    await openWindow(withDeck(new PretendDesk()), hash);
    await expect.poll(() => document.querySelectorAll(".status .hint.key").length).toBeGreaterThan(0);
    await page.getByRole("heading", { level: 1 }).first().click();
    await userEvent.keyboard("?");
    await expect.element(dialog()).toBeVisible();
    for (const section of document.querySelectorAll(".keylist section")) {
      const where = section.querySelector("h3")?.textContent;
      for (const key of section.querySelectorAll("dt")) {
        const caps = [...key.querySelectorAll("kbd")].map((cap) => cap.textContent ?? "");
        // Digits stand for facts, in their order.
        if (caps.every((cap) => /^\D$/.test(cap))) seen.add(`${where}: ${key.nextElementSibling?.textContent}`);
      }
    }
    await userEvent.keyboard("{Escape}");
  }
  expect([...seen].filter((key) => !known.includes(key))).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});

test("keys are read as they are typed", () => {
  expect([keysOf(" J "), keysOf("g  X"), keysOf("?"), keysOf(""), keysOf("ab"), keysOf("a b c")]).toEqual([
    "j",
    "g x",
    "?",
    null,
    null,
    null,
  ]);
  expect([inTheWay("g", "g q"), inTheWay("g q", "g"), inTheWay("g q", "g r"), inTheWay("j", "j")]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
