import { cancelWords } from "./en/cancel";
import { caseWords } from "./en/case";
import { connectWords } from "./en/connect";
import { createWords } from "./en/create";
import { documentWords } from "./en/documents";
import { factWords } from "./en/facts";
import { faultWords } from "./en/faults";
import { frameWords } from "./en/frame";
import { handoffWords } from "./en/handoff";
import { keyWords } from "./en/keys";
import { queueWords } from "./en/queue";
import { requirementWords } from "./en/requirements";
import { reviewWords } from "./en/review";
import { searchWords } from "./en/search";
import { serviceWords } from "./en/service";
import { truthWords } from "./en/truth";
import { nextCase, opensTheCase, openWords, wantedWords } from "./en/wanted";
import { watchWords } from "./en/watch";
import { Times } from "./time";

/** Every sentence of the window in US English, for a clinic in this zone. Another language is another such function. */
export function english(zone: string) {
  const time = new Times("en-US", zone);
  return {
    language: "en-US",
    time,
    frame: frameWords(time),
    keys: keyWords,
    connect: connectWords,
    create: createWords(time),
    service: serviceWords(time),
    queue: queueWords(time),
    case: caseWords(time),
    truth: truthWords(time),
    wanted: wantedWords,
    open: openWords,
    opensTheCase,
    nextCase,
    review: reviewWords(time),
    handoff: handoffWords(time),
    requirements: requirementWords(time),
    document: documentWords,
    fault: faultWords,
    fact: factWords(time),
    search: searchWords,
    cancel: cancelWords,
    watch: watchWords(time),
  };
}
