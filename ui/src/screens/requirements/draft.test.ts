import { expect, test } from "vitest";
import type { AnswerView, QuestionView, RequirementsView } from "../../platform/bindings";
import { anAnswer, aQuestion } from "../../platform/pretend/requirements";
import { aCase, aCommand, someRequirements } from "../../platform/pretend/samples";
import { type Draft, inside, NO_DRAFT, occurrence, withAdded, withField, withRemoved, withSent } from "./draft";
import { changesOf, fieldsOf, formOf, type Group, type Item, isChanged } from "./form";
import { placed, problemsAt } from "./place";
import { settled } from "./settle";

const drugs = aQuestion("drugs", "Medicines", {
  kind: "group",
  repeats: true,
  maxOccurs: 5,
  items: [aQuestion("name", "Name"), aQuestion("from", "From", { kind: "date" })],
});
const QUESTIONS: QuestionView[] = [
  aQuestion(null, "History", { kind: "group", items: [aQuestion("why", "Why"), drugs] }),
  aQuestion("dose", "Dose", { kind: "decimal" }),
];
const drug = (name: string, from: string): AnswerView =>
  anAnswer("drugs", [], [anAnswer("name", [name]), anAnswer("from", [from]), anAnswer("extra", ["kept"])]);

const asks = (...answers: AnswerView[]): RequirementsView => someRequirements({ questions: QUESTIONS, answers });
const HAS = asks(
  anAnswer("why", ["Pain"]),
  drug("A", "2024-01-12"),
  drug("B", "2025-01-12"),
  anAnswer("dose", ["400"]),
);

const at = (linkId: string, nth = "0") => inside(occurrence("drugs", nth), linkId);
const typed = (draft: Draft, key: string, current: string[], ...values: string[]) =>
  withField(draft, key, current, values);
const group = (items: readonly Item[]) =>
  items.flatMap((item) => (item.is === "heading" ? item.items : [item]))[1] as Group;
const added = (draft: Draft, has = HAS) => {
  const { occurrences, had, key } = group(formOf(has, draft, false));
  return withAdded(
    draft,
    key,
    occurrences.map((one) => one.id),
    had,
  );
};
const removed = (draft: Draft, id: string) => {
  const { occurrences, had, key } = group(formOf(HAS, draft, false));
  return withRemoved(
    draft,
    key,
    occurrences.map((one) => one.id),
    had,
    id,
  );
};
const names = (draft: Draft, has = HAS) =>
  group(formOf(has, draft, false)).occurrences.map((one) => fieldsOf(one.items)[0]?.values[0] ?? "");

test("only outermost questions that differ are sent; a heading is none of them", () => {
  const draft = typed(NO_DRAFT, "why", ["Pain"], "Worse pain");
  expect(changesOf(formOf(HAS, draft, false))).toEqual([{ linkId: "why", values: ["Worse pain"], items: [] }]);
});

test("a group is sent whole: every occurrence, every question, and what the questionnaire does not ask", () => {
  const draft = typed(NO_DRAFT, at("from", "1"), ["2025-01-12"], "20 Feb 2025");
  const leaf = (linkId: string, ...values: string[]) => ({ linkId, values, items: [] });
  expect(changesOf(formOf(HAS, draft, false))).toEqual(
    [leaf("drugs"), leaf("drugs")].map((one, index) => ({
      ...one,
      items: [
        leaf("name", index === 0 ? "A" : "B"),
        leaf("from", index === 0 ? "2024-01-12" : "2025-02-20"),
        leaf("extra", "kept"),
      ],
    })),
  );
});

test("what is written otherwise but says the same changes nothing", () => {
  const draft = typed(typed(NO_DRAFT, at("from"), ["2024-01-12"], "1/12/2024"), "dose", ["400"], "0400");
  const items = formOf(HAS, draft, false);
  expect(items.some(isChanged)).toBe(false);
  expect(changesOf(items)).toEqual([]);
});

test("an answer that is taken away is sent as none", () => {
  expect(changesOf(formOf(HAS, typed(NO_DRAFT, "dose", ["400"], ""), false))).toEqual([
    { linkId: "dose", values: [""], items: [] },
  ]);
  const none = removed(removed(NO_DRAFT, "0"), "1");
  expect(changesOf(formOf(HAS, none, false))).toEqual([{ linkId: "drugs", values: [], items: [] }]);
});

