import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { ago, aLink } from "../../platform/pretend/samples";
import { aCreating } from "../../platform/pretend/service";
import { aJournal, anOpenHandoff, anUnfinished } from "../../platform/pretend/unfinished";
import { button, consequenceOf, heading, link, openWindow, text } from "../../test/window";

const GO_ON = "auth_J4T6BK";
const REPORT = "auth_7QK2M9";
const ACCEPT = "auth_9WD3RB";

const deskOf = (given: Parameters<PretendDesk["setDesk"]>[0]) => withDeck(new PretendDesk()).setDesk(given);
const titles = () =>
  page
    .getByRole("main")
    .getByRole("heading", { level: 2 })
    .elements()
    .map((one) => one.textContent);
const rail = () => page.getByRole("navigation", { name: "Views" });
const focused = () => document.activeElement;

test("the window opens on what an earlier run left, with its heading focused and the count said", async () => {
  await openWindow(deskOf({ unfinished: [anUnfinished(GO_ON)] }));
  await expect.element(heading("Not finished")).toBeVisible();
  await expect.poll(() => focused()?.textContent).toBe("Not finished");
  expect(window.location.hash).toBe("#/unfinished");
  await expect
    .element(page.getByRole("status").first())
    .toHaveTextContent("1 thing of an earlier run is not finished.");
  await expect.element(link(/Not finished/)).toHaveAttribute("aria-current", "page");
  await expect.element(rail()).toHaveTextContent(/Not finished1/);
});

test("it opens there also when the journal is read a little later, and once only", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(heading("Needs me")).toBeVisible();
  desk.setDesk({ unfinished: [anUnfinished(GO_ON)] });
  await expect.element(heading("Not finished")).toBeVisible();
  await userEvent.keyboard("gq");
  await expect.element(heading("Needs me")).toBeVisible();
  desk.setDesk({ unfinished: [anUnfinished(GO_ON), anUnfinished(REPORT)] });
  await expect.element(rail()).toHaveTextContent(/Not finished2/);
  await expect.element(heading("Needs me")).toBeVisible();
});

test("whoever is at something already is not taken away from it, but told", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await page.getByRole("row", { name: /auth_6MR4YA/ }).click();
  desk.setDesk({ unfinished: [anUnfinished(GO_ON)] });
  await expect.element(page.getByRole("status").first()).toHaveTextContent(/1 thing of an earlier run/);
  await expect.element(heading("Needs me")).toBeVisible();
  await userEvent.keyboard("gu");
  await expect.element(heading("Not finished")).toBeVisible();
});

test("a window that was somewhere else stays there", async () => {
  await openWindow(deskOf({ unfinished: [anUnfinished(GO_ON)] }), "#/service");
  await expect.element(rail()).toHaveTextContent(/Not finished1/);
  await expect.element(heading("What this service answers")).toBeVisible();
});

test("one open handoff alone opens its cockpit, with the link gone and a way to reopen it", async () => {
  const desk = deskOf({ handoffs: [anOpenHandoff(REPORT)] });
  desk.change(REPORT, (view) => ({
    handoff: view.handoff && { ...view.handoff, link: aLink({ phase: "program_ended" }) },
  }));
  await openWindow(desk);
  await expect.element(button("Reopen")).toBeVisible();
  expect(window.location.hash).toBe(`#/case/${REPORT}/handoff`);
  await expect.element(text(/The program ended, and any link with it/)).toBeVisible();
  await expect.element(text("None since the program started")).toBeVisible();
  await button("Reopen").click();
  expect(desk.asked("open_portal")).toEqual([{ case: REPORT }]);
  await expect.poll(() => rail().element().textContent).not.toMatch(/Not finished/);
});

test("the most dangerous comes first, then the newest; and nothing changes its place afterwards", async () => {
  const desk = deskOf({
    unfinished: [
      anUnfinished(ACCEPT, { kind: "accept", stage: "in_effect", at: ago(1) }),
      anUnfinished("auth_4HX8TD", { kind: "cancel", at: ago(50) }),
      anUnfinished(GO_ON, { at: ago(5) }),
      anUnfinished(REPORT, { kind: "complete", stage: "checking", at: ago(300) }),
    ],
  });
  await openWindow(desk);
  await expect.element(heading("Your report")).toBeVisible();
  const order = ["Your report", "Your go-ahead", "Your cancellation", "Your acceptance"];
  expect(titles()).toEqual(order);
  desk.setDesk({
    unfinished: desk.desk.unfinished.map((entry) => ({ ...entry, command: { ...entry.command, stage: "undecided" } })),
  });
  await expect.element(text(/We could not find out whether your report arrived/)).toBeVisible();
  expect(titles()).toEqual(order);
});

test("each says who decided, when, on which version, and what is open at the payer", async () => {
  await openWindow(deskOf({ unfinished: [anUnfinished(REPORT, { kind: "complete", stage: "checking" })] }));
  await expect.element(text(/^Decided by Maria R\., .* on version 23 of this case\.$/)).toBeVisible();
  await expect.element(text(/A report is a claim\. Nothing is known of the payer side/)).toBeVisible();
  await expect.element(text(/The portal page may still be open in your browser; its link is gone\./)).toBeVisible();
  await expect.element(text(/We cannot tell yet whether your report arrived\./)).toBeVisible();
  await expect.element(text(/Nothing to press yet/)).toBeVisible();
  expect(button("Send the same again").elements()).toEqual([]);
  expect(text(/Where it says "you"/).elements()).toEqual([]);
});

