import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../test/violations";
import { button, consequenceOf, dialog, heading, openWindow } from "../../test/window";

const LENA = "#/case/auth_5TF1QS/facts";
const cancel = () => button("Cancel this case…");
const confirm = () => dialog().getByRole("button", { name: "Cancel the case" });
const word = () => dialog().getByRole("textbox", { name: "Type CANCEL to go on" });

test("canceling reads the case, wants the word, and sends the version it showed", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, LENA);
  expect(consequenceOf("Cancel this case…")).toMatch(/^Stops Collate's work here\. Withdraws nothing at the payer/);
  await cancel().click();
  expect(desk.asked("open_step")).toEqual([{ case: "auth_5TF1QS", step: "cancel" }]);
  await expect
    .element(dialog())
    .toHaveTextContent(/The payer already has it: JSP-4482-0931\. Canceling stops work here/);
  await expect.element(dialog()).toHaveTextContent(/It does not withdraw the request from the payer/);
  await expect.element(confirm()).toHaveAccessibleDescription("Not available: type CANCEL first.");
  await confirm().click({ force: true });
  expect(desk.asked("confirm_cancel")).toEqual([]);
  expect(document.activeElement).toBe(confirm().element());
  await word().fill("cancel");
  await expect.element(confirm()).toHaveAccessibleDescription("Stops for good. No more changes. Uses version 18.");
  await confirm().click();
  expect(desk.asked("confirm_cancel")).toEqual([{ case: "auth_5TF1QS", version: "18" }]);
  await expect.poll(() => dialog().elements().length).toBe(0);
  await expect.element(heading("Canceled here. The payer still has JSP-4482-0931.")).toBeVisible();
  expect(cancel().elements()).toHaveLength(0);
});

test("without a receipt nothing is said to be at the payer; an open handoff ends with the case", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_7QK2M9/handoff");
  await cancel().click();
  await expect.element(dialog()).toHaveTextContent(/Nothing is withdrawn at the payer\. If something was sent/);
  await expect.element(dialog()).toHaveTextContent(/A handoff is open\. Canceling ends it too/);
  await dialog().getByRole("button", { name: "Keep it" }).click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(document.activeElement).toBe(cancel().element());
});

test("somebody else in the portal is named before her handoff is ended", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_S0ME0N/handoff");
  await cancel().click();
  await expect.element(dialog()).toHaveTextContent(/Someone may be in the portal\. Canceling ends that handoff too/);
});

test("while nothing can be sent it stays in view and says why", async () => {
  const desk = withDeck(new PretendDesk());
  desk.change("auth_5TF1QS", () => ({ locked: "offline" }));
  await openWindow(desk, LENA);
  await expect.element(cancel()).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf("Cancel this case…")).toBe("Not available: you are offline.");
  await cancel().click({ force: true });
  expect(dialog().elements()).toHaveLength(0);
});

test("a case that changed first is not canceled, and the dialog says so", async () => {
  const desk = withDeck(new PretendDesk()).fails("confirm_cancel", wireError("case_changed", "nothing_sent", "req_6"));
  await openWindow(desk, LENA);
  await cancel().click();
  await word().fill("CANCEL");
  await confirm().click();
  await expect.element(dialog()).toHaveTextContent(/The case changed first/);
  await expect.element(word()).toHaveValue("CANCEL");
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent(/Needs you/);
});

test("axe: canceling", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_7QK2M9/handoff");
  await cancel().click();
  await expect.element(dialog()).toHaveTextContent(/version 14/);
  await expectNoViolations("canceling");
});
