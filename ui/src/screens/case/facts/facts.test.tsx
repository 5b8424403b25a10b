import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { DecisionView, FactRow, WantedView } from "../../../platform/bindings";
import { withDeck } from "../../../platform/pretend/deck";
import { aFact } from "../../../platform/pretend/people";
import { PretendDesk, wireError } from "../../../platform/pretend/pretend-desk";
import { anAnswer, aQuestion } from "../../../platform/pretend/requirements";
import { aCase, aHandoff, NOW } from "../../../platform/pretend/samples";
import { expectNoViolations } from "../../../test/violations";
import { button, dialog, heading, link, openWindow, text, words } from "../../../test/window";
import { readableAnswers } from "./answers";

const LENA = "#/case/auth_5TF1QS/facts";
const patient = () => page.getByRole("region", { name: "Patient and plan" });
const proof = () => page.getByRole("region", { name: "Receipt and decision" });
const request = () => page.getByRole("region", { name: "Request" });
const spoken = () => page.getByRole("status");

/** What is put on the clipboard from now on. */
function copies(): string[] {
  const copied: string[] = [];
  vi.spyOn(navigator.clipboard, "writeText").mockImplementation(async (said) => {
    copied.push(said);
  });
  return copied;
}

describe("the patient", () => {
  test("is the title of the case, with the id beside; the window's title names nobody", async () => {
    await openWindow(withDeck(new PretendDesk()), LENA);
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Mockford, Lena Needs you");
    await expect.element(page.getByText(/^Clinic no\. OR-2214$/)).toBeVisible();
    expect(document.title).toBe("Prior Auth Desk");
    expect(window.location.hash).not.toMatch(/Mockford/);
  });

  test("without a name in the answers is the case's id, and that is said", async () => {
    await openWindow(withDeck(new PretendDesk()), "#/case/auth_3VB7GE/facts");
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("auth_3VB7GE Needs you");
    await expect.element(text("Name not returned").first()).toBeVisible();
    await expect.element(patient()).toHaveTextContent(/^.*NameNot returnedChange….*BornNot returned/);
  });

  test("each fact says from which answer it is; what was not found is not left out", async () => {
    await openWindow(withDeck(new PretendDesk()), LENA);
    await expect.element(patient()).toHaveTextContent(/From the case answers/);
    await expect.element(patient()).toHaveTextContent(/Member IDJSP 0099 4410 27from answer “Member ID”/);
    await expect.element(patient()).toHaveTextContent(/Born14 Feb 1951from answer “Date of birth”/);
    await expect.element(patient()).toHaveTextContent(/DiagnosisNot returned/);
    expect(text("mapped here").elements()).toHaveLength(0);
  });

  test("a number copies its fact, by key and by press, and only what it is is spoken", async () => {
    const copied = copies();
    await openWindow(withDeck(new PretendDesk()), LENA);
    await expect.element(patient()).toBeVisible();
    await userEvent.keyboard("1");
    await expect.element(spoken()).toHaveTextContent(/^Name copied/);
    await userEvent.keyboard("2");
    await expect.element(spoken()).toHaveTextContent(/^Born copied/);
    await button("Copy Member ID").click();
    await userEvent.keyboard("4");
    await userEvent.keyboard("9");
    await expect.element(spoken()).toHaveTextContent(/^Payer reference number copied/);
    expect(copied).toEqual(["Mockford, Lena", "02/14/1951", "JSP 0099 4410 27", "JSP-4482-0931"]);
    expect(document.querySelector('[role="status"]')?.textContent).not.toMatch(/Mockford/);
  });

  test("a day that does not exist, or has a time, is shown and copied as it was answered", () => {
    for (const odd of ["1951-02-30", "1951-02-14T10:00:00Z", "in spring", "02/14/1951"]) {
      expect(words.fact.value({ name: "birth_date", value: odd })).toBe(odd);
      expect(words.fact.copied(odd)).toBe(odd);
    }
  });
});

