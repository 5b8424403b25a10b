import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aReport } from "../../platform/pretend/service";
import { button, dialog, heading, link, openWindow, text, words } from "../../test/window";
import { reportText } from "./report-text";

const row = (name: RegExp) => page.getByRole("row", { name });
const region = (name: string) => page.getByRole("region", { name });

const open = (desk = withDeck(new PretendDesk())) => openWindow(desk, "#/service");

test("it is reached from the rail, by a key, and from the connection", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  await userEvent.keyboard("gs");
  await expect.element(heading("What this service answers")).toBeVisible();
  expect(document.activeElement?.textContent).toBe("What this service answers");
  await link(/Done/).click();
  await page.getByRole("navigation").getByRole("link", { name: "What this service answers" }).click();
  await expect.element(heading("What this service answers")).toBeVisible();
  await link(/Done/).click();
  await button("Maria R.").click();
  await dialog().getByRole("button", { name: "What this service answers" }).click();
  await expect.element(heading("What this service answers")).toBeVisible();
  expect(dialog().elements()).toHaveLength(0);
});

test("what was asked is told in words, with the last failure and its request to copy", async () => {
  await open();
  await expect.element(row(/Read the case list/)).toHaveTextContent(/214.*0.*none/);
  await expect.element(row(/Go on, or accept for submission/)).toHaveTextContent(/HTTP 409 review_stale.*req_0H77Q2/);
  await expect.element(row(/Start a handoff/)).toHaveTextContent(/no answer/);
  await expect.element(row(/weigh_in/)).toBeVisible();
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await button("Copy request req_0H77Q2").click();
  expect(write.mock.calls).toEqual([["req_0H77Q2"]]);
  write.mockRestore();
});

test("an unknown word names the cases that are read-only because of it, and leads to them", async () => {
  await open();
  const unknown = region("Words this version does not know");
  await expect.element(unknown).toHaveTextContent(/Next action: negotiate_terms.*1 case can be read, not changed/);
  await expect.element(unknown).toHaveTextContent(/Kind of question: signature.*No case has it now/);
  await link("auth_UNKN0W").click();
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_UNKN0W/);
});

test("fields, shapes and rows that were new are counted, and what does not work says why", async () => {
  await open();
  await expect.element(region("Fields this version does not know")).toHaveTextContent(/Case: urgency.*214 times/);
  await expect.element(region("Things that came in another shape")).toHaveTextContent(/authorization\.payer\.brand/);
  await expect.element(region("Rows of the list that could not be read")).toHaveTextContent(/1 row/);
  const off = region("What does not work here, and why");
  await expect.element(off).toHaveTextContent(/The list of ways to a payer\. This contract lists none/);
  expect(off.element().querySelectorAll("li")).toHaveLength(3);
});

test("where nothing was new, that is said", async () => {
  const desk = withDeck(new PretendDesk()).on("report", () =>
    aReport({
      operations: [],
      unknownWords: [],
      unknownFields: [],
      otherShapes: [],
      unreadableRows: 0,
      disabled: [],
    }),
  );
  await open(desk);
  await expect.element(text("Nothing was asked yet.")).toBeVisible();
  await expect.element(text("Every word was known.")).toBeVisible();
  await expect.element(text(/everything this version can do works here/)).toBeVisible();
});

test("every reason has words", () => {
  for (const said of Object.values(words.service.disabledWhy)) {
    expect(`${said.what}. ${said.why}`).toMatch(/^[A-Z].*\.$/);
  }
});

test("it is read again at a press, and what went wrong is said with its request", async () => {
  const desk = withDeck(new PretendDesk());
  await open(desk);
  await expect.element(row(/Read the case list/)).toBeVisible();
  desk.fails("report", wireError("not_connected", "nothing_sent", "req_5"));
  await button("Read again").click();
  await expect.element(text(/This computer is not connected/)).toBeVisible();
  await expect.element(text("req_5")).toBeVisible();
  expect(desk.asked("report")).toHaveLength(2);
  expect(button("Copy for support").elements()).toHaveLength(1);
});

