import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { LinkPhase, LiveSessionView, WatchView } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { anOpenWatch, aWatch } from "../../platform/pretend/people";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { expectNoViolations } from "../../test/violations";
import { button, consequenceOf, heading, link, openWindow, text, words } from "../../test/window";

const ID = "auth_W0RK1N";
const WATCH = `#/case/${ID}/watch`;
const session = () => page.getByRole("region", { name: "The payer session" });
const view = () => page.getByRole("region", { name: "Your view", exact: true });

function withWatch(watch: WatchView | null): PretendDesk {
  const desk = withDeck(new PretendDesk());
  desk.change(ID, () => ({ watch }));
  return desk;
}

describe("the way there", () => {
  test("is the main button while Collate works, and says that nothing changes", async () => {
    await openWindow(withDeck(new PretendDesk()), `#/case/${ID}/facts`);
    await expect
      .element(link("Watch, read-only"))
      .toHaveAccessibleDescription(/^Nothing changes\. You cannot click or type there/);
    await expect.element(link(/Next case that needs me/)).toBeVisible();
    await link("Watch, read-only").click();
    await expect.poll(() => window.location.hash).toBe(WATCH);
    await expect.element(page.getByText("READ-ONLY", { exact: true })).toBeVisible();
  });

  test("stands beside the next action of every case that is not over, and nowhere else", async () => {
    const desk = withDeck(new PretendDesk());
    for (const [hash, links] of [
      ["#/case/auth_5TF1QS/facts", 1],
      ["#/case/auth_S0ME0N/handoff", 1],
      ["#/case/auth_D0NE01/facts", 0],
      ["#/case/auth_CANC3L/facts", 0],
    ] as const) {
      await openWindow(desk, hash);
      await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect.poll(() => link("Watch, read-only").elements().length).toBe(links);
    }
    desk.change("auth_5TF1QS", () => ({ canWatch: false }));
    await openWindow(desk, "#/case/auth_5TF1QS/facts");
    await expect.element(button("Cancel this case…")).toBeVisible();
    expect(link("Watch, read-only").elements()).toHaveLength(0);
  });

  test("a case that is over, or a connection without live sessions, has nothing to watch", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, "#/case/auth_D0NE01/watch");
    await expect.element(text(/The case is over/)).toBeVisible();
    desk.change(ID, () => ({ canWatch: false }));
    await openWindow(desk, WATCH);
    await expect.element(text(/This connection has no live view/)).toBeVisible();
    expect(desk.asked("read_session")).toEqual([]);
  });
});

describe("the session", () => {
  test("is read when the page opens, and again when asked", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, WATCH);
    await expect.element(session()).toHaveTextContent(/A payer session is live/);
    await expect.element(session()).toHaveTextContent(/Who is in itCollate's automation/);
    await expect.element(session()).toHaveTextContent(/Collate cannot say whether something was already sent/);
    await expect.element(session()).toHaveTextContent(/Can be looked atRead-only/);
    await session().getByRole("button", { name: "Read again" }).click();
    expect(desk.asked("read_session")).toEqual([{ case: ID }, { case: ID }]);
    await expect.element(heading("Watching changes nothing")).toBeVisible();
    await expect.element(text(/You cannot take over from here/)).toBeVisible();
  });

  const ODD: [Partial<LiveSessionView>, RegExp][] = [
    [{ state: "paused" }, /Statepaused/],
    [{ channel: null }, /Reached bynot returned/],
    [{ channel: "fax" }, /Reached byfax/],
    [{ holder: "unknown", holderWord: "robot" }, /A word this version does not know: robot/],
    [{ holder: "unknown" }, /Who is in itNot known/],
    [{ boundary: null }, /Not returned\. Act as if something may have been sent/],
    [{ boundary: "crossed" }, /Collate says: crossed/],
    [{ modes: [] }, /In no way now/],
    [{ modes: ["read_only", "replay"] }, /Read-only, replay/],
  ];
  for (const [given, said] of ODD) {
    test(`what nobody knows is said as it is: ${JSON.stringify(given)}`, async () => {
      const desk = withDeck(new PretendDesk());
      desk.session = given;
      await openWindow(desk, WATCH);
      await expect.element(session()).toHaveTextContent(said);
    });
  }

  test("one that is not shown now keeps the button away, with the reason; one that cannot be read does not", async () => {
    const desk = withDeck(new PretendDesk());
    desk.session = { watchable: false, state: "not_live" };
    await openWindow(desk, WATCH);
    await expect.element(button("Watch, read-only")).toHaveAttribute("aria-disabled", "true");
    expect(consequenceOf("Watch, read-only")).toMatch(/^Not available: Collate shows no view of it now/);
    desk.fails("read_session", wireError("session_not_read", "nothing_sent", "req_3"));
    await openWindow(desk, WATCH);
    await expect.element(text("req_3")).toBeVisible();
    await expect.element(button("Watch, read-only")).not.toHaveAttribute("aria-disabled");
  });
});

