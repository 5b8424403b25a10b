import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CaseView, CommandStage } from "../../platform/bindings";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { anAnswer, aQuestion } from "../../platform/pretend/requirements";
import { aCase, aCommand, someRequirements } from "../../platform/pretend/samples";
import { button, consequenceOf, dialog, field, openWindow, text } from "../../test/window";

const ID = "auth_SAVE01";
const here = `#/case/${ID}/requirements`;

const requirements = (why = "Pain", ended = "2026-10-01") =>
  someRequirements({
    questions: [
      aQuestion("why", "Why", { wanted: true }),
      aQuestion("ended", "Ended", { kind: "date" }),
      aQuestion("dose", "Dose", { kind: "decimal" }),
    ],
    answers: [anAnswer("why", why === "" ? [] : [why]), anAnswer("ended", [ended])],
  });

function deskOf(given: Partial<CaseView> = {}): PretendDesk {
  const wanted = { kind: "resolve", questions: 1, documents: 1, issues: 0, afterReceipt: false } as const;
  return new PretendDesk().put(
    aCase(ID, { kind: "continue", automatic: false }),
    aCase(ID, wanted, { requirements: requirements(), ...given }),
  );
}

const save = () => button(/^Save answers/);
const why = () => field("1 Why");
const never = () => new Promise<never>(() => undefined);

test("saving sends what differs, on the version shown, and says that nothing goes to the payer", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  expect(consequenceOf(/^Save answers/)).toMatch(
    /^Stays with you\. Saves to the case as a new version\. Nothing goes to the payer\./,
  );
  await why().fill("Worse pain");
  await expect.element(page.getByText("not saved", { exact: true })).toBeVisible();
  await expect.element(text(/1 change not saved/)).toBeVisible();
  await userEvent.keyboard("{Control>}s{/Control}");
  await expect
    .poll(() => desk.asked("save_answers"))
    .toEqual([{ case: ID, version: "23", items: [{ linkId: "why", values: ["Worse pain"], items: [] }] }]);
  await expect.element(text(/^Saved 10:42\sAM, version 24\.$/)).toBeVisible();
  await expect.poll(() => text(/not saved/).elements().length).toBe(0);
  await expect.element(why()).toHaveValue("Worse pain");
});

test("saving nothing sends nothing and says so", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await field("2 Ended").fill("10/01/2026");
  await save().click();
  expect(desk.asked("save_answers")).toEqual([]);
  expect(consequenceOf(/^Save answers/)).toMatch(/Nothing is different/);
  desk.on("save_answers", () => ({ problems: [], nothingChanged: true }));
  await why().fill("Pain ");
  await why().fill("Pain!");
  await save().click();
  await expect.poll(() => consequenceOf(/^Save answers/)).toMatch(/Nothing is different/);
});

test("a value that cannot be written keeps the answers here, says why on its field and goes there", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await why().fill("Worse");
  await field("3 Dose").fill("a lot");
  await field("2 Ended").fill("some day");
  await save().click();
  await expect.element(field("2 Ended")).toHaveFocus();
  await expect.element(field("2 Ended")).toHaveAttribute("aria-invalid", "true");
  await expect.element(field("3 Dose")).toHaveAccessibleDescription(/This is not a number/);
  expect(consequenceOf(/^Save answers/)).toBe("Not saved. 2 answers cannot be sent as typed. See what is marked.");
  expect(desk.asked("save_answers")).toEqual([]);
  await field("2 Ended").fill("20 Nov 2026");
  await expect.poll(() => field("2 Ended").element().getAttribute("aria-invalid")).toBeNull();
});

test("what the program does not send stands on its field, too", async () => {
  const desk = deskOf().on("save_answers", () => ({
    problems: [{ path: "why:0", value: 0, problem: "too_long" }],
    nothingChanged: false,
  }));
  await openWindow(desk, here);
  await why().fill("Very long");
  await save().click();
  await expect.element(why()).toHaveFocus();
  await expect.element(why()).toHaveAccessibleDescription(/too long to send/);
});

const KEPT: [CommandStage, boolean, RegExp][] = [
  ["sending", false, /Sending your save\./],
  ["checking", false, /We cannot tell yet whether your save arrived\. Do not save again/],
  ["not_yet", false, /We see no sign yet that your save arrived\./],
  [
    "not_done",
    true,
    /Not done\. The case changed first\. It is now at version 24, you had 23\. Your answers were not saved\. They are kept here: look at what changed, then save again\./,
  ],
  ["refused", false, /Nothing was saved\. Your answers are kept here\./],
  ["not_sent", false, /Nothing was sent\. Collate could not be reached\. Nothing was saved\./],
];

