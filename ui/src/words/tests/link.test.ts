import { expect, test } from "vitest";
import type { LinkPhase } from "../../platform/bindings";
import { aLink } from "../../platform/pretend/samples";
import { words } from "../../test/words";

const say = words.handoff.link.phase;

const PHASES: [LinkPhase, string, RegExp][] = [
  ["idle", "none", /No link is open/],
  ["program_ended", "ended", /^The program ended, and any link with it\. Reopen makes a new one\./],
  ["preparing", "preparing", /being made/],
  ["opening", "opening", /waits for your browser/],
  ["open", "open", /open in your browser/],
  ["expired", "ended", /ended and was discarded/],
  ["closed", "discarded", /closing or closed/],
  ["revoked", "discarded", /withdrew your access/],
  ["replaced", "replaced", /newer link/],
  ["nobody_came", "not opened", /No browser came for the link/],
  ["launcher_failed", "not opened", /No browser could be started on this computer/],
  ["session_lost", "lost", /gone for good\. That says nothing about the payer/],
  ["signed_out", "discarded", /connection was left/],
  ["not_made", "not made", /did not make a link/],
  ["no_expiry", "refused", /came without an end/],
  ["already_over", "refused", /had already ended when it came/],
  ["too_short", "refused", /about to end when it came/],
  ["refused", "refused", /leads to another host/],
];

for (const [phase, chip, text] of PHASES) {
  test(`a link that is ${phase}`, () => {
    const said = say(aLink({ phase, refusal: phase === "refused" ? "host" : null }));
    expect(said.chip).toBe(chip);
    expect(said.text).toMatch(text);
  });
}

test("every check that refuses a link has words, and so has one nobody knows", () => {
  const texts = ["too_long", "characters", "not_as_parsed", "scheme", "user_info", "host", "newer_check"].map(
    (refusal) => say(aLink({ phase: "refused", refusal })).text,
  );
  expect(new Set(texts).size).toBe(7);
  for (const text of texts)
    expect(text).toMatch(/^The link was not opened: .+\. Tell support\. It is neither shown nor kept\.$/);
});
