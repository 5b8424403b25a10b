import type { FacetCode, UpdatedCode } from "../../platform/bindings";
import { count } from "./count";

const STATUS: Record<string, string> = {
  requires_action: "Needs you",
  processing: "Collate is working",
  waiting_on_payer: "With the payer",
  completed: "Done",
  canceled: "Canceled",
};

const OUTCOME: Record<string, string> = {
  approved: "Approved",
  denied: "Denied",
  modified: "Approved with changes",
  not_required: "No authorization needed",
  failed: "Ended without a decision",
};

/** The filters of a list. */
export const filterWords = {
  group: "Filters",
  facet: {
    step: "Step",
    payer: "Payer",
    service: "Service",
    provider: "Provider",
    status: "Status",
    outcome: "Outcome",
  } satisfies Record<FacetCode, string>,
  updated: "Updated",
  updatedWithin: {
    day: "In the last 24 hours",
    week: "In the last 7 days",
    before: "More than 7 days ago",
  } satisfies Record<UpdatedCode, string>,
  status: (word: string) => STATUS[word] ?? word,
  outcome: (word: string) => OUTCOME[word] ?? word,
  provider: (npi: string) => `NPI ${npi}`,
  notReturned: "Not returned",
  /** On a filter that is set. */
  chosen: (name: string, first: string, n: number) => (n === 1 ? `${name}: ${first}` : `${name}: ${n} chosen`),
  any: (name: string) => `${name}: any`,
  clear: "Clear the filters",
  nothing: "This list has nothing to choose from.",
  none: "No case matches the filters",
  noneWith: (text: string) => `No case matches “${text}” and the filters`,
  /** What hides cases, for "… are hidden by …". */
  by: (search: boolean, filter: boolean) =>
    search && filter ? "the search and the filters" : filter ? "the filters" : "the search",
  /** What narrows a list must not hide quietly what waits for a person. */
  hides: (n: number, by: string) => `${count(n, "case that needs you is", "cases that need you are")} hidden by ${by}.`,
  key: "filter",
};
