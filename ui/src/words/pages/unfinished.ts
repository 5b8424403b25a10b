import { journalWords } from "../en/journal";
import { unfinishedWords } from "../en/unfinished";
import { useWords } from "../index";
import { adding } from "./adding";

/** What is said of what an earlier run left, and of the file that keeps it. */
export const withUnfinishedWords = adding((time) => ({
  unfinished: unfinishedWords(time),
  journal: journalWords(time),
}));

export type UnfinishedWords = ReturnType<typeof withUnfinishedWords>;

export function useUnfinishedWords(): UnfinishedWords {
  return withUnfinishedWords(useWords());
}
