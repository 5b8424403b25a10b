import type { Code, Outcome, WireError } from "../../../platform/bindings";
import type { Part, Rich } from "../../rich";
import { id } from "../../rich";
import { CODES, type Tone } from "./codes";
import { codeWords, type Severity } from "./service-codes";

/** A fault in the order it is told: what happened to the payer and the case, what we know, what to press. */
export type FaultWords = { tone: Tone; lead: string; text: Rich };

const HAPPENED: Record<Outcome, string> = {
  nothing_sent: "Nothing was sent.",
  nothing_done: "Not done.",
  not_known: "We cannot tell yet whether it arrived.",
};

/** Where our own words say no more than that it came to nothing, the service's code says the rest. */
const WITH_CODE: readonly Code[] = ["refused", "link_not_made", "session_not_read"];
/** Where what came to nothing is said by our own words, and the service's code only says why. */
const OWN_LEAD: readonly Code[] = ["link_not_made", "session_not_read"];

export const TONES: Record<Severity, Tone> = { stop: "danger", warn: "warn", info: "info" };

/** A code that has no words is shown as it came, marked as what it is: never as a sentence. */
export const itsCode = (code: string | null | undefined): Part[] => (code ? [" Its code: ", id(code), "."] : []);

/** The service was asked too often. That is no verdict on what was asked. */
export const BUSY: readonly (string | null | undefined)[] = ["rate_limited", "http_429"];
export const BUSY_LEAD = "Collate is busy.";
export const BUSY_NEXT = CODES.too_many.press;

/** Too much was asked: first that, and what it means for this. */
function waits(error: WireError): FaultWords {
  const { tone, knows, press } = CODES.too_many;
  const lead = BUSY.includes(error.serviceCode) ? BUSY_LEAD : knows;
  return { tone, lead: error.outcome === undefined ? lead : `${lead} ${HAPPENED[error.outcome]}`, text: press };
}

/** An error: its service code has the words where the table knows it; else they follow from what the program made of it. */
export function fault(error: WireError): FaultWords {
  const notAsked = error.code === "too_many" && error.outcome === "nothing_sent";
  if (notAsked || BUSY.includes(error.serviceCode)) return waits(error);
  const row = CODES[error.code];
  const known = codeWords(error.serviceCode);
  const happened = error.outcome === undefined ? null : HAPPENED[error.outcome];
  if (known === null) {
    const code = WITH_CODE.includes(error.code) ? itsCode(error.serviceCode) : [];
    return happened === null
      ? { tone: row.tone, lead: row.knows, text: [row.press, ...code] }
      : { tone: row.tone, lead: happened, text: [`${row.knows} ${row.press}`, ...code] };
  }
  if (OWN_LEAD.includes(error.code)) {
    return { tone: row.tone, lead: row.knows, text: `${known.what} ${known.next}` };
  }
  const tone = TONES[known.severity];
  return happened === null
    ? { tone, lead: known.what, text: known.next }
    : { tone, lead: happened, text: `${known.what} ${known.next}` };
}