test("an occurrence more that nothing is typed into is no change", () => {
  expect(formOf(HAS, added(NO_DRAFT), false).some(isChanged)).toBe(false);
});

test("what was taken away and is the case's again is no draft any more", () => {
  const draft = typed(typed(NO_DRAFT, "why", ["Pain"], "x"), "why", ["Pain"], "Pain");
  expect(draft.fields).toEqual({});
});

test("fields nobody typed into follow the case, also in a group that is being edited", () => {
  const draft = typed(NO_DRAFT, at("name"), ["A"], "A2");
  const moved = asks(anAnswer("why", ["Pain"]), drug("A", "2024-06-06"), drug("B", "2025-01-12"));
  const fields = fieldsOf(formOf(moved, draft, false));
  expect(fields.find((field) => field.key === at("from"))?.values).toEqual(["2024-06-06"]);
  expect(fields.find((field) => field.key === at("name"))).toMatchObject({ values: ["A2"], meanwhile: false });
});

test("a field whose case value moved since says so, and keeps what was typed", () => {
  const draft = typed(NO_DRAFT, "why", ["Pain"], "Worse");
  const moved = asks(anAnswer("why", ["Better"]));
  expect(fieldsOf(formOf(moved, draft, false))[0]).toMatchObject({ values: ["Worse"], meanwhile: true });
});

test("an occurrence that came to the case since stands before what was added here", () => {
  const draft = typed(added(NO_DRAFT), at("name", "n1"), [], "Mine");
  const more = asks(drug("A", "2024-01-12"), drug("B", "2025-01-12"), drug("C", "2026-01-12"));
  expect(names(draft, more)).toEqual(["A", "B", "C", "Mine"]);
});

test("an occurrence the case lost stays while something is typed into it", () => {
  const draft = typed(NO_DRAFT, at("name", "1"), ["B"], "B2");
  expect(names(draft, asks(drug("A", "2024-01-12")))).toEqual(["A", "B2"]);
});

const applied = (has: RequirementsView, id = 8) =>
  aCase(
    "c",
    { kind: "unknown_step" },
    { version: "24", requirements: has, command: aCommand({ id, kind: "save_answers", stage: "applied" }) },
  );

test("once it is applied exactly what was sent is forgotten", () => {
  const sent = withSent(typed(typed(NO_DRAFT, "why", ["Pain"], "Worse"), "dose", ["400"], "500"), 7, "23");
  const since = typed(sent, "dose", ["400"], "600");
  const after = settled(since, applied(asks(anAnswer("why", ["Worse"]), anAnswer("dose", ["500"]))));
  expect(after.fields).toEqual({ dose: { base: ["500"], values: ["600"] } });
  expect(after.sent).toBeNull();
});

test("an occurrence that was added and saved is the case's; what was typed into it since stands there", () => {
  const sent = withSent(typed(added(NO_DRAFT), at("name", "n1"), [], "C"), 7, "23");
  const has = asks(
    anAnswer("why", ["Pain"]),
    drug("A", "2024-01-12"),
    drug("B", "2025-01-12"),
    drug("C", "2026-01-12"),
  );
  expect(settled(sent, applied(has))).toMatchObject({ fields: {}, groups: {}, sent: null });
  const since = typed(sent, at("from", "n1"), [], "2 Feb 2026");
  const after = settled(since, applied(has));
  expect(names(after, has)).toEqual(["A", "B", "C"]);
  expect(after.fields).toEqual({ [at("from", "2")]: { base: ["2026-01-12"], values: ["2 Feb 2026"] } });
});

test("an older command, a refusal and a conflict leave everything as it was typed", () => {
  const sent = withSent(typed(NO_DRAFT, "why", ["Pain"], "Worse"), 8, "23");
  expect(settled(sent, applied(HAS, 8)).fields).toEqual(sent.fields);
  for (const stage of ["refused", "not_done", "not_sent"] as const) {
    const view = aCase(
      "c",
      { kind: "unknown_step" },
      { requirements: HAS, command: aCommand({ id: 9, kind: "save_answers", stage }) },
    );
    expect(settled(sent, view)).toMatchObject({ fields: sent.fields, sent: null });
  }
});

