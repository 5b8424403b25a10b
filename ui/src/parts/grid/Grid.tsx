import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import type { QueueItem, ViewWindow } from "../../platform/bindings";
import { PAGE, type QueueState } from "../../platform/queue-store";
import { Layout, type Measure } from "./layout";
import { reveal, useAnchor, useStartAt } from "./scrolling";
import { assignSlots } from "./slots";
import { wantedWindow } from "./window";

/** Lines drawn beyond the edge, so that a small scroll shows drawn lines at once. */
const OVERSCAN = 4;

export type GridHandle = {
  /** Moves by so many cases and takes the focus there. */
  move: (by: number) => void;
  /** Opens the case that can take the focus. */
  open: () => void;
  /** Gives the focus to the case at hand, and moves nothing. */
  focus: () => void;
  scrollTop: () => number;
};

type GridProps = {
  label: string;
  queue: QueueState;
  setWindow: (window: ViewWindow) => void;
  /** Case at hand, by id: never by its place, which changes under it. */
  selected: string | null;
  onSelect: (id: string, index: number) => void;
  /** A case that was pressed with the pointer. */
  onPick: (id: string, index: number) => void;
  onOpen: (id: string) => void;
  /** Where the case at hand was, for when it has left the list. */
  lastIndex: number;
  startAt: number;
  head: ReactNode;
  line: (item: QueueItem) => ReactNode;
  blank: ReactNode;
  columns: number;
  ref?: Ref<GridHandle>;
};

/** The heights the style sheet gives, in pixels: they follow text size and window width. */
function useMeasure() {
  const scroller = useRef<HTMLDivElement>(null);
  const [measure, setMeasure] = useState<Measure>({ row: 48, group: 32, head: 28, view: 600 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const [row, group] = element.querySelectorAll(".row-probe");
    const head = element.querySelector("thead");
    const read = () =>
      setMeasure({
        row: row?.clientHeight || 48,
        group: group?.clientHeight || 32,
        head: head?.clientHeight ?? 0,
        view: element.clientHeight,
      });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    if (row) observer.observe(row);
    return () => observer.disconnect();
  }, []);
  return { scroller, measure };
}

