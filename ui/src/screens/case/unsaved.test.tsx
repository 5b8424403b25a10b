import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CaseView, WantedView } from "../../platform/bindings";
import { everyKind } from "../../platform/pretend/every-kind";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { aQuestion } from "../../platform/pretend/requirements";
import { aCase, aPackage, aPackageSummary, someRequirements } from "../../platform/pretend/samples";
import { button, consequenceOf, field, heading, link, openWindow, text } from "../../test/window";

const ID = "auth_UNS4V3";
const at = (tab: string) => `#/case/${ID}/${tab}`;

const STEPS: [WantedView, string, string | RegExp, Partial<CaseView>][] = [
  [{ kind: "continue", automatic: false }, "facts", "Tell Collate to go on…", {}],
  [{ kind: "approve" }, "review", /^Accept rev_5J2Q8/, { package: aPackageSummary({ warnings: 0 }) }],
  [{ kind: "take_over" }, "handoff", "Start handoff", {}],
];

function deskOf(wanted: WantedView, given: Partial<CaseView>): PretendDesk {
  const requirements = someRequirements({ questions: [aQuestion("why", "Why"), aQuestion("who", "Who")] });
  const desk = new PretendDesk().put(aCase(ID, wanted, { requirements, ...given }));
  return desk.on("read_package", () => aPackage({ warnings: [] }));
}

for (const [wanted, tab, name, given] of STEPS) {
  test(`answers that are not saved are not passed over: ${wanted.kind}`, async () => {
    await openWindow(deskOf(wanted, given), at("requirements"));
    await field("1 Why").fill("Pain");
    await field("2 Who").fill("Dr. Pretend");
    window.location.hash = at(tab);
    await expect.element(button(name)).toHaveAttribute("aria-disabled", "true");
    await expect
      .poll(() => consequenceOf(name))
      .toBe("Not available: 2 answers are not saved. Save or discard them first.");
    await expect.element(link("2 answers typed, not saved")).toBeVisible();
    await link("Go to Requirements").click();
    await button("Discard changes…").click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard changes" }).click();
    window.location.hash = at(tab);
    await expect.element(button(name)).not.toHaveAttribute("aria-disabled");
    expect(text(/typed, not saved/).elements()).toHaveLength(0);
  });

  test(`files that are not attached are not passed over: ${wanted.kind}`, async () => {
    const sending = everyKind().sending.filter((file) => file.stage === "stopped");
    await openWindow(deskOf(wanted, { ...given, requirements: someRequirements({ sending }) }), at(tab));
    await expect
      .poll(() => consequenceOf(name))
      .toBe("Not available: 1 file is not attached yet. Finish it or take it off the list.");
    await expect.element(link("1 file not attached")).toBeVisible();
  });
}

test("a button under the focus never turns into another: the focus goes to what is next now", async () => {
  const working = { kind: "working", afterReport: false } as const;
  const desk = new PretendDesk().put(aCase(ID, working));
  await openWindow(desk, at("facts"));
  const before = link("Watch, read-only").element() as HTMLElement;
  before.focus();
  desk.put(aCase(ID, { kind: "approve" }, { version: "24", package: aPackageSummary() }));
  await expect.element(heading("Review, then accept for submission.")).toHaveFocus();
  expect(before.isConnected).toBe(false);
  await userEvent.keyboard("{Enter}");
  expect(window.location.hash).toBe(at("facts"));
});

test("on the package, too, the focus goes to what is next now", async () => {
  const pack = aPackageSummary({ warnings: 0 });
  const desk = new PretendDesk().put(aCase(ID, { kind: "working", afterReport: false }, { package: pack }));
  desk.on("read_package", () => aPackage({ warnings: [] }));
  await openWindow(desk, at("review"));
  (link("Watch, read-only").element() as HTMLElement).focus();
  desk.put(aCase(ID, { kind: "approve" }, { version: "24", package: pack }));
  await expect.element(heading("Accept for submission, or do not")).toHaveFocus();
});
