import type { AnswerView, CaseView, FactName, FactView, LiveSessionView, RowView, WatchView } from "../bindings";
import type { Args } from "../transport";
import type { PretendDesk } from "./pretend-desk";
import { anAnswer, aQuestion } from "./requirements";
import { NOW } from "./samples";

// Who the made-up cases are about, and what is read out of answers. All people are invented.

export function aFact(name: FactName, value: string, given: Partial<FactView> = {}): FactView {
  return { name, value, from: QUESTIONS[name], linkIds: [name], mapped: false, ...given };
}

const QUESTIONS: Record<FactName, string> = {
  patient_name: "Patient name",
  birth_date: "Date of birth",
  member_id: "Member ID",
  group_number: "Group number",
  ordering_provider: "Ordering provider",
  diagnosis: "Diagnosis code",
  service_date: "Date of service",
  clinic_number: "Your reference",
};

type Person = readonly [name: string, born: string, memberId: string, provider: string];

const PEOPLE: Record<string, Person> = {
  auth_7QK2M9: ["Testperson, Wilma", "1974-03-22", "NGH 0042 8817 06", "Dr. A. Pretend"],
  auth_4HX8TD: ["Specimen, Hugo", "1949-08-30", "HLA 5510 2231 4", "Dr. C. Notreal"],
  auth_V3C9QA: ["Fabricated, Noel", "1983-01-09", "BFM 2201 7745 3", "Dr. A. Pretend"],
  auth_S0ME0N: ["Standin, Alma", "1990-06-17", "HLA 8830 1140 9", "Dr. C. Notreal"],
  auth_9WD3RB: ["Sample, Otto", "1968-03-03", "BFM 7710 0042 8", "Dr. A. Pretend"],
  auth_2PN6KV: ["Example, Petra", "1957-11-12", "NGH 0917 5520 11", "Dr. B. Imagined"],
  auth_8CJ5LM: ["Placeholder, Ivy", "1995-09-02", "LKS 31 8820 07", "Dr. B. Imagined"],
  auth_5TF1QS: ["Mockford, Lena", "1951-02-14", "JSP 0099 4410 27", "Dr. A. Pretend"],
  auth_6MR4YA: ["Faux, Bertram", "1962-07-25", "HLA 6674 0087 1", "Dr. C. Notreal"],
  auth_0LQ5HU: ["Dummy, Caspian", "1959-12-01", "BFM 4458 9012 6", "Dr. A. Pretend"],
  auth_X2D8WP: ["Stand-In, Marguerite", "1986-04-19", "JSP 1204 3377 50", "Dr. B. Imagined"],
  auth_J4T6BK: ["Invented, Theo", "2011-10-05", "LKS 77 2210 43", "Dr. B. Imagined"],
  auth_C1OSED: ["Testperson, Wilma", "1974-03-22", "NGH 0042 8817 06", "Dr. A. Pretend"],
  auth_W0RK1N: ["Mockfield, Ansel", "1970-05-28", "LKS 90 4417 18", "Dr. C. Notreal"],
  auth_PAYER1: ["Mockford, Lena", "1951-02-14", "JSP 0099 4410 27", "Dr. A. Pretend"],
};

function factsOf(id: string): FactView[] {
  const person = PEOPLE[id];
  if (person === undefined) return [];
  const [name, born, member, provider] = person;
  return [
    aFact("patient_name", name),
    aFact("birth_date", born),
    aFact("member_id", member),
    aFact("ordering_provider", provider),
    ...(id === "auth_5TF1QS" ? [aFact("clinic_number", "OR-2214")] : []),
  ];
}

/** The case with what its answers say of the patient; where it has no questions of its own, with those answers too. */
export function withPerson(view: CaseView): CaseView {
  const facts = factsOf(view.id);
  if (facts.length === 0) return view;
  if (view.requirements.questions.length > 0) return { ...view, facts };
  const items = facts.map((fact) => aQuestion(fact.name, fact.from));
  return {
    ...view,
    facts,
    requirements: {
      ...view.requirements,
      questions: [aQuestion(null, "Patient", { kind: "group", items })],
      answers: facts.map((fact) => anAnswer(fact.name, [fact.value])),
    },
  };
}

const flat = (answers: readonly AnswerView[]): AnswerView[] =>
  answers.flatMap((answer) => [answer, ...flat(answer.items)]);

/** Reads one fact of one case from another answer, or by the general rules again. */
function mapped(view: CaseView, { name, source }: Args<"map_fact">): CaseView {
  const others = view.facts.filter((fact) => fact.name !== name);
  const general = factsOf(view.id).find((fact) => fact.name === name);
  if (source === null) return { ...view, facts: general === undefined ? others : [...others, general] };
  const words = new Map<string, string>();
  const walk = (questions: CaseView["requirements"]["questions"]): void => {
    for (const question of questions) {
      if (question.linkId !== null && question.text !== null) words.set(question.linkId, question.text);
      walk(question.items);
    }
  };
  walk(view.requirements.questions);
  const isIt = (answer: AnswerView) =>
    source.by === "link_id" ? answer.linkId === source.linkId : words.get(answer.linkId) === source.text;
  const answer = flat(view.requirements.answers).find((found) => found.values.length > 0 && isIt(found));
  if (answer === undefined) return { ...view, facts: others };
  const value = answer.values.map((one) => one.display ?? one.text).join(", ");
  const from = words.get(answer.linkId) ?? answer.linkId;
  return { ...view, facts: [...others, { name, value, from, linkIds: [answer.linkId], mapped: true }] };
}

/** A mapping counts for every case of the payer. */
export function mapFact(desk: PretendDesk, args: Args<"map_fact">): void {
  const payer = desk.cases.get(args.case)?.header.payer ?? null;
  const same = [...desk.cases.values()].filter((view) => view.header.payer === payer);
  desk.put(...same.map((view) => mapped(view, args)));
}

export function aWatch(given: Partial<WatchView> = {}): WatchView {
  return { phase: "idle", leftMillis: null, endsAt: null, refusal: null, problem: null, reason: null, ...given };
}

export function anOpenWatch(leftMillis = 240_000): WatchView {
  const endsAt = new Date(Date.parse(NOW) + leftMillis).toISOString();
  return aWatch({ phase: "open", leftMillis, endsAt });
}

export function aSession(given: Partial<LiveSessionView> = {}): LiveSessionView {
  return {
    state: "live",
    channel: "portal",
    holder: "automation",
    holderWord: null,
    watchable: true,
    modes: ["read_only"],
    boundary: "unknown",
    readAt: NOW,
    ...given,
  };
}

const close = (text: string) => text.toLowerCase().replaceAll(/\s/g, "");

/** Whether the words are found in what a row shows; spaces do not count. */
export function isFound(row: RowView, search: string): boolean {
  const wanted = close(search);
  return [row.id, row.reference, row.patient, row.memberId, row.payer, row.serviceCode, row.providerNpi].some(
    (text) => text !== null && close(text).includes(wanted),
  );
}
