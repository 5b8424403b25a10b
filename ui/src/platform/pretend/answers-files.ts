import type {
  AnswerEdit,
  AnswerView,
  CaseView,
  CommandView,
  DocumentView,
  QuestionView,
  RequirementsView,
  Saved,
  StepKind,
} from "../bindings";
import type { Args } from "../transport";
import type { PretendDesk } from "./pretend-desk";
import { NOW, turnOf } from "./samples";

// What happens to answers and files at a pretend desk, in the simplest way that is true.

/** Its number, and the version it leads to. */
export function aSettled(desk: PretendDesk, view: CaseView, kind: StepKind, version: string): CommandView {
  return {
    id: (view.command?.id ?? 0) + 1,
    kind,
    stage: "applied",
    conflict: false,
    version,
    versionNow: String(Number(view.version) + 1),
    serviceCode: null,
    requestId: "req_0H77Q2",
    issues: [],
    operator: desk.desk.operator ?? "",
    at: NOW,
    maySendAgain: false,
    fromBefore: false,
  };
}

function questionOf(questions: readonly QuestionView[], linkId: string): QuestionView | null {
  for (const question of questions) {
    const found = question.linkId === linkId ? question : questionOf(question.items, linkId);
    if (found !== null) return found;
  }
  return null;
}

function answerOf(questions: readonly QuestionView[], edit: AnswerEdit): AnswerView {
  const options = questionOf(questions, edit.linkId)?.options ?? [];
  const values = edit.values.filter((text) => text.trim() !== "");
  return {
    linkId: edit.linkId,
    values: values.map((text) => ({ text, display: options.find((one) => one.code === text)?.display ?? null })),
    items: edit.items.map((item) => answerOf(questions, item)),
  };
}

const says = ({ values, items }: AnswerView): boolean => values.length > 0 || items.some(says);

/** An answer that was changed is not refused any more, and a question that has one is not wanted any more. */
function asked(questions: readonly QuestionView[], answers: readonly AnswerView[], changed: ReadonlySet<string>) {
  const has = (linkId: string | null, some: readonly AnswerView[]): boolean =>
    some.some((one) => (one.linkId === linkId && says(one)) || has(linkId, one.items));
  return questions.map((question): QuestionView => {
    const touched = question.linkId !== null && changed.has(question.linkId);
    return {
      ...question,
      issues: touched ? [] : question.issues,
      wanted: question.wanted && !(touched && has(question.linkId, answers)),
      items: asked(question.items, answers, changed),
    };
  });
}

const all = (questions: readonly QuestionView[]): QuestionView[] =>
  questions.flatMap((question) => [question, ...all(question.items)]);

const linkIds = (items: readonly AnswerEdit[]): string[] =>
  items.flatMap((item) => [item.linkId, ...linkIds(item.items)]);

/** What is still wanted; when nothing is, Collate can be told to go on. */
function counted(view: CaseView, requirements: RequirementsView): Partial<CaseView> {
  if (view.wanted.kind !== "resolve") return { requirements };
  const found = all(requirements.questions);
  const issues = found.filter((question) => question.issues.length > 0).length;
  const questions = found.filter((question) => question.wanted && question.issues.length === 0).length;
  const documents = requirements.documents.length;
  const open = questions + documents + issues;
  const wanted: CaseView["wanted"] =
    open === 0 ? { kind: "continue", automatic: false } : { ...view.wanted, questions, documents, issues };
  return { requirements, wanted, turn: turnOf(wanted) };
}

export function saveAnswers(desk: PretendDesk, { case: id, version, items }: Args<"save_answers">): Saved {
  desk.change(id, (view) => {
    const command = aSettled(desk, view, "save_answers", version);
    if (view.version !== version) {
      return { command: { ...command, stage: "not_done", conflict: true, versionNow: view.version } };
    }
    const { requirements } = view;
    const edited = items.map((item) => answerOf(requirements.questions, item)).filter(says);
    const names = new Set(items.map((item) => item.linkId));
    const answers = [...requirements.answers.filter((answer) => !names.has(answer.linkId)), ...edited];
    const questions = asked(requirements.questions, answers, new Set(linkIds(items)));
    return {
      ...counted(view, { ...requirements, answers, questions }),
      version: command.versionNow,
      command,
    };
  });
  return { problems: [], nothingChanged: false };
}

