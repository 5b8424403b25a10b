import { caseWords } from "./en/case";
import { connectWords } from "./en/connect";
import { draftWords } from "./en/drafts";
import { factWords } from "./en/facts";
import { faultWords } from "./en/faults";
import { filterWords } from "./en/filters";
import { frameWords } from "./en/frame";
import { keyWords } from "./en/keys";
import { queueWords } from "./en/queue";
import { searchWords } from "./en/search";
import { sortWords } from "./en/sort";
import { truthWords } from "./en/truth";
import { nextCase, opensTheCase, openWords, wantedWords } from "./en/wanted";
import { Times } from "./time";

/**
 * What the window starts with in US English, for a clinic in this zone; what is said on other pages comes with them, from
 * `pages`. Another language is another such function.
 */
export function english(zone: string) {
  const time = new Times("en-US", zone);
  return {
    language: "en-US",
    time,
    frame: frameWords(time),
    keys: keyWords,
    connect: connectWords,
    queue: queueWords(time),
    case: caseWords(time),
    truth: truthWords(time),
    wanted: wantedWords,
    open: openWords,
    opensTheCase,
    nextCase,
    fault: faultWords,
    draft: draftWords(time),
    fact: factWords(time),
    search: searchWords,
    filter: filterWords,
    sort: sortWords,
  };
}
