import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../../platform/pretend/pretend-desk";
import { aCommand } from "../../../platform/pretend/samples";
import { button, consequenceOf, dialog, field, heading, openWindow, text } from "../../../test/window";
import { type Draft, EMPTY_DRAFT, isEmpty, needsOf, reportOf, unableOf, withReference } from "./draft";

const ID = "auth_7QK2M9";
const handoff = `#/case/${ID}/handoff`;
const draft = (given: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...given });

describe("what is missing before a report", () => {
  const done = draft({ outcome: "submitted", reference: "NG-1", again: "NG-1" });
  const cases: [string, Draft, object][] = [
    ["nothing chosen", EMPTY_DRAFT, { outcome: "outcome" }],
    ["submitted without a number", draft({ outcome: "submitted" }), { reference: "reference" }],
    ["the number typed once", draft({ outcome: "submitted", reference: "NG-1" }), { again: "again" }],
    ["two numbers that differ", draft({ ...done, again: "NG-2" }), { again: "mismatch" }],
    ["two numbers that match but for spaces around", draft({ ...done, again: " NG-1 " }), {}],
    ["a pasted number, not compared", draft({ ...done, again: "", pasted: true }), { compare: "compare" }],
    ["a pasted number, compared", draft({ ...done, again: "", pasted: true, compared: true }), {}],
    ["no number, no note", draft({ outcome: "submitted", noNumber: true }), { note: "noteForNoNumber" }],
    ["no number, a note", draft({ outcome: "submitted", noNumber: true, note: "Page froze." }), {}],
    ["a decision needs no number", draft({ outcome: "decision_observed" }), {}],
    [
      "but one that is given must match",
      draft({ ...done, outcome: "decision_observed", again: "x" }),
      { again: "mismatch" },
    ],
    ["could not finish, nothing chosen", draft({ ended: "unable" }), { reason: "reason", pressed: "pressed" }],
    ["something else, no note", draft({ ended: "unable", reason: "other", pressed: "no" }), { note: "noteForOther" }],
    ["the portal is down", draft({ ended: "unable", reason: "channel_outage", pressed: "not_sure" }), {}],
  ];
  for (const [name, given, needs] of cases) {
    test(name, () => expect(needsOf(given)).toEqual(needs));
  }
});

test("what goes out has no empty texts, and no number when the portal shows none", () => {
  expect(reportOf(draft({ outcome: "submitted", reference: " NG-1 ", note: " " }))).toEqual({
    outcome: "submitted",
    reference: "NG-1",
  });
  expect(reportOf(draft({ outcome: "submitted", reference: "NG-1", noNumber: true, note: "Froze" }))).toEqual({
    outcome: "submitted",
    note: "Froze",
  });
  expect(unableOf(draft({ reason: "other", unableNote: "Fire drill", pressed: "yes" }))).toEqual({
    reason: "other",
    note: "Fire drill",
    submitPressed: "yes",
  });
});

test("a changed pasted number must be compared again; an emptied one starts anew", () => {
  const pasted = { ...withReference(EMPTY_DRAFT, "NG-1", true), compared: true };
  expect(withReference(pasted, "NG-12", false)).toMatchObject({ pasted: true, compared: false });
  expect(withReference(pasted, "", false)).toMatchObject({ pasted: false, again: "" });
  expect(isEmpty(withReference(pasted, "", false))).toBe(true);
});

const submitted = () => page.getByRole("radio", { name: /The request was submitted/ });
const reference = () => field("Reference number shown");
const again = () => field("Type it once more");
const report = () => button("Report: submitted…");
const confirm = () => dialog().getByRole("button", { name: "Report: submitted", exact: true });

async function typeNumber(number = "NG-26-112044817"): Promise<void> {
  await submitted().click();
  await reference().fill(number);
  await again().fill(number);
}

