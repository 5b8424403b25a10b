import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CommandView, DecisionView, Locked, SyncState, UnknownWords, WantedView } from "../../platform/bindings";
import { type deck, withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aCase, aCommand, aSync, someRequirements } from "../../platform/pretend/samples";
import { button, consequenceOf, dialog, heading, link, openWindow, text, words } from "../../test/window";

const going = "#/case/auth_J4T6BK/requirements";
const goOn = () => button("Tell Collate to go on…");
const confirm = () => dialog().getByRole("button", { name: "Tell Collate to go on", exact: true });

function deskWith(...views: ReturnType<typeof deck>): PretendDesk {
  return withDeck(new PretendDesk()).put(...views);
}

const withCommand = (given: Partial<CommandView>) =>
  aCase("auth_J4T6BK", { kind: "continue", automatic: false }, { command: aCommand(given) });

test("the head of a case says whose turn it is, what it is about and how fresh that is", async () => {
  await openWindow(deskWith(), "#/case/auth_5TF1QS/requirements");
  await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent(/^Mockford, Lena Needs you$/);
  await expect
    .element(text(/Drug, HCPCS/))
    .toHaveTextContent(/J0897 · Juniper State Plan · Dr\. A\. Pretend, NPI\s1999999984/);
  await expect
    .element(page.getByRole("navigation", { name: "Where you are" }))
    .toHaveTextContent(/As of 10:42:18\sAM, version 18/);
  expect(document.title).toBe("Prior Auth Desk");
});

test("telling Collate to go on reads the case first and sends the version it showed", async () => {
  const desk = deskWith();
  desk.on("open_step", () => {
    desk.change("auth_J4T6BK", () => ({ version: "41" }));
    return { version: "41", readAt: "2026-11-20T16:43:00Z", package: null };
  });
  await openWindow(desk, going);
  await goOn().click();
  await expect.element(dialog()).toHaveTextContent(/case version 41/);
  await confirm().click();
  await expect.poll(() => desk.asked("confirm_continue")).toEqual([{ case: "auth_J4T6BK", version: "41" }]);
  await expect.poll(() => dialog().elements().length).toBe(0);
  await expect.element(heading("Collate is working. Nothing for you to do.")).toBeVisible();
});

test("while it reads, nothing can be confirmed; a failed reading can be read again", async () => {
  const desk = deskWith().fails("open_step", wireError("timed_out", "nothing_sent", "req_5"));
  await openWindow(desk, going);
  await goOn().click();
  await expect.element(dialog()).toHaveTextContent(/Collate did not answer in time/);
  await expect.element(confirm()).toHaveAttribute("aria-disabled", "true");
  await expect.element(confirm()).toHaveAccessibleDescription("Not available: the case could not be read.");
  await expect.element(dialog()).not.toHaveTextContent(/Reading the case/);
  desk.on("open_step", () => ({ version: "23", readAt: "2026-11-20T16:43:00Z", package: null }));
  await dialog().getByRole("button", { name: "Read again" }).click();
  await expect.element(confirm()).not.toHaveAttribute("aria-disabled");
  expect(desk.asked("confirm_continue")).toEqual([]);
});

test("a case that changed in between is said in the dialog, and nothing else is", async () => {
  const desk = deskWith().fails("confirm_continue", wireError("case_changed", "nothing_sent", "req_6"));
  await openWindow(desk, going);
  await goOn().click();
  await confirm().click();
  await expect.element(dialog()).toHaveTextContent(/Nothing was sent\. The case changed first/);
  expect(text(/The case changed first/).elements()).toHaveLength(1);
  desk.on("open_step", () => ({ version: "42", readAt: "2026-11-20T16:43:00Z", package: null }));
  await dialog().getByRole("button", { name: "Read again" }).click();
  await expect.element(dialog()).toHaveTextContent(/case version 42/);
  await expect.element(dialog()).not.toHaveTextContent(/The case changed first/);
});

