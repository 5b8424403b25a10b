import { expect, test } from "vitest";
import type { Code } from "../../platform/bindings";
import { aCommand } from "../../platform/pretend/samples";
import { codeWords, SERVICE_CODES, sessionReason } from "../en/faults/service-codes";
import { english } from "../english";
import { plain } from "../rich";
import { KINDS } from "./kinds";

const { fault: words } = english("America/Chicago");

/** The catalogue, code by code, of every generation (reference, section 6). */
const CATALOGUE = [
  "bad_request",
  "final_submission_policy_required",
  "unauthorized",
  "forbidden",
  "insufficient_permissions",
  "prior_authorization_not_found",
  "authorization_not_found",
  "provider_not_found",
  "payer_not_found",
  "file_not_found",
  "access_grant_expired",
  "access_grant_revoked",
  "channel_session_lost",
  "unsupported_route",
  "provider_access_not_configured",
  "idempotency_key_reused",
  "version_conflict",
  "prior_authorization_not_mutable",
  "authorization_not_mutable",
  "prior_authorization_not_actionable",
  "authorization_not_confirmable",
  "next_action_required",
  "next_action_mismatch",
  "next_action_not_confirmable",
  "requirements_not_satisfied",
  "review_stale",
  "live_session_not_available",
  "file_not_ready",
  "manual_handoff_not_allowed",
  "auth_provider_unavailable",
];

const REASONS = [
  "no_active_channel_session",
  "live_view_not_available",
  "portal_claim_not_available",
  "portal_claim_expired",
  "channel_session_lost",
];

/** What the interface never says (design, section 5), and what would be a code instead of a sentence. */
const NOT_SAID = /\b(grant|snapshot|version conflict|idempoten\w*|lifecycle|mutat\w*|\w+_\w+)\b|—/i;

test("every code of the catalogue has its words, and no other is in the table", () => {
  expect(Object.keys(SERVICE_CODES)).toEqual(CATALOGUE);
  for (const reason of REASONS) expect(sessionReason(reason), reason).toMatch(/^[A-Z].*\.$/);
  expect(sessionReason("constructor")).toBeNull();
});

for (const code of CATALOGUE) {
  test(`${code} is told in whole sentences, whatever was asked`, () => {
    const entry = codeWords(code);
    expect(entry?.what).toMatch(/^[A-Z].*\.$/);
    expect(entry?.next).toMatch(/^[A-Z].*\.$/);
    const told = [
      words.fault({ code: "refused", message: "", serviceCode: code, outcome: "nothing_done" }),
      words.fault({ code: "refused", message: "", serviceCode: code }),
      words.fault({ code: "link_not_made", message: "", serviceCode: code }),
      ...KINDS.map((kind) => words.command(aCommand({ kind, stage: "refused", serviceCode: code }))),
    ];
    for (const one of told) {
      expect(one).not.toBeNull();
      if (one === null) continue;
      const whole = `${plain(one.lead)} ${plain(one.text)}`;
      expect(whole).not.toMatch(NOT_SAID);
      expect(whole).toContain(entry?.next);
      expect(whole).toMatch(/^[A-Z].*\.$/);
    }
  });
}

test("first what happened, then what is known, then what to press", () => {
  const told = words.fault({
    code: "refused",
    message: "",
    serviceCode: "provider_access_not_configured",
    outcome: "nothing_done",
  });
  expect(`${told.lead} ${plain(told.text)}`).toBe(
    "Not done. There is a way to this payer, but it is not set up for this provider. Ask Collate to set up access.",
  );
  expect(told.tone).toBe("warn");
});

test("the severity of the code is the one shown", () => {
  const tone = (serviceCode: string) => words.fault({ code: "refused", message: "", serviceCode }).tone;
  expect(tone("forbidden")).toBe("danger");
  expect(tone("unsupported_route")).toBe("warn");
  expect(tone("live_session_not_available")).toBe("info");
});

const UNKNOWN: readonly (readonly [Code, RegExp, boolean])[] = [
  ["refused", /^Not done\. Collate refused it\./, true],
  ["service_failed", /^Not done\. Collate has a fault of its own\./, false],
  ["too_many", /^Not done\. Collate asked to wait\./, false],
  ["not_found", /^Not done\. Collate does not have what was asked for\./, false],
  ["key_refused", /^Not done\. Collate does not accept this key\./, false],
  ["case_changed", /^Not done\. The case changed first\./, false],
];

for (const [code, sentence, shown] of UNKNOWN) {
  test(`a code nobody knows falls to what the answer was: ${code}`, () => {
    for (const serviceCode of ["quota_used_up", "constructor", "__proto__", "toString", ""]) {
      const told = words.fault({ code, message: "", serviceCode, outcome: "nothing_done" });
      expect(`${told.lead} ${plain(told.text)}`).toMatch(sentence);
      const marked =
        typeof told.text !== "string" && told.text.some((part) => typeof part === "object" && "id" in part);
      expect(marked).toBe(shown && serviceCode !== "");
    }
  });
}

const NEW_CODES: readonly Code[] = ["not_found", "not_in_contract", "editing_closed", "no_file_dialog", "cannot_show"];

test("what the program says itself has words too", () => {
  for (const code of NEW_CODES) {
    const told = words.fault({ code, message: "", outcome: "nothing_sent" });
    expect(plain(told.text)).toMatch(/^[A-Z].+\. .+\.$/);
    expect(plain(told.text)).not.toMatch(NOT_SAID);
  }
});
