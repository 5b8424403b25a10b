import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { DraftSlot } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { promised } from "../../test/promised";
import { expectNoViolations } from "../../test/violations";
import { button, dialog, field, heading, openWindow, text } from "../../test/window";

const ANSWERED = "auth_5TF1QS";
const REPORTED = "auth_7QK2M9";
const FORMS = { answers: `#/case/${ANSWERED}/requirements`, report: `#/case/${REPORTED}/handoff`, new: "#/new" };
const HANDOFF = withDeck(new PretendDesk()).cases.get(REPORTED)?.handoff?.id ?? "";
const SLOTS: Record<keyof typeof FORMS, DraftSlot> = {
  answers: { kind: "answers", case: ANSWERED },
  report: { kind: "report", case: REPORTED, handoff: HANDOFF },
  new: { kind: "new_case" },
};

const score = () => page.getByLabelText(/T-score at the hip/);
const reference = () => page.getByLabelText("Reference number shown");
const npi = () => page.getByLabelText("Provider number (NPI)");
const typed = { answers: score, report: reference, new: npi };

/** The program was ended and is started again: what was kept is what the new one has. */
function restarted(before: PretendDesk): PretendDesk {
  const desk = withDeck(new PretendDesk());
  desk.drafts = before.drafts;
  return desk;
}

/** Everything that was asked and could change something at the service. */
const sent = (desk: PretendDesk) =>
  desk.calls.map((call) => call.name).filter((name) => /report_|confirm_|save_|create_|revoke/.test(name));

async function typeInto(desk: PretendDesk, form: keyof typeof FORMS, value: string): Promise<void> {
  await openWindow(desk, FORMS[form]);
  await typed[form]().fill(value);
  await expect.poll(() => desk.drafts.of(SLOTS[form])?.body ?? "").toContain(value);
}

describe("typed, kept, and there again after a restart", () => {
  for (const form of ["answers", "report", "new"] as const) {
    test(`${form}: within a second of typing it is kept; it comes back, says so, and sends nothing`, async () => {
      const first = withDeck(new PretendDesk());
      await openWindow(first, FORMS[form]);
      await expect.element(typed[form]()).toBeVisible();
      const start = performance.now();
      await typed[form]().fill("1999");
      await expect.poll(() => first.drafts.of(SLOTS[form])?.body ?? "", { interval: 10 }).toContain("1999");
      expect(performance.now() - start).toBeLessThan(1000);
      const desk = restarted(first);
      await openWindow(desk, FORMS[form]);
      await expect.element(typed[form]()).toHaveValue("1999");
      await expect.element(text("Restored: typed 10:42 AM, not sent.")).toBeVisible();
      await expect.element(page.getByRole("status").first()).toHaveTextContent("Restored: typed 10:42 AM, not sent.");
      await expectNoViolations(form);
      expect(sent(desk)).toEqual([]);
    });
  }

  test("a note and the reasons of a handoff come back in their own fields; that a number was compared does not", async () => {
    const first = withDeck(new PretendDesk());
    await openWindow(first, FORMS.report);
    await reference().click();
    (reference().element() as HTMLInputElement).dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
    await reference().fill("NG-26-9");
    await field("I compared it with the portal").click();
    await field(/^Note/).fill("Invented note.");
    await button("Revoke my access…").click();
    await dialog().getByLabelText("Reason").fill("Opened by mistake");
    await expect.poll(() => first.drafts.of(SLOTS.report)?.body ?? "").toContain("Opened by mistake");
    await openWindow(restarted(first), FORMS.report);
    await expect.element(field(/^Note/)).toHaveValue("Invented note.");
    await expect.element(field("I compared it with the portal")).not.toBeChecked();
    await button("Revoke my access…").click();
    await expect.element(dialog().getByLabelText("Reason")).toHaveValue("Opened by mistake");
  });

  test("a form waits for what was typed into it, so that nothing is typed over it", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "new", "1999");
    const desk = restarted(first);
    const found = promised<ReturnType<typeof desk.drafts.read>>();
    desk.on("read_drafts", () => found.promise);
    await openWindow(desk, FORMS.new);
    await expect.element(page.getByRole("navigation")).toBeVisible();
    expect(npi().elements()).toHaveLength(0);
    found.keep(desk.drafts.read());
    await expect.element(npi()).toHaveValue("1999");
  });

  test("one who types while the program is slow to answer is not typed over", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "new", "1999");
    const desk = restarted(first);
    const found = promised<ReturnType<typeof desk.drafts.read>>();
    desk.on("read_drafts", () => found.promise);
    await openWindow(desk, FORMS.new);
    await npi().fill("77");
    found.keep(desk.drafts.read());
    await expect.poll(() => desk.drafts.of(SLOTS.new)?.body ?? "").toContain('"77"');
    await expect.element(npi()).toHaveValue("77");
    expect(text(/Restored/).elements()).toHaveLength(0);
  });

  test("it is said once: not again when one comes back to the form", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "new", "1999");
    await openWindow(restarted(first), FORMS.new);
    const spoken = () => page.getByRole("status").first().element().textContent;
    await expect.poll(spoken).toMatch(/Restored/);
    await expect.poll(spoken, { timeout: 4000 }).toBe("");
    window.location.hash = "#/queue/yours";
    await expect.element(heading("Needs me")).toBeVisible();
    window.location.hash = FORMS.new;
    await expect.element(text(/Restored/)).toBeVisible();
    expect(spoken()).not.toMatch(/Restored/);
  });

  test("what was typed for a handoff that closed meanwhile is shown as not sent, and can be forgotten", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "report", "NG-26-9");
    const desk = restarted(first);
    desk.change(REPORTED, (view) => ({
      wanted: { kind: "working", afterReport: true },
      handoff: view.handoff && { ...view.handoff, state: "closed", result: "expired" },
    }));
    await openWindow(desk, FORMS.report);
    await expect.element(heading("What you typed, not sent")).toBeVisible();
    await button("Forget it").click();
    await expect.poll(() => desk.drafts.of(SLOTS.report)).toBeUndefined();
  });
});