function changeFile(
  desk: PretendDesk,
  id: string,
  document: number,
  change: (file: DocumentView) => DocumentView | null,
) {
  desk.change(id, ({ requirements }) => ({
    requirements: {
      ...requirements,
      sending: requirements.sending.flatMap((file) => (file.document === document ? (change(file) ?? []) : file)),
    },
  }));
}

/** The file is on the case: what it counts for is not missing any more, and what it replaces is gone. */
function attach(desk: PretendDesk, id: string, document: number): void {
  desk.change(id, (view) => {
    const { requirements } = view;
    const file = requirements.sending.find((one) => one.document === document);
    if (file === undefined) return {};
    const command = aSettled(desk, view, "attach", view.version);
    const attachment = {
      id: `att_${document}0`,
      name: file.name,
      types: file.types,
      description: null,
      createdAt: NOW,
      canShow: true,
    };
    return {
      ...counted(view, {
        ...requirements,
        sending: requirements.sending.filter((one) => one !== file),
        documents: requirements.documents.filter((wanted) => !file.types.includes(wanted.kind)),
        attachments: [...requirements.attachments.filter((one) => one.id !== file.replaces), attachment],
      }),
      version: command.versionNow,
      command,
    };
  });
}

/** One step on the way of a file. */
export function step(desk: PretendDesk, id: string, document: number): void {
  const file = desk.cases.get(id)?.requirements.sending.find((one) => one.document === document);
  if (file === undefined) return;
  const size = file.size ?? 1;
  if (file.stage === "sending" && file.sent < size) {
    changeFile(desk, id, document, () => ({ ...file, sent: Math.min(size, file.sent + Math.ceil(size / 5)) }));
  } else if (file.stage === "attaching") attach(desk, id, document);
  else {
    const next = { sending: "checking", checking: "ready", ready: "attaching" } as const;
    const stage = next[file.stage as keyof typeof next];
    if (stage !== undefined) changeFile(desk, id, document, () => ({ ...file, stage }));
  }
}

/** While the window is only looked at, files go their way by themselves. */
function goesOn(desk: PretendDesk, id: string, document: number): void {
  if (!desk.alive) return;
  const timer = setInterval(() => {
    const file = desk.cases.get(id)?.requirements.sending.find((one) => one.document === document);
    if (file === undefined || !["sending", "checking", "ready", "attaching"].includes(file.stage)) clearInterval(timer);
    else step(desk, id, document);
  }, 600);
}

export function pickDocuments(desk: PretendDesk, { case: id, types, replaces }: Args<"pick_documents">): void {
  const view = desk.cases.get(id);
  if (view === undefined) return;
  const document = Math.max(100, ...view.requirements.sending.map((file) => file.document)) + 1;
  const file: DocumentView = {
    document,
    name: `scan-${document}.pdf`,
    contentType: "application/pdf",
    size: 2_100_000,
    types,
    replaces: replaces ?? null,
    stage: types.length === 0 ? "waiting" : "sending",
    sent: 0,
    refusal: null,
    problem: null,
  };
  desk.change(id, ({ requirements }) => ({
    requirements: { ...requirements, sending: [...requirements.sending, file] },
  }));
  goesOn(desk, id, document);
}

export function sendDocument(desk: PretendDesk, { case: id, document, types }: Args<"send_document">): void {
  changeFile(desk, id, document, (file) => ({ ...file, types, stage: "sending", problem: null }));
  goesOn(desk, id, document);
}

export function stopDocument(desk: PretendDesk, { case: id, document }: Args<"stop_document">): void {
  changeFile(desk, id, document, (file) => ({ ...file, stage: "stopped" }));
}

export function dropDocument(desk: PretendDesk, { case: id, document }: Args<"drop_document">): void {
  changeFile(desk, id, document, () => null);
}

/** Counts for every case, as it is kept for this computer. */
export function setLargestFile(desk: PretendDesk, { bytes }: Args<"set_largest_file">): void {
  for (const id of [...desk.cases.keys()]) {
    desk.change(id, ({ requirements }) => ({ requirements: { ...requirements, largestFile: bytes } }));
  }
}

export function removeAttachment(
  desk: PretendDesk,
  { case: id, version, attachment }: Args<"remove_attachment">,
): void {
  desk.change(id, (view) => {
    const command = aSettled(desk, view, "remove_attachment", version);
    if (view.version !== version) {
      return { command: { ...command, stage: "not_done", conflict: true, versionNow: view.version } };
    }
    const attachments = view.requirements.attachments.filter((file) => file.id !== attachment);
    return {
      ...counted(view, { ...view.requirements, attachments }),
      version: command.versionNow,
      command,
    };
  });
}
