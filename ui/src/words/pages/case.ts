import { cancelWords } from "../en/cancel";
import { differenceWords } from "../en/difference";
import { documentWords } from "../en/documents";
import { handoffWords } from "../en/handoff";
import { requirementWords } from "../en/requirements";
import { reviewWords } from "../en/review";
import { timelineWords } from "../en/timeline";
import { watchWords } from "../en/watch";
import { useWords } from "../index";
import { adding } from "./adding";

/** What is said on the pages of a case. */
export const withCaseWords = adding((time) => ({
  cancel: cancelWords,
  difference: differenceWords(time),
  document: documentWords,
  handoff: handoffWords(time),
  requirements: requirementWords(time),
  review: reviewWords(time),
  timeline: timelineWords(time),
  watch: watchWords(time),
}));

export type CaseWords = ReturnType<typeof withCaseWords>;

export function useCaseWords(): CaseWords {
  return withCaseWords(useWords());
}
