import type { CaseView } from "../../platform/bindings";
import { plain, type Words } from "../../words";
import { knowsOf } from "./knows";

/** The case in a few lines for a chart or a call: no patient details, and "submitted" only when the payer says so. */
export function summaryOf(view: CaseView, words: Words, now: number): string {
  const say = words.case;
  const wanted = words.wanted(view.wanted, knowsOf(view));
  const service = say.service(view.header.serviceSystem, view.header.serviceCode, view.header.requestType);
  const lines: (readonly [string, string] | null)[] = [
    [say.label.case, view.id],
    [say.label.payer, view.header.payer ?? say.notReturned],
    service === null ? null : [say.label.code, plain(service)],
    [say.summaryNow, plain(wanted.sentence)],
    view.receipt?.reference ? [say.label.reference, view.receipt.reference] : null,
    view.decision?.number ? [say.label.number, view.decision.number] : null,
    view.decision !== null && view.decision.denialReasons.length > 0
      ? [say.label.reasons, view.decision.denialReasons.join("; ")]
      : null,
    [say.label.version, `${view.version}, ${words.time.full(view.reading.readAt, now)}`],
  ];
  return say.summary(lines.filter((line) => line !== null));
}

export function questionOf(view: CaseView, words: Words, now: number): string {
  const since = view.handoff?.activatedAt ?? view.handoff?.createdAt ?? null;
  return words.case.question(view.id, view.handoff?.id ?? null, since, now);
}