describe("discarded and sent", () => {
  test("a restored report is discarded where it says that it was restored", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "report", "NG-26-9");
    const desk = restarted(first);
    await openWindow(desk, FORMS.report);
    await button("Discard it").click();
    await expect.element(reference()).toHaveValue("");
    await expect.poll(() => text(/Restored/).elements().length).toBe(0);
    await expect.poll(() => desk.drafts.of(SLOTS.report)).toBeUndefined();
  });

  test("restored answers and a restored new case are discarded as always", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "answers", "-2.7");
    await typeInto(first, "new", "1999");
    const desk = restarted(first);
    await openWindow(desk, FORMS.answers);
    await expect.element(text("1 change not saved. Kept on this computer.")).toBeVisible();
    await button("Discard changes…").click();
    await dialog().getByRole("button", { name: "Discard changes", exact: true }).click();
    await expect.poll(() => desk.drafts.of(SLOTS.answers)).toBeUndefined();
    expect(text(/Restored/).elements()).toHaveLength(0);
    window.location.hash = FORMS.new;
    await expect.element(text(/Restored/)).toBeVisible();
    await button(/^Discard/).click();
    await expect.poll(() => desk.drafts.of(SLOTS.new)).toBeUndefined();
  });

  test("a report that arrived is kept no longer", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, FORMS.report);
    await page.getByRole("radio", { name: /A decision is showing/ }).click();
    await expect.poll(() => desk.drafts.of(SLOTS.report)).toBeDefined();
    await button("Report: a decision is showing…").click();
    await dialog()
      .getByRole("button", { name: /^Report: / })
      .click();
    await expect.element(page.getByRole("region", { name: "Your report" })).toBeVisible();
    await expect.poll(() => desk.drafts.of(SLOTS.report)).toBeUndefined();
  });

  test("a report that was on its way when the program ended is never called unsent", async () => {
    const first = withDeck(new PretendDesk());
    first.on("report_completed", () => new Promise(() => undefined));
    await openWindow(first, FORMS.report);
    await page.getByRole("radio", { name: /A decision is showing/ }).click();
    await button("Report: a decision is showing…").click();
    await dialog()
      .getByRole("button", { name: /^Report: / })
      .click();
    await expect.poll(() => first.asked("report_completed")).toHaveLength(1);
    const order = first.calls.map((call) => call.name);
    expect(order.indexOf("keep_draft")).toBeLessThan(order.indexOf("report_completed"));
    const desk = restarted(first);
    await openWindow(desk, FORMS.report);
    await expect
      .element(text("Restored: typed 10:42 AM. It may have been sent already. Look at the case first."))
      .toBeVisible();
    desk.change(REPORTED, (view) => ({
      wanted: { kind: "working", afterReport: true },
      handoff: view.handoff && { ...view.handoff, state: "closed", result: "expired" },
    }));
    await expect.element(heading("What you typed")).toBeVisible();
    expect(text(/not sent|Nothing of this was sent/).elements()).toHaveLength(0);
  });

  test("a new case that may have been made says so before it is made again", async () => {
    const first = withDeck(new PretendDesk());
    first.on("create_case", () => new Promise(() => undefined));
    await openWindow(first, FORMS.new);
    await npi().fill("1999999984");
    await page.getByRole("radio", { name: "Northgate Health, outpatient imaging" }).click();
    await page.getByLabelText("Service code", { exact: true }).fill("72148");
    await button("Make the case…").click();
    await dialog()
      .getByRole("button", { name: /^Make the case/ })
      .click();
    await expect.poll(() => first.asked("create_case")).toHaveLength(1);
    await openWindow(restarted(first), FORMS.new);
    await expect.element(text(/It may have been sent already\. Look in your lists first\./)).toBeVisible();
  });

  test("leaving writes down what was typed last, and forgets it only in this window", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, FORMS.new);
    await npi().fill("1999");
    await button("Maria R.").click();
    await button("Leave this connection").click();
    await expect.element(heading("Connect this computer")).toBeVisible();
    const order = desk.calls.map((call) => call.name);
    expect(order.lastIndexOf("keep_draft")).toBeLessThan(order.indexOf("disconnect"));
    expect(desk.asked("drop_draft")).toEqual([]);
    desk.setDesk({ session: withDeck(new PretendDesk()).desk.session });
    await expect.element(heading("Needs me")).toBeVisible();
    window.location.hash = FORMS.new;
    await expect.element(npi()).toHaveValue("1999");
    await expect.element(text(/Restored/)).toBeVisible();
  });

  test("whoever signs in next does not see what somebody else had typed", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, FORMS.new);
    await npi().fill("1999");
    desk.setDesk({ sync: { ...desk.desk.sync, state: "key_refused" } });
    await button("Enter a key").click();
    await expect.element(heading("Connect this computer")).toBeVisible();
    desk.on("read_drafts", () => ({ drafts: [], unreadable: 0 }));
    const { session, sync } = withDeck(new PretendDesk()).desk;
    desk.setDesk({ operator: "Renee L.", session, sync });
    window.location.hash = FORMS.new;
    await expect.element(npi()).toHaveValue("");
  });
});