/** A list of any length as an ARIA grid: few rows, recycled; one of them, the case at hand, can have the focus. */
export function Grid(props: GridProps) {
  const { queue, setWindow, selected, onOpen, lastIndex } = props;
  const { scroller, measure } = useMeasure();
  const [scrollTop, setScrollTop] = useState(props.startAt);
  const layout = useMemo(() => new Layout(queue, measure.row, measure.group), [queue, measure.row, measure.group]);
  const shown = useShown(layout, queue, scrollTop, measure, setWindow);

  const at = useAtHand(queue, selected, lastIndex, layout);
  const { active } = at;
  const { rows, move, open, pick, onFocus, onKeyDown } = useMoves(props, { scroller, measure, layout, at });
  useImperativeHandle(props.ref, () => ({
    move,
    open,
    focus: () => rows.current.get(active ?? "")?.focus({ preventScroll: true }),
    scrollTop: () => scroller.current?.scrollTop ?? 0,
  }));
  useStartAt(scroller, props.startAt, rows, active);
  useAnchor(scroller, scrollTop, layout, queue, active, measure.view);

  const lines = useDrawn(queue, shown, active, at.line);
  return (
    <div
      className="scroll"
      ref={scroller}
      onScroll={(event) => {
        // Drawn at once: a state set in a scroll handler is painted a frame late, and a fast scroll shows blank rows.
        const top = event.currentTarget.scrollTop;
        flushSync(() => setScrollTop(top));
      }}
    >
      <table
        className="q-table"
        role="grid"
        aria-label={props.label}
        aria-rowcount={queue.total + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <thead role="rowgroup">{props.head}</thead>
        <tbody role="rowgroup" style={{ height: layout.height }}>
          {lines.map(({ slot, ...line }) => (
            <Line
              key={slot}
              {...line}
              top={layout.top(line.line)}
              isSelected={line.id !== null && line.id === selected}
              isActive={line.id !== null && line.id === active}
              onPick={pick}
              onOpen={onOpen}
              rows={rows.current}
              content={props.line}
              blank={props.blank}
              columns={props.columns}
            />
          ))}
        </tbody>
      </table>
      <span className="row-probe" aria-hidden="true" />
      <span className="row-probe group-probe" aria-hidden="true" />
    </div>
  );
}

type AtHand = {
  /** The case that can take the focus. */
  active: string | null;
  line: number;
  /** The place in the order so many cases on. */
  from: (by: number) => number;
};

/** Where the case at hand is. When it has left the list, the case that took its place can take the focus in its stead. */
function useAtHand(queue: QueueState, selected: string | null, lastIndex: number, layout: Layout): AtHand {
  return useMemo(() => {
    const found = selected === null ? -1 : queue.ids.indexOf(selected);
    const index = found >= 0 ? found : Math.min(Math.max(0, lastIndex), queue.ids.length - 1);
    const active = queue.ids[index] ?? null;
    const line = active === null ? -1 : layout.lineOf(index);
    const from = (by: number) => (found >= 0 || by < 0 ? index + by : index + by - 1);
    return { active, line, from };
  }, [queue, selected, lastIndex, layout]);
}

type Place = { scroller: { current: HTMLDivElement | null }; measure: Measure; layout: Layout; at: AtHand };

/** Moving among the cases: by key, by letter, by pointer. The focus goes along, and the row comes into sight. */
function useMoves({ queue, onSelect, onPick, onOpen }: GridProps, { scroller, measure, layout, at }: Place) {
  const rows = useRef(new Map<string, HTMLTableRowElement>());
  const focusNext = useRef<string | null>(null);
  // Rows do not depend on the order of all cases, or every message would draw every row anew.
  const order = useRef(queue.ids);
  order.current = queue.ids;
  const pick = useCallback((id: string) => onPick(id, order.current.indexOf(id)), [onPick]);
  const last = queue.ids.length - 1;
  const goTo = (index: number) => {
    const to = Math.min(Math.max(0, index), last);
    const id = queue.ids[to];
    if (id === undefined) return;
    focusNext.current = id;
    onSelect(id, to);
    reveal(scroller.current, layout, layout.lineOf(to), measure);
  };
  const move = (by: number) => goTo(at.from(by));
  const page = Math.max(1, Math.floor((measure.view - measure.head) / measure.row) - 1);
  const open = () => {
    if (at.active !== null) onOpen(at.active);
  };
  const onKeyDown = keysOf({ move, goTo, page, last, open });
  return { rows, move, open, pick, onKeyDown, onFocus: useFocusStays(rows, at.active, focusNext) };
}

type Moves = {
  move: (by: number) => void;
  goTo: (index: number) => void;
  page: number;
  last: number;
  open: () => void;
};

/** The keys of a list, by what they do. */
function keysOf({ move, goTo, page, last, open }: Moves): (event: KeyboardEvent) => void {
  const acts = new Map<string, () => void>([
    ["ArrowDown", () => move(1)],
    ["ArrowUp", () => move(-1)],
    ["PageDown", () => move(page)],
    ["PageUp", () => move(-page)],
    ["Home", () => goTo(0)],
    ["End", () => goTo(last)],
    ["Enter", open],
  ]);
  return (event) => {
    const act = acts.get(event.key);
    if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (act !== open || !event.repeat) act();
  };
}

/** The lines in sight, and asks for those that are not held. */
function useShown(
  layout: Layout,
  queue: QueueState,
  scrollTop: number,
  measure: Measure,
  setWindow: (window: ViewWindow) => void,
): { from: number; to: number } {
  const asked = useRef<ViewWindow>({ first: queue.first, count: Math.max(PAGE, queue.items.length) });
  const from = Math.max(0, layout.lineAt(scrollTop) - OVERSCAN);
  const to = Math.min(queue.total, layout.lineAt(scrollTop + measure.view) + 1 + OVERSCAN);
  useEffect(() => {
    const window = wantedWindow(from, to, queue.total, asked.current);
    if (window === asked.current) return;
    asked.current = window;
    setWindow(window);
  }, [from, to, queue.total, setWindow]);
  return { from, to };
}

type Drawn = { slot: number; line: number; item: QueueItem | null; id: string | null };

/** The lines drawn and the recycled row each is drawn in. The case at hand is always among them: it may have the focus. */
function useDrawn(
  queue: QueueState,
  shown: { from: number; to: number },
  active: string | null,
  activeLine: number,
): Drawn[] {
  const slots = useRef<Map<string, number>>(new Map());
  const last = useRef<QueueItem | null>(null);
  return useMemo(() => {
    const numbers = Array.from({ length: Math.max(0, shown.to - shown.from) }, (_, index) => shown.from + index);
    if (activeLine >= 0 && (activeLine < shown.from || activeLine >= shown.to)) numbers.push(activeLine);
    const lines = numbers.map((line) => {
      const held = queue.items[line - queue.first] ?? null;
      if (line === activeLine && held !== null) last.current = held;
      // Out of the window, the case at hand is drawn as it was last seen.
      const item = held ?? (line === activeLine && isOf(last.current, active) ? last.current : null);
      const id = item?.kind === "case" ? item.row.id : line === activeLine ? active : null;
      const key = id !== null ? `case ${id}` : item?.kind === "group" ? `group ${item.step}` : `line ${line}`;
      return { line, item, id, key };
    });
    slots.current = assignSlots(
      slots.current,
      lines.map((line) => line.key),
    );
    return lines.map(({ key, ...line }) => ({ ...line, slot: slots.current.get(key) ?? 0 }));
  }, [queue, shown.from, shown.to, active, activeLine]);
}

function isOf(item: QueueItem | null, id: string | null): boolean {
  return item?.kind === "case" && item.row.id === id;
}

/**
 * Gives the focus to the row that was moved to. When the row with the focus leaves the list, its place keeps the focus:
 * whoever works by keyboard must not be thrown to the top of the page by a refresh.
 */
function useFocusStays(
  rows: { current: Map<string, HTMLTableRowElement> },
  active: string | null,
  focusNext: { current: string | null },
): () => void {
  const had = useRef<string | null>(null);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    const lost =
      had.current !== null && !rows.current.has(had.current) && (focused === document.body || focused === null);
    const wanted = focusNext.current ?? (lost ? active : null);
    if (wanted !== null) {
      const row = rows.current.get(wanted);
      if (row !== undefined) {
        row.focus({ preventScroll: true });
        focusNext.current = null;
      }
    }
    had.current = active !== null && rows.current.get(active) === document.activeElement ? active : null;
  });
  return () => {
    had.current = active;
  };
}

