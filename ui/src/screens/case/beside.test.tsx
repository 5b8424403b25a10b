import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk } from "../../platform/pretend/pretend-desk";
import { link, openWindow } from "../../test/window";

const where = () => page.getByRole("navigation", { name: "Where you are" });
const first = () => page.getByRole("heading", { level: 1 });
const row = (id: string) => page.getByRole("row", { name: new RegExp(id) });

/** Opens a case from the list it stands in. */
async function opened(hash: string, id: string): Promise<PretendDesk> {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, hash);
  await row(id).dblClick();
  await expect.element(where()).toBeVisible();
  return desk;
}

test("from inside a case, J and K go on in the list it was opened from, and its place there is said", async () => {
  await opened("#/queue/yours", "auth_9WD3RB");
  await expect.element(where()).toHaveTextContent(/^Needs me.*\d+ of \d+/);
  const [, place, of] =
    where()
      .element()
      .textContent?.match(/(\d+) of (\d+)/) ?? [];
  await userEvent.keyboard("j");
  await expect.element(where()).toHaveTextContent(`${Number(place) + 1} of ${of}`);
  await userEvent.keyboard("k");
  await expect.element(where()).toHaveTextContent(`${place} of ${of}`);
  expect(window.location.hash).toContain("auth_9WD3RB");
});

test("the timeline stays the timeline; at an end nothing happens", async () => {
  await opened("#/queue/collate", "auth_W0RK1N");
  const [, of] =
    where()
      .element()
      .textContent?.match(/\d+ of (\d+)/) ?? [];
  await link("Timeline").click();
  for (let n = 0; n < Number(of) + 1; n += 1) await userEvent.keyboard("k");
  await expect.element(where()).toHaveTextContent(`1 of ${of}`);
  expect(window.location.hash).toMatch(/\/timeline$/);
  await userEvent.keyboard("j");
  await expect.element(where()).toHaveTextContent(`2 of ${of}`);
  expect(window.location.hash).toMatch(/\/timeline$/);
});

test("coming back to the list, the case one went on to is at hand", async () => {
  await opened("#/queue/yours/answer_or_attach", "auth_5TF1QS");
  await expect.element(where()).toHaveTextContent(/^Answer or attach/);
  await userEvent.keyboard("j");
  await expect.poll(() => window.location.hash).not.toContain("auth_5TF1QS");
  const went = window.location.hash.split("/")[2] ?? "";
  await userEvent.keyboard("{Escape}");
  await expect.element(row(went)).toHaveAttribute("aria-selected", "true");
  expect(window.location.hash).toBe("#/queue/yours/answer_or_attach");
});

test("a case that was opened from nowhere is called by its number, and J and K do nothing", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_5TF1QS/facts");
  await expect.element(first()).toBeVisible();
  await expect.element(where()).toHaveTextContent(/auth_5TF1QS/);
  await userEvent.keyboard("j");
  await expect.element(where()).toHaveTextContent(/auth_5TF1QS/);
});