describe("the view", () => {
  test("opens on a press, counts down, and is stopped", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, WATCH);
    await button("Watch, read-only").click();
    expect(desk.asked("watch")).toEqual([{ case: ID }]);
    await expect.element(view().getByRole("timer")).toHaveTextContent(/4:00|3:5\d/);
    await expect.element(view()).toHaveTextContent(/view ends 10:46:18\sAM CST/);
    await button("Stop watching").click();
    expect(desk.asked("stop_watching")).toEqual([{ case: ID }]);
    await expect.element(view()).toHaveTextContent(/Watching ended\. The link was discarded/);
    expect(button("Stop watching").elements()).toHaveLength(0);
    expect(desk.asked("open_portal")).toEqual([]);
  });

  test("one that is open can be stopped after the case ended", async () => {
    const desk = withWatch(anOpenWatch());
    desk.change(ID, () => ({ turn: "stopped", wanted: { kind: "canceled" }, canCancel: false }));
    await openWindow(desk, `#/case/${ID}/facts`);
    await expect.element(link("Watch, read-only")).toHaveAccessibleDescription(/A view is open in your browser/);
    await link("Watch, read-only").click();
    await expect.element(text(/The case is over/)).toBeVisible();
    await expect.element(button("Watch again")).toHaveAttribute("aria-disabled", "true");
    await button("Stop watching").click();
    expect(desk.asked("stop_watching")).toEqual([{ case: ID }]);
  });

  test("never wears the accent of being in the portal", async () => {
    await openWindow(withWatch(anOpenWatch()), WATCH);
    await expect.element(view().getByRole("timer")).toBeVisible();
    const accent = getComputedStyle(document.documentElement).getPropertyValue("--accent");
    expect(accent).not.toBe("");
    expect(document.querySelectorAll(".watch .btn.primary, .watch [data-own=yours]")).toHaveLength(0);
    const ring = document.querySelector(".watch .ring circle + circle");
    const probe = document.createElement("i");
    probe.style.color = "var(--accent)";
    document.body.append(probe);
    expect(ring === null ? "" : getComputedStyle(ring).stroke).not.toBe(getComputedStyle(probe).color);
    probe.remove();
    const frame = document.querySelector(".watch");
    expect(frame === null ? "" : getComputedStyle(frame).borderTopStyle).toBe("dashed");
  });

  test("its end is spoken at 60 seconds", async () => {
    await openWindow(withWatch(anOpenWatch(60_400)), WATCH);
    await expect.element(page.getByRole("status")).toHaveTextContent("The read-only view ends in 60 seconds.");
  });

  const REASONS: [string, RegExp][] = [
    ["no_active_channel_session", /No payer session is open now/],
    ["live_view_not_available", /This payer session cannot be shown/],
    ["portal_claim_not_available", /Nobody holds the portal for this case now/],
    ["portal_claim_expired", /The hold on the portal ended/],
    ["channel_session_lost", /That says nothing about the payer/],
    ["full_moon", /a reason this version does not know: full_moon/],
  ];
  for (const [reason, said] of REASONS) {
    test(`why there is none: ${reason}`, async () => {
      const problem = wireError("link_not_made", "nothing_done", "req_7");
      await openWindow(withWatch(aWatch({ phase: "not_made", reason, problem })), WATCH);
      await expect.element(view()).toHaveTextContent(/Collate did not make a read-only link/);
      await expect.element(view()).toHaveTextContent(said);
      await expect.element(view()).toHaveTextContent(/req_7/);
    });
  }

  test("a view that is lost says nothing about the payer", async () => {
    await openWindow(withWatch(aWatch({ phase: "session_lost" })), WATCH);
    await expect.element(view()).toHaveTextContent(/The view is lost\. That says nothing about the payer/);
    expect(page.getByRole("alert").elements()).toHaveLength(0);
    await expect.element(button("Watch again")).not.toHaveAttribute("aria-disabled");
  });

  test("a link that was refused stops, by its check", async () => {
    await openWindow(withWatch(aWatch({ phase: "refused", refusal: "host" })), WATCH);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/it leads to another host than this connection's/);
  });

  test("neither an old reading nor an open decision keeps anybody from it; being offline does", async () => {
    const desk = withDeck(new PretendDesk());
    desk.change(ID, () => ({ locked: "command_open" }));
    await openWindow(desk, WATCH);
    await expect.element(button("Watch, read-only")).not.toHaveAttribute("aria-disabled");
    desk.change(ID, () => ({ locked: "offline" }));
    await expect.element(button("Watch, read-only")).toHaveAttribute("aria-disabled", "true");
  });

  const PHASES: LinkPhase[] = [
    "idle",
    "preparing",
    "opening",
    "open",
    "expired",
    "closed",
    "revoked",
    "replaced",
    "nobody_came",
    "launcher_failed",
    "session_lost",
    "signed_out",
    "not_made",
    "no_expiry",
    "already_over",
    "too_short",
    "refused",
  ];
  test("has sentences of its own for every phase: none speaks of the handoff or of taking over", () => {
    for (const phase of PHASES) {
      const said = words.watch.phase(aWatch({ phase }));
      expect(said.chip, phase).not.toBe("");
      expect(said.text, phase).not.toMatch(/handoff|Open the portal|Reopen|take over/i);
    }
  });
});

describe("axe", () => {
  test("watching", async () => {
    await openWindow(withWatch(anOpenWatch()), WATCH);
    await expect.element(view().getByRole("timer")).toBeVisible();
    await expectNoViolations("watching");
  });

  test("no view", async () => {
    const problem = wireError("link_not_made", "nothing_done", "req_7");
    await openWindow(withWatch(aWatch({ phase: "not_made", reason: "full_moon", problem })), WATCH);
    await expect.element(view()).toHaveTextContent(/req_7/);
    await expectNoViolations("no view");
  });
});
