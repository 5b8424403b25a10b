import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { SessionView } from "../../platform/bindings";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aDesk, aStart } from "../../platform/pretend/samples";
import { aFoundOut } from "../../platform/pretend/service";
import { button, consequenceOf, field, heading, openWindow, text, words } from "../../test/window";

const signedOut = (given: Partial<Extract<SessionView, { state: "signed_out" }>> = {}): SessionView => ({
  state: "signed_out",
  remembered: null,
  keyKept: false,
  problem: null,
  ...given,
});

function aNewDesk(): PretendDesk {
  return new PretendDesk().setDesk({ operator: null, session: signedOut() });
}

const save = () => button("Save key in the keychain and connect");
const session = () => button("Connect for this session only");
const key = () => field(/^API key/);
const name = () => field("Name shown in the audit record");

test("a missing name is said in its field, and the key typed stays", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await key().fill("sk_test_1");
  await save().click();
  await expect.element(name()).toHaveAccessibleDescription(/Type your name/);
  expect(document.activeElement).toBe(name().element());
  await expect.element(key()).toHaveValue("sk_test_1");
  expect(desk.asked("connect")).toEqual([]);
  expect(desk.asked("set_operator")).toEqual([]);
});

test("connecting tells the name first, then the key, and shows the list", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await name().fill(" Maria R. ");
  await key().fill("sk_test_1");
  await save().click();
  await expect.element(heading("Needs me")).toBeInTheDocument();
  expect(document.activeElement?.textContent).toBe("Needs me");
  expect(desk.asked("set_operator")).toEqual([{ name: "Maria R." }]);
  expect(desk.asked("connect")).toEqual([{ environment: "sandbox", key: "sk_test_1", keep: true, contract: "b1" }]);
});

test("a wrong key is said once, in the banner, with the request to copy, and nothing typed is lost", async () => {
  const desk = aNewDesk().fails("connect", wireError("key_refused", "nothing_done", "req_401"));
  await openWindow(desk);
  await name().fill("Maria R.");
  await key().fill("sk_wrong");
  await save().click();
  await expect.element(page.getByRole("alert")).toHaveTextContent(/Not done\. Collate does not accept this key/);
  await expect.element(text("req_401")).toBeVisible();
  await expect.element(button("Copy for support")).toBeVisible();
  await expect.element(key()).toHaveValue("sk_wrong");
  await expect.element(name()).toHaveValue("Maria R.");
  expect(page.getByRole("alert").elements()).toHaveLength(1);
});

test("a text that cannot be a key is said at the key", async () => {
  const desk = aNewDesk().fails("connect", wireError("key_malformed", "nothing_sent"));
  await openWindow(desk);
  await name().fill("Maria R.");
  await key().fill("a b");
  await save().click();
  await expect.element(key()).toHaveAccessibleDescription(/This text cannot be a key\. Paste the whole key/);
  expect(document.activeElement).toBe(key().element());
  expect(page.getByRole("alert").elements()).toHaveLength(0);
});

test("a locked keychain offers to connect for this session only, without keeping the key", async () => {
  const desk = aNewDesk().fails("connect", wireError("keyring_locked", "nothing_sent"));
  await openWindow(desk);
  await name().fill("Maria R.");
  await key().fill("sk_test_1");
  expect(session().elements()).toHaveLength(0);
  await save().click();
  await session().click();
  await expect.poll(() => desk.asked("connect").map((args) => args.keep)).toEqual([true, false]);
});

test("without a keychain it says so, and connects for this session only", async () => {
  const desk = aNewDesk().setDesk({ keyring: "unavailable" });
  await openWindow(desk);
  await expect.element(text(/no keychain the program can use/)).toBeVisible();
  expect(save().elements()).toHaveLength(0);
  await name().fill("Maria R.");
  await key().fill("sk_test_1");
  await session().click();
  await expect
    .poll(() => desk.asked("connect"))
    .toEqual([{ environment: "sandbox", key: "sk_test_1", keep: false, contract: "b1" }]);
});

test("practice needs a name and no key, and the frame follows the choice", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await page.getByRole("radio", { name: /On this computer only/ }).click();
  expect(document.documentElement.dataset.env).toBe("practice");
  expect(key().elements()).toHaveLength(0);
  await name().fill("Maria R.");
  await button("Start practice").click();
  await expect.poll(() => desk.asked("start_practice")).toHaveLength(1);
  await expect.element(heading("Needs me")).toBeInTheDocument();
});

