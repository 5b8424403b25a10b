import axe from "axe-core";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Theme } from "../platform/bindings";
import { withDeck } from "../platform/pretend/deck";
import { questionnaires } from "../platform/pretend/every-kind";
import { PretendDesk, wireError } from "../platform/pretend/pretend-desk";
import { ago, aLink, aPackageSummary, aSync } from "../platform/pretend/samples";
import { aCreating, aPayers, aRoutes } from "../platform/pretend/service";
import { aJournal, anOpenHandoff, anUnfinished } from "../platform/pretend/unfinished";
import { button, dialog, openWindow, text } from "./window";

type Step = (desk: PretendDesk) => unknown;
type Scene = { name: string; hash?: string; bare?: boolean; set?: (desk: PretendDesk) => void; act?: Step };

const inTurn =
  (...steps: Step[]): Step =>
  async (desk) => {
    for (const step of steps) await step(desk);
  };
const press = (name: string | RegExp) => () => button(name).click();

const puts = (desk: PretendDesk) => desk.put(...questionnaires());

const seen = (content: string | RegExp) => async () => {
  await expect.element(text(content).first()).toBeVisible();
};

const filledIn = inTurn(
  () => page.getByLabelText("Provider number (NPI)").fill("1999999984"),
  () => page.getByRole("radio", { name: "Northgate Health, outpatient imaging" }).click(),
  () => page.getByLabelText("Service code", { exact: true }).fill("72148"),
);

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
    name: "connect, production",
    set: (desk) =>
      desk.setDesk({
        keyring: "unavailable",
        session: { state: "signed_out", remembered: "production", keyKept: false, problem: null },
      }),
    act: seen(/reaches real payers and real patients/),
  },
  {
    name: "connect, practice",
    set: (desk) =>
      desk.setDesk({ session: { state: "signed_out", remembered: "practice", keyKept: false, problem: null } }),
    act: seen("Start practice"),
  },
  {
    name: "connect, found out and not told apart",
    set: (desk) =>
      desk.setDesk({ session: { state: "signed_out", remembered: "sandbox", keyKept: false, problem: null } }),
    act: inTurn(
      () => text(/^More options/).click(),
      () => page.getByRole("radio", { name: /^Before May 2026/ }).click(),
      () => page.getByLabelText(/^API key/).fill("sk_test_1"),
      press("Find out"),
      seen(/does not tell them apart/),
      press("Save key in the keychain and connect"),
      seen("Choose one first."),
    ),
  },
  {
    name: "a new case, empty, with what is missing",
    hash: "#/new",
    act: inTurn(press("Make the case…"), seen("Choose the payer.")),
  },
  {
    name: "a new case, no way for it",
    hash: "#/new",
    act: inTurn(
      filledIn,
      press("Check this way"),
      seen(/There is a way/),
      () => page.getByRole("listbox", { name: "Payer" }).selectOptions("payer_tidewell"),
      press("Check this way"),
      seen(/no way to this payer/),
    ),
  },
  {
    name: "a new case, payers not listed",
    hash: "#/new",
    set: (desk) =>
      desk
        .on("list_payers", () => aPayers({ payers: [], complete: false, problem: wireError("broken") }))
        .on("list_routes", () => aRoutes({ listed: false, routes: [] })),
    act: inTurn(() => page.getByLabelText("Provider number (NPI)").fill("1000000000"), seen(/Provider not found/)),
  },
  {
    name: "a new case, the confirm step",
    hash: "#/new",
    act: inTurn(
      filledIn,
      () => page.getByRole("radio", { name: "Automatic" }).click(),
      press("Make the case…"),
      seen("Make this case?"),
    ),
  },
  {
    name: "a new case that may have been made",
    hash: "#/new",
    set: (desk) => desk.setDesk({ creating: aCreating() }),
    act: seen(/It is not known whether the case was made/),
  },
  {
    name: "stopping to wait for a new case",
    set: (desk) => desk.setDesk({ creating: aCreating() }),
    act: inTurn(press("Stop waiting…"), seen("Stop waiting for the new case?")),
  },
  {
    name: "a service without a list",
    set: (desk) => {
      const { session } = desk.desk;
      if (session.state !== "connected") return;
      desk.setDesk({ session: { ...session, connection: { ...session.connection, hasList: false } } });
    },
    act: seen(/has no case list/),
  },
  {
    name: "what an earlier run left",
    set: (desk) =>
      desk.setDesk({
        unfinished: [
          anUnfinished("auth_J4T6BK"),
          anUnfinished("auth_7QK2M9", { kind: "complete", stage: "checking" }),
          anUnfinished("auth_9WD3RB", { kind: "accept", stage: "applied" }),
          anUnfinished("auth_5TF1QS", { kind: "save_answers", stage: "not_yet", maySendAgain: false }),
        ],
        handoffs: [anOpenHandoff("auth_4HX8TD")],
        creating: aCreating({ fromBefore: true }),
      }),
    act: seen("An open handoff"),
  },
  { name: "nothing unfinished", hash: "#/unfinished", act: seen("Nothing is unfinished") },
  {
    name: "a full disk, and no keychain",
    set: (desk) => desk.setDesk({ journal: { ...aJournal("full"), sealedForLater: false } }),
    act: inTurn(seen(/disk is full/), seen(/no keychain to protect/)),
  },
  {
    name: "a damaged file of decisions, and what is unfinished not known",
    hash: "#/unfinished",
    set: (desk) => desk.setDesk({ journal: aJournal("damaged") }),
    act: seen("What is unfinished is not known"),
  },
  {
    name: "a damaged file of decisions, looked at",
    set: (desk) => desk.setDesk({ journal: aJournal("damaged") }),
    act: inTurn(
      press("Look at it…"),
      seen(/are not settled/),
      press("Set it aside…"),
      seen(/What is listed here goes into the new file/),
    ),
  },
  {
    name: "a damaged file of decisions, set aside",
    set: (desk) => desk.setDesk({ journal: aJournal("damaged") }),
    act: inTurn(
      press("Look at it…"),
      press("Set it aside…"),
      press("Set it aside and begin a new one"),
      seen(/is now called/),
    ),
  },
  {
    name: "decisions and drafts that cannot be read",
    set: (desk) => {
      desk.setDesk({ journal: { ...aJournal(null), damaged: 3 } });
      desk.drafts.unreadable = 2;
    },
    act: inTurn(seen(/3 decisions written down here/), press("Discard them…"), seen("Discard 2 drafts?")),
  },
  {
    name: "handoff, link gone with the program",
    hash: "#/case/auth_7QK2M9/handoff",
    set: (desk) =>
      desk.change("auth_7QK2M9", (view) => ({
        handoff: view.handoff && { ...view.handoff, link: aLink({ phase: "program_ended" }) },
      })),
    act: seen(/The program ended/),
  },
  { name: "what this service answers", hash: "#/service", act: seen("What was asked, and how it went") },
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
  { name: "every kind of question", hash: "#/case/auth_EVERY1/requirements", set: puts, act: seen("Send and attach") },
  {
    name: "questions that can only be read",
    hash: "#/case/auth_CL0SE2/requirements",
    set: puts,
    act: seen(/A handoff/),
  },
  {
    name: "a save that was refused, and values that cannot be sent",
    hash: "#/case/auth_REFUS1/requirements",
    set: puts,
    act: inTurn(
      () => page.getByLabelText(/Dose in mg/).fill("a lot"),
      () => page.getByText("Condition (as returned)").click(),
      press(/^Save answers/),
      seen(/This is not a number/),
    ),
  },
  {
    name: "discarding",
    hash: "#/case/auth_5TF1QS/requirements",
    act: inTurn(() => page.getByLabelText(/T-score/).fill("-9"), press("Discard changes…"), seen("Keep them")),
  },
  {
    name: "taking a file off the case",
    hash: "#/case/auth_5TF1QS/requirements",
    act: inTurn(press(/^Remove…/), () => expect.element(dialog()).toHaveTextContent(/Uses version 18/)),
  },
  {
    name: "a file, looked at",
    hash: "#/case/auth_5TF1QS/requirements",
    act: inTurn(press(/^Show/), () => expect.element(dialog().getByRole("img")).toBeVisible()),
  },
  {
    name: "how large a file may be, with an error",
    hash: "#/case/auth_5TF1QS/requirements",
    act: inTurn(
      press(/^Change…/),
      () => page.getByLabelText("Largest file, in MB").fill("a lot"),
      press("Keep this size"),
      seen(/Type a number from/),
    ),
  },
  { name: "timeline", hash: "#/case/auth_5TF1QS/timeline", act: seen("Reported: submitted") },
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
          maySendAgain: true,
          fromBefore: false,
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
  { name: "settings", hash: "#/settings", act: seen("Time zone of the clinic") },
  {
    name: "a key",
    hash: "#/settings",
    act: inTurn(press("Change… the key for next case (List)"), seen("Works at once.")),
  },
  {
    name: "palette",
    hash: "",
    act: inTurn(() => userEvent.keyboard("{Control>}k{/Control}mockf"), seen(/searched on this computer/)),
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
