import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Created, NewCase } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aSync } from "../../platform/pretend/samples";
import { aCreating, aNewCase, aPayers, aRoutes } from "../../platform/pretend/service";
import { button, consequenceOf, dialog, heading, link, openWindow, text } from "../../test/window";

const npi = () => page.getByLabelText("Provider number (NPI)");
const state = () => page.getByLabelText("State", { exact: true });
const code = () => page.getByLabelText("Service code", { exact: true });
const payers = () => page.getByRole("listbox", { name: "Payer" });
const payerId = () => page.getByLabelText("Payer ID");
const radio = (name: string) => page.getByRole("radio", { name, exact: true });
const group = (name: string | RegExp) => page.getByRole("group", { name });
const makeStep = () => button("Make the case…");
const make = () => dialog().getByRole("button", { name: "Make the case" });

async function fillIn(): Promise<void> {
  await npi().fill("1999999984");
  await radio("Northgate Health, outpatient imaging").click();
  await code().fill("72148");
}

const open = (desk: PretendDesk) => openWindow(desk, "#/new");
const refused = (serviceCode: string) => ({
  ...wireError("refused", "nothing_done", "req_9"),
  serviceCode,
});

test("the new case is reached by a key and from the rail, and the heading takes the focus", async () => {
  await openWindow(withDeck(new PretendDesk()));
  await expect.element(page.getByRole("grid")).toBeVisible();
  await userEvent.keyboard("gn");
  await expect.element(heading("New case")).toBeVisible();
  expect(document.activeElement?.textContent).toBe("New case");
  await userEvent.keyboard("gq");
  await expect.element(heading("Needs me")).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "New case" }).click();
  await expect.element(heading("New case")).toBeVisible();
  await expect
    .element(page.getByRole("navigation").getByRole("link", { name: "New case" }))
    .toHaveAttribute("aria-current", "page");
});

test("the provider's name is shown once ten digits are there, and never asked for before", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await npi().fill("199-999 998");
  await expect.element(npi()).toHaveValue("199999998");
  expect(desk.asked("find_provider")).toEqual([]);
  await npi().fill("199-999 9984");
  await expect.element(text("Lakeside Imaging Center")).toBeVisible();
  expect(desk.asked("find_provider")).toEqual([{ npi: "1999999984" }]);
  await npi().fill("19999999");
  await expect.poll(() => text("Lakeside Imaging Center").elements().length).toBe(0);
});

test("a provider nobody knows is said at the field, with the request to copy", async () => {
  await open(new PretendDesk());
  await npi().fill("1000000000");
  await expect.element(npi()).toHaveAccessibleDescription(/Provider not found\./);
  await expect.element(text("req_4N0TF0")).toBeVisible();
  await expect.element(button("Copy for support")).toBeVisible();
});

test("a name that could not be looked up closes nothing", async () => {
  const desk = new PretendDesk().fails("find_provider", wireError("service_failed", "nothing_done", "req_503"));
  await open(desk);
  await fillIn();
  await expect.element(text(/Collate has a fault of its own/)).toBeVisible();
  await makeStep().click();
  await expect.element(dialog()).toBeVisible();
});

test("choosing a way fills in payer, state, type and code system; changing one of them leaves the way", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await npi().fill("1999999984");
  await expect.element(radio("Another way")).toBeChecked();
  await radio("Northgate Health, outpatient imaging").click();
  await expect.element(payers()).toHaveValue("payer_northgate");
  await expect.element(state()).toHaveValue("IL");
  await expect.element(radio("Outpatient")).toBeChecked();
  await expect.element(radio("CPT")).toBeChecked();
  await state().fill("wi");
  await expect.element(state()).toHaveValue("WI");
  await expect.element(radio("Another way")).toBeChecked();
  // What a way does not say is left as it was.
  await radio("Bluefern Mutual, infusions").click();
  await expect.element(radio("CPT")).toBeChecked();
  await expect.element(radio("Drug")).toBeChecked();
});

test("where the service lists no ways, everything is typed, and that is said", async () => {
  const desk = new PretendDesk().on("list_routes", () => aRoutes({ listed: false, routes: [] }));
  await open(desk);
  await npi().fill("1999999984");
  await expect.element(text(/This service does not list ways/)).toBeVisible();
  expect(radio("Another way").elements()).toHaveLength(0);
});

