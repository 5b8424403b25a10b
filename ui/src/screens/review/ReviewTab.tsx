import { useMemo, useRef } from "react";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { type KeyBinding, useKeys } from "../../parts/keys";
import type { CaseView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { CaseFoot } from "../case/CaseFoot";
import { CommandBanner } from "../case/CommandBanner";
import { NextAction } from "../case/NextAction";
import { UnknownNote } from "../case/UnknownNote";
import { Fault } from "../frame/Fault";
import { navigate } from "../frame/route";
import { AcceptCard, AcceptedSeal } from "./AcceptCard";
import { Difference } from "./Difference";
import { useMarks } from "./marks";
import { Everything, Warnings } from "./Package";
import { type Goal, goalOf } from "./standing";
import { type Reading, usePackage } from "./usePackage";

/** The package under review: warnings first, then every leaf, and beside it the one place to accept it. */
export function ReviewTab({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const reading = usePackage(view);
  const marks = useMarks(view.id, reading.shown);
  const accept = useRef<HTMLDivElement>(null);
  const isVoid = reading.outOfDate !== null;
  const goal = goalOf(view);
  const leave = () => navigate({ page: "queue", turn: view.turn, step: null });
  useReviewKeys(goal, accept, leave, isVoid ? reading.openNew : null);
  const { shown } = reading;
  return (
    <div className="two">
      <div className="stack-l">
        <CommandBanner view={view} />
        <UnknownNote view={view} />
        <OutOfDate reading={reading} />
        <Fault error={reading.error} about={[[words.case.label.case, view.id]]}>
          <AgainButton reading={reading} />
        </Fault>
        {shown === null ? (
          <Nothing view={view} reading={reading} />
        ) : (
          <>
            <Warnings pack={shown} marks={goal === null ? null : marks} isVoid={isVoid} />
            <Difference view={view} pack={shown} isVoid={isVoid} />
            <Everything pack={shown} isVoid={isVoid} />
          </>
        )}
      </div>
      <aside className="stack sticky" aria-label={goal === null ? words.case.nextAction : words.review.aside}>
        {shown === null || goal === null ? (
          <NextAction view={view}>
            <AcceptedSeal view={view} />
          </NextAction>
        ) : (
          <AcceptCard
            view={view}
            reading={reading}
            shown={shown}
            marks={marks}
            goal={goal}
            leave={leave}
            accept={accept}
          />
        )}
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

function useReviewKeys(
  goal: Goal | null,
  accept: { current: HTMLDivElement | null },
  leave: () => void,
  openNew: (() => void) | null,
): void {
  const words = useCaseWords();
  const say = words.keys;
  const bindings = useMemo<KeyBinding[]>(() => {
    const next: KeyBinding = { keys: "n", label: say.nextUnread, group: "review", hint: true, run: focusNextUnread };
    const down: KeyBinding = { keys: "d", label: say.doNotAccept, group: "review", hint: true, run: leave };
    const asked = goal === "approve" || goal === "portal";
    if (openNew !== null) {
      const open: KeyBinding = { keys: "o", label: say.openNew, group: "review", hint: true, run: openNew };
      return asked ? [open, down] : [open];
    }
    if (!asked) return [];
    const toAccept = () => accept.current?.querySelector<HTMLElement>("button, a")?.focus();
    return [
      next,
      { keys: "Space", label: say.markRead, group: "review", hint: true, run: () => undefined },
      { keys: "a", label: say.toAccept, group: "review", hint: true, run: toAccept },
      down,
    ];
  }, [say, goal, accept, leave, openNew]);
  useKeys(bindings);
}

/** Moves to the next warning that is not marked: space marks it, as on any checkbox. */
function focusNextUnread(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>(".warnlist input")];
  const at = boxes.indexOf(document.activeElement as HTMLInputElement);
  const unread = boxes.filter((box) => !box.checked);
  const next = unread.find((box) => boxes.indexOf(box) > at) ?? unread[0];
  next?.scrollIntoView({ block: "nearest" });
  next?.focus();
}

function OutOfDate({ reading }: { reading: Reading }) {
  const words = useCaseWords();
  const say = words.review;
  if (reading.outOfDate === null) return null;
  const text = reading.outOfDate === "changed" ? say.outOfDate.changed : say.outOfDate.old;
  return (
    <Banner tone="danger" stop lead={say.outOfDate.lead} text={text}>
      <Button look="primary" busy={reading.busy && say.loading} onPress={reading.openNew}>
        {reading.outOfDate === "old" && reading.newer === null ? words.fault.readAgain : say.openNew}
      </Button>
    </Banner>
  );
}

function AgainButton({ reading }: { reading: Reading }) {
  const words = useCaseWords();
  return (
    <Button size="small" busy={reading.busy && words.review.loading} onPress={reading.again}>
      {words.fault.readAgain}
    </Button>
  );
}

function Nothing({ view, reading }: { view: CaseView; reading: Reading }) {
  const words = useCaseWords();
  const say = words.review.noPackage;
  if (view.package !== null) {
    return reading.error === null ? <p className="sm muted">{words.review.loading}</p> : null;
  }
  return (
    <div className="empty">
      <h2>{say.title}</h2>
      <p className="sm soft">{say.text}</p>
    </div>
  );
}
