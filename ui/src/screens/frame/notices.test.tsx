import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { aJournal } from "../../platform/pretend/unfinished";
import { expectNoViolations } from "../../test/violations";
import { button, heading, openWindow, text, words } from "../../test/window";

// Decisions of an earlier run that are written down and cannot be read any more.

const withDamaged = (damaged: number) =>
  withDeck(new PretendDesk()).setDesk({ journal: { ...aJournal(null), damaged } });

const notice = () => text(/written down here cannot be read any more/);
const spoken = () => page.getByRole("status").first().element().textContent;

test("decisions that cannot be read are told of on every page, once, quietly, until that was read", async () => {
  const desk = withDamaged(3);
  await openWindow(desk);
  await expect.element(notice()).toHaveTextContent(/^3 decisions written down here cannot be read any more\./);
  await expect.poll(spoken).toMatch(/^3 decisions written down here .* We cannot tell for which cases\./);
  expect(page.getByRole("alert").elements()).toEqual([]);
  await expectNoViolations("decisions that cannot be read");
  await expect.poll(spoken, { timeout: 4000 }).toBe("");
  window.location.hash = "#/new";
  await expect.element(heading("New case")).toBeVisible();
  expect(notice().elements()).toHaveLength(1);
  desk.setDesk({ draftsSurvive: true });
  expect(spoken()).not.toMatch(/3 decisions/);
  await button("Close this note").click();
  await expect.poll(() => notice().elements().length).toBe(0);
  window.location.hash = "#/queue/yours";
  await expect.element(heading("Needs me")).toBeVisible();
  expect(notice().elements()).toHaveLength(0);
});

test("where another one is found since, it is told of again", async () => {
  const desk = withDamaged(1);
  await openWindow(desk);
  await button("Close this note").click();
  await expect.poll(() => notice().elements().length).toBe(0);
  desk.setDesk({ journal: { ...aJournal(null), damaged: 2 } });
  await expect.element(notice()).toHaveTextContent(/^2 decisions/);
});

test("where all can be read nothing is said", async () => {
  await openWindow(withDamaged(0));
  await expect.element(heading("Needs me")).toBeVisible();
  expect(notice().elements()).toHaveLength(0);
});

test("one and several are told of in whole sentences, with what to look at", () => {
  const said = (damaged: number) => `${words.frame.damaged(damaged).lead} ${words.frame.damaged(damaged).text}`;
  expect(said(1)).toBe(
    "1 decision written down here cannot be read any more. We cannot tell for which case. Before you decide on a case that you worked on before, look at what Collate and the payer say of it.",
  );
  expect(said(3)).toBe(
    "3 decisions written down here cannot be read any more. We cannot tell for which cases. Before you decide on a case that you worked on before, look at what Collate and the payer say of it.",
  );
});
