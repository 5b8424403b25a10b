import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { HandoffView, LinkView, Locked, WantedView } from "../../platform/bindings";
import { withDeck } from "../../platform/pretend/deck";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aCase, aHandoff, aLink, anOpenLink, aSync } from "../../platform/pretend/samples";
import { button, consequenceOf, heading, link, openWindow, text, words } from "../../test/window";

const ID = "auth_7QK2M9";
const handoff = `#/case/${ID}/handoff`;
const preflight = "#/case/auth_4HX8TD/handoff";

function withLink(link: Partial<LinkView>, given: Partial<HandoffView> = {}): PretendDesk {
  const desk = withDeck(new PretendDesk());
  desk.change(ID, (view) => ({
    wanted: { kind: "in_portal", state: given.state ?? "active" },
    handoff: aHandoff({ ...view.handoff, link: aLink(link), ...given }),
  }));
  return desk;
}

describe("before taking over", () => {
  test("says who is there, what it can lead to, and that it is one way; starts on the version it read", async () => {
    const desk = withDeck(new PretendDesk());
    desk.preflight = { version: "33" };
    await openWindow(desk, preflight);
    await expect.element(text("Nobody. Collate has stopped working on this step.")).toBeVisible();
    await expect.element(text(/The final submit button is within reach/)).toBeVisible();
    await expect.element(text(/Look for an existing request before you submit/)).toBeVisible();
    await expect.element(text(/automation will not resume for this interaction/)).toBeVisible();
    expect(consequenceOf("Start handoff")).toMatch(
      /Uses case version 33 and package rev_8KD03\. Nothing is sent to the payer by starting\.$/,
    );
    desk.change("auth_4HX8TD", () => ({ version: "33" }));
    await button("Start handoff").click();
    await expect.poll(() => desk.asked("start_handoff")).toEqual([{ case: "auth_4HX8TD", version: "33" }]);
    await expect.element(button("Open the portal")).toBeVisible();
  });

  test("Ctrl Enter only goes to the button, where Enter starts; Escape does not start", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, preflight);
    await expect.element(text(/Nobody/)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => window.location.hash).toBe("#/queue/yours");
    expect(desk.asked("start_handoff")).toEqual([]);
    window.location.hash = preflight;
    await expect.element(text(/Nobody/)).toBeVisible();
    await userEvent.keyboard("{Control>}{Enter}{Enter}{/Control}");
    expect(document.activeElement).toBe(button("Start handoff").element());
    expect(desk.asked("start_handoff")).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => desk.asked("start_handoff")).toHaveLength(1);
  });

  test("a word nobody knows and the service's own reason are shown, and are no gate", async () => {
    const desk = withDeck(new PretendDesk());
    desk.preflight = {
      holder: "unknown",
      holderWord: "robot",
      serviceReason: "automation_owns_processing",
      boundary: "crossed",
    };
    await openWindow(desk, preflight);
    await expect.element(text("robot")).toBeVisible();
    await expect.element(text("Collate is working in the portal itself.")).toBeVisible();
    expect(text("automation_owns_processing").elements()).toHaveLength(0);
    await expect.element(text("crossed")).toBeVisible();
    await expect.element(button("Start handoff")).not.toHaveAttribute("aria-disabled");
  });

  test("a package that is not accepted comes first", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, "#/case/auth_V3C9QA/handoff");
    await expect.element(button("Start handoff")).toHaveAttribute("aria-disabled", "true");
    expect(consequenceOf("Start handoff")).toBe("Not available: the package is not accepted yet.");
    await page.getByRole("link", { name: "Open the package" }).click();
    await expect.poll(() => window.location.hash).toBe("#/case/auth_V3C9QA/review");
  });

  test("a step that names another package than the case shows stops, and says both", async () => {
    const desk = withDeck(new PretendDesk());
    desk.put(aCase("auth_4HX8TD", { kind: "other_package", named: "rev_OLD", onCase: "rev_NEW" }));
    await openWindow(desk, preflight);
    await expect
      .element(text(/Stop: this step names/))
      .toHaveTextContent("Stop: this step names rev_OLD, but the case shows rev_NEW.");
    await expect.element(button("Start handoff")).toHaveAttribute("aria-disabled", "true");
  });

  test("a check that cannot be read can be read again, and nothing starts before", async () => {
    const desk = withDeck(new PretendDesk()).fails("preflight", wireError("unreachable", "nothing_done"));
    await openWindow(desk, preflight);
    await expect.element(text(/Collate cannot be reached/)).toBeVisible();
    expect(consequenceOf("Start handoff")).toBe("Not available: the portal check could not be read.");
    await button("Start handoff").click({ force: true });
    expect(desk.asked("start_handoff")).toEqual([]);
  });

  test("what the frame says of the connection is not said again by the check", async () => {
    const desk = withDeck(new PretendDesk()).fails("preflight", wireError("unreachable", "nothing_done"));
    desk.setDesk({ sync: aSync({ state: "offline" }) });
    desk.change("auth_4HX8TD", () => ({ locked: "offline" }));
    await openWindow(desk, preflight);
    await expect.element(text(/Nothing is queued/)).toBeVisible();
    expect(consequenceOf("Start handoff")).toBe("Not available: you are offline.");
    expect(text(/Collate cannot be reached/).elements()).toHaveLength(0);
    expect(button("Read again").elements()).toHaveLength(0);
  });

  test("a live check that could not be made leaves its facts unknown and closes nothing", async () => {
    const desk = withDeck(new PretendDesk());
    desk.preflight = {
      holder: null,
      boundary: null,
      maySubmit: null,
      problem: { ...wireError("session_not_read"), serviceCode: "session_unavailable" },
    };
    await openWindow(desk, preflight);
    await expect.element(text("The live portal check could not be made.")).toBeVisible();
    await expect.element(text("session_unavailable")).toBeVisible();
    await expect.element(button("Start handoff")).not.toHaveAttribute("aria-disabled");
  });

  test("a handoff the service refuses is said once, and the page can still be used", async () => {
    const desk = withDeck(new PretendDesk()).fails(
      "start_handoff",
      wireError("not_possible_now", "nothing_done", "req_2M"),
    );
    await openWindow(desk, preflight);
    await button("Start handoff").click();
    await expect.element(text("req_2M")).toBeVisible();
    await expect.element(button("Start handoff")).not.toHaveAttribute("aria-disabled");
  });
});

