import { expect, test } from "vitest";
import type { CommandView } from "../../platform/bindings";
import { english } from "../english";
import { plain } from "../rich";

const words = english("America/Chicago");

function command(given: Partial<CommandView>): CommandView {
  return {
    id: 1,
    kind: "accept",
    stage: "sending",
    conflict: false,
    version: "23",
    versionNow: "24",
    serviceCode: null,
    requestId: null,
    operator: "Maria R.",
    at: "2026-11-20T16:42:18Z",
    ...given,
  };
}

function said(given: Partial<CommandView>): string {
  const found = words.fault.command(command(given));
  return found === null ? "" : `${found.lead} ${plain(found.text)}`;
}

test("no answer is never called a failure", () => {
  expect(said({ stage: "checking" })).toBe(
    "We cannot tell yet whether your acceptance arrived. Do not accept again. We are reading the case to find out.",
  );
  expect(said({ stage: "undecided" })).toMatch(/^We could not find out whether your acceptance arrived\./);
});

test("a case that changed first says what happened to the payer and both versions", () => {
  expect(said({ stage: "not_done", conflict: true })).toBe(
    "Not done. The case changed first. Nothing reached the payer. It is now at version 24, you had 23.",
  );
});

test("of a report it is never said that nothing reached the payer: that is what nobody knows", () => {
  for (const kind of ["complete", "unable", "revoke", "start_handoff"] as const) {
    for (const stage of ["not_done", "refused", "not_sent"] as const) {
      expect(said({ kind, stage, conflict: true, serviceCode: "review_stale" })).not.toMatch(/reached the payer/);
    }
  }
  expect(said({ kind: "complete", stage: "not_done", conflict: true })).toMatch(/What you typed is kept/);
});

test("an applied decision is seen in the case itself", () => {
  expect(words.fault.command(command({ stage: "applied" }))).toBeNull();
});

const CODES: [string, RegExp][] = [
  ["review_stale", /^Not done\. The package changed first\. Nothing reached the payer\. Review the new package/],
  ["manual_handoff_not_allowed", /^Collate is still working in this portal\./],
  ["prior_authorization_not_actionable", /^Not done\. The case asks for something else now\./],
  ["prior_authorization_not_mutable", /^Not done\. The case cannot be changed now\./],
  ["requirements_not_satisfied", /^Not done\. Something is still missing\./],
  ["idempotency_key_reused", /^Not done\. Collate took it for another decision\./],
  ["unauthorized", /^Not done\. Collate does not accept this key\./],
  ["forbidden", /^Not done\. This key may not do that\./],
  ["insufficient_permissions", /^Not done\. This key may not do that\./],
  ["bad_request", /^Not done\. Collate could not read what the program sent\./],
  ["something_new", /^Not done\. Collate refused it\. Nothing reached the payer\. Its code: something_new\.$/],
];

for (const [code, sentence] of CODES) {
  test(`refused with ${code}`, () => {
    expect(said({ stage: "refused", serviceCode: code })).toMatch(sentence);
  });
}

test("an error says what happened first, then what is known and what to press", () => {
  const error = words.fault.fault({ code: "timed_out", message: "", outcome: "not_known" });
  expect(`${error.lead} ${plain(error.text)}`).toBe(
    "We cannot tell yet whether it arrived. Collate did not answer in time. Try again.",
  );
});