for (const [stage, conflict, sentence] of KEPT) {
  test(`what was typed stays while the save is ${stage}${conflict ? ", after a conflict" : ""}`, async () => {
    const desk = deskOf().on("save_answers", () => {
      desk.change(ID, () => ({ command: aCommand({ kind: "save_answers", stage, conflict }) }));
      return { problems: [], nothingChanged: false };
    });
    await openWindow(desk, here);
    await why().fill("Worse");
    await save().click();
    await expect.element(page.getByRole("main")).toHaveTextContent(sentence);
    await expect.element(why()).toHaveValue("Worse");
    await expect.element(text(/1 change not saved/)).toBeVisible();
  });
}

const aside = () => page.getByRole("complementary", { name: "Next action" });

test("what became of a save stands under its button, which stays in view, and is said once", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  for (const [stage, conflict, sentence] of KEPT) {
    desk.change(ID, () => ({ command: aCommand({ id: 9, kind: "save_answers", stage, conflict }) }));
    if (stage === "sending") continue;
    await expect.element(aside()).toHaveTextContent(sentence);
    if (stage !== "checking") await expect.element(page.getByRole("status")).toHaveTextContent(sentence);
    expect(page.getByRole("alert").elements()).toHaveLength(stage === "checking" ? 1 : 0);
  }
});

test("a save that left no sign can be sent again, or let be, under its button", async () => {
  const desk = deskOf({ command: aCommand({ kind: "save_answers", stage: "not_yet" }) });
  await openWindow(desk, here);
  await aside().getByRole("button", { name: "Send the same again" }).click();
  expect(desk.asked("send_again")).toEqual([{ case: ID }]);
  await aside().getByRole("button", { name: "Let it be" }).click();
  expect(desk.asked("let_be")).toEqual([{ case: ID }]);
});

for (const code of ["service_failed", "too_many"] as const) {
  test(`a save that the service does not take (${code}) says so under its button`, async () => {
    await openWindow(deskOf().fails("save_answers", wireError(code, "nothing_sent", "req_9")), here);
    await why().fill("Worse");
    await save().click();
    await expect.element(aside()).toHaveTextContent(/Nothing was sent\./);
    await expect.element(page.getByRole("status")).toHaveTextContent(/Nothing was sent\./);
  });
}

test("after a conflict the case's new value is shown beside what was typed, and the same is saved on it", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await why().fill("Worse");
  desk.change(ID, () => ({ version: "24", requirements: requirements("Much better") }));
  await expect.element(text("Changed meanwhile: now Much better.")).toBeVisible();
  await expect.element(why()).toHaveValue("Worse");
  await save().click();
  await expect.poll(() => desk.asked("save_answers").map((args) => args.version)).toEqual(["24"]);
});

test("a case that changed first, told at once, keeps the answers and says so", async () => {
  const desk = deskOf().fails("save_answers", wireError("case_changed", "nothing_sent", "req_9"));
  await openWindow(desk, here);
  await why().fill("Worse");
  await save().click();
  await expect.element(text(/Nothing was sent\./)).toBeVisible();
  await expect.element(text(/What you typed is kept here/)).toBeVisible();
  await expect.element(why()).toHaveValue("Worse");
});

test("what is typed survives leaving the case, a refresh and coming back", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await why().fill("Worse");
  window.location.hash = "#/queue/yours";
  await expect.element(page.getByRole("heading", { name: "Needs me" })).toBeVisible();
  desk.change(ID, () => ({ version: "25" }));
  window.location.hash = here;
  await expect.element(why()).toHaveValue("Worse");
});

test("only what was sent is forgotten once it is saved: what was typed meanwhile stays", async () => {
  const desk = deskOf().on("save_answers", never);
  await openWindow(desk, here);
  await why().fill("Worse");
  await save().click();
  await expect.element(button(/^Saving/)).toHaveAttribute("aria-busy", "true");
  await field("3 Dose").fill("12");
  const command = aCommand({ id: 3, kind: "save_answers", stage: "applied" });
  desk.change(ID, () => ({ version: "24", command, requirements: requirements("Worse") }));
  await expect.element(text(/1 change not saved/)).toBeVisible();
  await expect.element(field("3 Dose")).toHaveValue("12");
});

