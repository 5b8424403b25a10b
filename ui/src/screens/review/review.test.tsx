import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { PackageView, WantedView } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aCase, aPackage, aPackageSummary } from "../../platform/pretend/samples";
import { button, consequenceOf, dialog, field, heading, link, openWindow, text } from "../../test/window";

const ID = "auth_9WD3RB";
const review = `#/case/${ID}/review`;
const accept = () => button("Accept rev_5J2Q8 for submission");
const confirm = () => dialog().getByRole("button", { name: "Accept rev_5J2Q8 for submission" });

async function readWarnings(): Promise<void> {
  await field("I have read 1").click();
  await field("I have read 2").click();
}

/** The package on the case becomes another one. */
function replace(desk: PretendDesk, given: Partial<PackageView> = {}): void {
  const pack = aPackage({ snapshot: "rev_6C4T1", hash: "00aa11bb22cc33dd", version: "24", ...given });
  desk.packages.set(ID, pack);
  const { snapshot, hash } = pack;
  desk.change(ID, () => ({ version: "24", package: aPackageSummary({ snapshot, hash }) }));
}

test("every leaf of every part is in view: numbers as they came, yes and no, empty and nothing", async () => {
  await openWindow(withDeck(new PretendDesk()), review);
  const everything = page.getByRole("region", { name: "Everything that will be sent" });
  await expect.element(everything).toHaveTextContent(/14 items, 2 files/);
  for (const words of [
    /Member ID\s*BFM 7710 0042 8/,
    /Weight in kg\s*61\.0/,
    /Tried another medicine\?\s*Yes/,
    /Why stopped\s*Empty/,
  ]) {
    await expect.element(everything).toHaveTextContent(words);
  }
  await expect.element(everything).toHaveTextContent(/liveSessionEndpoint\s*Nothing \(null\)/);
  // Two leaves of the same name are told apart by where they stand.
  await expect.element(text("answers.item[5].answer[1].valueString")).toBeVisible();
  expect(everything.element().querySelectorAll("dt")).toHaveLength(aPackage().leaves);
});

test("acceptance waits until every warning is marked, and says how many are not", async () => {
  await openWindow(withDeck(new PretendDesk()), review);
  await expect.element(accept()).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf(/^Accept rev_5J2Q8/)).toMatch(
    /^Not available yet: 2 warnings unread\. Then: Collate submits exactly this package to Bluefern Mutual\. Cannot be undone here\.$/,
  );
  await field("I have read 1").click();
  await expect.element(text("Acknowledged 1 of 2")).toBeVisible();
  await field("I have read 2").click();
  await expect.element(accept()).not.toHaveAttribute("aria-disabled");
  expect(consequenceOf(/^Accept rev_5J2Q8/)).toBe(
    "Collate submits exactly this package to Bluefern Mutual. Cannot be undone here.",
  );
});

test("the seal names package, versions and content mark", async () => {
  await openWindow(withDeck(new PretendDesk()), review);
  await expect.element(text("7f3a 91c0 be24")).toBeVisible();
  await expect.element(text(/Case version 23, answers 9, files 4, requirements 6\./)).toBeVisible();
});

test("accepting reads the case once more and sends the version it showed, with what was read", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, review);
  await readWarnings();
  await accept().click();
  await expect.element(dialog()).toHaveTextContent(/case version 23/);
  await expect.element(dialog()).toHaveTextContent(/Package rev_5J2Q8, content mark 7f3a 91c0 be24/);
  expect(desk.asked("open_step")).toEqual([{ case: ID, step: "accept" }]);
  await confirm().click();
  await expect
    .poll(() => desk.asked("confirm_acceptance"))
    .toEqual([{ case: ID, version: "23", snapshot: "rev_5J2Q8", hash: "7f3a91c0be24d1550a", warningsRead: 2 }]);
  await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent(/Collate is working/);
});

test("a package that changed before the confirmation stops it, and the new one can be opened from there", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, review);
  await readWarnings();
  desk.on("open_step", () => ({ version: "24", readAt: "2026-11-20T16:43:00Z", package: ["rev_6C4T1", "00aa"] }));
  await accept().click();
  await expect.element(dialog()).toHaveTextContent(/This package is out of date\. Acceptance is off\./);
  await expect.element(confirm()).toHaveAttribute("aria-disabled", "true");
  await expect.element(confirm()).toHaveAccessibleDescription(/^Not available: the package changed\./);
  replace(desk);
  await dialog().getByRole("button", { name: "Open the new package" }).click();
  await expect.element(button("Accept rev_6C4T1 for submission")).toHaveAttribute("aria-disabled", "true");
  expect(desk.asked("confirm_acceptance")).toEqual([]);
});