describe("the link", () => {
  test("the portal is opened on a press, and the moment of the press is told first", async () => {
    const desk = withLink({});
    await openWindow(desk, handoff);
    await button("Open the portal").click();
    await expect.poll(() => desk.asked("open_portal")).toEqual([{ case: ID }]);
    const told = desk.calls.filter((call) => call.name === "mark" || call.name === "open_portal");
    expect(told.map((call) => call.name)).toEqual(["mark", "open_portal"]);
    const [mark] = desk.asked("mark").filter((args) => args.what === "open_portal_click");
    expect(Math.abs((mark?.atMillis ?? 0) - (performance.timeOrigin + performance.now()))).toBeLessThan(5000);
    await expect.element(text("5:00")).toBeVisible();
    await expect.element(button("Reopen")).toBeVisible();
  });

  test("is offered only while the handoff is active and offers access", async () => {
    for (const [given, reason] of [
      [{ state: "offered" }, "Not available: access is being prepared."],
      [{ state: "closing" }, "Not available: the handoff is closing."],
      [{ state: "active", accessAvailable: false }, /Collate offers no access at the moment/],
    ] as const) {
      const desk = withLink({}, given);
      await openWindow(desk, handoff);
      await expect.element(button("Open the portal")).toHaveAttribute("aria-disabled", "true");
      expect(consequenceOf("Open the portal")).toMatch(reason);
      await userEvent.keyboard("o");
      expect(desk.asked("open_portal")).toEqual([]);
    }
  });

  test("counts down, renews and reopens", async () => {
    const desk = withLink(anOpenLink());
    await openWindow(desk, handoff);
    await expect.element(page.getByRole("timer")).toHaveTextContent(/3:4[012]/);
    await expect.element(text(/link ends 10:46:00\sAM CST/)).toBeVisible();
    await expect.element(page.getByRole("timer")).toHaveTextContent("3:40");
    await button("Renew now").click();
    expect(desk.asked("renew_link")).toEqual([{ case: ID }]);
    await expect.element(page.getByRole("timer")).toHaveTextContent(/5:00|4:5\d/);
    await userEvent.keyboard("o");
    await expect.poll(() => desk.asked("open_portal")).toHaveLength(1);
  });

  test("asks whether somebody is still there", async () => {
    const desk = withLink({ ...anOpenLink(45_000), asks: true, willRenew: false });
    await openWindow(desk, handoff);
    await expect.element(text(/The link ends in 0:4\d\. Still in the portal\?/)).toBeVisible();
    expect(button("Renew now").elements()).toHaveLength(1);
    await button("Renew now").click();
    await expect.poll(() => desk.asked("renew_link")).toHaveLength(1);
  });

  test("is spoken at 60 and 20 seconds, and at no other moment", async () => {
    for (const [left, sentence] of [
      [60_400, "The portal link ends in 60 seconds."],
      [20_400, "The portal link ends in 20 seconds."],
    ] as const) {
      const desk = withLink(anOpenLink(left));
      await openWindow(desk, handoff);
      expect(page.getByRole("status").element().textContent).toBe("");
      await expect.element(page.getByRole("status")).toHaveTextContent(sentence);
    }
    await openWindow(withLink(anOpenLink(40_300)), handoff);
    await expect.element(page.getByRole("timer")).toHaveTextContent("0:40");
    expect(page.getByRole("status").element().textContent).toBe("");
  });

  test("a link that ended, failed or was refused says so and can be made anew", async () => {
    const desk = withLink({ phase: "expired", opened: 1 });
    await openWindow(desk, handoff);
    await expect.element(text(/The link ended and was discarded/)).toBeVisible();
    await expect.element(button("Reopen")).toBeVisible();
    const set = (link: Partial<LinkView>) =>
      desk.change(ID, (view) => ({ handoff: view.handoff && { ...view.handoff, link: aLink(link) } }));
    set({ phase: "launcher_failed" });
    await expect.element(page.getByRole("alert")).toHaveTextContent(/No browser could be started on this computer/);
    await expect.element(button("Open the portal")).toBeVisible();
    set({ phase: "refused", refusal: "scheme" });
    await expect.element(page.getByRole("alert")).toHaveTextContent(/it is not an https link/);
    set({ phase: "not_made", problem: wireError("service_failed", "not_known", "req_503") });
    await expect.element(text("req_503")).toBeVisible();
    set({ phase: "nobody_came" });
    await expect.element(text(/No browser came for the link/)).toBeVisible();
  });

  const LOCKED: [Locked, string][] = [
    ["offline", "Not available: you are offline."],
    ["key_refused", "Not available: Collate does not accept this key."],
    ["command_open", "Not available: your last decision is not settled yet."],
  ];
  for (const [locked, reason] of LOCKED) {
    test(`is neither renewed nor reopened while that cannot be (${locked}), with the reason at both`, async () => {
      const desk = withLink(anOpenLink());
      desk.change(ID, () => ({ locked }));
      await openWindow(desk, handoff);
      for (const name of ["Renew now", "Reopen"]) {
        await expect.element(button(name)).toHaveAttribute("aria-disabled", "true");
        expect(consequenceOf(name)).toBe(reason);
        await button(name).click({ force: true });
      }
      expect([...desk.asked("renew_link"), ...desk.asked("open_portal")]).toEqual([]);
    });
  }

  test("an old reading of the case keeps nobody from a link", async () => {
    const desk = withLink(anOpenLink());
    desk.change(ID, () => ({ locked: "stale" }));
    await openWindow(desk, handoff);
    await expect.element(button("Reopen")).not.toHaveAttribute("aria-disabled");
    await expect.element(button("Renew now")).not.toHaveAttribute("aria-disabled");
  });

  test("opening and reopening is one button: the focus stays on it", async () => {
    const desk = withLink({});
    await openWindow(desk, handoff);
    const open = button("Open the portal").element();
    await button("Open the portal").click();
    await expect.element(button("Reopen")).toBeVisible();
    expect(document.activeElement).toBe(open);
    desk.change(ID, (view) => ({ handoff: view.handoff && { ...view.handoff, link: aLink({ phase: "expired" }) } }));
    await expect.element(button("Open the portal")).toBeVisible();
    expect(document.activeElement).toBe(open);
  });

  test("a second request for a link is said", async () => {
    await openWindow(withLink({ ...anOpenLink(), secondRequest: true }), handoff);
    await expect.element(text("Something asked for the link a second time.")).toBeVisible();
  });

  test("the bar names the open handoff with its time, on every page but its own", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk);
    await page.getByRole("link", { name: /1 handoff open, link 3:4\d/ }).click();
    await expect.poll(() => window.location.hash).toBe(handoff);
    await expect.element(heading("Portal link")).toBeVisible();
    expect(page.getByRole("link", { name: /handoff open/ }).elements()).toHaveLength(0);
  });
});

