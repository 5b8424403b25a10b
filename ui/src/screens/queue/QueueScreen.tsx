import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { ButtonLink } from "../../parts/Button";
import { Grid, type GridHandle } from "../../parts/grid/Grid";
import { useKept } from "../../parts/keep";
import { type KeyBinding, useKeys } from "../../parts/keys";
import type { DeskView, StepCode, TurnCode } from "../../platform/bindings";
import { useAsk } from "../../platform/desk";
import { mark } from "../../platform/presence";
import { isNarrowed, type QueueState, rowOf } from "../../platform/queue-store";
import { useWords } from "../../words";
import { listName } from "../frame/left";
import { useMemory } from "../frame/memory";
import { href, navigate } from "../frame/route";
import { readTheRest } from "../pages";
import { Filters, useFilterKey } from "./choosing/Filters";
import { useFilter } from "./choosing/filter";
import { SortMenu, useSort } from "./choosing/SortMenu";
import { DensityButton, useDensity } from "./density";
import { allOf, Narrowed, NoMatch } from "./narrowed";
import { useOpenByNumber } from "./OpenByNumber";
import { blank, COLUMNS, Head, lineOf } from "./rows";
import { SelectedCase } from "./SelectedCase";
import { SearchField, useSearch, useSearchKey } from "./search";
import { Empty, hasNoList, NoList, NotRead } from "./states";
import { UpdatesButton, useUpdates, useUpdatesKey } from "./updates";

/** Said once in the life of the window: when the first list could be worked with. */
let usableSaid = false;

function useSayUsable(queue: QueueState | undefined): void {
  const ask = useAsk();
  const ready = queue?.items.some((item) => item.kind === "case") ?? false;
  useLayoutEffect(() => {
    if (!ready || usableSaid) return;
    usableSaid = true;
    onceOnScreen(() => mark(ask, "queue_usable", performance.now()));
  }, [ready, ask]);
}

