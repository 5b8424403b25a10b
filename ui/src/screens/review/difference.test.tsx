import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { DifferenceView } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { aDifference, aRow, cell } from "../../platform/pretend/difference";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aPackageSummary } from "../../platform/pretend/samples";
import { button, openWindow, text } from "../../test/window";

const here = "#/case/auth_9WD3RB/review";
const card = () => page.getByRole("region", { name: "What changed" });
const row = (name: string | RegExp) => card().getByRole("row", { name });
const choose = (name: RegExp) => card().getByRole("radio", { name });

async function told(given: Partial<DifferenceView> = {}): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk()).on("read_difference", () => aDifference(given));
  await openWindow(desk, here);
  return desk;
}

test("what changed is listed first, with what was accepted last, this package and the case now", async () => {
  await told();
  await expect
    .element(card())
    .toHaveTextContent(/5 of 10 items differ from what a person last accepted, 2 from the case now/);
  await expect
    .element(card().getByRole("columnheader", { name: /^Last accepted/ }))
    .toHaveTextContent("Last acceptedrev_4HM21, Renee O., 18 Nov");
  const dose = row(/^Dose in mg/);
  await expect.element(dose).toHaveTextContent(/^Dose in mg300was 300 now 400400$/);
  expect(dose.element().querySelector("del")?.textContent).toBe("was 300");
  expect(dose.element().querySelector("ins")?.textContent).toBe("now 400");
  expect(row(/^Member ID/).elements()).toEqual([]);
});

test("all of it is listed on request, and so are the files alone", async () => {
  await told();
  await choose(/^All 10$/).click();
  await expect.element(row(/^Member ID/)).toBeVisible();
  await expect.element(row(/^Patient/)).toHaveTextContent(/Not compared$/);
  await choose(/^Files 4$/).click();
  await expect.element(row(/att_chart_notes/)).toBeVisible();
  expect(row(/^Dose in mg/).elements()).toEqual([]);
});

test("what the case has meanwhile, or has no more, is said beside the package", async () => {
  await told();
  await expect.element(row(/att_order_1118/)).toHaveTextContent(/Not on the case any more$/);
  await expect.element(row(/att_order_1120/)).toHaveTextContent(/not in this package$/);
  const other = aRow("Dose in mg", cell("400"), { now: cell("500"), onCase: "other" });
  await told({ sections: [{ part: "answers", rows: [other] }] });
  await expect.element(row(/^Dose in mg/)).toHaveTextContent(/500differs from this package$/);
});

test("what names the package itself is shown and not counted", async () => {
  await told();
  await expect.element(row(/^What names the package itself$/)).toBeVisible();
  await expect.element(row(/^id rev_4HM21/)).toBeVisible();
  await expect.element(choose(/^Changed 6$/)).toBeChecked();
});

test.each<[string, DifferenceView["base"], RegExp]>([
  ["none was accepted", { kind: "none" }, /No package of this case was accepted here before/],
  ["nothing is kept", { kind: "this_run" }, /since the program started, and nothing is kept/],
  ["it could not be read", { kind: "not_read" }, /could not be read\. It is compared with the case only/],
])("where %s that is said, and it is compared with the case only", async (_, base, said) => {
  const row = aRow("Dose in mg", cell("400"), { last: null, between: "alone", changed: false });
  await told({ base, sections: [{ part: "answers", rows: [{ ...row, changed: false }] }] });
  await expect.element(card()).toHaveTextContent(said);
  await expect.element(card()).toHaveTextContent(/None of 1 item differs from the case now/);
  await expect.element(card()).toHaveTextContent(/Nothing changed\./);
  await choose(/^All 1$/).click();
  expect(
    card()
      .getByRole("columnheader", { name: /^Last accepted/ })
      .elements(),
  ).toEqual([]);
});

test("the package that was accepted last itself is said to be it", async () => {
  await told({
    base: { kind: "accepted", snapshot: "rev_5J2Q8", operator: "Maria R.", at: "2026-11-20T16:00:00Z", same: true },
    sections: [{ part: "answers", rows: [aRow("Dose in mg", cell("400"))] }],
  });
  await expect.element(card()).toHaveTextContent(/This is the package that was accepted here last\./);
});

test("what is too large is not compared and says so; what failed is compared again", async () => {
  const desk = await told({ sections: [], tooLarge: true });
  await expect.element(card()).toHaveTextContent(/There is too much to compare here\./);
  desk.fails("read_difference", wireError("not_connected", "nothing_sent"));
  await openWindow(desk, here);
  await expect.element(card().getByRole("button", { name: "Read again" })).toBeVisible();
  desk.on("read_difference", () => aDifference());
  await card().getByRole("button", { name: "Read again" }).click();
  await expect.element(row(/^Dose in mg/)).toBeVisible();
});

test("the comparison of a new package is not shown beside the old one that is read", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, here);
  await expect.element(row(/^Dose in mg/)).toBeVisible();
  desk.change("auth_9WD3RB", () => ({
    version: "24",
    package: aPackageSummary({ snapshot: "rev_6C4T1", hash: "aa" }),
  }));
  await expect.element(text(/^The comparison is of the new package\./)).toBeVisible();
  expect(row(/^Dose in mg/).elements()).toEqual([]);
  await button("Open the new package").click();
  await expect.element(row(/^Dose in mg/)).toBeVisible();
});