const kept = () => region("Kept on this computer");
const days = () => dialog().getByLabelText("Days");
const change = () => button(/^Change…\s*for how many days/);

test("for how many days what was seen is kept is changed here, and the report is read again", async () => {
  const desk = withDeck(new PretendDesk());
  await open(desk);
  await expect.element(kept()).toHaveTextContent(/kept for 30 days\..*stays until you forget it here\./);
  await change().click();
  await expect.element(days()).toHaveValue("30");
  for (const typed of ["0", "366", "7.5", "a week", ""]) {
    await days().fill(typed);
    await button("Keep it so long").click();
    await expect.element(days()).toHaveAccessibleDescription(/Type a whole number from 1 to 365, such as 30\./);
  }
  expect(desk.asked("set_retention")).toEqual([]);
  desk.on("report", () => aReport({ records: { kept: true, days: 7 } }));
  await days().fill("7");
  await userEvent.keyboard("{Enter}");
  await expect.element(kept()).toHaveTextContent(/kept for 7 days\./);
  expect(desk.asked("set_retention")).toEqual([{ days: 7 }]);
  expect(document.activeElement).toBe(change().element());
});

test("forgetting what was seen asks once, and says it where it could not be done", async () => {
  const desk = withDeck(new PretendDesk()).fails("forget_seen", wireError("not_forgotten", "nothing_sent"));
  await open(desk);
  await button("Forget what was seen here…").click();
  await expect.element(dialog()).toHaveTextContent(/Decisions that are not settled stay\./);
  expect(desk.asked("forget_seen")).toEqual([]);
  await button("Forget it").click();
  await expect.element(dialog()).toHaveTextContent(/could not be forgotten\. It is still on this computer\./);
  desk.on("forget_seen", () => ({}));
  await button("Forget it").click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(desk.asked("forget_seen")).toHaveLength(2);
});

test("where nothing is kept, nothing can be changed", async () => {
  await open(withDeck(new PretendDesk()).on("report", () => aReport({ records: { kept: false, days: 30 } })));
  await expect.element(kept()).toHaveTextContent(/Nothing of this connection is kept on this computer\./);
  expect(kept().getByRole("button").elements()).toHaveLength(0);
});

test("what is copied for support holds everything but a name", async () => {
  await open();
  await expect.element(row(/Read the case list/)).toBeVisible();
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await button("Copy for support").click();
  const copied = write.mock.calls[0]?.[0] ?? "";
  write.mockRestore();
  expect(copied).toBe(reportText(aReport(), words));
  expect(copied.split("\n")).toEqual([
    "What this service answers",
    "Program: Prior Auth Desk 0.1.0",
    "Contract: B1",
    "Host: api.sandbox.trycollate.ai",
    "Since: 2026-11-20T13:32:18.000Z",
    "",
    "What does not work here, and why:",
    "- no_route_list",
    "- no_route_check",
    "- read_only_cases",
    "",
    "What was asked, and how it went:",
    "- list, answered 214, failed 0, 2026-11-20T16:41:18.000Z",
    "- read, answered 1042, failed 3, last failure 503 auth_provider_unavailable, 2026-11-20T16:41:18.000Z",
    "- confirm, answered 6, failed 1, last failure 409 review_stale, request req_0H77Q2, 2026-11-20T16:41:18.000Z",
    "- create_handoff, answered 2, failed 1, last failure no answer, 2026-11-20T16:41:18.000Z",
    "- weigh_in, answered 1, failed 0, 2026-11-20T16:41:18.000Z",
    "",
    "Words this version does not know:",
    "- action: negotiate_terms, cases auth_UNKN0W",
    "- question_kind: signature",
    "",
    "Fields this version does not know:",
    "- authorization.urgency, 214 times",
    "- handoff.seat, 2 times",
    "",
    "Things that came in another shape:",
    "- authorization.payer.brand, 12 times",
    "",
    "Rows of the list that could not be read: 1",
  ]);
  expect(copied).not.toContain("Maria");
});
