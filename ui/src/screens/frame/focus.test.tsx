import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { ago, anOpenLink, aPackageSummary, aSync } from "../../platform/pretend/samples";
import { button, dialog, heading, openWindow, text } from "../../test/window";

const focused = () => document.activeElement;
const region = () => focused()?.closest("section, aside")?.querySelector("h1, h2, h3")?.textContent;
const continues = "#/case/auth_J4T6BK/requirements";

async function openCase(hash: string): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, hash);
  return desk;
}

function leaveANote(desk: PretendDesk, id: string): void {
  desk.change(id, (view) => ({
    command: {
      id: 1,
      kind: "continue",
      stage: "not_done",
      conflict: true,
      version: view.version,
      versionNow: "99",
      serviceCode: null,
      requestId: null,
      issues: [],
      operator: "Maria R.",
      at: ago(1),
      maySendAgain: false,
      fromBefore: false,
    },
  }));
}

/** What stands below a note of this case. */
const firstQuestion = () => page.getByRole("main").getByRole("textbox").first().element();

test("a press that takes its whole part of the page away leaves the focus on the page's heading", async () => {
  await openCase("#/case/auth_4HX8TD/handoff");
  await button("Start handoff").click();
  await expect.element(button("Open the portal")).toBeVisible();
  expect(focused()?.tagName).toBe("H1");
  await openCase("#/case/auth_S0ME0N/handoff");
  await button("It was me, carry on").click();
  await expect.element(button("Open the portal")).toBeVisible();
  expect(focused()?.tagName).toBe("H1");
});

test("a button that another one takes the place of leaves the focus to that one", async () => {
  const desk = await openCase("#/case/auth_4HX8TD/handoff");
  await button("Start handoff").click();
  await button("Open the portal").click();
  await expect.element(button("Renew now")).toBeVisible();
  expect(region()).toBe("Portal link");
  expect(focused()?.tagName).toBe("BUTTON");
  desk.change("auth_4HX8TD", (view) => ({
    handoff: view.handoff && { ...view.handoff, link: { ...anOpenLink(40_000), asks: true } },
  }));
  await expect.element(text(/Still in the portal/).first()).toBeVisible();
  await button("Renew now").click();
  await expect.poll(() => text(/Still in the portal/).elements().length).toBe(0);
  expect(region()).toBe("Portal link");
});

test("a note that is closed leaves the focus on what comes next", async () => {
  const desk = await openCase(continues);
  leaveANote(desk, "auth_J4T6BK");
  await button("Close this note").click();
  await expect.poll(() => button("Close this note").elements().length).toBe(0);
  expect(focused()).toBe(firstQuestion());
});

test("a new package that is opened and a draft that is forgotten leave the focus on the page", async () => {
  const review = await openCase("#/case/auth_9WD3RB/review");
  await expect.element(text("Infusion center, suite 4").first()).toBeVisible();
  review.change("auth_9WD3RB", () => ({ package: aPackageSummary({ snapshot: "rev_6C4T1" }) }));
  await button("Open the new package").first().click();
  await expect.poll(() => button("Open the new package").elements().length).toBe(0);
  expect(focused()?.closest("main")).not.toBeNull();
  const desk = await openCase("#/case/auth_7QK2M9/handoff");
  await page.getByLabelText("Reference number shown").fill("NG-26-1");
  desk.change("auth_7QK2M9", (view) => ({
    wanted: { kind: "working", afterReport: true },
    turn: "collate",
    handoff: view.handoff && { ...view.handoff, state: "closed", result: "expired" },
  }));
  await button("Forget it").click();
  await expect.poll(() => button("Forget it").elements().length).toBe(0);
  expect(focused()?.tagName).toBe("H1");
});

test("a dialog whose opener is gone gives the focus to what stands in its place", async () => {
  await openCase(continues);
  await button("Tell Collate to go on…").click();
  await dialog().getByRole("button", { name: "Tell Collate to go on", exact: true }).click();
  await expect.element(heading("Collate is working. Nothing for you to do.")).toBeVisible();
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(region()).toBe("Collate is working. Nothing for you to do.");
});

test("a dialog that goes with the page it belongs to leaves the focus on the next page's heading", async () => {
  await openCase("#/case/auth_7QK2M9/handoff");
  await button("Revoke my access…").click();
  await dialog().getByRole("textbox").first().fill("Wrong patient in the portal");
  await dialog()
    .getByRole("button", { name: /^Revoke/ })
    .click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  await expect.poll(() => button("Revoke my access…").elements().length).toBe(0);
  expect(focused()?.tagName).toBe("H1");
});

test("a notice that goes leaves the focus on the page's heading", async () => {
  const desk = await openCase("#/queue/yours");
  desk.setDesk({ sync: aSync({ state: "offline", since: ago(4) }) });
  await button("Check again").click();
  await expect.poll(() => button("Check again").elements().length).toBe(0);
  expect(focused()?.textContent).toBe("Needs me");
});

test("the focus is not taken from where the operator put it, nor given to anything when it was nowhere", async () => {
  const desk = await openCase(continues);
  leaveANote(desk, "auth_J4T6BK");
  await expect.element(button("Close this note")).toBeVisible();
  (button("Close this note").element() as HTMLElement).focus();
  await page.getByRole("banner").getByText("Prior Auth Desk").click();
  await expect.poll(focused).toBe(document.body);
  desk.change("auth_J4T6BK", () => ({ command: null }));
  await expect.poll(() => button("Close this note").elements().length).toBe(0);
  expect(focused()).toBe(document.body);
});

test("while another window is in front nothing is moved; back in front, the focus finds its place", async () => {
  const desk = await openCase(continues);
  leaveANote(desk, "auth_J4T6BK");
  await expect.element(button("Close this note")).toBeVisible();
  (button("Close this note").element() as HTMLElement).focus();
  const front = vi.spyOn(document, "hasFocus").mockReturnValue(false);
  desk.change("auth_J4T6BK", () => ({ command: null }));
  await expect.poll(() => button("Close this note").elements().length).toBe(0);
  expect(focused()).toBe(document.body);
  front.mockRestore();
  window.dispatchEvent(new Event("focus"));
  expect(focused()).toBe(firstQuestion());
});

test("a key held down acts once, and moves on", async () => {
  await openCase("");
  await expect.element(page.getByRole("grid")).toBeVisible();
  const selected = () => document.querySelector('[aria-selected="true"] .id')?.textContent;
  await userEvent.keyboard("{j>3}{/j}");
  await expect.poll(selected).toBe("auth_7QK2M9");
  await button("Maria R.").click();
  await expect.element(dialog()).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("{Enter>}");
  await expect.element(dialog()).toBeVisible();
  const held = new KeyboardEvent("keydown", { key: "Enter", repeat: true, bubbles: true, cancelable: true });
  expect(dialog().getByRole("button", { name: "Close" }).element().dispatchEvent(held)).toBe(false);
  await userEvent.keyboard("{/Enter}");
});