test("what somebody else decided is not called one's own", async () => {
  await openWindow(deskOf({ operator: "Jo Sample", unfinished: [anUnfinished(GO_ON)] }));
  await expect.element(text('Where it says "you" or "your" below, it means Maria R.')).toBeVisible();
});

test("the same is sent again on a press only, and its end is said and put away", async () => {
  const desk = deskOf({ unfinished: [anUnfinished(GO_ON)] });
  await openWindow(desk);
  await expect.element(button("Send the same again")).toBeVisible();
  expect(desk.asked("send_again")).toEqual([]);
  await button("Send the same again").click();
  expect(desk.asked("send_again")).toEqual([{ case: GO_ON }]);
  await expect.element(text(/^Your go-ahead arrived\./)).toBeVisible();
  await button("Close this note").click();
  expect(desk.asked("dismiss")).toEqual([{ case: GO_ON }]);
  await expect.element(heading("Nothing is unfinished")).toBeVisible();
  await link("Go to your list").click();
  await expect.element(heading("Needs me")).toBeVisible();
});

test("what cannot be sent again says so, and can be let be", async () => {
  const desk = deskOf({ unfinished: [anUnfinished(GO_ON, { maySendAgain: false })] });
  await openWindow(desk);
  await expect.element(text(/It cannot be sent again from here: it is too old, could count twice/)).toBeVisible();
  expect(button("Send the same again").elements()).toEqual([]);
  await button("Let it be").click();
  expect(desk.asked("let_be")).toEqual([{ case: GO_ON }]);
  await expect.element(text(/You chose not to wait for your go-ahead/)).toBeVisible();
});

test("a press that is refused says so at its decision and at no other", async () => {
  const desk = deskOf({
    unfinished: [anUnfinished(GO_ON), anUnfinished(ACCEPT, { kind: "accept", maySendAgain: false })],
  });
  desk.fails("send_again", wireError("disk_full", "nothing_sent"));
  await openWindow(desk);
  await button("Send the same again").click();
  const said = text(/This computer's disk is full, so it could not be written down first\. Nothing reached Collate\./);
  await expect.element(said).toBeVisible();
  expect(said.elements().length).toBe(1);
  expect(said.element().closest("section")?.textContent).toMatch(/Your go-ahead/);
});

test("open handoffs and a new case of an earlier run stand beside the decisions, and lead on", async () => {
  const desk = deskOf({
    handoffs: [anOpenHandoff(REPORT), anOpenHandoff("auth_4HX8TD", { fromBefore: false })],
    creating: aCreating({ fromBefore: true }),
  });
  await openWindow(desk);
  await expect.element(heading("An open handoff")).toBeVisible();
  expect(titles()).toEqual(["An open handoff", "A new case"]);
  await expect.element(rail()).toHaveTextContent(/Not finished2/);
  await button("To the notice").click();
  expect(focused()?.textContent).toMatch(/Send the same request again/);
  expect(link("Go on with the handoff").element().getAttribute("href")).toBe(`#/case/${REPORT}/handoff`);
});

test("a new case asked for in this run is no matter of an earlier one", async () => {
  await openWindow(deskOf({ creating: aCreating() }));
  await expect.element(text(/It is not known whether the case was made/)).toBeVisible();
  expect(window.location.hash).not.toMatch(/unfinished/);
  expect(rail().element().textContent).not.toMatch(/Not finished/);
});

test("that nothing is unfinished is said only where it is known", async () => {
  const desk = deskOf({ journal: { ...aJournal(null), read: false } });
  await openWindow(desk, "#/unfinished");
  await expect.element(text("Reading what was decided here before.")).toBeVisible();
  desk.setDesk({ journal: aJournal("damaged") });
  await expect.element(heading("What is unfinished is not known")).toBeVisible();
  expect(text("Nothing is unfinished").elements()).toEqual([]);
  desk.setDesk({ journal: aJournal(null) });
  await expect.element(heading("Nothing is unfinished")).toBeVisible();
});

test("a new case that cannot be sent again, or not even read, says so and offers no such press", async () => {
  const nothing = { providerNpi: "", payerId: "", state: "", requestType: "", system: "", code: "" };
  const what = { ...aCreating().what, ...nothing };
  const desk = deskOf({ creating: aCreating({ what, maySendAgain: false, fromBefore: true, problem: null }) });
  await openWindow(desk);
  await expect.element(text(/What was asked for cannot be read any more/).first()).toBeVisible();
  await expect.element(text(/It cannot be sent again from here/).first()).toBeVisible();
  expect(button("Send the same request again").elements()).toEqual([]);
  await expect.element(button("Stop waiting…")).toBeVisible();
  expect(consequenceOf("Stop waiting…")).toMatch(/Nothing is sent/);
});
