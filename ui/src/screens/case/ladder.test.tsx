import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { CaseView, LadderView, WantedView } from "../../platform/bindings";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { aCase, aHandoff } from "../../platform/pretend/samples";
import { heading, openWindow, text } from "../../test/window";

const ID = "auth_L4DD3R";
const here = `#/case/${ID}/facts`;
const ladder = () => page.getByRole("list", { name: "Truth ladder" });
const rung = (n: number) => ladder().getByRole("listitem").nth(n);
const EMPTY: LadderView = {
  reported: "none",
  reconciled: "none",
  receipt: "none",
  decision: "none",
  now: 0,
  checkingSince: null,
};

const open = (wanted: WantedView, given: Partial<CaseView> = {}) =>
  openWindow(new PretendDesk().put(aCase(ID, wanted, given)), here);

const REPORTED: [string, WantedView, Partial<CaseView>, string][] = [
  ["a case that never left", { kind: "continue", automatic: false }, {}, "Nothing sent yet"],
  ["one Collate works on", { kind: "working", afterReport: false }, {}, "Not known here"],
  ["a status nobody knows", { kind: "unknown_status", status: "odd" }, { status: "odd" }, "Not known here"],
  ["one that failed", { kind: "ended", outcome: "failed", number: null, reasons: [] }, {}, "Not known here"],
  ["somebody in the portal", { kind: "someone_in_portal" }, {}, "Not known here"],
  ["a handoff that is over", { kind: "take_over" }, { handoff: aHandoff({ state: "closed" }) }, "Not known here"],
];

for (const [name, wanted, given, said] of REPORTED) {
  test(`what was sent is only denied where that is known: ${name}`, async () => {
    await open(wanted, given);
    await expect.element(rung(0)).toHaveTextContent(`Reported${said}`);
    expect(ladder().element().querySelector("[aria-current]")).toBeNull();
  });
}

test("a case that is over has no decision to wait for", async () => {
  await open({ kind: "canceled" });
  await expect.element(rung(3)).toHaveTextContent("DecisionNone returned");
  await open({ kind: "continue", automatic: false });
  await expect.element(rung(3)).toHaveTextContent("DecisionNone yet");
});

test("a denial is proven like an approval, but without the tick and its color", async () => {
  const proven = { ...EMPTY, decision: "proof", now: 3 } as const;
  const look = async (outcome: string) => {
    await open({ kind: "ended", outcome, number: null, reasons: [] }, { ladder: proven });
    await expect.element(rung(3)).toHaveTextContent(/now/);
    const node = rung(3).element().querySelector(".node");
    if (node === null) throw new Error("no mark");
    return { tick: node.querySelector("svg") !== null, color: getComputedStyle(node).backgroundColor };
  };
  const approved = await look("approved");
  const denied = await look("denied");
  expect([approved.tick, denied.tick]).toEqual([true, false]);
  expect(denied.color).not.toBe(approved.color);
  expect(denied.color).not.toBe("rgba(0, 0, 0, 0)");
});

test("a step the service does not name is not called a word this version does not know", async () => {
  await open({ kind: "unknown_step" });
  await expect.element(heading("Collate wants something done and does not say what.")).toBeVisible();
  expect(text(/this version does not know/).elements()).toHaveLength(0);
});

test("the page itself never scrolls", async () => {
  await open({ kind: "with_payer" });
  await expect.element(ladder()).toBeVisible();
  const { scrollHeight, clientHeight } = document.documentElement;
  expect(scrollHeight).toBe(clientHeight);
});
