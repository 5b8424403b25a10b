import type { SubmitPressed } from "../../../platform/bindings";

/** What the operator types about a handoff. Kept until it is sent and taken, or thrown away by the operator. */
export type Draft = {
  ended: "finished" | "unable";
  outcome: string | null;
  reference: string;
  again: string;
  /** Whether the number was pasted: then it is compared by eye instead of typed twice. */
  pasted: boolean;
  compared: boolean;
  noNumber: boolean;
  note: string;
  reason: string | null;
  unableNote: string;
  pressed: SubmitPressed | null;
  revokeReason: string;
  revokeNote: string;
};

export const EMPTY_DRAFT: Draft = {
  ended: "finished",
  outcome: null,
  reference: "",
  again: "",
  pasted: false,
  compared: false,
  noNumber: false,
  note: "",
  reason: null,
  unableNote: "",
  pressed: null,
  revokeReason: "",
  revokeNote: "",
};

/** What is missing, by the part of the form that says it. Values are keys of the catalogue. */
export type Needs = {
  outcome?: "outcome";
  reference?: "reference";
  again?: "again" | "mismatch";
  compare?: "compare";
  note?: "noteForNoNumber" | "noteForOther";
  reason?: "reason";
  pressed?: "pressed";
};

/** The number as it goes out: what surrounds it on a web page is not part of it. */
const number = (draft: Draft) => draft.reference.trim();

export function numbersMatch(draft: Draft): boolean {
  return number(draft) !== "" && number(draft) === draft.again.trim();
}

function needsOfNumber(draft: Draft): Needs {
  if (draft.noNumber) return draft.note.trim() === "" ? { note: "noteForNoNumber" } : {};
  if (number(draft) === "") return draft.outcome === "submitted" ? { reference: "reference" } : {};
  if (draft.pasted) return draft.compared ? {} : { compare: "compare" };
  if (draft.again.trim() === "") return { again: "again" };
  return numbersMatch(draft) ? {} : { again: "mismatch" };
}

/** What is missing before the draft can be reported. */
export function needsOf(draft: Draft): Needs {
  if (draft.ended === "finished") {
    return { ...(draft.outcome === null ? { outcome: "outcome" } : {}), ...needsOfNumber(draft) };
  }
  return {
    ...(draft.reason === null ? { reason: "reason" } : {}),
    ...(draft.reason === "other" && draft.unableNote.trim() === "" ? { note: "noteForOther" } : {}),
    ...(draft.pressed === null ? { pressed: "pressed" } : {}),
  };
}

/** What goes out of a finished draft; the service gets no empty texts. */
export function reportOf(draft: Draft): { outcome: string; reference?: string; note?: string } {
  const note = draft.note.trim();
  const reference = draft.noNumber ? "" : number(draft);
  return { outcome: draft.outcome ?? "", ...(reference === "" ? {} : { reference }), ...(note === "" ? {} : { note }) };
}

export function unableOf(draft: Draft): { reason: string; note?: string; submitPressed: SubmitPressed } {
  const note = draft.unableNote.trim();
  return { reason: draft.reason ?? "", submitPressed: draft.pressed ?? "not_sure", ...(note === "" ? {} : { note }) };
}

/** Whether anything was typed or chosen. */
export function isEmpty(draft: Draft): boolean {
  return (Object.keys(EMPTY_DRAFT) as (keyof Draft)[]).every(
    (name) => name === "ended" || draft[name] === EMPTY_DRAFT[name],
  );
}

/** A change to the number field. What is pasted is compared by eye; an emptied field starts anew. */
export function withReference(draft: Draft, text: string, pasted: boolean): Draft {
  if (text === "") return { ...draft, reference: "", again: "", pasted: false, compared: false };
  return { ...draft, reference: text, pasted: pasted || draft.pasted, compared: false };
}