const FRAME: ["unreachable" | "key_refused", SyncState, RegExp][] = [
  ["unreachable", "offline", /Collate cannot be reached/],
  ["key_refused", "key_refused", /Collate does not accept this key\. It may be/],
];

for (const [code, state, sentence] of FRAME) {
  test(`a reading that failed (${code}) is said in the dialog only while the frame does not say it`, async () => {
    const desk = deskWith().fails("open_step", wireError(code));
    await openWindow(desk, going);
    await goOn().click();
    await expect.element(dialog()).toHaveTextContent(sentence);
    desk.setDesk({ sync: aSync({ state }) });
    await expect.element(dialog()).not.toHaveTextContent(sentence);
    await expect.element(confirm()).toHaveAccessibleDescription(/^Not available: /);
    expect(dialog().getByRole("button", { name: "Read again" }).elements()).toHaveLength(0);
  });
}

test("a dialog gives the focus back to what opened it, and Escape leaves it", async () => {
  await openWindow(deskWith(), going);
  await goOn().click();
  await expect.element(confirm()).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(document.activeElement?.textContent).toBe("Tell Collate to go on…");
  expect(window.location.hash).toBe(going);
});

const LOCKED: [Locked, string][] = [
  ["offline", "Not available: you are offline."],
  ["stale", "Not available: we must read the case first."],
  ["not_read", "Not available: this is how the case was last seen here; we must read it first."],
  ["journal_unread", "Not available: what was decided here before is still being read."],
  ["command_open", "Not available: your last decision is not settled yet."],
  ["key_refused", "Not available: Collate does not accept this key."],
  ["not_recognized", "Not available: Collate uses a word this version does not know."],
];

for (const [locked, reason] of LOCKED) {
  test(`a command that is locked (${locked}) stays in view and says why`, async () => {
    await openWindow(deskWith(aCase("auth_J4T6BK", { kind: "continue", automatic: false }, { locked })), going);
    await expect.element(goOn()).toHaveAttribute("aria-disabled", "true");
    expect(consequenceOf("Tell Collate to go on…")).toBe(reason);
    await goOn().click({ force: true });
    expect(dialog().elements()).toHaveLength(0);
  });
}

for (const state of ["starting", "offline", "in_step"] as const) {
  test(`a case that is remembered says as of when it is, whatever the connection does (${state})`, async () => {
    const reading = { readAt: "2026-11-20T14:12:00Z", stale: true, remembered: true, everySeconds: null };
    const view = aCase("auth_J4T6BK", { kind: "continue", automatic: false }, { locked: "not_read", reading });
    const desk = deskWith(view).setDesk({ sync: aSync({ state, firstSweepDone: false }) });
    await openWindow(desk, going);
    await expect.element(text(/^As of .*2 h ago\.$/)).toBeVisible();
    await expect.element(text(/how the case was last seen here\. It was not read since/)).toBeVisible();
    await button("Try now").click();
    await expect.poll(() => desk.asked("read_again")).toEqual([{ case: "auth_J4T6BK" }]);
    await expect.poll(() => text(/how the case was last seen here\. It was not read since/).elements().length).toBe(0);
  });
}

test("words nobody knows are shown as they are, and the case can only be read", async () => {
  const desk = deskWith();
  await openWindow(desk, "#/case/auth_UNKN0W/facts");
  await expect.element(text("Collate returned a step this version does not know.")).toBeVisible();
  await expect.element(text("phone_call")).toBeVisible();
  await button("Read again").first().click();
  expect(desk.asked("read_again")).toEqual([{ case: "auth_UNKN0W" }]);
});

const UNKNOWN: [keyof UnknownWords, string][] = [
  ["status", "Collate returned a status this version does not know."],
  ["action", "Collate returned a step this version does not know."],
  ["resolution", "Collate returned a way to do a step that this version does not know."],
  ["outcome", "Collate returned an outcome this version does not know."],
];

