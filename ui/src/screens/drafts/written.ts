import type { Keep } from "../../parts/keep";
import type { DraftSlot, SubmitPressed } from "../../platform/bindings";
import { DRAFT, EMPTY_NEW_CASE, isUntouched, type NewCaseDraft, POLICIES } from "../create/draft";
import type { Memory } from "../frame/memory";
import { EMPTY_DRAFT, isEmpty as isEmptyReport, type Draft as ReportDraft } from "../handoff/report/draft";
import { type Draft as AnswerDraft, isEmpty as isEmptyAnswers } from "../requirements/draft";

/** How drafts are written now. Another number is of another version of this program, and is not guessed at. */
const FORMAT = 1;

/** A draft as it was written, once it was understood. */
export type Written<T> = {
  value: T;
  /** Whether it was about to be sent, or had been: then nobody may say that it was not. */
  tried: boolean;
};

/** One kind of thing that is typed: where it is in this window, and how it is written. */
export type Kind<T> = {
  keep: Keep<T>;
  isEmpty: (value: T) => boolean;
  slotOf: (key: string) => DraftSlot;
  /** What of it is written: not what is found out anew, such as what is wrong with it. */
  lasting: (value: T) => unknown;
  /** What was written, or nothing when it does not have the form of such a draft. */
  read: (written: unknown) => T | null;
};

/** What a report is kept under. No id has this sign. */
const AND = "\u001f";
export const reportKey = (caseId: string, handoff: string): string => `${caseId}${AND}${handoff}`;

/** The name of a slot in this window. */
export function nameOf(slot: DraftSlot): string {
  return slot.kind === "new_case" ? slot.kind : `${slot.kind} ${keyOf(slot)}`;
}

/** The key a slot's value is under, among those of its kind. */
export function keyOf(slot: DraftSlot): string {
  switch (slot.kind) {
    case "answers":
      return slot.case;
    case "report":
      return reportKey(slot.case, slot.handoff);
    case "new_case":
      return DRAFT;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The fields the example has, each of the type it has there; where the example has nothing, text or nothing is. */
function likeIn<T extends object>(example: T, value: unknown): T | null {
  if (!isFields(value)) return null;
  const found = Object.entries(example).map(([name, like]) => [name, like, value[name]] as const);
  const sound = found.every(([, like, field]) =>
    like === null ? field === null || typeof field === "string" : typeof field === typeof like,
  );
  return sound ? (Object.fromEntries(found.map(([name, , field]) => [name, field])) as T) : null;
}

const isEdits = (value: Fields): boolean =>
  isFields(value.fields) &&
  isFields(value.groups) &&
  Object.values(value.fields).every((field) => isFields(field) && isTexts(field.base) && isTexts(field.values)) &&
  Object.values(value.groups).every((group) => isFields(group) && isCount(group.base) && isTexts(group.ids));

function isSent(value: unknown): boolean {
  if (value === null) return true;
  return (
    isFields(value) &&
    isEdits(value) &&
    (value.before === null || isCount(value.before)) &&
    typeof value.version === "string"
  );
}

function readAnswers(written: unknown): AnswerDraft | null {
  if (!isFields(written) || !isEdits(written) || !isSent(written.sent) || !isCount(written.added)) return null;
  const { fields, groups, sent, added } = written as AnswerDraft;
  return { fields, groups, sent, added, problems: {} };
}

const PRESSED: readonly (SubmitPressed | null)[] = ["yes", "no", "not_sure", null];

function readReport(written: unknown): ReportDraft | null {
  const { compared: _, ...typed } = EMPTY_DRAFT;
  const found = likeIn(typed, written);
  if (found === null || !["finished", "unable"].includes(found.ended) || !PRESSED.includes(found.pressed)) return null;
  // That a number was compared with the portal is said of what is looked at, not of what is remembered.
  return { ...found, compared: false };
}

function readNewCase(written: unknown): NewCaseDraft | null {
  const { problems: _, ...typed } = EMPTY_NEW_CASE;
  const found = likeIn(typed, written);
  return found === null || !POLICIES.includes(found.policy) ? null : { ...found, problems: [] };
}

/** Everything that is typed and must not be lost. */
export function kindsOf(memory: Memory) {
  const answers: Kind<AnswerDraft> = {
    keep: memory.answers,
    isEmpty: (draft) => isEmptyAnswers(draft) && draft.sent === null,
    slotOf: (id) => ({ kind: "answers", case: id }),
    lasting: ({ problems: _, ...typed }) => typed,
    read: readAnswers,
  };
  const reports: Kind<ReportDraft> = {
    keep: memory.drafts,
    isEmpty: isEmptyReport,
    slotOf: (key) => {
      const [id = "", handoff = ""] = key.split(AND);
      return { kind: "report", case: id, handoff };
    },
    lasting: ({ compared: _, ...typed }) => typed,
    read: readReport,
  };
  const newCases: Kind<NewCaseDraft> = {
    keep: memory.newCases,
    isEmpty: isUntouched,
    slotOf: () => ({ kind: "new_case" }),
    lasting: ({ problems: _, ...typed }) => typed,
    read: readNewCase,
  };
  return { answers, report: reports, new_case: newCases };
}

/** A draft as it is written; `null` where nothing is typed. */
export function written<T>(kind: Kind<T>, value: T, tried: boolean): string | null {
  return kind.isEmpty(value) ? null : JSON.stringify({ format: FORMAT, tried, draft: kind.lasting(value) });
}

/** What was written, or nothing when it cannot be understood. */
export function understood<T>(kind: Kind<T>, body: string): Written<T> | null {
  let found: unknown;
  try {
    found = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isFields(found) || found.format !== FORMAT || typeof found.tried !== "boolean") return null;
  const value = kind.read(found.draft);
  return value === null ? null : { value, tried: found.tried };
}
