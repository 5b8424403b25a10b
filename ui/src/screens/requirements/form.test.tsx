import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CaseView, EditingClosed, RequirementsView } from "../../platform/bindings";
import { everyKind } from "../../platform/pretend/every-kind";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { anAnswer, aQuestion } from "../../platform/pretend/requirements";
import { aCase, someRequirements } from "../../platform/pretend/samples";
import { button, dialog, field, link, openWindow, text } from "../../test/window";

const ID = "auth_EVERY1";
const here = `#/case/${ID}/requirements`;
const open = { kind: "resolve", questions: 3, documents: 4, issues: 1, afterReceipt: false } as const;

function deskOf(requirements: RequirementsView = everyKind(), given: Partial<CaseView> = {}): PretendDesk {
  return new PretendDesk().put(aCase(ID, open, { requirements, ...given }));
}

const one = (...args: Parameters<typeof aQuestion>) => deskOf(someRequirements({ questions: [aQuestion(...args)] }));
const radios = (name: string | RegExp) => page.getByRole("radiogroup", { name });
const save = () => button(/^Save answers/);
const saved = (desk: PretendDesk) => desk.asked("save_answers").at(-1)?.items;
const group = (name: string | RegExp) => page.getByRole("group", { name });

test("every kind of question has its field, with what the case has in words", async () => {
  await openWindow(deskOf(), here);
  await expect.element(field(/Diagnosis code/)).toHaveValue("M05.79");
  await expect.element(page.getByRole("combobox", { name: /Medicine asked for/ })).toHaveDisplayValue("Not answered");
  await expect.element(field(/First day of treatment/)).toHaveValue("1 Dec 2026");
  await expect.element(field(/Dose in mg/)).toHaveAttribute("inputmode", "decimal");
  expect(field(/Why is it needed now/).element().tagName).toBe("TEXTAREA");
  await expect.element(page.getByRole("checkbox", { name: "Tuberculosis" })).toBeChecked();
  await expect.element(field("Allergies, 2 of 2")).toHaveValue("Latex");
  await expect.element(radios(/Is this a first request/).getByRole("radio", { name: "Not answered" })).toBeChecked();
  await expect.element(group("About the treatment")).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "History" })).toBeVisible();
});

test("an option that is none any more stays shown, and what is chosen is sent by its code", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  const site = radios(/Where is it given/);
  await expect.element(site.getByRole("radio", { name: "Clinic (old) (no longer an option)" })).toBeChecked();
  await site.getByText("At home").click();
  await page.getByRole("combobox", { name: /Medicine asked for/ }).selectOptions("Infliximab");
  await page.getByText("Hepatitis B").click();
  await save().click();
  expect(saved(desk)).toEqual([
    { linkId: "site", values: ["HOME"], items: [] },
    { linkId: "drug", values: ["RX3"], items: [] },
    { linkId: "labs", values: ["TB", "HEP"], items: [] },
  ]);
});

test("yes, no and no answer are three things", async () => {
  const desk = deskOf(
    someRequirements({
      questions: [aQuestion("a", "One?", { kind: "boolean" }), aQuestion("b", "Two?", { kind: "boolean" })],
      answers: [anAnswer("b", [["true", "Yes"]])],
    }),
  );
  await openWindow(desk, here);
  await radios(/One/).getByText("No", { exact: true }).click();
  await radios(/Two/).getByText("Not answered").click();
  await save().click();
  expect(saved(desk)).toEqual([
    { linkId: "a", values: ["false"], items: [] },
    { linkId: "b", values: [], items: [] },
  ]);
});

test("a date is taken as people write it, and what was understood is shown", async () => {
  const desk = one("d", "Day", { kind: "date" });
  await openWindow(desk, here);
  await field("1 Day").fill("20 Nov");
  await expect.element(text(/Not a date yet/)).toBeVisible();
  expect(field("1 Day").element().getAttribute("aria-invalid")).toBeNull();
  await field("1 Day").fill("11/20/2026");
  await expect.element(text(/Understood as/)).toHaveTextContent("Understood as 20 Nov 2026. Sent as 2026-11-20.");
  await save().click();
  expect(saved(desk)).toEqual([{ linkId: "d", values: ["2026-11-20"], items: [] }]);
});

test("a number keeps the digits that were typed", async () => {
  const desk = one("n", "Number", { kind: "decimal", max: "2" });
  await openWindow(desk, here);
  await field("1 Number").fill("2.50");
  await expect.element(text("Collate asks for 2 or less.")).toBeVisible();
  await save().click();
  expect(saved(desk)).toEqual([{ linkId: "n", values: ["2.50"], items: [] }]);
});

test("a kind nobody knows is typed as text, and says so", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await expect.element(text(/does not know the kind/)).toHaveTextContent(/quantity/);
  await field(/Weight with its unit/).fill("61 kg");
  await save().click();
  expect(saved(desk)).toEqual([{ linkId: "weight", values: ["61 kg"], items: [] }]);
});