for (const [kind, lead] of UNKNOWN) {
  test(`a word nobody knows (${kind}) is called what it is`, async () => {
    const unknown = { status: null, action: null, resolution: null, outcome: null, others: [], [kind]: "sideways" };
    await openWindow(deskWith(aCase("auth_W0RD", { kind: "unknown_step" }, { unknown })), "#/case/auth_W0RD/facts");
    await expect.element(text(lead)).toBeVisible();
    await expect.element(text("sideways")).toBeVisible();
  });
}

test("a word nobody knows in another place is shown with the name of its place", async () => {
  const unknown: UnknownWords = {
    status: null,
    action: null,
    resolution: null,
    outcome: null,
    others: [["channel", "fax"]],
  };
  await openWindow(deskWith(aCase("auth_W0RD", { kind: "with_payer" }, { unknown })), "#/case/auth_W0RD/facts");
  await expect.element(text("Collate returned a word this version does not know.")).toBeVisible();
  await expect.element(text("fax")).toBeVisible();
});

const aDecision: DecisionView = { number: null, denialReasons: [], modifications: [], rows: [] };
const OUTCOMES: [WantedView, string][] = [
  [{ kind: "ended", outcome: "not_required", number: null, reasons: [] }, "Not needed"],
  [{ kind: "ended", outcome: "withdrawn", number: null, reasons: [] }, "withdrawn"],
  [{ kind: "no_outcome" }, "No outcome returned"],
];

for (const [wanted, shown] of OUTCOMES) {
  test(`the facts say what a case came to: ${shown}`, async () => {
    await openWindow(deskWith(aCase("auth_END", wanted, { decision: aDecision })), "#/case/auth_END/facts");
    const truth = page.getByRole("region", { name: "Receipt and decision" });
    await expect.element(truth).toHaveTextContent(new RegExp(`Decision\\s*${shown}$`));
  });
}

test("what the service says twice is shown twice", async () => {
  const complaint = vi.spyOn(console, "error");
  const issue = { code: "too_short", message: "Say more.", field: null };
  const lab = { kind: "Lab results", message: null };
  const requirements = someRequirements({ documents: [lab, lab], issues: [issue, issue] });
  await openWindow(
    deskWith(aCase("auth_TW1CE", { kind: "no_outcome" }, { requirements })),
    "#/case/auth_TW1CE/requirements",
  );
  await expect.element(text("Lab results").first()).toBeVisible();
  expect(page.getByText("Lab results", { exact: true }).elements()).toHaveLength(2);
  expect(text(/Say more/).elements()).toHaveLength(2);
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
});

test("a decision of which nobody knows whether it arrived: not again, and the request to copy", async () => {
  await openWindow(deskWith(withCommand({ stage: "checking" })), going);
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent(/We cannot tell yet whether your go-ahead arrived\. Do not tell Collate again/);
  await expect.element(text("req_77")).toBeVisible();
  await expect.element(button("Copy for support")).toBeVisible();
});

test("a decision that left no sign can be sent again for the same version, or let be", async () => {
  const desk = deskWith(withCommand({ stage: "not_yet" }));
  await openWindow(desk, going);
  await expect.element(button("Send the same again")).toBeVisible();
  expect(consequenceOf("Send the same again")).toBe(
    "The same request for the same version: it cannot count twice, because Collate takes it only for version 23.",
  );
  await button("Send the same again").click();
  expect(desk.asked("send_again")).toEqual([{ case: "auth_J4T6BK" }]);
  await button("Let it be").click();
  expect(desk.asked("let_be")).toEqual([{ case: "auth_J4T6BK" }]);
  await expect.element(text("You chose not to wait for your go-ahead.")).toBeVisible();
  await expect.element(goOn()).not.toHaveAttribute("aria-disabled");
  await button("Close this note").click();
  await expect.poll(() => text(/You chose not to wait/).elements().length).toBe(0);
});

