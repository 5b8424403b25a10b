import { expect, test } from "vitest";
import { type Locator, page, userEvent } from "vitest/browser";
import { withDeck } from "../platform/pretend/deck";
import { anOpenWatch } from "../platform/pretend/people";
import { PretendDesk } from "../platform/pretend/pretend-desk";
import { aCreating } from "../platform/pretend/service";
import { aJournal, anOpenHandoff, anUnfinished } from "../platform/pretend/unfinished";
import { expectNoViolations } from "./violations";
import { button, dialog, heading, openWindow, text } from "./window";

const focused = () => document.activeElement;

type Opener = {
  name: string;
  hash?: string;
  opener: () => Locator;
  set?: (desk: PretendDesk) => void;
  before?: () => Promise<unknown>;
};

const wanted = async () => {
  await page.getByLabelText("Provider number (NPI)").fill("1999999984");
  await page.getByRole("radio", { name: "Northgate Health, outpatient imaging" }).click();
  await page.getByLabelText("Service code", { exact: true }).fill("72148");
};

const DIALOGS: Opener[] = [
  { name: "the connection", opener: () => button("Maria R.") },
  { name: "making a case", hash: "#/new", before: wanted, opener: () => button("Make the case…") },
  {
    name: "no longer waiting for a new case",
    set: (desk) => desk.setDesk({ creating: aCreating() }),
    opener: () => button("Stop waiting…"),
  },
  {
    name: "a file of decisions that cannot be used",
    set: (desk) => desk.setDesk({ journal: aJournal("damaged") }),
    opener: () => button("Look at it…"),
  },
  {
    name: "drafts that cannot be read",
    set: (desk) => {
      desk.drafts.unreadable = 2;
    },
    opener: () => button("Discard them…"),
  },
  {
    name: "canceling",
    hash: "#/case/auth_5TF1QS/facts",
    opener: () => button("Cancel this case…"),
  },
  {
    name: "where a fact is read from",
    hash: "#/case/auth_5TF1QS/facts",
    opener: () => button(/^Change…/).first(),
  },
  { name: "going on", hash: "#/case/auth_J4T6BK/requirements", opener: () => button("Tell Collate to go on…").first() },
  {
    name: "discarding",
    hash: "#/case/auth_5TF1QS/requirements",
    before: () => page.getByLabelText(/T-score/).fill("-2"),
    opener: () => button("Discard changes…"),
  },
  { name: "taking a file off", hash: "#/case/auth_5TF1QS/requirements", opener: () => button(/^Remove…/) },
  { name: "looking at a file", hash: "#/case/auth_5TF1QS/requirements", opener: () => button(/^Show/) },
  { name: "how large a file may be", hash: "#/case/auth_5TF1QS/requirements", opener: () => button(/^Change…/) },
  { name: "revoking", hash: "#/case/auth_7QK2M9/handoff", opener: () => button("Revoke my access…") },
];

for (const { name, hash, opener, set, before } of DIALOGS) {
  test(`a dialog is opened, gone through and left by keyboard, and the focus comes back: ${name}`, async () => {
    const desk = withDeck(new PretendDesk());
    set?.(desk);
    await openWindow(desk, hash);
    await before?.();
    await expect.element(opener()).toBeVisible();
    const from = opener().element() as HTMLElement;
    expect(from.getAttribute("aria-haspopup")).toBe("dialog");
    from.focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(dialog()).toBeVisible();
    const inside = dialog().element();
    expect(inside.contains(focused())).toBe(true);
    await expectNoViolations(name);
    const seen = new Set<Element | null>();
    for (let press = 0; press < 40; press += 1) {
      await userEvent.keyboard("{Tab}");
      // Past the last control the focus is the window's own, and goes on from the first.
      if (focused() !== document.body) expect(inside.contains(focused()), focused()?.outerHTML).toBe(true);
      if (seen.has(focused())) break;
      seen.add(focused());
    }
    expect([...seen].some((element) => element instanceof HTMLButtonElement)).toBe(true);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => dialog().elements().length).toBe(0);
    expect(focused()).toBe(from);
  });
}

const CONTROLS = "a[href], button, input:not([type=hidden]), textarea, select, [tabindex='0']";