describe("where a fact is read from", () => {
  const change = (name: string) => button(`Change… where ${name} is read from`);
  const answer = (name: string | RegExp) => dialog().getByRole("radio", { name });

  test("is chosen among the answers of this case, by its words, for every case of the payer", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, LENA);
    await change("Diagnosis").click();
    await expect.element(dialog()).toHaveTextContent(/every case of Juniper State Plan, on this computer/);
    await expect
      .element(dialog().getByRole("button", { name: "Read it from this answer" }))
      .toHaveAttribute("aria-disabled");
    await answer(/^Why stopped/).click({ force: true });
    await dialog().getByRole("button", { name: "Read it from this answer" }).click();
    const source = { by: "question_text", text: "Why stopped" };
    expect(desk.asked("map_fact")).toEqual([{ case: "auth_5TF1QS", name: "diagnosis", source }]);
    await expect.poll(() => dialog().elements().length).toBe(0);
    await expect.element(patient()).toHaveTextContent(/DiagnosisStomach upsetfrom answer “Why stopped”mapped here/);
    expect(document.activeElement?.textContent).toBe("Change… where Diagnosis is read from");
  });

  test("can be told by the question's id", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, LENA);
    await change("Diagnosis").click();
    await answer(/^Medicine/).click({ force: true });
    await dialog().getByRole("radio", { name: "By the question's ID" }).click({ force: true });
    await dialog().getByRole("button", { name: "Read it from this answer" }).click();
    expect(desk.asked("map_fact").map((args) => args.source)).toEqual([{ by: "link_id", linkId: "medicine" }]);
  });

  test("goes back to the general rules only where it was mapped", async () => {
    const desk = withDeck(new PretendDesk());
    const general = dialog().getByRole("button", { name: "Use the general rules again" });
    await openWindow(desk, LENA);
    await change("Name").click();
    await expect.element(dialog()).toHaveTextContent(/found by the general rules/);
    expect(general.elements()).toHaveLength(0);
    await userEvent.keyboard("{Escape}");
    desk.change("auth_5TF1QS", ({ facts }) => ({
      facts: [aFact("patient_name", "L. M.", { from: "Subscriber", mapped: true }), ...facts.slice(1)],
    }));
    await change("Name").click();
    await expect.element(dialog()).toHaveTextContent(/answer “Subscriber”, mapped here/);
    await general.click();
    expect(desk.asked("map_fact")).toEqual([{ case: "auth_5TF1QS", name: "patient_name", source: null }]);
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Mockford, Lena");
  });

  test("an error stays in the dialog, with what was chosen", async () => {
    const desk = withDeck(new PretendDesk()).fails("map_fact", wireError("not_possible_now", "nothing_done", "req_9"));
    await openWindow(desk, LENA);
    await change("Diagnosis").click();
    await answer(/^Medicine/).click({ force: true });
    await dialog().getByRole("button", { name: "Read it from this answer" }).click();
    await expect.element(dialog()).toHaveTextContent(/req_9/);
    await expect.element(answer(/^Medicine/)).toBeChecked();
  });

  test("many answers can be looked through; no answers says so", async () => {
    const desk = withDeck(new PretendDesk());
    const many = Array.from({ length: 12 }, (_, index) => `q${index}`);
    desk.change("auth_3VB7GE", ({ requirements }) => ({
      requirements: { ...requirements, answers: many.map((id) => anAnswer(id, [`value ${id}`])) },
    }));
    await openWindow(desk, "#/case/auth_3VB7GE/facts");
    await change("Name").click();
    await expect.element(dialog()).toHaveTextContent(/every case of this payer/);
    await dialog().getByRole("textbox", { name: "Find an answer" }).fill("VALUE q11");
    await expect.poll(() => dialog().getByRole("radio").elements().length).toBe(1);
    await dialog().getByRole("textbox").fill("zzz");
    await expect.element(dialog()).toHaveTextContent(/No answer has these words/);
    desk.change("auth_3VB7GE", ({ requirements }) => ({ requirements: { ...requirements, answers: [] } }));
    await expect.element(dialog()).toHaveTextContent(/no answers yet/);
  });

  test("groups are opened, repeats are put together, empty answers are nothing", () => {
    const { requirements } = aCase("x", { kind: "approve" });
    const read = readableAnswers({
      ...requirements,
      questions: [aQuestion(null, "Group", { items: [aQuestion("code", "Code"), aQuestion("when", "When")] })],
      answers: [
        anAnswer("group", [], [anAnswer("code", [["K50", "Crohn's disease"]]), anAnswer("when", [""])]),
        anAnswer("group", [], [anAnswer("code", ["M54", "M55"])]),
        anAnswer("loose", ["7"]),
      ],
    });
    expect(read).toEqual([
      { linkId: "code", text: "Code", value: "Crohn's disease; M54, M55" },
      { linkId: "loose", text: null, value: "7" },
    ]);
  });
});