test("a save that was answered while the case was not looked at is settled on coming back", async () => {
  const desk = deskOf().on("save_answers", never);
  await openWindow(desk, here);
  await why().fill("Worse");
  await save().click();
  window.location.hash = "#/queue/yours";
  await expect.element(page.getByRole("heading", { name: "Needs me" })).toBeVisible();
  const command = aCommand({ id: 3, kind: "save_answers", stage: "applied" });
  desk.change(ID, () => ({ version: "24", command, requirements: requirements("Worse") }));
  window.location.hash = here;
  await expect.element(why()).toHaveValue("Worse");
  await expect.poll(() => text(/not saved/).elements().length).toBe(0);
});

test("discarding asks first, and then shows the case again", async () => {
  await openWindow(deskOf(), here);
  await why().fill("Worse");
  await button("Discard changes…").click();
  await dialog().getByRole("button", { name: "Keep them" }).click();
  await expect.element(why()).toHaveValue("Worse");
  await button("Discard changes…").click();
  await expect.element(dialog()).toHaveTextContent(/1 change on this case will be forgotten/);
  await dialog().getByRole("button", { name: "Discard changes" }).click();
  await expect.element(why()).toHaveValue("Pain");
  expect(text(/not saved/).elements()).toHaveLength(0);
});

test("what a refused save was refused for stands on its field, the rest at the top", async () => {
  const command = aCommand({
    kind: "save_answers",
    stage: "refused",
    serviceCode: "not_in_the_table",
    issues: [
      { code: "no_such_day", message: "no such day.", field: "answers.item.ended" },
      { code: "odd", message: "something is odd.", field: null },
    ],
  });
  await openWindow(deskOf({ command }), here);
  await expect.element(field("2 Ended")).toHaveAccessibleDescription(/Collate refused this: no such day\./);
  await expect
    .element(page.getByRole("region", { name: "Refused when you saved" }))
    .toHaveTextContent(/something is odd/);
  await expect.element(page.getByText("Correct this", { exact: true })).toBeVisible();
});

test("a question that is not asked any more leaves what was typed readable", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await field("3 Dose").fill("12");
  const { questions, ...rest } = requirements();
  desk.change(ID, () => ({ requirements: { ...rest, questions: questions.slice(0, 2) } }));
  await expect.element(text("Typed here, not saved.")).toBeVisible();
  await expect.element(page.getByRole("definition")).toHaveTextContent(/^12$/);
  await button("Discard changes…").click();
  await dialog().getByRole("button", { name: "Discard changes" }).click();
  await expect.poll(() => text("Typed here, not saved.").elements().length).toBe(0);
});

test("when the case goes to Collate the form closes over what was typed, and opens with it again", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await why().fill("Worse");
  desk.change(ID, () => ({ requirements: { ...requirements(), closed: "collate" } }));
  await expect.element(why()).toHaveValue("Pain");
  await expect.element(text(/It can be saved when the case can be changed again/)).toBeVisible();
  desk.change(ID, () => ({ requirements: requirements() }));
  await expect.element(why()).toHaveValue("Worse");
});

test("where nothing is asked, answers can still be changed; going on stays the main step", async () => {
  const desk = deskOf({ wanted: { kind: "continue", automatic: false } });
  await openWindow(desk, here);
  await expect.element(button("Tell Collate to go on…")).not.toHaveAttribute("aria-disabled");
  await why().fill("Better");
  await save().click();
  await expect.poll(() => desk.asked("save_answers")).toHaveLength(1);
  expect(desk.asked("confirm_continue")).toEqual([]);
});

test("while something is open, going on is shown as what comes after, with the reason", async () => {
  await openWindow(deskOf(), here);
  await expect.element(button("Tell Collate to go on…")).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf("Tell Collate to go on…")).toBe("Not available: 1 item is open.");
});

test("what was typed goes with the connection", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await why().fill("Worse");
  const { session } = desk.desk;
  desk.setDesk({ session: { state: "signed_out", remembered: "sandbox", keyKept: true, problem: null } });
  await expect.element(text("Connect this computer")).toBeVisible();
  desk.setDesk({ session });
  await expect.element(page.getByRole("heading", { name: "Needs me" })).toBeVisible();
  window.location.hash = here;
  await expect.element(why()).toHaveValue("Pain");
});
