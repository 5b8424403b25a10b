import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { withDeck } from "../../platform/pretend/deck";
import { everyKind } from "../../platform/pretend/every-kind";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { ago, aSync } from "../../platform/pretend/samples";
import { aCreating } from "../../platform/pretend/service";
import { button, dialog, heading, openWindow, text } from "../../test/window";
import { Broken } from "./Broken";
import { href, parseRoute } from "./route";

const spoken = () => page.getByRole("status");

test("addresses are read and written; one that makes no sense leads to one's own list", () => {
  for (const hash of [
    "#/queue/yours",
    "#/queue/yours/review_and_accept",
    "#/queue/done",
    "#/case/auth_1/review",
    "#/case/auth_1",
    "#/unfinished",
  ]) {
    expect(href(parseRoute(hash))).toBe(hash);
  }
  expect(parseRoute("")).toEqual({ page: "queue", turn: "yours", step: null });
  expect(parseRoute("#/queue/nobody/x")).toEqual({ page: "queue", turn: "yours", step: null });
  expect(parseRoute("#/case/a%2Fb%20c/review")).toMatchObject({ id: "a/b c" });
  expect(parseRoute("#/case/%E0%A4%A/facts")).toMatchObject({ page: "case", id: "%E0%A4%A" });
});

test("the frame says where one works, in color and in words", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await expect.element(page.getByRole("banner")).toHaveTextContent(/SANDBOX/);
  expect(document.documentElement.dataset.env).toBe("sandbox");
  const { session } = desk.desk;
  if (session.state !== "connected") throw new Error("not connected");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, environment: "practice" } } });
  await expect.element(page.getByRole("banner")).toHaveTextContent(/PRACTICE/);
  expect(document.documentElement.dataset.env).toBe("practice");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, environment: "test" } } });
  await expect.element(page.getByRole("banner")).toHaveTextContent(/TEST/);
  expect(document.documentElement.dataset.env).toBe("sandbox");
});

test("the theme goes round and is kept; the one of the desktop is followed", async () => {
  const desk = withDeck(new PretendDesk());
  desk.started = { ...desk.started, theme: "system" };
  await openWindow(desk);
  expect(["light", "dark"]).toContain(document.documentElement.dataset.theme);
  await button("Theme: System").click();
  await button("Theme: Light").click();
  expect(document.documentElement.dataset.theme).toBe("dark");
  await button("Theme: Dark").click();
  expect(document.documentElement.dataset.theme).toBe("contrast");
  await expect.element(button("Theme: High contrast")).toBeVisible();
  expect(desk.asked("set_theme").map((args) => args.theme)).toEqual(["light", "dark", "contrast"]);
});

test("key help lists what works here, by where it belongs, and gives the focus back", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  await userEvent.keyboard("j?");
  await expect.element(dialog()).toHaveTextContent(/Anywhere/);
  await expect.element(dialog()).toHaveTextContent(/J\s*next case/);
  await expect.element(dialog()).toHaveTextContent(/G\s*R\s*go to review and accept/);
  expect(dialog().element().textContent).not.toMatch(/go to Accept/);
  await userEvent.keyboard("j");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(document.activeElement?.textContent).toMatch(/auth_V3C9QA/);
});

test("key help on the review page lists the review's keys", async () => {
  await openWindow(withDeck(new PretendDesk()), "#/case/auth_9WD3RB/review");
  await expect.element(button(/Do not accept/)).toBeVisible();
  await userEvent.keyboard("?");
  await expect.element(dialog()).toHaveTextContent(/A\s*go to Accept/);
  expect(dialog().element().textContent).not.toMatch(/next case/);
});

test("two keys in a row go to lists; the heading takes the focus", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  for (const [keys, title] of [
    ["gr", "Review and accept"],
    ["gc", "Collate is working"],
    ["gp", "With the payer"],
    ["gd", "Done"],
    ["gq", "Needs me"],
  ] as const) {
    await userEvent.keyboard(keys);
    await expect.element(heading(title)).toBeVisible();
    expect(document.activeElement?.textContent).toBe(title);
  }
});