describe("what cannot be kept is said", () => {
  const LINE = "What you type here is kept only while you are connected.";

  test("where nothing outlives the program, every form says so before anything is typed", async () => {
    const desk = withDeck(new PretendDesk()).setDesk({ draftsSurvive: false });
    for (const form of ["answers", "report", "new"] as const) {
      await openWindow(desk, FORMS[form]);
      await expect.element(typed[form]()).toHaveValue("");
      await expect.element(text(LINE)).toBeVisible();
      await expectNoViolations(form);
    }
    await openWindow(desk, FORMS.report);
    await button("Revoke my access…").click();
    await expect.element(dialog()).toHaveTextContent(LINE);
    const kept = withDeck(new PretendDesk());
    for (const form of ["answers", "report", "new"] as const) {
      await openWindow(kept, FORMS[form]);
      await expect.element(typed[form]()).toBeVisible();
      expect(text(LINE).elements()).toHaveLength(0);
    }
  });

  test("without a keyring it is said where one connects", async () => {
    const desk = new PretendDesk().setDesk({
      keyring: "unavailable",
      draftsSurvive: false,
      session: { state: "signed_out", remembered: "sandbox", keyKept: false, problem: null },
    });
    await openWindow(desk);
    await expect.element(text(/What you type is lost when the program ends/)).toBeVisible();
  });

  test("a disk that fails is said once near the form, not with every key, and gives way when it is over", async () => {
    const desk = withDeck(new PretendDesk()).fails("keep_draft", wireError("disk_full", "nothing_sent"));
    await openWindow(desk, FORMS.report);
    await field(/^Note/).fill("Inv");
    const said =
      /Kept only while this window is open\.\s*This computer's disk is full\. Make room on it\. It is tried again by itself\./;
    const report = page.getByRole("region", { name: "Report what happened" });
    await expect.element(report).toHaveTextContent(said);
    const spoken = () => page.getByRole("status").first().element().textContent;
    await expect.poll(spoken).toMatch(said);
    await expect.poll(spoken, { timeout: 4000 }).toBe("");
    await field(/^Note/).click();
    await userEvent.keyboard("ented note.");
    await expect.poll(() => desk.asked("keep_draft").length).toBeGreaterThan(1);
    expect(spoken()).toBe("");
    await expectNoViolations("a disk that fails");
    desk.on("keep_draft", (args) => desk.drafts.keep(desk, args));
    await userEvent.keyboard(" More.");
    await expect.poll(() => text(/Kept only while/).elements().length).toBe(0);
    await expect.element(field(/^Note/)).toHaveValue("Invented note. More.");
  });

  test("drafts that could not be looked for are looked for again when one says so", async () => {
    const first = withDeck(new PretendDesk());
    await typeInto(first, "new", "1999");
    const desk = restarted(first).fails("read_drafts", wireError("drafts_not_read", "nothing_sent"));
    await openWindow(desk, FORMS.new);
    await expect.element(text(/What you typed here before could not be read now/)).toBeVisible();
    await expect.element(npi()).toHaveValue("");
    desk.on("read_drafts", () => desk.drafts.read());
    await button("Look again").click();
    await expect.element(npi()).toHaveValue("1999");
    expect(text(/could not be read now/).elements()).toHaveLength(0);
  });
});
