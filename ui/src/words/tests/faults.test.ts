import { expect, test } from "vitest";
import type { Code, CommandView } from "../../platform/bindings";
import { aCommand } from "../../platform/pretend/samples";
import { english } from "../english";
import { plain } from "../rich";

const words = english("America/Chicago");

const command = (given: Partial<CommandView>) => aCommand({ kind: "accept", requestId: null, ...given });

function said(given: Partial<CommandView>): string {
  const found = words.fault.command(command(given));
  return found === null ? "" : `${found.lead} ${plain(found.text)}`;
}

test("no answer is never called a failure", () => {
  expect(said({ stage: "checking" })).toBe(
    "We cannot tell yet whether your acceptance arrived. Do not accept again. We are reading the case to find out.",
  );
  expect(said({ stage: "undecided" })).toMatch(/^We could not find out whether your acceptance arrived\./);
  expect(said({ stage: "undecided", serviceCode: "review_stale" })).toMatch(
    /arrived\. Collate turned away one that came: The package changed first\. The case does not say whether another came before it\./,
  );
});

test("a case that changed first says both versions, and of one's own decision only what is known", () => {
  expect(said({ stage: "not_done", conflict: true })).toBe(
    "Not done. The case changed first. It is now at version 24, you had 23. Your acceptance was not carried out. Look at the case, then decide again.",
  );
  expect(said({ stage: "not_done", conflict: true, versionNow: "23" })).not.toMatch(/version/);
  for (const kind of ["continue", "accept", "start_handoff", "complete", "unable", "revoke"] as const) {
    for (const conflict of [true, false]) {
      expect(said({ kind, stage: "not_done", conflict })).not.toMatch(/payer|No handoff|access/);
    }
  }
});

test("a decision nobody waits for is not called undone, and its note can be closed", () => {
  const found = words.fault.command(command({ kind: "complete", stage: "let_be" }));
  expect(said({ kind: "complete", stage: "let_be" })).toBe(
    "You chose not to wait for your report. It may still arrive. We look for it until you close this note; the case shows what is so.",
  );
  expect(found).toMatchObject({ choose: false, closes: true });
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
  ["idempotency_key_reused", /^Not done\. Collate took it for another request\./],
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

test("a service that is busy refused nothing: nothing was done, and it can be tried again", () => {
  for (const serviceCode of ["rate_limited", "http_429"]) {
    expect(said({ kind: "save_answers", stage: "refused", serviceCode })).toBe(
      "Collate is busy. Nothing was saved. Your answers are kept here. Wait a little, then try again.",
    );
    expect(said({ kind: "accept", stage: "refused", serviceCode })).toBe(
      "Collate is busy. Nothing reached the payer. Wait a little, then try again.",
    );
  }
  const early = words.fault.fault({ code: "too_many", message: "", outcome: "nothing_sent" });
  expect(`${early.lead} ${plain(early.text)}`).toBe(
    "Collate asked to wait. Nothing was sent. Wait a little, then try again.",
  );
  const late = words.fault.fault({ code: "refused", message: "", outcome: "nothing_done", serviceCode: "http_429" });
  expect(`${late.lead} ${plain(late.text)}`).toBe("Collate is busy. Not done. Wait a little, then try again.");
});

test("a code that has no words is shown as it came", () => {
  const told = (code: Code, serviceCode?: string) =>
    words.fault.fault({ code, message: "", ...(serviceCode ? { serviceCode } : {}) });
  expect(told("refused", "quota_used_up").text).toContainEqual({ id: "quota_used_up" });
  expect(plain(told("refused").text)).not.toMatch(/code/);
  const link = told("link_not_made", "runtime_not_ready");
  expect(`${link.lead} ${plain(link.text)}`).toBe(
    "No link was opened. Collate did not make one. Try again. Its code: runtime_not_ready.",
  );
  expect(plain(told("service_failed", "internal").text)).not.toMatch(/internal/);
});

test("a live portal check that could not be made leaves its facts unknown, and closes nothing", () => {
  const error = words.fault.fault({ code: "session_not_read", message: "", serviceCode: "not_found" });
  expect(`${error.lead} ${plain(error.text)}`).toBe(
    "The live portal check could not be made. What it would say is not known. That alone closes nothing. Its code: not_found.",
  );
});

test("an error says what happened first, then what is known and what to press", () => {
  const error = words.fault.fault({ code: "timed_out", message: "", outcome: "not_known" });
  expect(`${error.lead} ${plain(error.text)}`).toBe(
    "We cannot tell yet whether it arrived. Collate did not answer in time. Try again.",
  );
});
