import type { ReactNode } from "react";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { OwnerGlyph } from "../../parts/owner";
import type { DeskView, StepCode, TurnCode } from "../../platform/bindings";
import type { QueueState } from "../../platform/queue-store";
import { useWords, type Words } from "../../words";
import { href } from "../frame/route";

/** How many cases the whole list has. */
export function allOf(desk: DeskView, turn: TurnCode, step: StepCode | null): number | null {
  const count = step === null ? desk.turns.find((of) => of.turn === turn) : desk.steps.find((of) => of.step === step);
  return count?.cases ?? null;
}

/** How many of the operator's own cases are left out of her list. */
function hidden(desk: DeskView, turn: TurnCode, step: StepCode | null, queue: QueueState): number {
  if (turn !== "yours") return 0;
  return Math.max(0, (allOf(desk, turn, step) ?? 0) - queue.cases);
}

/** What narrows a list, and how each of it is taken away. */
function narrowing(words: Words, { spec }: QueueState) {
  const search = spec.search !== "";
  const filter = spec.filter.length > 0 || spec.updated !== null;
  const none = !search
    ? words.filter.none
    : filter
      ? words.filter.noneWith(spec.search)
      : words.search.none(spec.search);
  return { search, filter, none, by: words.filter.by(search, filter) };
}

type Place = {
  desk: DeskView;
  turn: TurnCode;
  step: StepCode | null;
  queue: QueueState;
  clearSearch: () => void;
  clearFilters: () => void;
};

/** Where else the words are found: each list is one press away, with the same words. */
function Elsewhere({ queue, turn }: Pick<Place, "queue" | "turn">): ReactNode {
  const words = useWords();
  const say = words.search;
  if (queue.elsewhere.length === 0) return null;
  return (
    <div className="q-else">
      <span className="soft">{say.elsewhere}</span>
      {queue.elsewhere.map((count) => (
        <a key={count.turn} href={href({ page: "queue", turn: count.turn, step: null })}>
          <OwnerGlyph turn={count.turn} />
          {say.elsewhereOf(
            count.cases,
            count.turn === turn ? say.otherSteps(words.frame.turn[turn]) : words.frame.turn[count.turn],
          )}
        </a>
      ))}
    </div>
  );
}

/** Above a list that is narrowed: what it leaves out, and where else the words are found. */
export function Narrowed({ desk, turn, step, queue, clearSearch }: Place) {
  const words = useWords();
  const left = hidden(desk, turn, step, queue);
  const { search, by } = narrowing(words, queue);
  if (left === 0 && queue.elsewhere.length === 0) return null;
  return (
    <div className="q-else xs">
      {left === 0 ? null : <span className="soft">{words.filter.hides(left, by)}</span>}
      {left === 0 || !search ? null : (
        <Button size="small" look="quiet" onPress={clearSearch}>
          {words.search.clear}
        </Button>
      )}
      <Elsewhere queue={queue} turn={turn} />
    </div>
  );
}

/** Nothing found here: what was looked through, what is hidden by that, and where else the words are found. */
export function NoMatch({ desk, turn, step, queue, clearSearch, clearFilters }: Place) {
  const words = useWords();
  const left = hidden(desk, turn, step, queue);
  const { search, filter, none, by } = narrowing(words, queue);
  return (
    <div className="q-state">
      <div className="empty">
        <span className="muted">
          <Icon name="search" size="l" />
        </span>
        <h2>{none}</h2>
        {search ? <p className="sm soft">{words.search.searched}</p> : null}
        {left === 0 ? null : <p className="sm strong">{words.filter.hides(left, by)}</p>}
        <Elsewhere queue={queue} turn={turn} />
        <div className="row">
          {search ? <Button onPress={clearSearch}>{words.search.clear}</Button> : null}
          {filter ? <Button onPress={clearFilters}>{words.filter.clear}</Button> : null}
        </div>
      </div>
    </div>
  );
}