/** What was drawn just now is painted with the next frame, and on screen when the one after it begins. */
function onceOnScreen(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/** The list comes first; what it leads to is read once there is something to see. */
function useReadTheRest(settled: boolean): void {
  useEffect(() => {
    if (settled) onceOnScreen(readTheRest);
  }, [settled]);
}

const NO_KEYS: readonly KeyBinding[] = [];

function useListKeys(grid: { current: GridHandle | null }, hasRows: boolean): void {
  const words = useWords();
  const keys = useMemo<KeyBinding[]>(
    () => [
      {
        keys: "j",
        label: words.keys.down,
        group: "list",
        hint: { keys: "j k", label: words.keys.move },
        repeats: true,
        run: () => grid.current?.move(1),
      },
      { keys: "k", label: words.keys.up, group: "list", repeats: true, run: () => grid.current?.move(-1) },
      { keys: "Enter", label: words.keys.open, group: "list", hint: true, run: () => grid.current?.open() },
    ],
    [words, grid],
  );
  useKeys(hasRows ? keys : NO_KEYS);
}

/** The case at hand of a list: remembered while connected, so that coming back finds the list as it was left. */
function useAtHand(list: string, queue: QueueState | undefined, grid: { current: GridHandle | null }) {
  const words = useWords();
  const { places } = useMemory();
  const [place, setPlace] = useKept(places, list);
  const first = queue?.ids[0] ?? null;
  const entered = useRef<string | null>(null);
  const before = useRef<{ search: string; selected: string } | null>(null);
  // On entering, the case that was at hand is so again, or the one in its place when it has left meanwhile; from the start
  // it is the first. It stays so whatever comes before it, and takes no focus: nobody asked.
  useLayoutEffect(() => {
    if (queue === undefined || queue.ids.length === 0 || (entered.current === list && place.selected !== null)) return;
    entered.current = list;
    if (place.selected !== null && queue.ids.includes(place.selected)) return;
    const kept = keptIn(queue, before.current);
    const index = kept >= 0 ? kept : Math.min(place.index, queue.ids.length - 1);
    setPlace({ ...place, selected: queue.ids[index] ?? null, index });
  }, [list, queue, place, setPlace]);
  useEffect(() => {
    const { selected } = place;
    if (queue !== undefined && selected !== null) before.current = { search: queue.spec.search, selected };
  }, [queue, place]);
  const select = useCallback(
    (id: string, index: number) => setPlace({ selected: id, index, scrollTop: grid.current?.scrollTop() ?? 0 }),
    [setPlace, grid],
  );
  const open = useCallback(
    (id: string) => {
      const row = rowOf(queue, id);
      select(id, Math.max(0, queue?.ids.indexOf(id) ?? 0));
      navigate({ page: "case", id, tab: row === null ? null : words.open(row.wanted).to });
    },
    [queue, select, words],
  );
  const kept = place.selected === null ? queue?.ids[keptIn(queue, before.current)] : undefined;
  return { place, selected: place.selected ?? kept ?? first, select, open };
}

/** In another filter or order of what is searched for, the case at hand stays so: where it stands there, or -1. */
function keptIn(queue: QueueState, before: { search: string; selected: string } | null): number {
  return before?.search === queue.spec.search ? queue.ids.indexOf(before.selected) : -1;
}

function isIn(queue: QueueState | undefined, id: string | null): boolean {
  return id !== null && (queue?.ids.includes(id) ?? false);
}

/** The place in a list that is narrowed, or in another order, is its own: it goes with what makes it so. */
function useListName(turn: TurnCode, step: StepCode | null, queue: QueueState | undefined): string {
  const { places } = useMemory();
  const name = listName(turn, step, queue);
  const before = useRef(name);
  useEffect(() => {
    if (before.current !== name && before.current.includes("?")) places.drop(before.current);
    before.current = name;
  }, [name, places]);
  return name;
}

/** A list of cases by whose turn it is, and the case at hand beside it. */
export function QueueScreen({ turn, step, desk }: { turn: TurnCode; step: StepCode | null; desk: DeskView }) {
  const words = useWords();
  const filtering = useFilter(turn, step);
  const sorting = useSort(turn);
  const search = useSearch(turn, step, filtering, sorting);
  const { value: queue, setWindow } = search.shown;
  const grid = useRef<GridHandle>(null);
  const pane = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const filters = useRef<HTMLFieldSetElement>(null);
  const list = useListName(turn, step, queue);
  const { place, selected, select, open } = useAtHand(list, queue, grid);
  const noList = hasNoList(desk);
  const byNumber = useOpenByNumber(noList);
  // In a narrow window there is no room beside the list: the case is a page of its own.
  const pick = useCallback(
    (id: string, index: number) => (pane.current?.checkVisibility() ? select(id, index) : open(id)),
    [select, open],
  );
  useSayUsable(queue);
  useListKeys(grid, (queue?.cases ?? 0) > 0);
  useSearchKey(field);
  useFilterKey(filters);
  const updates = useUpdates(search.shown, grid);
  useUpdatesKey(updates);
  const reading = queue === undefined || (queue.cases === 0 && !desk.sync.firstSweepDone && !noList);
  useReadTheRest(!reading);
  const narrowed = isNarrowed(queue);
  const listed = { desk, turn, step, clearSearch: () => search.change(""), clearFilters: filtering.clear };
  return (
    <div className="queue">
      <section className="q-list" data-density={useDensity()} aria-labelledby="queue-title">
        <div className="q-head">
          <h1 id="queue-title" tabIndex={-1}>
            {step === null ? words.frame.turn[turn] : words.frame.step[step]}
          </h1>
          {reading ? null : (
            <span className="count">
              {narrowed ? words.search.matches(queue.cases, allOf(desk, turn, step)) : words.queue.cases(queue.cases)}
            </span>
          )}
          <UpdatesButton {...updates} />
          {noList ? <span className="push" /> : byNumber.form}
          <ButtonLink size="small" href={href({ page: "new" })}>
            {words.frame.newCase}
          </ButtonLink>
        </div>
        <div className="q-tools">
          <SearchField search={search} field={field} toList={() => grid.current?.move(0)} />
          <Filters filtering={filtering} shown={search.shown} step={step} first={filters} />
          <SortMenu turn={turn} sorting={sorting} />
          <DensityButton />
        </div>
        <div className="q-notes">
          {noList ? <NoList>{byNumber.form}</NoList> : null}
          {byNumber.fault}
          {narrowed && !reading && queue.cases > 0 ? <Narrowed {...listed} queue={queue} /> : null}
        </div>
        {reading ? (
          <NotRead desk={desk} />
        ) : queue.cases > 0 ? (
          <Grid
            key={list}
            ref={grid}
            label={step === null ? words.queue.listOf[turn] : words.frame.step[step]}
            queue={queue}
            setWindow={setWindow}
            selected={selected}
            lastIndex={place.index}
            startAt={place.scrollTop}
            onSelect={select}
            onPick={pick}
            onOpen={open}
            head={<Head />}
            line={lineOf}
            blank={blank}
            columns={COLUMNS}
          />
        ) : narrowed ? (
          <NoMatch {...listed} queue={queue} />
        ) : (
          <Empty desk={desk} turn={turn} step={step} />
        )}
      </section>
      <SelectedCase id={selected} row={rowOf(queue, selected)} inList={isIn(queue, selected)} ref={pane} />
    </div>
  );
}
