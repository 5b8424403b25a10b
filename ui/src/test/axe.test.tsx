import axe from "axe-core";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Theme } from "../platform/bindings";
import { withDeck } from "../platform/pretend/deck";
import { PretendDesk, wireError } from "../platform/pretend/pretend-desk";
import { ago, aLink, aPackageSummary, aSync } from "../platform/pretend/samples";
import { button, dialog, openWindow, text } from "./window";

type Step = (desk: PretendDesk) => unknown;
type Scene = { name: string; hash?: string; bare?: boolean; set?: (desk: PretendDesk) => void; act?: Step };

const inTurn =
  (...steps: Step[]): Step =>
  async (desk) => {
    for (const step of steps) await step(desk);
  };
const press = (name: string) => () => button(name).click();

const seen = (content: string | RegExp) => async () => {
  await expect.element(text(content).first()).toBeVisible();
};

const SCENES: Scene[] = [
  {
    name: "connect, with a problem",
    set: (desk) =>
      desk.setDesk({
        session: {
          state: "signed_out",
          remembered: "sandbox",
          keyKept: true,
          problem: wireError("keyring_locked", "nothing_sent", "req_1"),
        },
      }),
    act: seen("Connect this computer"),
  },
  {
    name: "connect, practice",
    set: (desk) =>
      desk.setDesk({ session: { state: "signed_out", remembered: "practice", keyKept: false, problem: null } }),
    act: seen("Start practice"),
  },
  { name: "list", act: () => page.getByRole("row", { name: /auth_6MR4YA/ }).click() },
  {
    name: "list, offline and a wrong clock",
    set: (desk) => desk.setDesk({ sync: aSync({ state: "offline", since: ago(4), clockAheadSeconds: 7200 }) }),
    act: seen(/Nothing is queued/),
  },
  {
    name: "list, answers that are no good",
    set: (desk) =>
      desk.setDesk({
        sync: aSync({ state: "failing", since: ago(4), problem: wireError("service_failed", undefined, "req_1") }),
      }),
    act: seen(/Collate has a fault of its own/),
  },
  {
    name: "a list that could not be read yet",
    bare: true,
    set: (desk) => desk.setDesk({ sync: aSync({ state: "offline", since: ago(1), firstSweepDone: false }) }),
    act: seen("The case list could not be read yet."),
  },
  { name: "an empty list", hash: "#/queue/yours", bare: true, act: seen("No cases here yet") },
  { name: "key help", act: inTurn(seen("Needs me"), () => userEvent.keyboard("?"), seen("All keys")) },
  { name: "connection", act: inTurn(press("Maria R."), seen("This connection")) },
  { name: "requirements", hash: "#/case/auth_5TF1QS/requirements", act: seen("Bone density report") },
  { name: "facts", hash: "#/case/auth_5TF1QS/facts", act: seen("claim, matches") },
  { name: "a step nobody knows", hash: "#/case/auth_UNKN0W/facts", act: seen("negotiate_terms") },
  {
    name: "a decision that left no sign",
    hash: "#/case/auth_J4T6BK/requirements",
    set: (desk) =>
      desk.change("auth_J4T6BK", () => ({
        command: {
          id: 1,
          kind: "continue",
          stage: "not_yet",
          conflict: false,
          version: "1",
          versionNow: "2",
          serviceCode: null,
          requestId: "req_1",
          issues: [],
          operator: "M",
          at: ago(1),
        },
      })),
    act: seen("Send the same again"),
  },
  {
    name: "a confirm step",
    hash: "#/case/auth_J4T6BK/requirements",
    act: inTurn(press("Tell Collate to go on…"), () => expect.element(dialog()).toHaveTextContent(/version 23/)),
  },
  { name: "review", hash: "#/case/auth_9WD3RB/review", act: seen("Infusion center, suite 4") },
  {
    name: "review, out of date",
    hash: "#/case/auth_9WD3RB/review",
    act: inTurn(
      seen("Infusion center, suite 4"),
      (desk) => desk.change("auth_9WD3RB", () => ({ package: aPackageSummary({ snapshot: "rev_6C4T1" }) })),
      seen(/Acceptance is off/),
    ),
  },
  { name: "before taking over", hash: "#/case/auth_4HX8TD/handoff", act: seen("Point of no return") },
  { name: "handoff", hash: "#/case/auth_7QK2M9/handoff", act: seen("Renew now") },
  {
    name: "handoff, link refused",
    hash: "#/case/auth_7QK2M9/handoff",
    set: (desk) =>
      desk.change("auth_7QK2M9", (view) => ({
        handoff: view.handoff && { ...view.handoff, link: aLink({ phase: "refused" }) },
      })),
    act: seen(/The link was not opened/),
  },
  {
    name: "handoff, errors of the form",
    hash: "#/case/auth_7QK2M9/handoff",
    act: inTurn(press("Report…"), seen("Choose what the portal shows.")),
  },
  {
    name: "could not finish",
    hash: "#/case/auth_7QK2M9/handoff",
    act: inTurn(() => text("I could not finish").click(), seen("What stopped you?")),
  },
  { name: "someone in the portal", hash: "#/case/auth_S0ME0N/handoff", act: seen("What we compared") },
  { name: "after a report", hash: "#/case/auth_C1OSED/handoff", act: seen("Your report") },
];

/** Every screen and dialog, in each theme: no violation, and nothing is let off. */
for (const scene of SCENES) {
  test(`axe: ${scene.name}`, async () => {
    const desk = scene.bare ? new PretendDesk() : withDeck(new PretendDesk());
    scene.set?.(desk);
    await openWindow(desk, scene.hash);
    await scene.act?.(desk);
    for (const theme of ["light", "dark", "contrast"] satisfies Theme[]) {
      document.documentElement.dataset.theme = theme;
      const found = await axe.run(document, { resultTypes: ["violations"] });
      const said = found.violations.map(
        (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" | ")}`,
      );
      expect(said, `${scene.name}, ${theme}`).toEqual([]);
    }
  });
}