test("lengths and patterns advise while typing, and keep nobody from saving", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await field(/Diagnosis code/).fill("arthritis");
  await expect.element(text("9 characters. Collate asks for 8 or less.")).toBeVisible();
  await expect.element(text("A code of ICD-10, such as M05.79.")).toBeVisible();
  expect(
    field(/Diagnosis code/)
      .element()
      .getAttribute("aria-invalid"),
  ).toBeNull();
  await expect.element(field(/Diagnosis code/)).toHaveAccessibleDescription(/8 or less/);
  await save().click();
  expect(saved(desk)).toEqual([{ linkId: "dx", values: ["arthritis"], items: [] }]);
});

test("a pattern of another dialect is shown as it is", async () => {
  await openWindow(one("p", "Pattern", { pattern: "(?<nope" }), here);
  await field("1 Pattern").fill("x");
  await expect.element(text("(?<nope")).toBeVisible();
});

test("what Collate suggests is offered, never filled in", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await expect.element(field(/Dose in mg/)).toHaveValue("");
  await button("Use suggested: 400").click();
  await expect.element(field(/Dose in mg/)).toHaveValue("400");
  expect(button(/Use suggested/).elements()).toHaveLength(0);
});

test("a condition of unknown grammar is there to read, and does nothing", async () => {
  await openWindow(deskOf(), here);
  await page.getByText("Condition (as returned)").click();
  await expect.element(text("Must be answered when")).toBeVisible();
  await expect.element(page.getByText("INF", { exact: true })).toBeVisible();
  await expect.element(field(/Why is it needed now/)).toBeEnabled();
});

test("a value of a shape nobody can write stays as it is, with the reason", async () => {
  await openWindow(deskOf(), here);
  await expect.element(field(/Signed by/)).toHaveAttribute("readonly");
  await expect.element(field(/Signed by/)).toHaveAccessibleDescription(/stays as it is/);
});

test("a repeated group can be added to up to its most, and taken from down to its least", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await button(/Add another \(2 of up to 5\)\s*to Medicines tried before/).click();
  const third = group("Medicines tried before, 3 of 3");
  await expect.element(third.getByLabelText("Medicine")).toHaveFocus();
  await userEvent.keyboard("Leflunomide");
  await button(/Remove\s*number 1 of Medicines tried before/).click();
  await expect.poll(() => document.activeElement?.textContent).toMatch(/^Add another \(2 of up to 5\)/);
  await save().click();
  const leaf = (linkId: string, ...values: string[]) => ({ linkId, values, items: [] });
  expect(saved(desk)).toEqual([
    {
      linkId: "tried",
      values: [],
      items: [leaf("name", "Sulfasalazine"), leaf("from", "2025-03-01"), leaf("until", "2025-02-01"), leaf("better")],
    },
    { linkId: "tried", values: [], items: [leaf("name", "Leflunomide"), leaf("from"), leaf("until"), leaf("better")] },
  ]);
  await expect.element(group("Medicines tried before, 2 of 2").getByLabelText("Medicine")).toHaveValue("Leflunomide");
  await expect.poll(() => text("not saved").elements().length).toBe(0);
});

test("at its most there is no more to add, and the button says why; at its least nothing can be taken away", async () => {
  const desk = deskOf(
    someRequirements({
      questions: [
        aQuestion("g", "Codes", {
          kind: "group",
          repeats: true,
          minOccurs: 1,
          maxOccurs: 1,
          items: [aQuestion("c", "Code")],
        }),
        aQuestion("l", "Words", { repeats: true, maxOccurs: 2 }),
      ],
    }),
  );
  await openWindow(desk, here);
  await expect.element(button(/Add another \(1 of up to 1\)/)).toHaveAttribute("aria-disabled", "true");
  await expect
    .element(button(/Add another \(1 of up to 1\)/))
    .toHaveAccessibleDescription("Collate takes no more than 1.");
  expect(button(/Remove/).elements()).toHaveLength(0);
  await button(/Add another \(1 of up to 2\)/).click();
  await field("Words, 2 of 2").fill("second");
  await expect.element(button(/Add another \(2 of up to 2\)/)).toHaveAttribute("aria-disabled", "true");
  await save().click();
  expect(saved(desk)).toEqual([{ linkId: "l", values: ["", "second"], items: [] }]);
});

test("what is open is listed, and leads to its field; N goes from one to the next", async () => {
  await openWindow(deskOf(), here);
  await expect.element(page.getByRole("heading", { name: "Finish 8 open items" })).toBeVisible();
  await link("Why is it needed now?").click();
  await expect.element(field(/Why is it needed now/)).toHaveFocus();
  expect(window.location.hash).toBe(here);
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("n");
  await expect.element(page.getByRole("combobox", { name: /Medicine asked for/ })).toHaveFocus();
  await link("Is this a first request?").click();
  await userEvent.keyboard("n");
  await expect.element(group("Medicines tried before, 2 of 2").getByLabelText("Ended")).toHaveFocus();
  await link("Lab results").click();
  await expect.poll(() => document.activeElement?.textContent).toMatch(/Choose another file/);
});