test("what is under way is said with a verb of its own", async () => {
  const desk = deskWith(withCommand({ stage: "not_yet" }));
  desk.on("send_again", () => new Promise(() => undefined)).on("let_be", () => new Promise(() => undefined));
  await openWindow(desk, going);
  await button("Send the same again").click();
  await expect.element(button("Sending again")).toHaveAttribute("aria-busy", "true");
  await button("Let it be").click();
  await expect.element(button("Letting it be")).toHaveAttribute("aria-busy", "true");
});

test("a conflict says both versions, and its note can be closed", async () => {
  const desk = deskWith(withCommand({ stage: "not_done", conflict: true }));
  await openWindow(desk, going);
  await expect.element(text("Not done. The case changed first.")).toBeVisible();
  await expect.element(text(/It is now at version 24, you had 23\. Your go-ahead was not carried out/)).toBeVisible();
  await button("Close this note").click();
  await expect.poll(() => text(/The case changed first/).elements().length).toBe(0);
  expect(desk.asked("dismiss")).toHaveLength(1);
});

test("a decision that took effect is spoken once and shown by the case alone", async () => {
  const desk = deskWith(withCommand({ stage: "sending" }));
  await openWindow(desk, going);
  await expect.element(text("Sending your go-ahead.")).toBeVisible();
  desk.change("auth_J4T6BK", () => ({ command: aCommand({ stage: "applied" }) }));
  await expect.element(page.getByRole("status")).toHaveTextContent("Your go-ahead arrived.");
  expect(text("Sending your go-ahead.").elements()).toHaveLength(0);
});

test("a case without a tab opens where its next step is; tabs keep the focus", async () => {
  await openWindow(deskWith(), "#/case/auth_9WD3RB");
  await expect.poll(() => window.location.hash).toBe("#/case/auth_9WD3RB/review");
  await link(/^Facts/).click();
  await expect.element(heading("Receipt and decision")).toBeVisible();
  expect(document.activeElement?.textContent).toBe("Facts");
});

test("a case this desk does not hold is read; one that is nowhere says so", async () => {
  const desk = deskWith();
  desk.on("open_case", () => {
    desk.put(aCase("auth_FRESH1", { kind: "with_payer" }));
    return {};
  });
  await openWindow(desk, "#/case/auth_FRESH1/facts");
  await expect.element(heading(/The payer has it/)).toBeVisible();
  desk.fails("open_case", wireError("case_not_found", "nothing_done", "req_404"));
  window.location.hash = "#/case/auth_N0NE/facts";
  await expect.element(text(/Collate knows no such case under this key/)).toBeVisible();
});

test("the main button of a case with the payer copies the payer's own number", async () => {
  await openWindow(deskWith(), "#/case/auth_PAYER1/facts");
  await expect.element(heading("The payer has it: JSP-4482-0931.")).toBeVisible();
  await button("Copy reference").click();
  await expect.element(page.getByRole("status")).toHaveTextContent(/Copied|Could not copy/);
});

test("the window says that somebody is there, at most every three seconds", async () => {
  const desk = deskWith();
  await openWindow(desk, going);
  await expect.element(goOn()).toBeVisible();
  await userEvent.keyboard("abc");
  await goOn().click();
  expect(desk.asked("did_act")).toHaveLength(1);
});

test("text of the service is text, whatever it looks like", async () => {
  const evil = '<img src=x onerror="window.hacked=1"><b>bold</b>';
  const base = aCase("auth_EV1L", { kind: "unknown_status", status: evil });
  const desk = deskWith({ ...base, header: { ...base.header, payer: evil } });
  await openWindow(desk, "#/case/auth_EV1L/facts");
  await expect
    .element(heading(words.wanted(base.wanted, { payer: null, reference: null, snapshot: null }).sentence as string))
    .toBeVisible();
  expect(document.querySelector("main img")).toBeNull();
  expect("hacked" in window).toBe(false);
});