type LineProps = {
  line: number;
  top: number;
  item: QueueItem | null;
  id: string | null;
  isSelected: boolean;
  isActive: boolean;
  onPick: (id: string) => void;
  onOpen: (id: string) => void;
  rows: Map<string, HTMLTableRowElement>;
  content: (item: QueueItem) => ReactNode;
  blank: ReactNode;
  columns: number;
};

const Line = memo(function Line(props: LineProps) {
  const { line, top, item, id, isSelected, isActive, rows } = props;
  const keep = useCallback(
    (element: HTMLTableRowElement | null) => {
      if (id === null || element === null) return;
      rows.set(id, element);
      return () => {
        if (rows.get(id) === element) rows.delete(id);
      };
    },
    [id, rows],
  );
  if (item?.kind === "group") {
    return (
      <tr className="grp" role="row" aria-rowindex={line + 2} style={{ top }}>
        {props.content(item)}
      </tr>
    );
  }
  return (
    <tr
      ref={keep}
      className={item === null ? "case blank" : "case"}
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      aria-busy={item === null || undefined}
      tabIndex={isActive ? 0 : -1}
      style={{ top }}
      onClick={() => id !== null && props.onPick(id)}
      onDoubleClick={() => id !== null && props.onOpen(id)}
    >
      {item === null ? (
        <td role="gridcell" className="c-want" colSpan={props.columns}>
          {props.blank}
        </td>
      ) : (
        props.content(item)
      )}
    </tr>
  );
});