test("what was refused stands on its field, in the occurrence it names", async () => {
  await openWindow(deskOf(), here);
  const ended = group("Medicines tried before, 2 of 2").getByLabelText("Ended");
  await expect.element(ended).toHaveAttribute("aria-invalid", "true");
  await expect.element(ended).toHaveAccessibleDescription(/Collate refused this: it ended before it started\./);
  expect(text(/it ended before it started/).elements()).toHaveLength(1);
  expect(page.getByText("Correct this", { exact: true }).elements()).toHaveLength(1);
});

const CLOSED: [EditingClosed, RegExp][] = [
  ["collate", /Collate has the case now/],
  ["payer", /The payer has the case now/],
  ["ended", /The case is over/],
  ["handoff", /A handoff is open/],
  ["not_recognized", /a word this version does not know/],
];

for (const [closed, reason] of CLOSED) {
  test(`closed editing (${closed}) shows everything, locked, with one reason`, async () => {
    const view = aCase(ID, { kind: "working", afterReport: false }, { requirements: everyKind({ closed }) });
    await openWindow(new PretendDesk().put(view), here);
    await expect.element(text(reason)).toBeVisible();
    await expect.element(field(/Diagnosis code/)).toHaveAttribute("readonly");
    await expect.element(field(/Where is it given/)).toHaveValue("Clinic (old)");
    expect(save().elements()).toHaveLength(0);
    expect(button(/Add another/).elements()).toHaveLength(0);
    expect(button(/^Replace/).elements()).toHaveLength(0);
    expect(button(/^Choose/).elements()).toHaveLength(0);
  });
}

test("a word nobody knows closes the form as well", async () => {
  await openWindow(deskOf(everyKind(), { locked: "not_recognized" }), here);
  await expect.element(field(/Diagnosis code/)).toHaveAttribute("readonly");
});

test("offline one can type, and saving says why it is off", async () => {
  const desk = deskOf(everyKind(), { locked: "offline" });
  await openWindow(desk, here);
  await field(/Diagnosis code/).fill("M05.80");
  await expect.element(text(/Saving is off: you are offline\./).first()).toBeVisible();
  await expect.element(save()).toHaveAttribute("aria-disabled", "true");
  await userEvent.keyboard("{Control>}s{/Control}");
  expect(desk.asked("save_answers")).toEqual([]);
});

test("text of the service is text in the form, too", async () => {
  const evil = '<img src=x onerror="window.hacked=1">';
  await openWindow(
    one("e", evil, { message: evil, pattern: evil, defaultValue: evil, kind: "unknown", kindWord: evil }),
    here,
  );
  await expect.element(field(`1 ${evil}`)).toBeVisible();
  expect(document.querySelector("main img")).toBeNull();
});

test("the payer's own questions are named so after its receipt", async () => {
  await openWindow(deskOf(everyKind(), { wanted: { ...open, afterReceipt: true } }), here);
  await expect.element(text("The payer came back.")).toBeVisible();
  await expect.element(text("The payer asks").first()).toBeVisible();
  await button(/^Next open item/).click();
  await expect.element(page.getByRole("combobox", { name: /Medicine asked for/ })).toHaveFocus();
  expect(dialog().elements()).toHaveLength(0);
});

test("a question of an unknown kind with questions inside is answered question by question, and says so", async () => {
  const desk = deskOf(
    someRequirements({
      questions: [
        aQuestion("t", "Doses", { kind: "unknown", kindWord: "table", items: [aQuestion("cell", "First dose")] }),
        aQuestion("x", "Odd"),
      ],
      answers: [
        anAnswer("t", ["head"], [anAnswer("cell", ["1"])]),
        anAnswer("x", ["own"], [anAnswer("deep", ["inner"])]),
      ],
    }),
  );
  await openWindow(desk, here);
  await expect.element(group("Doses")).toHaveTextContent(/does not know the kind table\..*shown one by one/);
  await expect.element(group("Doses")).toHaveTextContent(/head.*stays as it is/);
  await expect.element(field("Odd, 1 of 2").or(field(/2 Odd/)).first()).toHaveAttribute("readonly");
  await field(/First dose/).fill("2");
  await save().click();
  expect(saved(desk)).toEqual([
    { linkId: "t", values: ["head"], items: [{ linkId: "cell", values: ["2"], items: [] }] },
  ]);
});

test("a group that may stand several times has a card for each, and a line for each value", async () => {
  const desk = deskOf(
    someRequirements({
      questions: [
        aQuestion("g", "Codes", { kind: "group", maxOccurs: 5, items: [aQuestion("c", "Code")] }),
        aQuestion("l", "Words", { maxOccurs: 2 }),
      ],
      answers: [
        anAnswer("g", [], [anAnswer("c", ["A"])]),
        anAnswer("g", [], [anAnswer("c", ["B"])]),
        anAnswer("l", ["one"]),
      ],
    }),
  );
  await openWindow(desk, here);
  await expect.element(group("Codes, 2 of 2").getByLabelText("Code")).toHaveValue("B");
  expect(text(/change not saved/).elements()).toHaveLength(0);
  await button(/Add another \(1 of up to 2\)/).click();
  await field("Words, 2 of 2").fill("two");
  await save().click();
  expect(saved(desk)).toEqual([{ linkId: "l", values: ["one", "two"], items: [] }]);
});
