import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CommandStage, StepKind, TimelineChange, TimelineEntry } from "../../../platform/bindings";
import { withDeck } from "../../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../../platform/pretend/pretend-desk";
import { aTimeline, wasDone, wasSeen } from "../../../platform/pretend/timeline";
import { button, heading, link, openWindow, text } from "../../../test/window";

const AT = "2026-11-20T16:33:04Z";
const here = "#/case/auth_5TF1QS/timeline";
const lines = () => page.getByRole("region", { name: "Timeline", exact: true }).getByRole("listitem");

async function told(...entries: TimelineEntry[]): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk()).on("read_timeline", () => aTimeline({ entries, earlier: false }));
  await openWindow(desk, here);
  return desk;
}

const changed = (...changes: TimelineChange[]) => wasSeen(AT, "12", { changes });

test("the newest is first, under its day, and it is said what all of it is built from", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_5TF1QS/facts");
  await link("Timeline").click();
  await expect.element(heading("Today, Fri 20 Nov 2026")).toBeVisible();
  await expect.element(heading("Mon 16 Nov 2026")).toBeVisible();
  await expect.element(text(/^Built from versions this desk has seen and actions taken here\./)).toBeVisible();
  await expect.element(lines().first()).toHaveTextContent(/Maria R\. saved answers.*Decided on version 17\.Done here$/);
  await expect.element(lines().last()).toHaveTextContent(/Collate is workingFirst seen in version 3$/);
  await expect.element(text(/^Earlier versions were not seen here/)).toBeVisible();
  await expect.element(heading("Patient and plan")).toBeVisible();
});

test("versions that were not seen are one step, and named", async () => {
  await openWindow(withDeck(new PretendDesk()), here);
  const step = lines().filter({ hasText: "one step" });
  await expect.element(step).toHaveTextContent(/Versions 4 to 11, one step/);
  await expect.element(step).toHaveTextContent(/Package rev_3GA07\. Review the package, then take over\./);
});

test("a report is a claim, hatched, and never called submitted as a fact", async () => {
  await openWindow(withDeck(new PretendDesk()), here);
  const report = lines().filter({ hasText: "Reported: submitted" });
  await expect.element(report).toHaveTextContent(/Reported: submitted by Maria R\./);
  await expect.element(report).toHaveTextContent(/It is a claim until the payer side proves it\./);
  expect(report.element().querySelector(".chip.claim")?.textContent).toBe("Reported: submitted");
});

test.each<[StepKind, CommandStage, RegExp]>([
  ["continue", "applied", /Maria R\. told Collate to go on.*Collate confirmed it\./],
  ["continue", "in_effect", /Maria R\. decided to tell Collate to go on.*Who made it so is not known\./],
  ["save_answers", "refused", /Maria R\. tried to save answers.*Collate refused it: made_up_code\. Nothing was done\./],
  ["cancel", "not_sent", /Maria R\. tried to cancel the case.*nothing reached Collate\./],
  ["accept", "checking", /Maria R\. decided to accept the package.*Not known yet whether it arrived\./],
  ["attach", "not_yet", /Maria R\. decided to attach a file.*It may have arrived\./],
  ["remove_attachment", "let_be", /decided to take a file off the case.*It may have arrived\./],
  ["start_handoff", "not_done", /tried to start the handoff.*did not take effect\./],
  ["revoke", "undecided", /decided to withdraw access.*cannot be told from the case\./],
  ["complete", "applied", /Reported by Maria R\..*What was typed is not kept once it is settled\./],
  ["unable", "sending", /Reported: could not finish by Maria R\..*On its way\./],
])("%s that is %s says no more than is known", async (step, stage, said) => {
  await told(wasDone(AT, { step, word: step, stage, serviceCode: stage === "refused" ? "made_up_code" : null }));
  await expect.element(lines().first()).toHaveTextContent(said);
});