test("a package that changes under the reader voids all marks; the page stays until the new one is opened", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, review);
  await readWarnings();
  replace(desk);
  await expect.element(page.getByRole("alert")).toHaveTextContent(/This package is out of date\. Acceptance is off\./);
  await expect.element(text("Acknowledged 2 of 2, void")).toBeVisible();
  await expect.element(button("Accept for submission")).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf("Accept for submission")).toMatch(
    /the package changed\. Open the new one; reading starts again/,
  );
  await expect.element(page.getByRole("complementary", { name: "Accept" })).toHaveTextContent(/Replaced by rev_6C4T1/);
  expect(document.querySelector("del")?.textContent).toBe("rev_5J2Q8");
  await button("Open the new package").click();
  await expect.element(text("Acknowledged 0 of 2")).toBeVisible();
  await expect.element(button("Accept rev_6C4T1 for submission")).toBeVisible();
});

test("the same id with other content is another package", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, review);
  await readWarnings();
  replace(desk, { snapshot: "rev_5J2Q8", hash: "ffffffffffff" });
  await expect.element(page.getByRole("alert")).toHaveTextContent(/out of date/);
});

test("marks are kept while the reader looks elsewhere", async () => {
  await openWindow(withDeck(new PretendDesk()), review);
  await field("I have read 1").click();
  await link("Facts").click();
  await expect.element(heading("Receipt and decision")).toBeVisible();
  await link("Review 2 warnings").click();
  await expect.element(field("I have read 1")).toBeChecked();
  await expect.element(field("I have read 2")).not.toBeChecked();
});

test("for the portal step it is kept here: nothing is sent, and the portal step follows", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_V3C9QA/review");
  const keep = () => button("Accept rev_9LM40 for the portal step");
  await field("I have read 1").click();
  expect(consequenceOf(/^Accept rev_9LM40/)).toMatch(/^Kept here, nothing is sent\./);
  await keep().click();
  await expect.poll(() => window.location.hash).toBe("#/case/auth_V3C9QA/handoff");
  expect(desk.asked("accept_for_portal")).toEqual([
    { case: "auth_V3C9QA", version: "23", snapshot: "rev_9LM40", hash: "7f3a91c0be24d1550a", warningsRead: 1 },
  ]);
  expect(desk.asked("open_step")).toEqual([]);
  await expect.element(button("Start handoff")).toBeVisible();
});

test("an acceptance that is refused here stays on the page with its reason", async () => {
  const desk = withDeck(new PretendDesk()).fails("accept_for_portal", wireError("package_changed", "nothing_sent"));
  await openWindow(desk, "#/case/auth_V3C9QA/review");
  await field("I have read 1").click();
  await button("Accept rev_9LM40 for the portal step").click();
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent(/Nothing was sent\. The package changed since you read it/);
  expect(window.location.hash).toBe("#/case/auth_V3C9QA/review");
});

test("a package too large to show cannot be accepted here", async () => {
  const desk = withDeck(new PretendDesk());
  desk.packages.set(ID, aPackage({ tooLarge: true, warnings: [] }));
  await openWindow(desk, review);
  await expect.element(accept()).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf(/^Accept rev_5J2Q8/)).toMatch(/too large to show in full/);
});

test("an old package without a newer one says so and can be read again", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_2PN6KV/review");
  await expect.element(page.getByRole("alert")).toHaveTextContent(/Acceptance is off/);
  await button("Read again").click();
  await expect.poll(() => desk.asked("read_again")).toEqual([{ case: "auth_2PN6KV" }]);
});

test("a warning without a sentence shows all it has", async () => {
  const desk = withDeck(new PretendDesk());
  const rows = [{ path: "warnings[0].code", label: "code", value: "W-17", kind: "text" as const }];
  desk.packages.set(ID, aPackage({ warnings: [{ text: null, rows }] }));
  await openWindow(desk, review);
  await expect.element(text(/gave this warning without a sentence/)).toBeVisible();
  await expect.element(text("W-17")).toBeVisible();
});