test("a test connection takes an address of this computer, and says at it when it is refused", async () => {
  const desk = aNewDesk().fails("connect", wireError("address_refused", "nothing_sent"));
  desk.started = aStart({
    environments: [...aStart().environments, { environment: "test", host: null, closed: null, contract: "b1" }],
  });
  await openWindow(desk);
  await page.getByRole("radio", { name: /A service under test/ }).click();
  await expect.element(page.getByRole("main")).toHaveTextContent(/TEST/);
  expect(document.documentElement.dataset.env).toBe("sandbox");
  await name().fill("Maria R.");
  await field(/^API key/).fill("sk_test_1");
  await save().click();
  await expect.element(field("Service address (this computer only)")).toHaveAccessibleDescription(/Type the address/);
  await field("Service address (this computer only)").fill("https://example.test");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("Service address (this computer only)")).toHaveAccessibleDescription(/not allowed/);
  expect(desk.asked("connect")[0]).toMatchObject({ address: "https://example.test" });
});

test("a key that is kept is used at a press, and what comes of it is said", async () => {
  const desk = new PretendDesk().setDesk({ session: signedOut({ remembered: "sandbox", keyKept: true }) });
  desk.fails("reconnect", wireError("keyring_locked", "nothing_sent"));
  await openWindow(desk);
  await expect.element(text(/A key for this environment is in this computer's keychain/)).toBeVisible();
  await button("Connect with it").click();
  await expect.element(text(/keychain is locked/)).toBeVisible();
  desk.on("reconnect", () => desk.setDesk({ session: aDesk().session }) && {});
  await button("Connect with it").click();
  await expect.element(heading("Needs me")).toBeInTheDocument();
  expect(desk.asked("reconnect")).toHaveLength(2);
  expect(desk.asked("connect")).toEqual([]);
});

test("a key kept for one environment is not offered for another", async () => {
  const desk = new PretendDesk().setDesk({ session: signedOut({ remembered: "sandbox", keyKept: true }) });
  await openWindow(desk);
  await expect.element(button("Connect with it")).toBeVisible();
  await page.getByRole("radio", { name: /On this computer only/ }).click();
  await expect.poll(() => button("Connect with it").elements().length).toBe(0);
});

test("what went wrong with the kept connection is said at the start", async () => {
  const problem = wireError("unreachable", "nothing_sent", "req_9");
  const desk = new PretendDesk().setDesk({ session: signedOut({ remembered: "sandbox", problem }) });
  await openWindow(desk);
  await expect.element(text(/Collate cannot be reached from this computer/)).toBeVisible();
  await page.getByRole("radio", { name: /On this computer only/ }).click();
  await expect.poll(() => text(/cannot be reached/).elements().length).toBe(0);
});

test("while it connects the button is busy, and says when it waits for the keychain", async () => {
  const desk = aNewDesk().setDesk({ session: { state: "connecting", environment: "sandbox", waitsForKeyring: false } });
  await openWindow(desk);
  await expect.element(button(words.connect.connecting)).toHaveAttribute("aria-busy", "true");
  desk.setDesk({ session: { state: "connecting", environment: "sandbox", waitsForKeyring: true } });
  await expect.element(button("Waiting for this computer's keychain")).toBeVisible();
});

const more = () => page.getByText(/^More options/);
const contract = (name: RegExp) => page.getByRole("radio", { name });

test("the contract of last time is chosen, and another one goes with the connection", async () => {
  const desk = aNewDesk();
  const [first, ...others] = aStart().environments;
  desk.started = aStart({
    environments: [...(first ? [first] : []), ...others.map((entry) => ({ ...entry, contract: "b2" as const }))],
  });
  await openWindow(desk);
  await expect.element(text("Late May 2026, handoffs").first()).toBeVisible();
  await more().click();
  await expect.element(contract(/^Late May 2026/)).toBeChecked();
  await contract(/^Before May 2026, no handoffs/).click();
  await name().fill("Maria R.");
  await key().fill("sk_test_1");
  await save().click();
  await expect.poll(() => desk.asked("connect").map((args) => args.contract)).toEqual(["a"]);
});

test("practice speaks the contract that is chosen for it", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await page.getByRole("radio", { name: /On this computer only/ }).click();
  await more().click();
  await contract(/^Before May 2026/).click();
  expect(button("Find out").elements()).toHaveLength(0);
  await name().fill("Maria R.");
  await button("Start practice").click();
  await expect.poll(() => desk.asked("start_practice")).toEqual([{ contract: "a" }]);
});

test("finding out needs the key, reads only, and chooses what is certain", async () => {
  const desk = aNewDesk().on("find_out", () =>
    aFoundOut({
      certain: "a",
      candidates: ["a"],
      probes: [
        { what: "list_of_b", status: 404, serviceCode: "not_there" },
        { what: "case_of_a", status: 404, serviceCode: "authorization_not_found" },
        { what: "tea_leaves", status: 200, serviceCode: null },
      ],
    }),
  );
  await openWindow(desk);
  await more().click();
  expect(consequenceOf("Find out")).toMatch(/Only reads.*Changes nothing, and does not connect/);
  await button("Find out").click();
  await expect.element(key()).toHaveAccessibleDescription(/Paste or type the key first/);
  expect(desk.asked("find_out")).toEqual([]);
  await key().fill("sk_test_1");
  await button("Find out").click();
  await expect.element(text(/It is "Before May 2026, no handoffs"\./)).toBeVisible();
  await expect.element(contract(/^Before May 2026/)).toBeChecked();
  await expect
    .element(page.getByRole("listitem").filter({ hasText: "Case list, since" }))
    .toHaveTextContent(/not there/);
  // A case that does not exist, and the service says so in its own word: the question is known there.
  await expect.element(page.getByRole("listitem").filter({ hasText: "Cases, before" })).toHaveTextContent(/answered/);
  await expect.element(text("tea_leaves")).toBeVisible();
  expect(desk.asked("find_out")).toEqual([{ environment: "sandbox", key: "sk_test_1" }]);
  expect(desk.asked("connect")).toEqual([]);
  expect(desk.asked("set_operator")).toEqual([]);
  // What was found belongs to the key it was found with.
  await key().fill("sk_test_2");
  await expect.poll(() => text(/It is "Before May 2026/).elements().length).toBe(0);
});

test("where reading does not tell them apart it says so, and a person must choose", async () => {
  const desk = aNewDesk();
  await openWindow(desk);
  await more().click();
  await contract(/^Before May 2026/).click();
  await name().fill("Maria R.");
  await key().fill("sk_test_1");
  await button("Find out").click();
  await expect.element(text(/does not tell them apart/)).toBeVisible();
  await expect.element(contract(/^Before May 2026/)).not.toBeChecked();
  await save().click();
  await expect.element(contract(/^May 2026/)).toHaveAttribute("aria-invalid", "true");
  await expect.element(page.getByRole("group", { name: /Which generation/ })).toHaveAccessibleDescription(/Choose one/);
  expect(desk.asked("connect")).toEqual([]);
  await contract(/^May 2026/).click();
  // The fold stays open under the hand that chose.
  await expect.element(contract(/^May 2026/)).toBeChecked();
  await expect.element(contract(/^May 2026/)).toBeVisible();
  await save().click();
  await expect.poll(() => desk.asked("connect").map((args) => args.contract)).toEqual(["b1"]);
});

test("one that is likely and not proved is not chosen by itself, and the one that is ruled out neither", async () => {
  const desk = aNewDesk().on("find_out", () => aFoundOut({ candidates: ["a"] }));
  await openWindow(desk);
  await more().click();
  await key().fill("sk_test_1");
  await button("Find out").click();
  await expect.element(text(/It looks like "Before May 2026, no handoffs"\./)).toBeVisible();
  await expect.element(contract(/^May 2026/)).not.toBeChecked();
  await expect.element(contract(/^Before May 2026/)).not.toBeChecked();
});

test("what could not be found out is said with its request, and a choice among the possible ones stays", async () => {
  const problem = wireError("service_failed", undefined, "req_503");
  const desk = aNewDesk().on("find_out", () => aFoundOut({ problem, candidates: [] }));
  await openWindow(desk);
  await more().click();
  await key().fill("sk_test_1");
  await button("Find out").click();
  await expect.element(text(/Collate has a fault of its own/)).toBeVisible();
  await expect.element(text("req_503")).toBeVisible();
  await expect.element(contract(/^May 2026/)).toBeChecked();
  desk.fails("find_out", wireError("key_malformed", "nothing_sent"));
  await button("Find out").click();
  await expect.element(key()).toHaveAccessibleDescription(/This text cannot be a key/);
});

test("the kept key connects with the contract it was kept for, and says so when another is chosen", async () => {
  const desk = new PretendDesk().setDesk({ session: signedOut({ remembered: "sandbox", keyKept: true }) });
  await openWindow(desk);
  await more().click();
  await contract(/^Before May 2026/).click();
  await expect.element(text(/The key in the keychain connects with "May 2026, handoffs"/)).toBeVisible();
});
