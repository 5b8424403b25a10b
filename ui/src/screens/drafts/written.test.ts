import { expect, test } from "vitest";
import type { DraftSlot } from "../../platform/bindings";
import { EMPTY_NEW_CASE } from "../create/draft";
import { Memory } from "../frame/memory";
import { EMPTY_DRAFT } from "../handoff/report/draft";
import { NO_DRAFT, withField, withSent } from "../requirements/draft";
import { keyOf, kindsOf, nameOf, reportKey, understood, written } from "./written";

const kinds = kindsOf(new Memory());
const answers = withSent(withField(NO_DRAFT, "t-score", [], ["-2.7"]), 3, "23");
const report = { ...EMPTY_DRAFT, reference: "NG-26-1", pasted: true, compared: true, pressed: "not_sure" } as const;
const newCase = { ...EMPTY_NEW_CASE, npi: "1999999984", problems: [{ field: "code", error: null } as const] };

test("every draft comes back as it was typed; what was found out about it does not", () => {
  const problems = { "t-score": [{ value: 0, problem: "not_a_number" as const }] };
  const body = written(kinds.answers, { ...answers, problems }, false) ?? "";
  expect(understood(kinds.answers, body)).toEqual({ value: answers, tried: false });
  const said = written(kinds.report, report, true) ?? "";
  expect(understood(kinds.report, said)).toEqual({ value: { ...report, compared: false }, tried: true });
  const made = written(kinds.new_case, newCase, false) ?? "";
  expect(understood(kinds.new_case, made)).toEqual({ value: { ...newCase, problems: [] }, tried: false });
});

test("nothing typed is nothing written", () => {
  expect(written(kinds.answers, NO_DRAFT, false)).toBeNull();
  expect(written(kinds.report, { ...EMPTY_DRAFT, ended: "unable" as const }, true)).toBeNull();
  expect(written(kinds.new_case, { ...EMPTY_NEW_CASE, problems: newCase.problems }, false)).toBeNull();
});

test("what has another form or is of another version is not guessed at", () => {
  const body = (draft: unknown, format: unknown = 1, tried: unknown = false) =>
    JSON.stringify({ format, tried, draft });
  expect(understood(kinds.new_case, body({ ...EMPTY_NEW_CASE, npi: "1" }))?.value.npi).toBe("1");
  for (const bad of [
    "",
    "{",
    "null",
    "[]",
    body({ ...EMPTY_NEW_CASE, npi: "1" }, 2),
    body({ ...EMPTY_NEW_CASE, npi: "1" }, 1, "no"),
    body({ ...EMPTY_NEW_CASE, npi: 1 }),
    body({ ...EMPTY_NEW_CASE, way: 1 }),
    body({ ...EMPTY_NEW_CASE, policy: "whatever" }),
    body({ npi: "1" }),
    body(null),
  ]) {
    expect(understood(kinds.new_case, bad), bad).toBeNull();
  }
  for (const bad of [
    { ...EMPTY_DRAFT, ended: "sent" },
    { ...EMPTY_DRAFT, pressed: "maybe" },
    { ...EMPTY_DRAFT, outcome: 7 },
    { ...EMPTY_DRAFT, noNumber: "yes" },
    [],
    "text",
  ]) {
    expect(understood(kinds.report, body(bad)), JSON.stringify(bad)).toBeNull();
  }
  for (const bad of [
    { ...NO_DRAFT, fields: { a: { base: [], values: [1] } } },
    { ...NO_DRAFT, fields: [] },
    { ...NO_DRAFT, groups: { a: { base: -1, ids: [] } } },
    { ...NO_DRAFT, groups: { a: { base: 1, ids: "0" } } },
    { ...NO_DRAFT, added: 1.5 },
    { ...NO_DRAFT, sent: { ...answers.sent, before: "3" } },
    { ...NO_DRAFT, sent: { fields: {} } },
    { fields: {}, groups: {}, added: 0 },
  ]) {
    expect(understood(kinds.answers, body(bad)), JSON.stringify(bad)).toBeNull();
  }
});

test("what nobody knows in a draft is left behind", () => {
  const body = JSON.stringify({ format: 1, tried: false, draft: { ...EMPTY_DRAFT, note: "typed", more: "unknown" } });
  expect(understood(kinds.report, body)?.value).toEqual({ ...EMPTY_DRAFT, note: "typed" });
});

test("a slot, its key and its name belong together", () => {
  const slots: DraftSlot[] = [
    { kind: "answers", case: "auth_5TF1QS" },
    { kind: "report", case: "auth_7QK2M9", handoff: "ho_1" },
    { kind: "new_case" },
  ];
  for (const slot of slots) expect(kinds[slot.kind].slotOf(keyOf(slot))).toEqual(slot);
  expect(new Set(slots.map(nameOf)).size).toBe(3);
  expect(keyOf(slots[1] as DraftSlot)).toBe(reportKey("auth_7QK2M9", "ho_1"));
});