/** What Tab should reach, in the order of the page. Of a group of radios it is one: the arrows go on from there. */
function reachable(): HTMLElement[] {
  const groups = new Set<string>();
  return [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter((element) => {
    if (element.tabIndex < 0 || !element.checkVisibility() || element.matches(":disabled")) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
    const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
    if (chosen !== null) return chosen === element;
    if (groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  });
}

const PAGES: [string, string, () => Promise<unknown>, ((desk: PretendDesk) => unknown)?][] = [
  ["a new case", "#/new", () => expect.element(heading("New case")).toBeVisible()],
  [
    "what is not finished",
    "#/unfinished",
    () => expect.element(heading("An open handoff")).toBeVisible(),
    (desk) =>
      desk.setDesk({
        unfinished: [anUnfinished("auth_J4T6BK"), anUnfinished("auth_9WD3RB", { kind: "accept", stage: "undecided" })],
        handoffs: [anOpenHandoff("auth_4HX8TD")],
        creating: aCreating({ fromBefore: true }),
      }),
  ],
  ["what the service answers", "#/service", () => expect.element(text(/how it went/).first()).toBeVisible()],
  [
    "requirements",
    "#/case/auth_5TF1QS/requirements",
    () => expect.element(text("Bone density report").first()).toBeVisible(),
  ],
  ["timeline", "#/case/auth_5TF1QS/timeline", () => expect.element(text("Reported: submitted")).toBeVisible()],
  ["facts", "#/case/auth_5TF1QS/facts", () => expect.element(text("claim, matches")).toBeVisible()],
  ["watching", "#/case/auth_W0RK1N/watch", () => expect.element(text("READ-ONLY").first()).toBeVisible()],
];

for (const [name, hash, ready, set] of PAGES) {
  test(`everything on the page is reached by Tab, in its order: ${name}`, async () => {
    const desk = withDeck(new PretendDesk());
    desk.change("auth_W0RK1N", () => ({ watch: anOpenWatch() }));
    set?.(desk);
    await openWindow(desk, hash);
    await ready();
    const expected = reachable();
    // From the first one on: where Tab begins is the browser's own affair.
    expected[0]?.focus();
    const reached: Element[] = focused() === null ? [] : [focused() as Element];
    for (let press = 0; press < expected.length + 5; press += 1) {
      await userEvent.keyboard("{Tab}");
      const now = focused();
      if (now === null || now === document.body || now === reached[0]) break;
      reached.push(now);
    }
    const called = (element: Element) => element.outerHTML.slice(0, 160);
    expect(reached.map(called)).toEqual(expected.map(called));
  });
}

const KEYS: { hash: string; ready: RegExp; help: RegExp[]; status: RegExp[] }[] = [
  {
    hash: "",
    ready: /^Needs me$/,
    help: [/G\s*N\s*make a new case/, /G\s*S\s*see what this service answers/, /\/\s*search/i, /J\s*next case/],
    status: [/\/\s*search/i, /J\s*K\s*move/, /\?\s*all keys/],
  },
  {
    hash: "#/case/auth_5TF1QS/requirements",
    ready: /^Bone density report$/,
    help: [/N\s*next open item/, /Ctrl S\s*save/, /U\s*upload/, /Esc\s*back to the list/, /1\s*Copy /],
    status: [/N\s*next open item/, /Ctrl S\s*save/, /U\s*upload/, /Esc\s*back to the list/],
  },
  {
    hash: "#/case/auth_5TF1QS/facts",
    ready: /^claim, matches$/,
    help: [/1\s*Copy /, /G\s*N\s*make a new case/],
    status: [/1–9\s*copy a fact/],
  },
  { hash: "#/case/auth_W0RK1N/watch", ready: /^READ-ONLY$/, help: [/Esc\s*back to the list/], status: [/Esc/] },
  { hash: "#/new", ready: /^New case$/, help: [/G\s*S\s*see what/, /G\s*Q/], status: [/\?\s*all keys/] },
  {
    hash: "#/unfinished",
    ready: /^Nothing is unfinished$/,
    help: [/G\s*U\s*see what is not finished/, /G\s*Q/],
    status: [/\?\s*all keys/],
  },
  { hash: "#/service", ready: /how it went/, help: [/G\s*N\s*make/, /G\s*Q/], status: [/\?\s*all keys/] },
];

for (const { hash, ready, help, status } of KEYS) {
  test(`the keys that work are in the status line and in the help: ${hash === "" ? "the list" : hash}`, async () => {
    await openWindow(withDeck(new PretendDesk()), hash);
    await expect.element(text(ready).first()).toBeVisible();
    for (const line of status) await expect.element(page.getByRole("contentinfo")).toHaveTextContent(line);
    (focused() as HTMLElement | null)?.blur();
    await userEvent.keyboard("?");
    for (const line of help) await expect.element(dialog()).toHaveTextContent(line);
  });
}