test.each<[string, TimelineChange, RegExp]>([
  ["a receipt", { kind: "receipt", reference: "JSP-1" }, /Payer receipt JSP-1/],
  ["no reference", { kind: "receipt", reference: null }, /Payer receipt, without a reference/],
  ["a decision", { kind: "decision", outcome: "approved", number: "A-7", returned: true }, /Approved A-7/],
  ["an unknown outcome", { kind: "decision", outcome: "shelved", number: null, returned: true }, /shelved/],
  ["an unknown status", { kind: "turn", from: "payer", to: "unknown", status: "on_holiday" }, /recognized: on_holiday/],
  ["an unknown handoff", { kind: "handoff_moved", state: "paused" }, /It stands at paused\./],
  ["an end", { kind: "turn", from: "yours", to: "stopped", status: "canceled" }, /withdraws nothing at the payer/],
  [
    "a package",
    { kind: "package_new", snapshot: "rev_2", replaces: "rev_1" },
    /Package rev_2It takes the place of rev_1/,
  ],
  ["an old package", { kind: "package_out_of_date", snapshot: "rev_2" }, /Package rev_2 is out of date/],
  ["files", { kind: "files", added: 1, removed: 2 }, /1 file attached and 2 files taken off/],
  ["less open", { kind: "open", questions: 0, documents: 1, issues: 0 }, /Open now: 1 document/],
])("%s is told in its own words", async (_, change, said) => {
  await told(changed(change));
  await expect.element(lines().first()).toHaveTextContent(said);
});

test("a version in which nothing that is listed changed says so, and so does one whose time is not known", async () => {
  await told(wasSeen(AT, "12", { changed: false }));
  await expect.element(lines().first()).toHaveTextContent(/Changed, but nothing that is listed here/);
  await expect.element(lines().first()).toHaveTextContent(/this is when it was seen\./);
});

test("what a newer version decided is shown by its word", async () => {
  await told(wasDone(AT, { word: "resubmit" }));
  await expect.element(lines().first()).toHaveTextContent(/decided something this version does not know: resubmit/);
});

test("where nothing is kept it is this run's, and what could not be read can be read again", async () => {
  const desk = withDeck(new PretendDesk()).on("read_timeline", () => aTimeline({ source: "this_run" }));
  await openWindow(desk, here);
  await expect.element(text("This run only.")).toBeVisible();
  desk.on("read_timeline", () => aTimeline({ source: "not_read" }));
  await openWindow(desk, here);
  await expect.element(text("Only what this run saw and did.")).toBeVisible();
  desk.on("read_timeline", () => aTimeline());
  await button("Read again").click();
  await expect.poll(() => text("Only what this run saw and did.").elements().length).toBe(0);
});

test("while it is read that is said; one that failed is read again; an empty one says why", async () => {
  const desk = withDeck(new PretendDesk()).on("read_timeline", () => new Promise(() => undefined));
  await openWindow(desk, here);
  await expect.element(text("Reading what this desk has seen")).toBeVisible();
  desk.fails("read_timeline", wireError("not_connected", "nothing_sent"));
  await openWindow(desk, here);
  await expect.element(button("Read again")).toBeVisible();
  desk.on("read_timeline", () => aTimeline({ entries: [], earlier: false }));
  await button("Read again").click();
  await expect.element(heading("Nothing seen yet")).toBeVisible();
});

test("it grows with the case, and what is in view stays while it is read again", async () => {
  const desk = await told(changed({ kind: "answers" }));
  await expect.element(lines().first()).toHaveTextContent(/The answers changed/);
  const waiting: ((answer: ReturnType<typeof aTimeline>) => void)[] = [];
  desk.on("read_timeline", () => new Promise((resolve) => waiting.push(resolve)));
  desk.change("auth_5TF1QS", () => ({ version: "19" }));
  await expect.poll(() => desk.asked("read_timeline").length).toBe(2);
  await expect.element(lines().first()).toHaveTextContent(/The answers changed/);
  waiting[0]?.(aTimeline({ entries: [changed({ kind: "receipt", reference: "JSP-2" })], leftOut: 3 }));
  await expect.element(lines().first()).toHaveTextContent(/Payer receipt JSP-2/);
  await expect.element(text("3 older entries not listed.")).toBeVisible();
});

test("a fact beside it is copied by its number", async () => {
  await openWindow(withDeck(new PretendDesk()), here);
  await expect.element(heading("Timeline")).toBeVisible();
  await userEvent.keyboard("3");
  await expect.element(page.getByRole("status").filter({ hasText: /Member ID (copied|was not)/ })).toBeInTheDocument();
});