test("a save whose command was followed by another is known by what the case has", () => {
  const sent = withSent(typed(NO_DRAFT, "why", ["Pain"], "Worse"), 7, "23");
  const other = aCommand({ id: 9, kind: "attach", stage: "sending" });
  const view = (why: string) =>
    aCase("c", { kind: "unknown_step" }, { version: "25", requirements: asks(anAnswer("why", [why])), command: other });
  expect(settled(sent, view("Worse")).fields).toEqual({});
  expect(settled(sent, view("Pain")).fields).toEqual(sent.fields);
});

test("where nothing can be changed the case's own answers stand", () => {
  const draft = typed(added(NO_DRAFT), "why", ["Pain"], "Worse");
  const fields = fieldsOf(formOf(HAS, draft, true));
  expect(fields[0]).toMatchObject({ values: ["Pain"], changed: false, locked: true });
  expect(fields).toHaveLength(6);
});

test("a group with an answer nobody can write is left alone as a whole", () => {
  const inner = [aQuestion("name", "Name"), aQuestion("odd", "Odd", { asItIs: true })];
  const has = someRequirements({ questions: [aQuestion("g", "G", { kind: "group", items: inner })] });
  const fields = fieldsOf(formOf(has, NO_DRAFT, false));
  expect(fields.map((field) => field.locked)).toEqual([true, true]);
});

test("an issue lands on the question its place names, in the occurrence it names; else at the top", () => {
  const items = formOf(HAS, NO_DRAFT, false);
  const issue = (field: string | null) => ({ code: "bad", message: null, field });
  const where = (field: string | null) => [...placed(items, [issue(field)]).at.keys()][0] ?? null;
  expect(where("why")).toBe("why");
  expect(where("drugs[1].from")).toBe(at("from", "1"));
  expect(where("/answers/item/drugs/0/name")).toBe(at("name", "0"));
  expect(where("drugs:1/name:0")).toBe(at("name", "1"));
  expect(where("drugs")).toBe("drugs");
  expect(where("nothing.here")).toBeNull();
  expect(placed(items, [issue(null)]).loose).toHaveLength(1);
});

test("a value the program would not send is found by its path", () => {
  const items = formOf(HAS, NO_DRAFT, false);
  expect(problemsAt(items, [{ path: "drugs:1/from:0", value: 0, problem: "not_a_date" }])).toEqual({
    [at("from", "1")]: [{ value: 0, problem: "not_a_date" }],
  });
});

const leaf = (linkId: string, ...values: string[]) => ({ linkId, values, items: [] });

test("a group the case has several times is kept whole, although nobody says that it repeats", () => {
  for (const maxOccurs of [5, null]) {
    const codes = aQuestion("codes", "Codes", { kind: "group", maxOccurs, items: [aQuestion("code", "Code")] });
    const has = someRequirements({
      questions: [codes, aQuestion("why", "Why")],
      answers: ["A", "B"].map((code) => anAnswer("codes", [], [anAnswer("code", [code])])),
    });
    expect(formOf(has, NO_DRAFT, false).some(isChanged)).toBe(false);
    expect(changesOf(formOf(has, typed(NO_DRAFT, "why", [], "x"), false))).toEqual([leaf("why", "x")]);
    const second = typed(NO_DRAFT, inside(occurrence("codes", "1"), "code"), ["B"], "B2");
    expect(changesOf(formOf(has, second, false))).toEqual([
      { linkId: "codes", values: [], items: [leaf("code", "A")] },
      { linkId: "codes", values: [], items: [leaf("code", "B2")] },
    ]);
  }
});

