import type { AnswerEdit, AnswerView, QuestionView, RequirementsView, ValueView } from "../../platform/bindings";
import { type Draft, inside, type Key, occurrence, occurrencesOf } from "./draft";
import { bare, same, written } from "./values";

/** A question with what stands in it: what the case has, unless something else was typed. */
export type Field = {
  is: "field";
  key: Key;
  linkId: string;
  /** As the program names it: each link id with its occurrence as shown. */
  path: string;
  /** Its place in the questionnaire, for reading; fields in a row of a repeated group have none. */
  number: number | null;
  question: QuestionView;
  /** What the case has. */
  current: readonly ValueView[];
  /** The case's answers as they came. */
  answers: readonly AnswerView[];
  /** What stands in it now. */
  values: readonly string[];
  /** Whether saving would change it. */
  changed: boolean;
  /** The case's own value is another one than when the draft of it began. */
  meanwhile: boolean;
  /** It can only be read. */
  locked: boolean;
  /** Why, when its own answer is of a form that cannot be written. */
  asItIs: boolean;
};

export type Occurrence = {
  id: string;
  key: Key;
  index: number;
  items: readonly Item[];
  answers: readonly AnswerView[];
  /** What it has itself, beside what stands inside. */
  own: readonly ValueView[];
};

/** A group of questions: once, or as often as it is repeated. */
export type Group = {
  is: "group";
  key: Key;
  linkId: string;
  number: number | null;
  question: QuestionView;
  /** How often the case has it. */
  had: number;
  /** It is there several times, or may be: each is shown, as it is sent whole. */
  repeated: boolean;
  occurrences: readonly Occurrence[];
  locked: boolean;
};

/** A heading over questions that stand beside the others. */
export type Heading = { is: "heading"; key: Key; question: QuestionView; items: readonly Item[] };

export type Item = Field | Group | Heading;

type Above = { key: Key; path: string; rowed: boolean; locked: boolean };
type Numbers = { next: number };

const TOP: Above = { key: "", path: "", rowed: false, locked: false };

/** Whether it may be answered several times, whichever way the service says so. */
export const mayRepeat = ({ repeats, maxOccurs }: QuestionView) => repeats || (maxOccurs ?? 1) > 1;

/** Whatever its kind: what has questions inside is answered question by question. */
const isGroup = ({ kind, items }: QuestionView) => kind === "group" || items.length > 0;

/** Whether a value inside came in a shape that is not known: what is sent whole is then not sent at all. */
function isAsItIs(question: QuestionView): boolean {
  return question.asItIs || question.items.some(isAsItIs);
}

/** The questionnaire with the answers of the case and what was typed. Where nothing can be changed, drafts are left out. */
export function formOf({ questions, answers }: RequirementsView, draft: Draft, locked: boolean): readonly Item[] {
  return level(questions, answers, draft, { ...TOP, locked }, { next: 1 });
}

function level(
  questions: readonly QuestionView[],
  answers: readonly AnswerView[],
  draft: Draft,
  above: Above,
  numbers: Numbers,
): readonly Item[] {
  return questions.map((question, index): Item => {
    const { linkId } = question;
    if (isGroup(question) && linkId === null) {
      const key = inside(above.key, ` ${index}`);
      return { is: "heading", key, question, items: level(question.items, answers, draft, above, numbers) };
    }
    const at = { ...above, locked: above.locked || (above.key === "" && isAsItIs(question)) };
    return isGroup(question)
      ? group(question, linkId ?? "", answers, draft, at, numbers)
      : field(question, linkId ?? "", answers, draft, at, numbers);
  });
}

function group(
  question: QuestionView,
  linkId: string,
  answers: readonly AnswerView[],
  draft: Draft,
  above: Above,
  numbers: Numbers,
): Group {
  const key = inside(above.key, linkId);
  const had = answers.filter((answer) => answer.linkId === linkId);
  const least = question.minOccurs ?? 1;
  const known = above.locked ? { ...draft, fields: {}, groups: {} } : draft;
  const repeated = mayRepeat(question) || had.length > 1;
  const ids = repeated ? occurrencesOf(known, key, had.length, least) : ["0"];
  const number = repeated && !above.rowed ? numbers.next++ : null;
  const occurrences = ids.map((id, index): Occurrence => {
    const { items: answered = [], values: own = [] } = had[Number(id)] ?? {};
    const inner: Above = {
      ...above,
      key: occurrence(key, id),
      path: `${above.path}${linkId}:${index}/`,
      rowed: above.rowed || repeated,
    };
    const items = level(question.items, answered, draft, inner, numbers);
    return { id, key: inner.key, index, answers: answered, own, items };
  });
  return { is: "group", key, linkId, number, question, had: had.length, repeated, occurrences, locked: above.locked };
}

const texts = (values: readonly ValueView[]) => values.map((value) => value.text);

/** Every value of an answer, also of those inside. */
const valuesIn = ({ values, items }: AnswerView): readonly ValueView[] => [...values, ...items.flatMap(valuesIn)];