describe("the cockpit", () => {
  test("waiting states are explained, and the report waits with them", async () => {
    await openWindow(withLink({}, { state: "offered" }), handoff);
    await expect.element(page.getByText("Access is being prepared.", { exact: true })).toBeVisible();
    await expect.element(button("Report…")).toHaveAttribute("aria-disabled", "true");
    await openWindow(withLink({}, { state: "closing" }), handoff);
    await expect.element(text("Your report is on its way.")).toBeVisible();
  });

  test("in a state nobody knows nothing can be done, and each button says so", async () => {
    await openWindow(withLink({}, { state: "paused" }), handoff);
    await expect.element(text("Handoff state not recognized: paused.")).toBeVisible();
    for (const name of ["Open the portal", "Report…", "Revoke my access…"]) {
      await expect.element(button(name)).toHaveAttribute("aria-disabled", "true");
      expect(consequenceOf(name)).toBe("Not available: the handoff is in a state this version does not know: paused.");
    }
  });

  test("the case is one step back: its number leads to its facts", async () => {
    await openWindow(withLink({}), handoff);
    const where = page.getByRole("navigation", { name: "Where you are" });
    await expect.element(where).toHaveTextContent(/^Needs me\s*auth_7QK2M9\s*Finish at the portal/);
    await where.getByRole("link", { name: ID }).click();
    await expect.poll(() => window.location.hash).toBe(`#/case/${ID}/facts`);
    await expect.element(link(/^Handoff$/)).toBeVisible();
  });

  test("lists the package's answers to read and copy from, and whether submit counts", async () => {
    await openWindow(withLink({}), handoff);
    const card = page.getByRole("region", { name: "From the package" });
    await expect.element(card).toHaveTextContent(/Member ID\s*BFM 7710 0042 8/);
    await expect.element(text("Within reach: what you submit counts")).toBeVisible();
  });
});