test("payers are found by name and by what else they are called, and chosen by keyboard", async () => {
  await open(new PretendDesk());
  await expect.element(payers()).toHaveValue("");
  await page.getByLabelText("Find a payer by name").fill("north gate");
  await expect.element(text("1 of 6 payers")).toBeVisible();
  await userEvent.keyboard("{Tab}{ArrowDown}");
  await expect.element(payers()).toHaveValue("payer_northgate");
  await expect.element(text(/^Chosen: /)).toHaveTextContent("Chosen: Northgate Health, payer_northgate");
  await state().fill("TX");
  await expect.element(text("Northgate Health takes requests for IL and WI.")).toBeVisible();
  await page.getByLabelText("Find a payer by name").fill("nobody");
  await expect.element(text('No payer matches "nobody".')).toBeVisible();
  await expect.element(payers()).toHaveValue("payer_northgate");
});

test("where the payers cannot be listed, or not all of them, the ID is typed", async () => {
  const problem = wireError("service_failed", "nothing_done", "req_503");
  const desk = new PretendDesk().on("list_payers", () => aPayers({ payers: [], complete: false, problem }));
  await open(desk);
  await expect.element(payerId()).toHaveAccessibleDescription(/could not be listed/);
  await expect.element(text("req_503")).toBeVisible();
  expect(payers().elements()).toHaveLength(0);
  desk.on("list_payers", () => aPayers({ complete: false }));
  await open(desk);
  await expect.element(payers()).toBeVisible();
  await payerId().fill("payer_elsewhere");
  await npi().fill("1999999984");
  await expect.element(payerId()).toHaveValue("payer_elsewhere");
});

test("a state that is written out is not cut to another state's letters", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await state().fill("Missouri");
  await expect.element(state()).toHaveValue("MISSOURI");
  await expect.element(state()).toHaveAccessibleDescription(/Type the state as two letters\./);
  await makeStep().click();
  expect(dialog().elements()).toHaveLength(0);
  await state().fill("mo");
  await expect.element(state()).toHaveValue("MO");
  await expect.element(state()).not.toHaveAccessibleDescription(/two letters\./);
});

test("what is missing is said at each field, the first one has the focus, and nothing is asked", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await makeStep().click();
  await expect.element(npi()).toHaveAccessibleDescription(/The provider number has ten digits/);
  expect(document.activeElement).toBe(npi().element());
  await expect.element(payers()).toHaveAccessibleDescription(/Choose the payer\./);
  await expect.element(state()).toHaveAccessibleDescription(/Type the state as two letters/);
  await expect.element(group("Type of request")).toHaveAccessibleDescription(/Choose the type of request/);
  await expect.element(group("System of the code")).toHaveAccessibleDescription(/Choose the system/);
  await expect.element(code()).toHaveAccessibleDescription(/Type the service code/);
  expect(dialog().elements()).toHaveLength(0);
  expect(desk.asked("create_case")).toEqual([]);
  // What was mended loses its error alone, and the focus stays where one types.
  await state().fill("IL");
  await expect.element(state()).not.toHaveAccessibleDescription(/two letters\./);
  expect(document.activeElement).toBe(state().element());
  await expect.element(code()).toHaveAccessibleDescription(/Type the service code/);
});

test("the policy is a choice of what Collate may do, and the careful one is chosen to begin with", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await expect.element(radio("Requires approval")).toBeChecked();
  await expect.element(radio("Requires approval")).toHaveAccessibleDescription(/stops and asks a person/);
  await expect.element(radio("Automatic")).toHaveAccessibleDescription(/may submit without asking again/);
  await expect
    .element(group("What may Collate do at the end?"))
    .toHaveAccessibleDescription(/The case decides, not the policy/);
  await fillIn();
  await radio("Automatic").click();
  await makeStep().click();
  await expect.element(dialog()).toHaveTextContent(/it may submit without asking again/);
});

test("the confirm step says what it does; the case is made and opened, and what was typed is gone", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await fillIn();
  expect(consequenceOf("Make the case…")).toMatch(/Nothing is sent yet/);
  await makeStep().click();
  await expect.element(dialog()).toHaveTextContent(/Nothing is sent to the payer\. You answer questions and attach/);
  await expect.element(dialog()).toHaveTextContent(/Northgate Health, payer_northgate/);
  await make().click();
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_NEW/);
  expect(desk.asked("create_case")).toEqual([aNewCase() satisfies NewCase]);
  await userEvent.keyboard("gn");
  await expect.element(npi()).toHaveValue("");
});

test("while offline nothing new can be made, and what is filled in stays", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await fillIn();
  await makeStep().click();
  desk.setDesk({ sync: aSync({ state: "offline" }) });
  await expect.element(make()).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf(/^Make the case$/)).toMatch(/^Not available: you are offline\./);
  await userEvent.keyboard("{Escape}");
  await expect.element(makeStep()).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf("Make the case…")).toBe("Not available: you are offline.");
  await expect.element(npi()).toHaveValue("1999999984");
  expect(desk.asked("create_case")).toEqual([]);
});

