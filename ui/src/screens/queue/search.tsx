import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useState } from "react";
import { useSaid } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/form/Field";
import { Icon } from "../../parts/Icon";
import { useKept } from "../../parts/keep";
import { type KeyBinding, useKeys } from "../../parts/keys";
import { OwnerGlyph } from "../../parts/owner";
import type { DeskView, StepCode, TurnCode } from "../../platform/bindings";
import { useQueue } from "../../platform/desk";
import { type QueueState, specOf } from "../../platform/queue-store";
import { useWords } from "../../words";
import { useMemory } from "../frame/memory";
import { href } from "../frame/route";

/** How many match is said once the list has rested for so long: typing is not talked over. */
const SAY_MILLIS = 700;

export type Shown = ReturnType<typeof useQueue>;

export type Search = {
  typed: string;
  change: (text: string) => void;
  /** The list on screen: while another is being found, the one before. */
  shown: Shown;
  busy: boolean;
};

/** The list, narrowed to what is searched for. The text goes along from list to list, and with the connection it goes. */
export function useSearch(turn: TurnCode, step: StepCode | null): Search {
  const { search: kept } = useMemory();
  const [typed, change] = useKept(kept, "");
  const search = typed.trim();
  const spec = useMemo(() => ({ ...specOf(turn, step), search }), [turn, step, search]);
  const shown = useQueue(spec);
  return { typed, change, shown, busy: shown.value !== undefined && shown.value.spec.search !== search };
}

export type FieldRef = RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;

/** Finds among the cases of the list. `/` comes here, Escape takes the words away, Enter goes on to the list. */
export function SearchField({ search, field, toList }: { search: Search; field: FieldRef; toList: () => void }) {
  const words = useWords();
  const say = words.search;
  useSayMatches(search);
  const clear = () => {
    search.change("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && search.typed !== "") {
      event.preventDefault();
      search.change("");
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      toList();
    }
  };
  return (
    <search className="q-search" onKeyDown={onKeyDown}>
      <Icon name="search" size="s" />
      <Field
        ref={field}
        label={say.label}
        hideLabel
        placeholder={say.label}
        value={search.typed}
        onChange={search.change}
        small
      />
      {search.typed === "" ? null : (
        <button type="button" className="iconbtn" aria-label={say.clear} onClick={clear}>
          <Icon name="x" size="s" />
        </button>
      )}
    </search>
  );
}

export function useSearchKey(field: FieldRef): void {
  const words = useWords();
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        {
          keys: "/",
          label: words.search.keys.focus,
          group: "list",
          hint: true,
          run: () => {
            field.current?.focus();
            field.current?.select();
          },
        },
      ],
      [words, field],
    ),
  );
}

/** How many match is spoken, and never what was typed: it may be a name. */
function useSayMatches({ shown, busy }: Search): void {
  const words = useWords();
  const [said, setSaid] = useState<string | null>(null);
  const cases = busy || (shown.value?.spec.search ?? "") === "" ? null : (shown.value?.cases ?? null);
  useEffect(() => {
    if (cases === null) setSaid(null);
    const timer = setTimeout(() => setSaid(cases === null ? null : words.search.said(cases)), SAY_MILLIS);
    return () => clearTimeout(timer);
  }, [cases, words]);
  useSaid(said);
}

/** How many cases the whole list has. */
export function allOf(desk: DeskView, turn: TurnCode, step: StepCode | null): number | null {
  const count = step === null ? desk.turns.find((of) => of.turn === turn) : desk.steps.find((of) => of.step === step);
  return count?.cases ?? null;
}

/** How many of the operator's own cases the search leaves out of her list. */
function hidden(desk: DeskView, turn: TurnCode, step: StepCode | null, queue: QueueState): number {
  if (turn !== "yours") return 0;
  return Math.max(0, (allOf(desk, turn, step) ?? 0) - queue.cases);
}

type Place = { desk: DeskView; turn: TurnCode; step: StepCode | null; queue: QueueState };

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
export function Narrowed({ desk, turn, step, queue, clear }: Place & { clear: () => void }) {
  const words = useWords();
  const say = words.search;
  const left = hidden(desk, turn, step, queue);
  if (left === 0 && queue.elsewhere.length === 0) return null;
  return (
    <div className="q-else xs">
      {left === 0 ? null : <span className="soft">{say.hides(left)}</span>}
      {left === 0 ? null : (
        <Button size="small" look="quiet" onPress={clear}>
          {say.clear}
        </Button>
      )}
      <Elsewhere queue={queue} turn={turn} />
    </div>
  );
}

/** Nothing found here: what was looked through, what is hidden by that, and where else the words are found. */
export function NoMatch({ desk, turn, step, queue, search, clear }: Place & { search: string; clear: () => void }) {
  const words = useWords();
  const say = words.search;
  const left = hidden(desk, turn, step, queue);
  return (
    <div className="q-state">
      <div className="empty">
        <span className="muted">
          <Icon name="search" size="l" />
        </span>
        <h2>{say.none(search)}</h2>
        <p className="sm soft">{say.searched}</p>
        {left === 0 ? null : <p className="sm strong">{say.hides(left)}</p>}
        <Elsewhere queue={queue} turn={turn} />
        <Button onPress={clear}>{say.clear}</Button>
      </div>
    </div>
  );
}
