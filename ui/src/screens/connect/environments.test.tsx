import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Environment, SessionView, Theme } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aStart } from "../../platform/pretend/samples";
import { expectNoViolations } from "../../test/violations";
import { button, dialog, field, heading, openWindow, text } from "../../test/window";

const signedOut = (remembered: Environment | null = null, keyKept = false): SessionView => ({
  state: "signed_out",
  remembered,
  keyKept,
  problem: null,
});

const aNewDesk = (theme: Theme = "light"): PretendDesk => {
  const desk = new PretendDesk().setDesk({ operator: null, session: signedOut() });
  desk.started = aStart({ theme });
  return desk;
};

const place = (name: RegExp) => page.getByRole("radio", { name });
const production = () => place(/Real patients/);
const sandbox = () => place(/Collate test service/);
const key = () => field(/^API key/);
const warning = () => text(/reaches real payers and real patients/);
const save = () => button("Save key in the keychain and connect");

test("production is chosen by a person, warns before the key, and connects with it there", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await expect.element(sandbox()).toBeChecked();
  expect(warning().elements()).toHaveLength(0);
  await production().click();
  await expect.element(production()).toBeChecked();
  expect(document.documentElement.dataset.env).toBe("production");
  await expect.element(warning()).toBeVisible();
  await expect.element(text(/A submission cannot be taken back\./)).toBeVisible();
  await expect.element(page.getByRole("status").first()).toHaveTextContent(/reaches real payers and real patients/);
  await expect.element(heading("Production key")).toBeVisible();
  await expect.element(text("api.trycollate.ai")).toBeVisible();
  await expectNoViolations("production");
  await key().fill("sk_live_1");
  await field("Name shown in the audit record").fill("Maria R.");
  await save().click();
  await expect.element(heading("Needs me")).toBeInTheDocument();
  expect(desk.asked("connect")).toEqual([{ environment: "production", key: "sk_live_1", keep: true, contract: "b1" }]);
  expect(document.documentElement.dataset.env).toBe("production");
  await expect.element(page.getByRole("banner")).toHaveTextContent(/^PRODUCTION/);
  await button("Maria R.").click();
  await expect.element(dialog()).toHaveTextContent(/PRODUCTION/);
  await expect.element(dialog()).toHaveTextContent(/api\.trycollate\.ai/);
});

test("the warning goes with production: sandbox and practice have none", async () => {
  await openWindow(aNewDesk());
  await production().click();
  await expect.element(warning()).toBeVisible();
  for (const other of [sandbox(), place(/On this computer only/)]) {
    await other.click();
    await expect.poll(() => warning().elements().length).toBe(0);
  }
});

test("a key typed for one environment is neither shown nor sent to another", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await field("Name shown in the audit record").fill("Maria R.");
  await key().fill("sk_test_1");
  await production().click();
  await expect.element(key()).toHaveValue("");
  await save().click();
  await expect.element(key()).toHaveAccessibleDescription(/Paste or type the key first/);
  expect(desk.asked("connect")).toEqual([]);
  await key().fill("sk_live_1");
  await sandbox().click();
  await expect.element(key()).toHaveValue("sk_test_1");
  await save().click();
  await expect.poll(() => desk.asked("connect")).toMatchObject([{ environment: "sandbox", key: "sk_test_1" }]);
});

test("production that was used last is chosen again, with its kept key, and warns as before", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ session: signedOut("production", true) });
  await openWindow(desk);
  await expect.element(production()).toBeChecked();
  await expect.element(warning()).toBeVisible();
  await button("Connect with it").click();
  await expect.element(heading("Needs me")).toBeVisible();
  expect(document.documentElement.dataset.env).toBe("production");
});

test("a key that production does not take is said as anywhere, and nothing typed is lost", async () => {
  const desk = aNewDesk().fails("connect", wireError("key_refused", "nothing_done", "req_401"));
  await openWindow(desk);
  await production().click();
  await field("Name shown in the audit record").fill("Maria R.");
  await key().fill("sk_test_1");
  await save().click();
  await expect.element(page.getByRole("alert")).toHaveTextContent(/It may be a key of another environment/);
  await expect.element(key()).toHaveValue("sk_test_1");
  await expect.element(warning()).toBeVisible();
});

/** The color of the tab that hangs from the frame, and of each card on the connect page. */
function colors() {
  const of = (selector: string) => {
    const found = document.querySelector(selector);
    return found === null ? "" : getComputedStyle(found).getPropertyValue("--env").trim();
  };
  const cards = (["production", "sandbox", "practice"] as const).map((env) => of(`.place[data-env="${env}"] > .env`));
  return { frame: of(".bar .env"), cards };
}

for (const theme of ["light", "dark", "contrast"] as const) {
  test(`each environment has a color of its own, the same on its card and around the window: ${theme}`, async () => {
    await openWindow(aNewDesk(theme));
    for (const [at, name] of [/Real patients/, /Collate test service/, /On this computer only/].entries()) {
      await place(name).click();
      const { frame, cards } = colors();
      expect(new Set(cards).size).toBe(3);
      expect(frame).toBe(cards[at]);
    }
  });
}

test("an environment that is closed stays in view, cannot be chosen, and says why", async () => {
  const desk = aNewDesk();
  const [first, ...others] = aStart().environments;
  desk.started = aStart({ environments: [...(first ? [{ ...first, closed: "not_kept" as const }] : []), ...others] });
  await openWindow(desk);
  await expect.element(production()).toHaveAttribute("aria-disabled", "true");
  await expect.element(production()).toHaveAccessibleDescription(/Closed here: .* Sandbox and practice work\./);
  await page.getByText("Real patients, real payers").click({ force: true });
  await expect.element(production()).not.toBeChecked();
  await expect.element(sandbox()).toBeChecked();
});