test("the connection is shown with the ways out; removing the key asks once more", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  await button("Maria R.").click();
  await expect.element(dialog()).toHaveTextContent(/api\.sandbox\.trycollate\.ai/);
  await expect.element(dialog()).toHaveTextContent(/In this computer's keychain/);
  await button("Leave and remove the key…").click();
  await expect.element(dialog()).toHaveTextContent(/Remove the key\?/);
  await button("Keep it").click();
  await expect.element(dialog()).toHaveTextContent(/This connection/);
  await button("Leave and remove the key…").click();
  desk.fails("disconnect", wireError("keyring_failed", "nothing_done"));
  await dialog().getByRole("button", { name: "Leave and remove the key", exact: true }).click();
  await expect.element(dialog()).toHaveTextContent(/This computer's keychain failed/);
  expect(desk.asked("disconnect")).toEqual([{ forgetKey: true }]);
});

test("leaving drops what was typed and marked with the connection", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_9WD3RB/review");
  await page.getByLabelText("I have read 1").click();
  await button("Maria R.").click();
  await button("Leave this connection").click();
  await expect.element(heading("Connect this computer")).toBeVisible();
  await page.getByRole("radio", { name: /On this computer only/ }).click();
  await button("Start practice").click();
  await expect.element(heading("Needs me")).toBeVisible();
  window.location.hash = "#/case/auth_9WD3RB/review";
  await expect.element(page.getByLabelText("I have read 1")).not.toBeChecked();
});

const unfinished = async (desk: PretendDesk) => {
  const sending = everyKind()
    .sending.filter((file) => ["sending", "refused", "waiting"].includes(file.stage))
    .slice(0, 3);
  desk.change("auth_5TF1QS", ({ requirements }) => ({ requirements: { ...requirements, sending } }));
  await openWindow(desk, "#/case/auth_5TF1QS/requirements");
  await page.getByLabelText(/T-score at the hip/).fill("-2.7");
  window.location.hash = "#/case/auth_7QK2M9/handoff";
  await page.getByLabelText("Reference number shown").fill("NG-26-112044817");
  window.location.hash = "#/new";
  await page.getByLabelText("Provider number (NPI)").fill("19");
  await button("Maria R.").click();
};

test("leaving says first what would be forgotten: what was typed, and files that are not on their case", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ draftsSurvive: false });
  await unfinished(desk);
  await expect
    .element(dialog())
    .toHaveTextContent(
      /Leaving forgets: answers on 1 case, typed and not saved; 1 report not sent; a new case not made; 2 files not on their case yet\./,
    );
  expect(button("Leave this connection").elements()).toHaveLength(0);
  await button("Leave and remove the key…").click();
  await expect.element(dialog()).toHaveTextContent(/answers on 1 case/);
  await button("Keep it").click();
  await button("Leave and forget them").click();
  await expect.element(heading("Connect this computer")).toBeVisible();
});

test("leaving says what is kept for later, and forgets only files", async () => {
  await unfinished(withDeck(new PretendDesk()));
  await expect.element(dialog()).toHaveTextContent(/Leaving forgets: 2 files not on their case yet\./);
  await expect
    .element(dialog())
    .toHaveTextContent(
      /Kept for you on this computer\. It comes back when you connect with this key and name again: answers on 1 case, typed and not saved; 1 report not sent; a new case not made\./,
    );
  await button("Leave and remove the key…").click();
  await expect.element(dialog()).toHaveTextContent(/answers on 1 case/);
  await button("Keep it").click();
  await expect.element(button("Leave and forget them")).toBeVisible();
});

test("where nothing would be lost, leaving says nothing of it", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_5TF1QS/requirements");
  await expect.element(page.getByLabelText(/T-score at the hip/)).toBeVisible();
  await button("Maria R.").click();
  await expect.element(button("Leave this connection")).toBeVisible();
  expect(dialog().element().textContent).not.toMatch(/forgets:/);
});

test("a desk that cannot be left says what is not settled, and where to settle it", async () => {
  const desk = withDeck(new PretendDesk());
  desk.fails("disconnect", wireError("command_open", "nothing_sent"));
  await openWindow(desk);
  await button("Maria R.").click();
  await button("Leave this connection").click();
  await expect.element(dialog()).toHaveTextContent(/A decision of yours is not settled yet\. Wait until it is/);
  desk.setDesk({ creating: aCreating() });
  await expect.element(dialog()).toHaveTextContent(/Close this, then use "Stop waiting…" in the notice above the page/);
});

test("the status line says how reading goes and in which zone", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(text(/In step with Collate at 10:42:18\sAM/)).toBeVisible();
  await expect.element(text("Central Time (CST)")).toBeVisible();
});

test("entering the key again after it was refused keeps what was typed", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk, "#/case/auth_7QK2M9/handoff");
  await page.getByLabelText("Reference number shown").fill("NG-26-112044817");
  desk.setDesk({ sync: aSync({ state: "key_refused", problem: wireError("key_refused") }) });
  await button("Enter a key").click();
  await expect.element(heading("Connect this computer")).toBeVisible();
  desk.setDesk({ sync: aSync() });
  await page.getByLabelText(/^API key/).fill("sk_test_2");
  await button("Save key in the keychain and connect").click();
  await expect.element(heading("Needs me")).toBeVisible();
  window.location.hash = "#/case/auth_7QK2M9/handoff";
  await expect.element(page.getByLabelText("Reference number shown")).toHaveValue("NG-26-112044817");
});