test("whatever has questions inside is a group, and its own values go back with it", () => {
  const table = aQuestion("t", "Table", {
    kind: "unknown",
    kindWord: "table",
    items: [aQuestion("cell", "Cell"), aQuestion("pick", "Pick", { kind: "choice", items: [aQuestion("sub", "Sub")] })],
  });
  const has = someRequirements({
    questions: [table],
    answers: [anAnswer("t", [" head "], [anAnswer("cell", ["1"]), anAnswer("pick", ["P"], [anAnswer("sub", ["s"])])])],
  });
  const cell = inside(occurrence("t", "0"), "cell");
  expect(fieldsOf(formOf(has, NO_DRAFT, false)).map((field) => field.linkId)).toEqual(["cell", "sub"]);
  expect(changesOf(formOf(has, typed(NO_DRAFT, cell, ["1"], "2"), false))).toEqual([
    {
      linkId: "t",
      values: [" head "],
      items: [leaf("cell", "2"), { ...leaf("pick", "P"), items: [leaf("sub", "s")] }],
    },
  ]);
});

test("an answer with others inside that nobody asks for is only read, and goes back as it is", () => {
  const asks = [aQuestion("a", "A"), aQuestion("b", "B")];
  const has = someRequirements({
    questions: [aQuestion("g", "G", { kind: "group", items: asks })],
    answers: [anAnswer("g", [], [anAnswer("a", ["x"], [anAnswer("deep", ["y"])]), anAnswer("b", ["1"])])],
  });
  const key = (linkId: string) => inside(occurrence("g", "0"), linkId);
  const draft = typed(typed(NO_DRAFT, key("b"), ["1"], "2"), key("a"), ["x"], "lost");
  const items = formOf(has, draft, false);
  expect(fieldsOf(items)[0]).toMatchObject({ locked: true, values: ["x", "y"], changed: false });
  expect(changesOf(items)).toEqual([
    { linkId: "g", values: [], items: [{ ...leaf("a", "x"), items: [leaf("deep", "y")] }, leaf("b", "2")] },
  ]);
});

test("what nobody changed goes back in the case's own words, beside what was changed", () => {
  const asks = [
    aQuestion("day", "Day", { kind: "date" }),
    aQuestion("sum", "Sum", { kind: "decimal" }),
    aQuestion("words", "Words"),
    aQuestion("list", "List", { kind: "decimal", repeats: true }),
  ];
  const has = someRequirements({
    questions: [aQuestion("g", "G", { kind: "group", items: asks })],
    answers: [
      anAnswer(
        "g",
        [],
        [
          anAnswer("day", ["1/2/2026"]),
          anAnswer("sum", ["+007"]),
          anAnswer("words", [" x "]),
          anAnswer("list", ["01", "02"]),
        ],
      ),
    ],
  });
  const key = (linkId: string) => inside(occurrence("g", "0"), linkId);
  const draft = typed(typed(NO_DRAFT, key("sum"), ["+007"], "7"), key("list"), ["01", "02"], "01", "03");
  expect(changesOf(formOf(has, draft, false))).toEqual([
    {
      linkId: "g",
      values: [],
      items: [leaf("day", "1/2/2026"), leaf("sum", "+007"), leaf("words", " x "), leaf("list", "01", "3")],
    },
  ]);
});

test("a save that only took an occurrence away counts as saved only where the case has one less", () => {
  const sent = withSent(removed(NO_DRAFT, "1"), 7, "23");
  const other = aCommand({ id: 9, kind: "attach", stage: "sending" });
  const view = (...answers: AnswerView[]) =>
    aCase("c", { kind: "unknown_step" }, { version: "25", requirements: asks(...answers), command: other });
  expect(settled(sent, view(drug("A", "2024-01-12"), drug("B", "2025-01-12")))).toBe(sent);
  expect(settled(sent, view(drug("A", "2024-01-12")))).toMatchObject({ groups: {}, sent: null });
});

test("what was typed into a new occurrence is looked for where it has come to stand", () => {
  const sent = withSent(typed(added(NO_DRAFT), at("name", "n1"), [], "C"), 7, "23");
  const other = aCommand({ id: 9, kind: "attach", stage: "sending" });
  const view = (third: string) =>
    aCase(
      "c",
      { kind: "unknown_step" },
      {
        version: "25",
        requirements: asks(drug("A", "2024-01-12"), drug("B", "2025-01-12"), drug(third, "2026-01-12")),
        command: other,
      },
    );
  expect(settled(sent, view("D")).sent).not.toBeNull();
  expect(settled(sent, view("C"))).toMatchObject({ fields: {}, groups: {}, sent: null });
});