function field(
  question: QuestionView,
  linkId: string,
  answers: readonly AnswerView[],
  draft: Draft,
  above: Above,
  numbers: Numbers,
): Field {
  const key = inside(above.key, linkId);
  const own = answers.filter((answer) => answer.linkId === linkId);
  // With answers inside that nobody asks for, what was typed would take the place of more than is seen.
  const nested = own.some((answer) => answer.items.length > 0);
  const locked = above.locked || nested;
  const current = own.flatMap(nested ? valuesIn : ({ values }) => values);
  const had = texts(current);
  const typed = locked ? undefined : draft.fields[key];
  const values = typed?.values ?? had;
  const changed = typed !== undefined && !same(bare(question, values), bare(question, had));
  return {
    is: "field",
    key,
    linkId,
    path: `${above.path}${linkId}:0`,
    number: above.rowed ? null : numbers.next++,
    question,
    current,
    answers: own,
    values,
    changed,
    meanwhile: changed && !same(bare(question, typed.base), bare(question, had)),
    locked,
    asItIs: question.asItIs || nested,
  };
}

/** Every field, in the order they are shown. */
export function fieldsOf(items: readonly Item[]): readonly Field[] {
  return items.flatMap((item) => {
    if (item.is === "field") return [item];
    return item.is === "heading" ? fieldsOf(item.items) : item.occurrences.flatMap((one) => fieldsOf(one.items));
  });
}

/** Every group, those inside others too. */
export function groupsOf(items: readonly Item[]): readonly Group[] {
  return items.flatMap((item) => {
    if (item.is === "field") return [];
    if (item.is === "heading") return groupsOf(item.items);
    return [item, ...item.occurrences.flatMap((one) => groupsOf(one.items))];
  });
}

/** The outermost questions: what stands under a heading only counts as outermost. */
export function outermost(items: readonly Item[]): readonly (Field | Group)[] {
  return items.flatMap((item) => (item.is === "heading" ? outermost(item.items) : [item]));
}

const asTheyAre = (answers: readonly AnswerView[]): AnswerEdit[] =>
  answers.map(({ linkId, values, items }) => ({
    linkId,
    values: texts(values),
    items: asTheyAre(items),
  }));

function linkIds(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) => (item.is === "heading" ? linkIds(item.items) : [item.linkId]));
}

/** What was typed is sent as it was understood; what the case has and nobody changed, in its own words. */
function fieldEdits({ linkId, question, current, answers, values, changed }: Field): AnswerEdit[] {
  if (!changed && answers.length > 0) return asTheyAre(answers);
  const had = texts(current);
  const sent = changed ? values : [];
  return [{ linkId, values: sent.map((value) => (had.includes(value) ? value : written(question, value))), items: [] }];
}

/** A question as it is sent: whole, with what the questionnaire does not ask but the case has. */
function editsOf(item: Item): AnswerEdit[] {
  if (item.is === "heading") return item.items.flatMap(editsOf);
  if (item.is === "field") return fieldEdits(item);
  const { linkId } = item;
  if (item.occurrences.length === 0) return [{ linkId, values: [], items: [] }];
  return item.occurrences.map(({ items, answers, own }) => {
    const known = linkIds(items);
    const others = answers.filter((answer) => !known.includes(answer.linkId));
    return { linkId, values: texts(own), items: [...items.flatMap(editsOf), ...asTheyAre(others)] };
  });
}

/** Whether saving would change anything inside. */
export function isChanged(item: Item): boolean {
  if (item.is === "field") return item.changed;
  if (item.is === "heading") return item.items.some(isChanged);
  const shown = item.occurrences.filter(({ id }) => Number(id) < item.had);
  return shown.length < item.had || item.occurrences.some((one) => one.items.some(isChanged));
}

/** What a save sends: every outermost question that is different from the case, whole. */
export function changesOf(items: readonly Item[]): AnswerEdit[] {
  return outermost(items)
    .filter((item) => !item.locked && isChanged(item))
    .flatMap(editsOf);
}

/** How many things were changed and not saved: fields, and groups that were added to or taken from. */
export function countChanges(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === "field") return sum + (item.changed ? 1 : 0);
    if (item.is === "heading") return sum + countChanges(item.items);
    const removed = item.had - item.occurrences.filter(({ id }) => Number(id) < item.had).length;
    return sum + removed + item.occurrences.reduce((inner, one) => inner + countChanges(one.items), 0);
  }, 0);
}

/** What is in no field that is shown: the question is not asked any more, or nothing can be changed now. */
export function adrift(draft: Draft, items: readonly Item[]): readonly { key: Key; values: readonly string[] }[] {
  const shown = new Set(
    fieldsOf(items)
      .filter((one) => !one.locked)
      .map((one) => one.key),
  );
  return Object.entries(draft.fields)
    .filter(([key, typed]) => !shown.has(key) && typed.values.some((value) => value.trim() !== ""))
    .map(([key, typed]) => ({ key, values: typed.values }));
}
