import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { JournalTrouble } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aJournal, aJournalFound, aJournalLine } from "../../platform/pretend/unfinished";
import { button, consequenceOf, dialog, heading, openWindow, text } from "../../test/window";

const deskIn = (trouble: JournalTrouble | null) => withDeck(new PretendDesk()).setDesk({ journal: aJournal(trouble) });

/** The whole notice, lead and text. */
const notice = (lead: RegExp) => page.getByRole("main").getByRole("paragraph").filter({ hasText: lead });

const DISK: [JournalTrouble, RegExp, RegExp][] = [
  ["full", /disk is full/, /Free some space/],
  ["read_only", /cannot be written to/, /writable again/],
  ["failing", /does not answer/, /Have the disk looked at/],
];

for (const [trouble, lead, press] of DISK) {
  test(`a disk that is ${trouble}: nothing can be sent, reading goes on, it is tried again by itself`, async () => {
    const desk = deskIn(trouble);
    await openWindow(desk);
    const said = notice(lead);
    await expect.element(said).toHaveTextContent(/^No decision can be sent/);
    await expect
      .element(said)
      .toHaveTextContent(/written down here before it is sent\. Reading goes on; nothing is queued\./);
    await expect.element(said).toHaveTextContent(press);
    await expect.element(said).toHaveTextContent(/We try again by ourselves/);
    expect(button("Look at it…").elements()).toEqual([]);
    await expect.element(page.getByRole("grid")).toBeVisible();
    desk.setDesk({ journal: aJournal(null) });
    await expect.poll(() => said.elements().length).toBe(0);
  });
}

test("a damaged file interrupts, is looked at, and is set aside on a second press only", async () => {
  const desk = deskIn("damaged");
  await openWindow(desk);
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent(/file that keeps your decisions is damaged\. It is left as it is\./);
  await button("Look at it…").click();
  await expect.element(dialog()).toHaveTextContent(/2 decisions in it are not settled, as far as it can be read:/);
  await expect
    .element(dialog())
    .toHaveTextContent(/A new case, by Maria R\., .*, at api\.sandbox\.trycollate\.ai: not known whether it arrived\./);
  await expect.element(dialog()).toHaveTextContent(/Report on auth_7QK2M9, version 23, by Maria R\./);
  await button("Set it aside…").click();
  expect(desk.asked("set_journal_aside")).toEqual([]);
  await expect
    .element(dialog())
    .toHaveTextContent(
      /What is listed here goes into the new file\. What could not be read is not known here any more/,
    );
  expect(consequenceOf("Set it aside and begin a new one")).toMatch(/Nothing reaches Collate by it/);
  await button("Set it aside and begin a new one").click();
  expect(desk.asked("set_journal_aside")).toEqual([{}]);
  await expect.element(dialog()).toHaveTextContent(/The old file is now called journal\.20261124T164218Z\.sqlite/);
  await expect.element(dialog()).toHaveTextContent(/Report on auth_7QK2M9/);
  expect(page.getByText(/No decision can be sent/).elements()).toEqual([]);
  await button("Close").click();
  await expect.poll(() => dialog().elements().length).toBe(0);
});

test("leaving it as it is asks for nothing", async () => {
  const desk = deskIn("damaged");
  await openWindow(desk);
  await button("Look at it…").click();
  await button("Set it aside…").click();
  await button("Leave it as it is").click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(desk.asked("set_journal_aside")).toEqual([]);
  await expect.element(button("Look at it…")).toBeVisible();
});

test("where nothing could be read of it, that is not taken for nothing being there", async () => {
  const desk = deskIn("foreign").on("look_at_journal", () => aJournalFound({ lines: [], readable: false }));
  await openWindow(desk);
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent(/something else stands where your decisions are kept/);
  await button("Look at it…").click();
  await expect
    .element(dialog())
    .toHaveTextContent(/It could not be looked into\. What was decided in it is not known\./);
  await button("Set it aside…").click();
  await expect.element(dialog()).toHaveTextContent(/It cannot be told which cases/);
});

test("a file of a newer version is read from and never set aside: the program is to be updated", async () => {
  await openWindow(deskIn("newer"));
  await button("Look at it…").click();
  await expect.element(dialog()).toHaveTextContent(/Update the program\./);
  expect(button(/Set it aside/).elements()).toEqual([]);
});

test("a decision of a word nobody knows is named as that", async () => {
  const desk = deskIn("newer").on("look_at_journal", () => aJournalFound({ lines: [aJournalLine({ kind: null })] }));
  await openWindow(desk);
  await button("Look at it…").click();
  await expect.element(dialog()).toHaveTextContent(/A decision this version does not know on auth_7QK2M9/);
});

test("a file that cannot be set aside stays, with why; one that can be used again is left", async () => {
  const desk = deskIn("damaged").fails("set_journal_aside", wireError("disk_read_only", "nothing_sent"));
  await openWindow(desk);
  await button("Look at it…").click();
  await button("Set it aside…").click();
  await button("Set it aside and begin a new one").click();
  await expect.element(dialog()).toHaveTextContent(/disk cannot be written to/);
  desk.on("set_journal_aside", () => ({ name: null }));
  await button("Set it aside and begin a new one").click();
  await expect.element(dialog()).toHaveTextContent(/Nothing was set aside\. Decisions can be sent\./);
});

test("without a keychain it is said before anything is typed, quietly, and can be closed", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ journal: { ...aJournal(null), sealedForLater: false } });
  await openWindow(desk);
  const said = notice(/no keychain to protect what is kept/);
  await expect.element(said).toHaveTextContent(/What you type is lost when the program ends\./);
  await expect.element(said).toHaveTextContent(/looked up then, and cannot be sent again\./);
  expect(page.getByRole("alert").elements()).toEqual([]);
  await button("Close this note").click();
  await expect.poll(() => said.elements().length).toBe(0);
  await expect.element(heading("Needs me")).toBeVisible();
});

test("practice keeps nothing, so nothing is said of a keychain", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ journal: { ...aJournal(null), sealedForLater: false } });
  const { session } = desk.desk;
  if (session.state !== "connected") throw new Error("not connected");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, environment: "practice" } } });
  await openWindow(desk);
  await expect.element(heading("Needs me")).toBeVisible();
  expect(text(/no keychain to protect/).elements()).toEqual([]);
});

test("the connect page says it before a key is typed", async () => {
  const desk = new PretendDesk().setDesk({
    keyring: "unavailable",
    session: { state: "signed_out", remembered: "sandbox", keyKept: false, problem: null },
  });
  await openWindow(desk);
  await expect
    .element(text(/What you type is lost when the program ends; decisions that were not answered/))
    .toBeVisible();
});
