import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { DraftSlot } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import type { CommandName } from "../../platform/transport";
import { promised } from "../../test/promised";
import { expectNoViolations } from "../../test/violations";
import { button, dialog, openWindow, text } from "../../test/window";

// A disk that does not take the mark "may have been sent": nothing is sent then, by no form.

const REPORTED = "auth_7QK2M9";
const ANSWERED = "auth_5TF1QS";

type Sending = { name: string; hash: string; type: () => Promise<unknown>; confirm: () => Promise<unknown> };

const inDialog = (name: RegExp) => dialog().getByRole("button", { name }).click();

const FORMS: (Sending & { command: CommandName })[] = [
  {
    name: "a report",
    command: "report_completed",
    hash: `#/case/${REPORTED}/handoff`,
    type: () => page.getByRole("radio", { name: /A decision is showing/ }).click(),
    confirm: async () => {
      if (dialog().elements().length === 0) await button("Report: a decision is showing…").click();
      await inDialog(/^Report: /);
    },
  },
  {
    name: "a revoke",
    command: "revoke",
    hash: `#/case/${REPORTED}/handoff`,
    type: async () => {
      await button("Revoke my access…").click();
      await dialog().getByLabelText("Reason").fill("Opened by mistake");
    },
    confirm: () => inDialog(/^Revoke my access/),
  },
  {
    name: "a new case",
    command: "create_case",
    hash: "#/new",
    type: async () => {
      await page.getByLabelText("Provider number (NPI)").fill("1999999984");
      await page.getByRole("radio", { name: "Northgate Health, outpatient imaging" }).click();
      await page.getByLabelText("Service code", { exact: true }).fill("72148");
    },
    confirm: async () => {
      if (dialog().elements().length === 0) await button("Make the case…").click();
      await inDialog(/^Make the case/);
    },
  },
  {
    name: "answers",
    command: "save_answers",
    hash: `#/case/${ANSWERED}/requirements`,
    type: () => page.getByLabelText(/T-score at the hip/).fill("-2.7"),
    confirm: () => button(/^Save answers/).click(),
  },
];

for (const { name, command, hash, type, confirm } of FORMS) {
  test(`${name}: a full disk refuses, nothing is sent and nothing typed is lost; it goes once there is room`, async () => {
    const desk = withDeck(new PretendDesk()).fails("keep_draft", wireError("disk_full", "nothing_sent"));
    await openWindow(desk, hash);
    await type();
    await confirm();
    await expect
      .element(text(/disk is full, so it could not be written down first\. Nothing reached Collate\./))
      .toBeVisible();
    await expect.element(text("Nothing was sent.")).toBeVisible();
    await expectNoViolations(name);
    expect(desk.asked(command)).toEqual([]);
    desk.on("keep_draft", (args) => desk.drafts.keep(desk, args));
    await confirm();
    await expect.poll(() => desk.asked(command)).toHaveLength(1);
    const order = desk.calls.map((call) => call.name);
    expect(order.lastIndexOf("keep_draft", order.indexOf(command))).toBeGreaterThan(0);
  });
}

const slot: DraftSlot = { kind: "answers", case: ANSWERED };

test("answers that were refused by the disk are not called sent after a restart", async () => {
  const first = withDeck(new PretendDesk());
  await openWindow(first, `#/case/${ANSWERED}/requirements`);
  await page.getByLabelText(/T-score at the hip/).fill("-2.7");
  await expect.poll(() => first.drafts.of(slot)?.body ?? "").toContain("-2.7");
  first.fails("keep_draft", wireError("disk_read_only", "nothing_sent"));
  await button(/^Save answers/).click();
  await expect.element(text(/cannot be written to, so it could not be written down first/)).toBeVisible();
  first.on("keep_draft", (args) => first.drafts.keep(first, args));
  const desk = withDeck(new PretendDesk());
  desk.drafts = first.drafts;
  await openWindow(desk, `#/case/${ANSWERED}/requirements`);
  await expect.element(text("Restored: typed 10:42 AM, not sent.")).toBeVisible();
});

test("while the disk is waited for, the button is busy and the step can neither be left nor sent twice", async () => {
  const desk = withDeck(new PretendDesk());
  const slow = promised<{ durable: boolean }>();
  await openWindow(desk, `#/case/${REPORTED}/handoff`);
  await page.getByRole("radio", { name: /A decision is showing/ }).click();
  await button("Report: a decision is showing…").click();
  desk.on("keep_draft", () => slow.promise);
  await inDialog(/^Report: /);
  await expect.element(dialog().getByRole("button", { name: /^Sending/ })).toHaveAttribute("aria-busy", "true");
  await userEvent.keyboard("{Escape}");
  await dialog()
    .getByRole("button", { name: /^Sending/ })
    .click();
  await expect.element(dialog()).toBeVisible();
  expect(desk.asked("report_completed")).toEqual([]);
  slow.keep({ durable: true });
  await expect.poll(() => desk.asked("report_completed")).toHaveLength(1);
  await expect.poll(() => dialog().elements().length).toBe(0);
});