const AWAY: [string, WantedView, RegExp][] = [
  ["Collate has it", { kind: "working", afterReport: false }, /^Collate is working\. Nothing for you to do\.$/],
  ["the payer has it", { kind: "with_payer" }, /^The payer has it/],
  ["it is done", { kind: "ended", outcome: "approved", number: "AUTH-7", reasons: [] }, /^Approved: AUTH-7/],
  [
    "it names another package",
    { kind: "other_package", named: "rev_9", onCase: "rev_5J2Q8" },
    /^This step names another/,
  ],
];

for (const [name, wanted, sentence] of AWAY) {
  test(`where no acceptance is asked for, none is offered: ${name}`, async () => {
    const desk = withDeck(new PretendDesk());
    const claim = {
      kind: "accepted",
      snapshot: "rev_5J2Q8",
      operator: "Maria R.",
      at: "2026-11-20T16:05:00Z",
    } as const;
    desk.put(aCase(ID, wanted, { package: aPackageSummary(), claim }));
    await openWindow(desk, review);
    await expect.element(heading(sentence)).toBeVisible();
    await expect.element(text(/The weight in the answers/)).toBeVisible();
    await expect
      .element(page.getByRole("complementary"))
      .toHaveTextContent(/rev_5J2Q8Accepted by Maria R\., 10:05\sAM\./);
    expect(button(/^Accept|Do not accept/).elements()).toHaveLength(0);
    expect(page.getByRole("checkbox").elements()).toHaveLength(0);
    expect(text(/Warnings read|Acknowledged/).elements()).toHaveLength(0);
    await userEvent.keyboard("nad");
    expect(window.location.hash).toBe(review);
    await expect.element(page.getByRole("contentinfo")).not.toHaveTextContent(/accept|unread/i);
  });
}

test("accepted for the portal step: on to it or not now, and the acceptance stays", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_4HX8TD/review");
  await expect.element(link("Go to the portal step")).toBeVisible();
  expect(button("Do not accept").elements()).toHaveLength(0);
  expect(consequenceOf("Not now")).toBe("Stays in your list. Your acceptance stays too.");
  await userEvent.keyboard("d");
  expect(window.location.hash).toBe("#/case/auth_4HX8TD/review");
  await button("Not now").click();
  await expect.poll(() => window.location.hash).toBe("#/queue/yours");
  expect(desk.cases.get("auth_4HX8TD")?.package?.accepted).not.toBeNull();
});

test("an old package keeps the card of the step it is for, in the color of whose turn it is", async () => {
  const desk = withDeck(new PretendDesk());
  desk.change("auth_2PN6KV", () => ({ action: "complete_payer_interaction" }));
  await openWindow(desk, "#/case/auth_2PN6KV/review");
  await expect.element(button("Accept for the portal step")).toHaveAttribute("aria-disabled", "true");
  const card = page.getByRole("region", { name: "Review the new package" });
  await expect.element(card).toHaveAttribute("data-own", "yours");
});

test("a package that becomes void takes the focus from no one, and its marks no longer change", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, review);
  await field("I have read 1").click();
  replace(desk);
  await expect.element(field("I have read 1")).toHaveAttribute("aria-disabled", "true");
  expect(document.activeElement).toBe(field("I have read 1").element());
  await userEvent.keyboard(" ");
  await expect.element(field("I have read 1")).toBeChecked();
  await expect.element(text("Acknowledged 1 of 2, void")).toBeVisible();
});

test("when acceptance is over the focus goes to the heading, not to nothing", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, review);
  await expect.element(accept()).toBeVisible();
  await userEvent.keyboard("a");
  desk.change(ID, () => ({ turn: "collate", wanted: { kind: "working", afterReport: false } }));
  await expect.element(heading(/^Collate is working\. Nothing/)).toBeVisible();
  await expect.poll(() => document.activeElement?.tagName).toBe("H1");
});

test("keys: N goes to the next unread warning, Space marks it, A goes to Accept, D does not accept", async () => {
  await openWindow(withDeck(new PretendDesk()), review);
  await expect.element(accept()).toBeVisible();
  await userEvent.keyboard("n");
  expect(document.activeElement).toBe(field("I have read 1").element());
  await userEvent.keyboard(" n ");
  await expect.element(field("I have read 2")).toBeChecked();
  await userEvent.keyboard("a");
  expect(document.activeElement?.textContent).toBe("Accept rev_5J2Q8 for submission");
  expect(dialog().elements()).toHaveLength(0);
  await userEvent.keyboard("d");
  await expect.poll(() => window.location.hash).toBe("#/queue/yours");
});