test("what is wrong with reading is said with its reason and its request to copy, and spoken once", async () => {
  const desk = withDeck(new PretendDesk());
  await openWindow(desk);
  const failing = { state: "failing", lastGoodAt: ago(11), since: ago(9) } as const;
  desk.setDesk({ sync: aSync({ ...failing, problem: wireError("service_failed", undefined, "req_503") }) });
  await expect
    .element(spoken())
    .toHaveTextContent(/not answered well since 10:33\sAM\. Collate has a fault of its own/);
  await expect.element(text("As of 10:31 AM, 11 min ago.")).toBeVisible();
  await expect.element(text(/Collate has a fault of its own\. Try again in a minute/)).toBeVisible();
  await expect.element(text("req_503")).toBeVisible();
  await expect.element(button("Copy for support")).toBeVisible();
  expect(page.getByRole("alert").elements()).toHaveLength(0);
  await expect.poll(() => spoken().element().textContent, { timeout: 4000 }).toBe("");
  desk.setDesk({ sync: aSync({ ...failing, problem: wireError("service_failed", undefined, "req_504") }) });
  await expect.element(text("req_504")).toBeVisible();
  expect(spoken().element().textContent).toBe("");
});

test("an error is spoken once where it can be heard: beside the page, or inside the dialog that is open", async () => {
  const desk = withDeck(new PretendDesk());
  desk.fails("open_case", wireError("case_not_found", "nothing_done", "req_404"));
  await openWindow(desk);
  await page.getByLabelText("Open a case by number").fill("auth_NOPE");
  await userEvent.keyboard("{Enter}");
  await expect.element(spoken()).toHaveTextContent(/Not done\. Collate knows no such case under this key/);
  desk.fails("disconnect", wireError("keyring_failed", "nothing_done"));
  await button("Maria R.").click();
  await dialog().getByRole("button", { name: "Leave this connection" }).click();
  await expect.element(dialog().getByRole("status")).toHaveTextContent(/Not done\. This computer's keychain failed/);
});

test("what support asks for is copied with the names of the catalogue", async () => {
  const desk = withDeck(new PretendDesk());
  desk.fails("open_case", wireError("case_not_found", "nothing_done", "req_404"));
  await openWindow(desk);
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await page.getByLabelText("Open a case by number").fill("auth_NOPE");
  await userEvent.keyboard("{Enter}");
  await button("Copy for support").click();
  expect(write.mock.calls[0]?.[0].split("\n")).toEqual([
    "Request: req_404",
    "Code: case_not_found",
    "Case: auth_NOPE",
    "Environment: sandbox",
    "Contract: B1",
    "Time: 2026-11-20T16:42:18.000Z",
  ]);
  write.mockRestore();
});

test("while offline, a list that is remembered says as of when it is", async () => {
  const sync = aSync({
    state: "offline",
    since: ago(4),
    lastGoodAt: null,
    firstSweepDone: false,
    rememberedAsOf: ago(90),
  });
  await openWindow(withDeck(new PretendDesk()).setDesk({ sync }));
  await expect.element(text(/The list is as of .*, 1 h ago\./)).toHaveTextContent(/You can read\. Nothing is queued/);
});

test("while the list is read anew, the line at the bottom says as of when the one on screen is", async () => {
  const desk = withDeck(new PretendDesk());
  const sync = { state: "starting", firstSweepDone: false, rememberedAsOf: ago(90) } as const;
  await openWindow(desk.setDesk({ sync: aSync(sync) }));
  await expect.element(page.getByRole("contentinfo")).toHaveTextContent(/List as of .*, reading it anew/);
  await expect.element(page.getByRole("grid")).toBeVisible();
  desk.setDesk({ sync: aSync() });
  await expect.element(page.getByRole("contentinfo")).toHaveTextContent(/In step with Collate/);
});

test("a button at work says so in words of its own", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ sync: aSync({ state: "offline", since: ago(4) }) });
  const never = () => new Promise<never>(() => undefined);
  desk.on("try_now", never).on("disconnect", never);
  await openWindow(desk);
  await button("Check again").click();
  await expect.element(button("Checking")).toHaveAttribute("aria-busy", "true");
  await button("Maria R.").click();
  await button("Leave and remove the key…").click();
  await button("Leave and remove the key").click();
  await expect.element(button("Removing the key")).toHaveAttribute("aria-busy", "true");
});

function Faulty(): never {
  throw new Error("drawn wrongly");
}

test("a fault of the page itself is said, and the page can be opened again", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await render(
    <Broken>
      <Faulty />
    </Broken>,
  );
  await expect.element(page.getByRole("alert")).toHaveTextContent(/went wrong in this window\. Nothing was sent by it/);
  await expect.element(button("Open again")).toBeVisible();
  told.mockRestore();
});