const nothing: DecisionView = { number: null, denialReasons: [], modifications: [], rows: [] };
const ended = (outcome: string): WantedView => ({ kind: "ended", outcome, number: null, reasons: [] });

describe("what a case came to", () => {
  const MISSING: [WantedView, RegExp][] = [
    [ended("approved"), /DecisionApprovedNumberNo number returned$/],
    [ended("denied"), /DecisionDeniedReasonsNo reason returned$/],
    [ended("modified"), /DecisionApproved with changesNumberNo number returnedChangesNo changes returned$/],
    [ended("not_required"), /DecisionNot needed$/],
    [ended("failed"), /DecisionEnded without a decisionReasonsNo reason returned$/],
    [{ kind: "canceled" }, /^Receipt and decisionFrom the payerReceiptNo receipt returnedCanceledNo time returned/],
    [{ kind: "no_outcome" }, /CompletedNo time returnedDecisionNo outcome returned$/],
  ];
  for (const [wanted, said] of MISSING) {
    const name = wanted.kind === "ended" ? wanted.outcome : wanted.kind;
    test(`${name}: what was not returned is named`, async () => {
      const decision = wanted.kind === "canceled" ? null : nothing;
      const desk = new PretendDesk().put(aCase("auth_END", wanted, { decision }));
      await openWindow(desk, "#/case/auth_END/facts");
      await expect.element(proof()).toHaveTextContent(said);
    });
  }

  test("is first on the page, with everything returned word for word", async () => {
    const row: FactRow = { path: "decision.units", label: "units", value: "12.0", kind: "number" };
    const desk = new PretendDesk().put(
      aCase("auth_END", ended("modified"), {
        header: { ...aCase("x", { kind: "approve" }).header, completedAt: NOW },
        receipt: { reference: null, receivedAt: null, rows: [] },
        decision: {
          number: "A-1",
          denialReasons: ["In part"],
          modifications: ["12, not 24", "Until May"],
          rows: [row],
        },
      }),
    );
    await openWindow(desk, "#/case/auth_END/facts");
    await expect
      .element(proof())
      .toHaveTextContent(/ReferenceNo reference returned\s*payer receiptReceivedNo time returned/);
    await expect.element(proof()).toHaveTextContent(/NumberA-1ReasonsIn partChanges12, not 24Until May$/);
    await expect
      .element(page.getByRole("region", { name: "Everything returned for the decision" }))
      .toHaveTextContent(/12\.0/);
    const cards = [...document.querySelectorAll(".case-body section.card")].map((card) =>
      card.getAttribute("aria-label"),
    );
    expect(cards.slice(0, 2)).toEqual(["Receipt and decision", "Patient and plan"]);
    await button("Show changes").click();
    expect(document.activeElement?.textContent).toBe("Receipt and decision");
  });

  test("canceled with a receipt: the payer still has it", async () => {
    const receipt = { reference: "JSP-1", receivedAt: NOW, rows: [] };
    await openWindow(
      new PretendDesk().put(aCase("auth_END", { kind: "canceled" }, { receipt })),
      "#/case/auth_END/facts",
    );
    await expect.element(proof()).toHaveTextContent(/The payer still has JSP-1\. Canceling withdrew nothing\./);
    expect(button("Cancel this case…").elements()).toHaveLength(0);
  });

  test("how the payer is reached is said; a word nobody knows is shown as it came", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, LENA);
    await expect.element(request()).toHaveTextContent(/RoutePayer portal, run by Collate/);
    desk.change("auth_5TF1QS", ({ header }) => ({ header: { ...header, channel: "pigeon", accessMode: null } }));
    await expect.element(request()).toHaveTextContent(/Routepigeon/);
    await expect.element(request().getByText("pigeon")).toHaveClass("id");
    desk.change("auth_5TF1QS", ({ header }) => ({ header: { ...header, channel: null } }));
    await expect.element(request()).toHaveTextContent(/Routenot returned/);
  });
});

