import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { DraftSlot } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../test/violations";
import { button, consequenceOf, dialog, heading, openWindow, text } from "../../test/window";

const NEW_CASE: DraftSlot = { kind: "new_case" };
const NEWER = '{"format":2}';

/** One draft of a newer version, and one the program could not open. */
function deskWithTwo(): PretendDesk {
  const desk = withDeck(new PretendDesk());
  desk.drafts.put({ slot: NEW_CASE, at: "2026-11-20T15:12:00Z", body: NEWER }).unreadable = 1;
  return desk;
}

const notice = () => text(/could not be brought back/);
const spoken = () => page.getByRole("status").first().element().textContent;

test("drafts that cannot be read are said once, left as they are, and the note can be closed", async () => {
  const desk = deskWithTwo();
  await openWindow(desk);
  await expect.element(text(/Something you typed before could not be read\./)).toBeVisible();
  await expect.element(text(/2 drafts could not be brought back and are left as they are\./)).toBeVisible();
  await expect.poll(spoken).toMatch(/2 drafts could not be brought back/);
  await expectNoViolations("unreadable drafts");
  await button("Close this note").click();
  await expect.poll(() => notice().elements().length).toBe(0);
  expect(desk.drafts.of(NEW_CASE)?.body).toBe(NEWER);
  expect(desk.asked("drop_unreadable_drafts")).toEqual([]);
});

test("they are discarded on a second press, after it was said what goes; the next start says nothing of them", async () => {
  const desk = deskWithTwo();
  await openWindow(desk);
  await button("Discard them…").click();
  await expect.element(dialog()).toHaveTextContent(/Discard 2 drafts\?/);
  await expect.element(dialog()).toHaveTextContent(/cannot be read by this version of the program/);
  await expect.element(dialog()).toHaveTextContent(/What is on the service is untouched\./);
  expect(consequenceOf(/^Discard them$/)).toBe("They are gone from this computer. Nothing is sent.");
  await expectNoViolations("discarding unreadable drafts");
  expect(desk.asked("drop_draft")).toEqual([]);
  await button(/^Discard them$/).click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  await expect.poll(() => notice().elements().length).toBe(0);
  expect(desk.asked("drop_draft")).toEqual([{ slot: NEW_CASE }]);
  expect(desk.asked("drop_unreadable_drafts")).toEqual([{}]);
  await expect.poll(spoken).toMatch(/^Discarded\./);
  await expect.poll(() => document.activeElement).not.toBe(document.body);
  const next = withDeck(new PretendDesk());
  next.drafts = desk.drafts;
  await openWindow(next);
  await expect.element(heading("Needs me")).toBeVisible();
  await expect.poll(() => next.asked("read_drafts")).toHaveLength(1);
  expect(notice().elements()).toHaveLength(0);
});

test("keeping them asks for nothing, and they are still offered", async () => {
  const desk = deskWithTwo();
  await openWindow(desk);
  await button("Discard them…").click();
  await button("Keep them").click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(document.activeElement).toBe(button("Discard them…").element());
  await userEvent.keyboard("{Enter}");
  await expect.element(dialog()).toBeVisible();
  expect(desk.asked("drop_unreadable_drafts")).toEqual([]);
});

test("what could not be discarded says why, stays, and can be tried again", async () => {
  const desk = deskWithTwo().fails("drop_unreadable_drafts", wireError("disk_read_only", "nothing_sent"));
  await openWindow(desk);
  await button("Discard them…").click();
  await button(/^Discard them$/).click();
  await expect
    .element(dialog())
    .toHaveTextContent(/Not everything could be discarded\.\s*Nothing can be written on this computer's disk\./);
  await expectNoViolations("not discarded");
  desk.on("drop_unreadable_drafts", () => desk.drafts.dropUnreadable());
  await button(/^Discard them$/).click();
  await expect.poll(() => notice().elements().length).toBe(0);
});

test("without a keychain they may be read later: that is said, and they are not offered to be discarded", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ draftsSurvive: false });
  desk.drafts.unreadable = 1;
  await openWindow(desk);
  await expect.element(text(/1 draft could not be brought back without this computer's keychain\./)).toBeVisible();
  expect(button(/^Discard/).elements()).toHaveLength(0);
});
