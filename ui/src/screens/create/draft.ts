import type { NewCase, NewCaseField, NewCaseProblem, PolicyCode, RouteView } from "../../platform/bindings";

export const REQUEST_TYPES = ["inpatient", "outpatient", "drug"] as const;
export const SYSTEMS = ["hcpcs", "cpt", "ndc"] as const;
export const POLICIES: readonly PolicyCode[] = ["requires_approval", "automatic"];

/** A new case being typed, and what was found wrong with it. Kept while connected, until it is made or discarded. */
export type NewCaseDraft = {
  npi: string;
  /** The way that was chosen from the list; `null` while payer, state and type are typed. */
  way: string | null;
  payerId: string;
  state: string;
  requestType: string;
  system: string;
  code: string;
  policy: PolicyCode;
  problems: readonly NewCaseProblem[];
};

/** The careful policy is chosen to begin with; everything else is empty. */
export const EMPTY_NEW_CASE: NewCaseDraft = {
  npi: "",
  way: null,
  payerId: "",
  state: "",
  requestType: "",
  system: "",
  code: "",
  policy: "requires_approval",
  problems: [],
};

/** There is one at a time. */
export const DRAFT = "new";

type Typed = Exclude<keyof NewCaseDraft, "problems">;

/** Which problems a change of a field answers. What is wrong with the way as a whole goes with any part of it. */
const ANSWERS: Record<Typed, readonly NewCaseField[]> = {
  npi: ["provider_npi", "route"],
  way: ["payer", "state", "request_type", "system", "route"],
  payerId: ["payer", "route"],
  state: ["state", "route"],
  requestType: ["request_type", "route"],
  system: ["system", "route"],
  code: ["code", "route"],
  policy: ["policy"],
};

/** The draft after a change: problems of the changed fields go, and a way that no longer fits is let go. */
export function changed(draft: NewCaseDraft, given: Partial<Omit<NewCaseDraft, "problems">>): NewCaseDraft {
  const fields = Object.keys(given) as Typed[];
  const answered = fields.flatMap((field) => ANSWERS[field]);
  const left = draft.problems.filter((problem) => !answered.includes(problem.field));
  const leavesWay = "payerId" in given || "state" in given || "requestType" in given || "npi" in given;
  return {
    ...draft,
    ...(leavesWay ? { way: null } : {}),
    ...given,
    // The same list as long as nothing of it was answered: a new one is one that was found now.
    problems: left.length === draft.problems.length ? draft.problems : left,
  };
}

/** A way has no name of its own: it is all that it says. */
export const wayKey = (way: RouteView) => JSON.stringify(way);

/** Choosing a way fills in what it says, and leaves alone what it does not. */
export function byWay(draft: NewCaseDraft, way: RouteView): NewCaseDraft {
  return changed(draft, {
    way: wayKey(way),
    payerId: way.payerId,
    ...(way.state === null ? {} : { state: way.state }),
    ...(way.requestType === null ? {} : { requestType: way.requestType }),
    ...(way.systems.length === 1 && way.systems[0] !== undefined ? { system: way.systems[0] } : {}),
  });
}

export const isNpi = (text: string) => /^\d{10}$/.test(text);

export function newCaseOf(draft: NewCaseDraft): NewCase {
  return {
    providerNpi: draft.npi,
    payerId: draft.payerId.trim(),
    state: draft.state.trim(),
    requestType: draft.requestType,
    system: draft.system,
    code: draft.code.trim(),
    policy: draft.policy,
  };
}

/** What is missing or cannot be so, field by field, before anybody is asked. */
export function missing(draft: NewCaseDraft): NewCaseProblem[] {
  const asked = newCaseOf(draft);
  const wrong: NewCaseField[] = [];
  if (!isNpi(asked.providerNpi)) wrong.push("provider_npi");
  if (asked.payerId === "") wrong.push("payer");
  if (!/^[A-Z]{2}$/.test(asked.state)) wrong.push("state");
  if (asked.requestType === "") wrong.push("request_type");
  if (asked.system === "") wrong.push("system");
  if (asked.code === "") wrong.push("code");
  return wrong.map((field) => ({ field, error: null }));
}

export const isSame = (one: NewCase, other: NewCase) => JSON.stringify(one) === JSON.stringify(other);

export const isUntouched = (draft: NewCaseDraft) => isSame(newCaseOf(draft), newCaseOf(EMPTY_NEW_CASE));
