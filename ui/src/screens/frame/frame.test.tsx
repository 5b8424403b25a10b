import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aSync } from "../../platform/pretend/samples";
import { button, dialog, heading, openWindow, text } from "../../test/window";
import { href, parseRoute } from "./route";

test("addresses are read and written; one that makes no sense leads to one's own list", () => {
  for (const hash of [
    "#/queue/yours",
    "#/queue/yours/review_and_accept",
    "#/queue/done",
    "#/case/auth_1/review",
    "#/case/auth_1",
  ]) {
    expect(href(parseRoute(hash))).toBe(hash);
  }
  expect(parseRoute("")).toEqual({ page: "queue", turn: "yours", step: null });
  expect(parseRoute("#/queue/nobody/x")).toEqual({ page: "queue", turn: "yours", step: null });
  expect(parseRoute("#/case/a%2Fb%20c/review")).toMatchObject({ id: "a/b c" });
  expect(parseRoute("#/case/%E0%A4%A/facts")).toMatchObject({ page: "case", id: "%E0%A4%A" });
});

test("the frame says where one works, in color and in words", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(page.getByRole("banner")).toHaveTextContent(/SANDBOX/);
  expect(document.documentElement.dataset.env).toBe("sandbox");
  const { session } = desk.desk;
  if (session.state !== "connected") throw new Error("not connected");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, environment: "practice" } } });
  await expect.element(page.getByRole("banner")).toHaveTextContent(/PRACTICE/);
  expect(document.documentElement.dataset.env).toBe("practice");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, environment: "test" } } });
  await expect.element(page.getByRole("banner")).toHaveTextContent(/TEST/);
  expect(document.documentElement.dataset.env).toBe("sandbox");
});

test("the theme goes round and is kept; the one of the desktop is followed", async () => {
  const desk = withDeck(new PretendDesk());
  desk.started = { ...desk.started, theme: "system" };
  await openWindow(desk);
  expect(["light", "dark"]).toContain(document.documentElement.dataset.theme);
  await button("Theme: System").click();
  await button("Theme: Light").click();
  expect(document.documentElement.dataset.theme).toBe("dark");
  await button("Theme: Dark").click();
  expect(document.documentElement.dataset.theme).toBe("contrast");
  await expect.element(button("Theme: High contrast")).toBeVisible();
  expect(desk.asked("set_theme").map((args) => args.theme)).toEqual(["light", "dark", "contrast"]);
});

test("key help lists what works here, by where it belongs, and gives the focus back", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  await userEvent.keyboard("j?");
  await expect.element(dialog()).toHaveTextContent(/Anywhere/);
  await expect.element(dialog()).toHaveTextContent(/J\s*next case/);
  await expect.element(dialog()).toHaveTextContent(/G\s*R\s*go to review and accept/);
  expect(dialog().element().textContent).not.toMatch(/go to Accept/);
  await userEvent.keyboard("j");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(document.activeElement?.textContent).toMatch(/auth_V3C9QA/);
});

test("key help on the review page lists the review's keys", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_9WD3RB/review");
  await expect.element(button(/Do not accept/)).toBeVisible();
  await userEvent.keyboard("?");
  await expect.element(dialog()).toHaveTextContent(/A\s*go to Accept/);
  expect(dialog().element().textContent).not.toMatch(/next case/);
});

test("two keys in a row go to lists; the heading takes the focus", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  for (const [keys, title] of [
    ["gr", "Review and accept"],
    ["gc", "Collate is working"],
    ["gp", "With the payer"],
    ["gd", "Done"],
    ["gq", "Needs me"],
  ] as const) {
    await userEvent.keyboard(keys);
    await expect.element(heading(title)).toBeVisible();
    expect(document.activeElement?.textContent).toBe(title);
  }
});

test("the connection is shown with the ways out; removing the key asks once more", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await button("Maria R.").click();
  await expect.element(dialog()).toHaveTextContent(/api\.sandbox\.trycollate\.ai/);
  await expect.element(dialog()).toHaveTextContent(/In this computer's keychain/);
  await button("Leave and remove the key…").click();
  await expect.element(dialog()).toHaveTextContent(/Remove the key\?/);
  await button("Keep it").click();
  await expect.element(dialog()).toHaveTextContent(/This connection/);
  await button("Leave and remove the key…").click();
  desk.fails("disconnect", wireError("keyring_failed", "nothing_done"));
  await dialog().getByRole("button", { name: "Leave and remove the key", exact: true }).click();
  await expect.element(dialog()).toHaveTextContent(/This computer's keychain failed/);
  expect(desk.asked("disconnect")).toEqual([{ forgetKey: true }]);
});

test("leaving drops what was typed and marked with the connection", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_9WD3RB/review");
  await page.getByLabelText("I have read 1").click();
  await button("Maria R.").click();
  await button("Leave this connection").click();
  await expect.element(heading("Connect this computer")).toBeVisible();
  await page.getByRole("radio", { name: /On this computer only/ }).click();
  await button("Start practice").click();
  await expect.element(page.getByLabelText("I have read 1")).not.toBeChecked();
});

test("the status line says how reading goes and in which zone", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(text(/In step with Collate at 10:42:18\sAM/)).toBeVisible();
  await expect.element(text("Central Time (CST)")).toBeVisible();
});

test("entering the key again after it was refused keeps what was typed", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_7QK2M9/handoff");
  await page.getByLabelText("Reference number shown").fill("NG-26-112044817");
  desk.setDesk({ sync: aSync({ state: "key_refused", problem: wireError("key_refused") }) });
  await button("Enter a key").click();
  await expect.element(heading("Connect this computer")).toBeVisible();
  desk.setDesk({ sync: aSync() });
  await page.getByLabelText(/^API key/).fill("sk_test_2");
  await button("Save key in the keychain and connect").click();
  await expect.element(page.getByLabelText("Reference number shown")).toHaveValue("NG-26-112044817");
});