test("what was typed stays over other pages until it is discarded", async () => {
  await open(withDeck(new PretendDesk()));
  await fillIn();
  await link(/With the payer/).click();
  await expect.element(heading("With the payer")).toBeVisible();
  await userEvent.keyboard("gn");
  await expect.element(npi()).toHaveValue("1999999984");
  await expect.element(code()).toHaveValue("72148");
  await button("Discard what you typed").click();
  await expect.element(npi()).toHaveValue("");
  expect(button("Discard what you typed").elements()).toHaveLength(0);
});

const WRONG: readonly (readonly [Created["problems"][number]["field"], string, () => Element | null, RegExp])[] = [
  ["provider_npi", "provider_access_not_configured", () => npi().element(), /not set up for this provider/],
  ["payer", "payer_not_found", () => payers().element(), /knows no such payer/],
  ["policy", "final_submission_policy_required", () => group(/at the end/).element(), /must be told what it may do/],
];

for (const [field, serviceCode, at, said] of WRONG) {
  test(`what the service finds wrong is said at its field: ${serviceCode}`, async () => {
    const problems = [{ field, error: refused(serviceCode) }];
    const desk = new PretendDesk().on("create_case", () => ({ case: null, problems, notKnown: false }));
    await open(desk);
    await fillIn();
    await makeStep().click();
    await make().click();
    await expect.poll(() => dialog().elements().length).toBe(0);
    await expect.poll(() => descriptionOf(at())).toMatch(said);
    expect(at()?.contains(document.activeElement)).toBe(true);
    await expect.element(text("req_9")).toBeVisible();
    await expect.element(button("Copy for support")).toBeVisible();
  });
}

function descriptionOf(element: Element | null): string {
  const ids = element?.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

test("no way is said at payer, state, type and code together, and goes when one of them changes", async () => {
  const desk = new PretendDesk();
  await open(desk);
  await fillIn();
  await payers().selectOptions("payer_tidewell");
  await button("Check this way").click();
  const said = text(/Collate has no way to this payer for this state, type and code/);
  await expect.element(said).toBeVisible();
  await expect.element(text("req_5K10NC")).toBeVisible();
  expect(document.activeElement?.textContent).toMatch(/no way to this payer/);
  expect(desk.asked("create_case")).toEqual([]);
  await payers().selectOptions("payer_northgate");
  await expect.poll(() => said.elements().length).toBe(0);
  await button("Check this way").click();
  await expect.element(text(/There is a way:/)).toBeVisible();
  await code().fill("72149");
  await expect.poll(() => text(/There is a way:/).elements().length).toBe(0);
});

test("a contract that cannot be asked says so; the check needs all of it first", async () => {
  const desk = new PretendDesk().on("resolve_route", () => ({ asked: false, route: null, problems: [] }));
  await open(desk);
  await expect.element(button("Check this way")).toHaveAttribute("aria-disabled", "true");
  expect(consequenceOf("Check this way")).toMatch(/fill in provider, payer, state, type and code first/);
  await fillIn();
  await button("Check this way").click();
  await expect.element(text(/cannot be asked beforehand/)).toBeVisible();
});

test("a creation that never left is said at the way, with what is so, and what was typed stays", async () => {
  const problems = [{ field: "route" as const, error: wireError("unreachable", "nothing_sent") }];
  const desk = new PretendDesk().on("create_case", () => ({ case: null, problems, notKnown: false }));
  await open(desk);
  await fillIn();
  await makeStep().click();
  await make().click();
  await expect.element(text(/Nothing was sent\./)).toBeVisible();
  await expect.element(text(/Collate cannot be reached from this computer/)).toBeVisible();
  await expect.element(code()).toHaveValue("72148");
  desk.on("create_case", () => ({ case: "auth_1", problems: [], notKnown: false }));
  await makeStep().click();
  await make().click();
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_1/);
});

test("an error of creating is said in the dialog, and it can be pressed again", async () => {
  const desk = new PretendDesk().fails("create_case", wireError("unreachable", "nothing_sent", "req_0"));
  await open(desk);
  await fillIn();
  await makeStep().click();
  await make().click();
  await expect.element(dialog()).toHaveTextContent(/Nothing was sent\. Collate cannot be reached/);
  desk.on("create_case", () => ({ case: null, problems: [], notKnown: false }));
  await dialog().getByRole("button", { name: "Go back" }).click();
  await expect.element(npi()).toHaveValue("1999999984");
});

const notKnown = () => page.getByRole("alert");