describe("in the window", () => {
  test("the button's name follows what the portal shows", async () => {
    await openWindow(withDeck(new PretendDesk()), handoff);
    await expect.element(button("Report…")).toBeVisible();
    await submitted().click();
    await expect.element(report()).toBeVisible();
    await page.getByRole("radio", { name: /A decision is showing/ }).click();
    await expect.element(button("Report: a decision is showing…")).toBeVisible();
    await page.getByRole("radio", { name: /No authorization is needed/ }).click();
    await expect.element(button("Report: no authorization needed…")).toBeVisible();
    await page.getByRole("radio", { name: /The payer wants something else/ }).click();
    await expect.element(button("Report: the payer wants something else…")).toBeVisible();
    expect(consequenceOf(/^Report: the payer/)).toMatch(
      /^Collate takes the case and looks for payer proof\. Your report is a claim, not a receipt\./,
    );
  });

  test("the number is read back as one spoken string, and both match", async () => {
    await openWindow(withDeck(new PretendDesk()), handoff);
    await typeNumber("NG-26");
    await expect.element(page.getByRole("img", { name: "Read back: N G - 2 6" })).toBeVisible();
    await expect.element(text("Both match")).toBeVisible();
  });

  test("numbers that differ are said at the field, and nothing is asked to be confirmed", async () => {
    await openWindow(withDeck(new PretendDesk()), handoff);
    await submitted().click();
    await reference().fill("NG-26-1");
    await again().fill("NG-26-2");
    await expect.element(again()).toHaveAccessibleDescription(/The two numbers differ/);
    await report().click();
    await expect.poll(() => document.activeElement).toBe(again().element());
    expect(dialog().elements()).toHaveLength(0);
    expect(consequenceOf(/^Report: submitted/)).toBe("1 thing is missing above.");
  });

  test("a pasted number is compared instead of typed twice", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await submitted().click();
    await reference().click();
    // The clipboard of the browser under test is not ours: the two events a paste makes are.
    const input = reference().element() as HTMLInputElement;
    input.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
    await reference().fill("NG-26-9");
    await expect.element(field("I compared it with the portal")).toBeVisible();
    expect(again().elements()).toHaveLength(0);
    await report().click();
    await expect.element(text("Compare the pasted number with the portal, then tick this.")).toBeVisible();
    await field("I compared it with the portal").click();
    await report().click();
    await confirm().click();
    await expect.poll(() => desk.asked("report_completed")).toMatchObject([{ reference: "NG-26-9" }]);
  });

  test("a portal that shows no number asks why", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await submitted().click();
    await page.getByRole("checkbox", { name: /The portal shows no number/ }).click();
    await expect.element(reference()).toBeDisabled();
    await report().click();
    await expect.element(field(/^Note/)).toHaveAccessibleDescription(/Say in the note why there is no number/);
    await field(/^Note/).fill("The page froze after submit.");
    await report().click();
    await expect.element(dialog()).toHaveTextContent(/The portal shows no number/);
    await confirm().click();
    await expect
      .poll(() => desk.asked("report_completed"))
      .toEqual([{ case: ID, version: "14", outcome: "submitted", note: "The page froze after submit." }]);
  });

  test("the confirm step reads the case, shows what will be said and sends the version it showed", async () => {
    const desk = withDeck(new PretendDesk());
    desk.on("open_step", () => {
      desk.change(ID, () => ({ version: "16" }));
      return { version: "16", readAt: "2026-11-20T16:43:00Z", package: null };
    });
    await openWindow(desk, handoff);
    await typeNumber();
    await report().click();
    await expect.element(dialog()).toHaveTextContent(/case version 16/);
    await expect.element(dialog()).toHaveTextContent(/Reference\s*NG-26-112044817/);
    await confirm().click();
    await expect
      .poll(() => desk.asked("report_completed"))
      .toEqual([{ case: ID, version: "16", outcome: "submitted", reference: "NG-26-112044817" }]);
    await expect.element(heading("Your report")).toBeVisible();
  });

  test("a conflict keeps everything typed, says both versions, and can be reported anew", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await typeNumber();
    await field(/^Note/).fill("Pending review.");
    await report().click();
    await expect.element(dialog()).toHaveTextContent(/case version 14/);
    desk.change(ID, () => ({ version: "15" }));
    await confirm().click();
    await expect.element(text("Not done. The case changed first.")).toBeVisible();
    await expect.element(text(/It is now at version 15, you had 14/)).toBeVisible();
    await expect.element(reference()).toHaveValue("NG-26-112044817");
    await expect.element(again()).toHaveValue("NG-26-112044817");
    await expect.element(field(/^Note/)).toHaveValue("Pending review.");
    await report().click();
    await confirm().click();
    await expect.poll(() => desk.asked("report_completed").map((args) => args.version)).toEqual(["14", "15"]);
  });

  test("an error of sending stays in the dialog, and what was typed stays too", async () => {
    const desk = withDeck(new PretendDesk()).fails(
      "report_completed",
      wireError("command_open", "nothing_sent", "req_8"),
    );
    await openWindow(desk, handoff);
    await typeNumber();
    await report().click();
    await confirm().click();
    await expect.element(dialog()).toHaveTextContent(/Your last decision on this case is not settled yet/);
    await userEvent.keyboard("{Escape}");
    await expect.element(reference()).toHaveValue("NG-26-112044817");
  });

  test("what was typed survives going elsewhere and every refresh", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await typeNumber();
    await userEvent.keyboard("{Tab}");
    window.location.hash = "#/queue/yours";
    await expect.element(heading("Needs me")).toBeVisible();
    window.location.hash = handoff;
    await expect.element(reference()).toHaveValue("NG-26-112044817");
    desk.change(ID, () => ({ version: "19" }));
    await expect.element(again()).toHaveValue("NG-26-112044817");
  });

  test("a handoff closed elsewhere shows what was typed and not sent, until it is forgotten", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await typeNumber();
    await field(/^Note/).fill("Pending review.");
    desk.change(ID, (view) => ({
      turn: "collate",
      status: "processing",
      wanted: { kind: "working", afterReport: false },
      handoff: view.handoff && { ...view.handoff, state: "closed", result: "expired", accessAvailable: false },
    }));
    await expect.element(heading("What you typed, not sent")).toBeVisible();
    await expect.element(text("NG-26-112044817")).toBeVisible();
    await expect.element(text("Pending review.")).toBeVisible();
    await expect.element(text(/ended because its link was not renewed/)).toBeVisible();
    expect(desk.asked("report_completed")).toEqual([]);
    await button("Forget it").click();
    await expect.poll(() => heading("What you typed, not sent").elements().length).toBe(0);
  });

  test("what arrived is shown as reported and never as not sent; its draft is gone", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await typeNumber();
    await report().click();
    await confirm().click();
    const own = page.getByRole("region", { name: "Your report" });
    await expect.element(own).toHaveTextContent(/NG-26-112044817/);
    expect(text(/not sent/).elements()).toHaveLength(0);
    // A newer decision takes the place of what was said of the case, not of what was said of the handoff.
    desk.change(ID, () => ({
      wanted: { kind: "continue", automatic: false },
      claim: { kind: "accepted", snapshot: "rev_2BQ77", operator: "Maria R.", at: "2026-11-20T16:50:00Z" },
    }));
    await expect.element(heading(/Tell Collate to go on/)).toBeVisible();
    await expect.element(own).toHaveTextContent(/NG-26-112044817/);
    expect(text(/not sent/).elements()).toHaveLength(0);
    desk.change(ID, (view) => ({
      wanted: { kind: "in_portal", state: "active" },
      handoff: view.handoff && { ...view.handoff, state: "active", report: null },
    }));
    await expect.element(reference()).toHaveValue("");
  });

  test("a revoke that arrived shows its reason as a claim, and nothing as not sent", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await typeNumber();
    await button("Revoke my access…").click();
    await dialog().getByLabelText("Reason").fill("Opened by mistake");
    await dialog().getByRole("button", { name: "Revoke my access", exact: true }).click();
    const own = page.getByRole("region", { name: "Your report" });
    await expect.element(own).toHaveTextContent(/claim.*Access was withdrawn\s*Reason\s*Opened by mistake/);
    expect(text(/not sent/).elements()).toHaveLength(0);
    expect(text(/compares your report/).elements()).toHaveLength(0);
  });

  test("while a reported handoff closes, what was said stands in place of the form", async () => {
    const desk = withDeck(new PretendDesk());
    const said = {
      kind: "revoked",
      reason: "Opened by mistake",
      operator: "Maria R.",
      at: "2026-11-20T16:42:00Z",
    } as const;
    await openWindow(desk, handoff);
    await typeNumber();
    desk.change(ID, (view) => ({ handoff: view.handoff && { ...view.handoff, state: "closing", report: said } }));
    await expect.element(page.getByRole("region", { name: "Your report" })).toHaveTextContent(/Opened by mistake/);
    expect(reference().elements()).toHaveLength(0);
  });

  test("what was sent and left no sign is not called unsent when the handoff closes", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await typeNumber();
    desk.change(ID, (view) => ({
      wanted: { kind: "working", afterReport: true },
      command: aCommand({ kind: "complete", stage: "let_be" }),
      handoff: view.handoff && { ...view.handoff, state: "closed", result: "expired" },
    }));
    await expect.element(heading("What you typed")).toBeVisible();
    await expect.element(text(/We see no sign that what you sent arrived/)).toBeVisible();
    expect(text(/not sent|Nothing of this was sent/).elements()).toHaveLength(0);
  });

  test("everything typed has a name of its own", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await field(/^Note/).fill("Pending review.");
    await text("I could not finish").click();
    await page.getByRole("radio", { name: /The portal is down/ }).click();
    await page.getByRole("textbox", { name: "Note" }).fill("Error page.");
    await button("Revoke my access…").click();
    await dialog().getByLabelText("Reason").fill("Opened by mistake");
    await dialog().getByLabelText("Note").fill("Ask Renee.");
    await userEvent.keyboard("{Escape}");
    desk.change(ID, (view) => ({
      wanted: { kind: "working", afterReport: true },
      handoff: view.handoff && { ...view.handoff, state: "closed", result: "expired" },
    }));
    const typed = page.getByRole("region", { name: "What you typed, not sent" });
    await expect.element(typed).toBeVisible();
    const names = [...typed.element().querySelectorAll("dt")].map((name) => name.textContent);
    expect(names).toEqual([
      "Report: note",
      "Could not finish: reason",
      "Could not finish: note",
      "Revoke: reason",
      "Revoke: note",
    ]);
  });

  test("could not finish: a reason, and whether submit was pressed, even once", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, handoff);
    await text("I could not finish").click();
    const unable = () => button("Report: could not finish…");
    await unable().click();
    await expect.element(text("Choose what stopped you.")).toBeVisible();
    await expect.element(text(/Say whether you pressed submit/)).toBeVisible();
    expect(page.getByRole("group", { name: "What stopped you?" }).getByRole("radio").elements()).toHaveLength(7);
    await page.getByRole("radio", { name: /Something else/ }).click();
    await page.getByRole("radio", { name: "Not sure" }).click();
    await unable().click();
    await expect
      .element(page.getByRole("textbox", { name: "Note" }))
      .toHaveAccessibleDescription(/Say in the note what stopped you/);
    await page.getByRole("textbox", { name: "Note" }).fill("Fire drill.");
    await unable().click();
    await dialog().getByRole("button", { name: "Report: could not finish", exact: true }).click();
    await expect
      .poll(() => desk.asked("report_unable"))
      .toEqual([{ case: ID, version: "14", reason: "other", note: "Fire drill.", submitPressed: "not_sure" }]);
    await expect.element(heading("Your report")).toBeVisible();
  });

  test("revoking needs a reason, which an error does not take away", async () => {
    const desk = withDeck(new PretendDesk()).fails("revoke", wireError("timed_out", "not_known"));
    await openWindow(desk, handoff);
    await button("Revoke my access…").click();
    const revoke = () => dialog().getByRole("button", { name: "Revoke my access", exact: true });
    expect(document.activeElement).toBe(dialog().getByLabelText("Reason").element());
    await revoke().click();
    await expect.element(dialog().getByLabelText("Reason")).toHaveAccessibleDescription(/Say why/);
    await dialog().getByLabelText("Reason").fill("Opened by mistake");
    await revoke().click();
    await expect.element(dialog()).toHaveTextContent(/We cannot tell yet whether it arrived/);
    await expect.element(dialog().getByLabelText("Reason")).toHaveValue("Opened by mistake");
    await userEvent.keyboard("{Escape}");
    await button("Revoke my access…").click();
    await expect.element(dialog().getByLabelText("Reason")).toHaveValue("Opened by mistake");
    expect(desk.asked("revoke")).toEqual([{ case: ID, version: "14", reason: "Opened by mistake" }]);
  });

  test("keys: Ctrl Enter opens the confirm step from inside a field, R goes to the report", async () => {
    await openWindow(withDeck(new PretendDesk()), handoff);
    await typeNumber();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(confirm()).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => dialog().elements().length).toBe(0);
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("r");
    expect(document.activeElement?.textContent).toBe("Report what happened");
  });
});