describe("the copy list of a handoff", () => {
  const list = () => page.getByRole("region", { name: "Copy list" });

  test("C copies the next, in the order portals ask, each with its origin", async () => {
    const copied = copies();
    await openWindow(withDeck(new PretendDesk()), "#/case/auth_7QK2M9/handoff");
    await expect.element(list()).toHaveTextContent(/0 of 6/);
    await expect.element(list()).toHaveTextContent(/Member IDNGH 0042 8817 06from answer “Member ID”/);
    await expect.element(list()).toHaveTextContent(/Service code72148from the request/);
    await userEvent.keyboard("c");
    await expect.element(list()).toHaveTextContent(/1 of 6/);
    await expect.element(spoken()).toHaveTextContent("Member ID copied");
    await userEvent.keyboard("c");
    await expect.element(list()).toHaveTextContent(/2 of 6/);
    await userEvent.keyboard("c");
    await expect.element(list()).toHaveTextContent(/3 of 6/);
    expect(copied).toEqual(["NGH 0042 8817 06", "03/22/1974", "Testperson, Wilma"]);
    await list().getByRole("button", { name: "Copy Service code" }).click();
    await expect.element(list()).toHaveTextContent(/4 of 6/);
    await link("auth_7QK2M9").click();
    await link(/^Handoff$/).click();
    await expect.element(list()).toHaveTextContent(/4 of 6/);
    await list().getByRole("button", { name: "Start over" }).click();
    await expect.element(list()).toHaveTextContent(/0 of 6/);
  });

  test("what could not be copied is not called copied", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("no"));
    vi.spyOn(document, "execCommand").mockReturnValue(false);
    await openWindow(withDeck(new PretendDesk()), "#/case/auth_7QK2M9/handoff");
    await expect.element(list()).toBeVisible();
    await userEvent.keyboard("c");
    await expect.element(list()).toHaveTextContent(/Could not copy/);
    await expect.element(list()).toHaveTextContent(/0 of 6/);
  });

  test("without facts, the request alone", async () => {
    const desk = new PretendDesk().put(
      aCase("auth_N0", { kind: "in_portal", state: "active" }, { handoff: aHandoff() }),
    );
    await openWindow(desk, "#/case/auth_N0/handoff");
    await expect.element(list()).toHaveTextContent(/0 of 2/);
    await expect.element(heading("Copy list")).toBeVisible();
  });
});

describe("axe", () => {
  test("facts of an ended case", async () => {
    await openWindow(withDeck(new PretendDesk()), "#/case/auth_D0NE03/facts");
    await expect.element(proof()).toBeVisible();
    await expectNoViolations("ended");
  });

  test("where a fact is read from", async () => {
    await openWindow(withDeck(new PretendDesk()), LENA);
    await button("Change… where Diagnosis is read from").click();
    await dialog()
      .getByRole("radio", { name: /^Medicine/ })
      .click({ force: true });
    await expectNoViolations("mapping");
  });
});