test("when it is not known whether it was made, that stays in view on every page, and nothing new can be made", async () => {
  const desk = withDeck(new PretendDesk());
  desk.on("create_case", (what) => {
    desk.setDesk({ creating: aCreating({ what }) });
    return { case: null, problems: [], notKnown: true };
  });
  await open(desk);
  await fillIn();
  await makeStep().click();
  await make().click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  await expect
    .element(notKnown())
    .toHaveTextContent(/It is not known whether the case was made\. Collate did not answer/);
  await expect.element(notKnown()).toHaveTextContent(/Do not make it a second time by hand/);
  await expect.element(makeStep()).toHaveAttribute("aria-disabled", "true");
  await expect.element(npi()).toHaveValue("1999999984");
  await link(/With the payer/).click();
  await expect.element(heading("With the payer")).toBeVisible();
  await expect.element(notKnown()).toBeVisible();
  expect(consequenceOf("Send the same request again")).toBe(
    "Look in the list first. Collate knows the request by its key and makes it once, as far as it remembers it.",
  );
  await button("Send the same request again").click();
  await expect.poll(() => window.location.hash).toMatch(/^#\/case\/auth_NEW/);
  await expect.poll(() => notKnown().elements().length).toBe(0);
  expect(desk.asked("create_again")).toHaveLength(1);
  expect(desk.asked("create_case")).toHaveLength(1);
  await userEvent.keyboard("gn");
  await expect.element(npi()).toHaveValue("");
});

test("sent again and found wrong, it goes back to the form with what is wrong at its field", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ creating: aCreating() });
  const problems = [{ field: "payer" as const, error: refused("payer_not_found") }];
  desk.on("create_again", () => {
    desk.setDesk({ creating: null });
    return { case: null, problems, notKnown: false };
  });
  await openWindow(desk);
  await button("Send the same request again").click();
  await expect.element(heading("New case")).toBeVisible();
  await expect.element(payers()).toHaveAccessibleDescription(/knows no such payer/);
  await expect.element(npi()).toHaveValue("1999999984");
});

test("to stop waiting asks once more, tells to look in the list first, and sends nothing", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ creating: aCreating() });
  await openWindow(desk, "#/service");
  await button("Stop waiting…").click();
  await expect.element(dialog()).toHaveTextContent(/Look in the list first/);
  await expect.element(dialog()).toHaveTextContent(/could then make a second one/);
  await dialog().getByRole("button", { name: "Look in the list" }).click();
  await expect.element(heading("Needs me")).toBeVisible();
  await expect.element(notKnown()).toBeVisible();
  expect(desk.asked("forget_creation")).toEqual([]);
  await button("Stop waiting…").click();
  await dialog().getByRole("button", { name: "Stop waiting" }).click();
  await expect.poll(() => notKnown().elements().length).toBe(0);
  expect(desk.asked("forget_creation")).toHaveLength(1);
  expect(desk.asked("create_again")).toEqual([]);
});

test("where the service has no list, it does not send anybody to look in one", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ creating: aCreating() });
  const { session } = desk.desk;
  if (session.state !== "connected") throw new Error("not connected");
  desk.setDesk({ session: { ...session, connection: { ...session.connection, hasList: false } } });
  await openWindow(desk);
  expect(consequenceOf("Stop waiting…")).toMatch(/First ask Collate/);
  expect(consequenceOf("Send the same request again")).toMatch(/^Collate knows the request by its key/);
  await button("Stop waiting…").click();
  await expect.element(dialog()).toHaveTextContent(/no list to look in: ask Collate whether the case is there/);
  expect(dialog().getByRole("button", { name: "Look in the list" }).elements()).toHaveLength(0);
});

test("while it is sent again its button is at work, and waiting cannot be stopped", async () => {
  const desk = withDeck(new PretendDesk()).setDesk({ creating: aCreating({ sending: true, attempts: 2 }) });
  await openWindow(desk);
  await expect.element(button("Sending again")).toHaveAttribute("aria-busy", "true");
  await expect.element(button("Stop waiting…")).toHaveAttribute("aria-disabled", "true");
  desk.setDesk({ creating: aCreating({ sending: true }) });
  await expect.element(text(/The new case is on its way/)).toBeVisible();
});

test("a creation that is known to have come to nothing is not called unknown", async () => {
  const problem = wireError("unreachable", "nothing_sent", "req_1");
  const desk = withDeck(new PretendDesk()).setDesk({ creating: aCreating({ outcome: "nothing_sent", problem }) });
  await openWindow(desk);
  await expect.element(text(/The request for a new case was not sent/)).toBeVisible();
  await expect.element(text("req_1")).toBeVisible();
  expect(notKnown().elements()).toHaveLength(0);
});