describe("someone else in the portal", () => {
  const someone = "#/case/auth_S0ME0N/handoff";

  test("stops, shows what was compared, and offers no link and no revoke", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, someone);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/Someone may already be in this portal/);
    await expect.element(page.getByRole("table")).toHaveTextContent(/mhand_5RT90, version 2, active/);
    await expect.element(page.getByRole("table")).toHaveTextContent(/30 min earlier/);
    expect(button(/portal$|Revoke|Watch/).elements()).toHaveLength(0);
    await button("It was me, carry on").click();
    await expect.poll(() => desk.asked("carry_on")).toEqual([{ case: "auth_S0ME0N", handoff: "mhand_5RT90" }]);
    await expect.element(button("Open the portal")).toBeVisible();
    expect(desk.asked("open_portal")).toEqual([]);
  });

  test("the question for the team has no patient details", () => {
    const question = words.case.question(
      "auth_1",
      "mhand_1",
      "2026-11-20T16:12:00Z",
      Date.parse("2026-11-20T16:42:00Z"),
    );
    expect(question).toMatch(/auth_1/);
    expect(question).toMatch(/two people in one portal can submit twice/);
  });
});

describe("afterwards", () => {
  test("a report is a claim, and proof is shown only when the payer's receipt comes", async () => {
    const desk = withDeck(new PretendDesk());
    await openWindow(desk, "#/case/auth_C1OSED/handoff");
    const report = page.getByRole("region", { name: "Your report" });
    await expect.element(report).toHaveTextContent(/claim/);
    await expect.element(report).toHaveTextContent(/NG-26-112044817/);
    await expect.element(heading("Nothing for you to do")).toBeVisible();
    expect(page.getByRole("region", { name: "Receipt and decision" }).elements()).toHaveLength(0);
    desk.change("auth_C1OSED", () => ({
      turn: "payer",
      status: "waiting_on_payer",
      wanted: { kind: "with_payer" },
      receipt: { reference: "NG-26-112044817", receivedAt: "2026-11-20T16:51:00Z", rows: [] },
      ladder: { reported: "said", reconciled: "past", receipt: "proof", decision: "none", now: 2, checkingSince: null },
    }));
    const proof = page.getByRole("region", { name: "Receipt and decision" });
    await expect.element(proof).toHaveTextContent(/payer receipt/);
    await expect.element(proof).toHaveTextContent(/NG-26-112044817/);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => window.location.hash).toBe("#/queue/yours");
  });

  test("only what was reported is compared: after an end without a report the case speaks for itself", async () => {
    const desk = withDeck(new PretendDesk());
    desk.change("auth_C1OSED", (view) => ({
      handoff: view.handoff && { ...view.handoff, result: "expired", report: null },
    }));
    await openWindow(desk, "#/case/auth_C1OSED/handoff");
    await expect.element(heading("Collate is checking what was reported.")).toBeVisible();
    expect(text(/compares your report/).elements()).toHaveLength(0);
  });

  const NEXT: WantedView[] = [
    { kind: "ended", outcome: "modified", number: null, reasons: [] },
    { kind: "ended", outcome: "withdrawn", number: null, reasons: [] },
    { kind: "unknown_step" },
    { kind: "continue", automatic: false },
  ];
  for (const wanted of NEXT) {
    // The sample names no step where one is wanted that nobody knows.
    const unnamed = wanted.kind === "unknown_step";
    const { sentence } = words.wanted(wanted, { payer: null, reference: null, snapshot: null, unnamed });
    test(`what comes next is said as the case stands: ${sentence}`, async () => {
      const desk = withDeck(new PretendDesk());
      desk.change("auth_C1OSED", (view) => ({ ...aCase(view.id, wanted), handoff: view.handoff }));
      await openWindow(desk, "#/case/auth_C1OSED/handoff");
      await expect.element(heading(sentence as string)).toBeVisible();
      expect(heading("Nothing for you to do").elements()).toHaveLength(0);
      await expect.element(link("Open the case")).toBeVisible();
    });
  }

  test("a decision without a receipt is not called one, and a word nobody knows is shown as it came", async () => {
    const desk = withDeck(new PretendDesk());
    desk.change("auth_C1OSED", () => ({
      turn: "unknown",
      wanted: { kind: "ended", outcome: "withdrawn", number: null, reasons: [] },
      decision: { number: null, denialReasons: [], modifications: [], rows: [] },
    }));
    await openWindow(desk, "#/case/auth_C1OSED/handoff");
    const proof = page.getByRole("region", { name: "Receipt and decision" });
    await expect.element(proof).toHaveTextContent(/^Receipt and decisiondecision/);
    await expect.element(proof).not.toHaveTextContent(/payer receipt/);
    await expect.element(proof.getByText("withdrawn")).toHaveClass("id");
  });

  const RESULTS: [string | null, RegExp][] = [
    ["expired", /ended because its link was not renewed\. Collate is checking what was done/],
    ["revoked", /Access was withdrawn: Called by a supervisor\. Collate is checking/],
    ["interaction_lost_unrecoverable", /gone for good\. That says nothing about the payer/],
    ["canceled", /ended because the case was canceled/],
    ["completed_reported", /^Reported\. Collate is checking\.$/],
    ["unable_to_complete", /Reported: could not finish\. Collate is checking/],
    [null, /How is not known\. Read the case/],
    ["something_new", /How is not known\. Read the case/],
  ];
  for (const [result, sentence] of RESULTS) {
    test(`closed by ${result}`, () => {
      expect(words.handoff.closed.result(result, "Called by a supervisor", true)).toMatch(sentence);
    });
  }
});
