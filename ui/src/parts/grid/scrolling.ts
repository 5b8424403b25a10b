import { useEffect, useLayoutEffect, useRef } from "react";
import type { QueueState } from "../../platform/queue-store";
import type { Layout, Measure } from "./layout";

// Where a list is scrolled to, and what keeps it there.

/** Back where the operator left the list; where she was never, the case at hand is in sight. */
export function useStartAt(
  scroller: { current: HTMLDivElement | null },
  startAt: number,
  rows: { current: Map<string, HTMLTableRowElement> },
  active: string | null,
): void {
  const start = useRef({ startAt, active });
  useLayoutEffect(() => {
    if (scroller.current !== null && start.current.startAt > 0) scroller.current.scrollTop = start.current.startAt;
  }, [scroller]);
  // Once the rows have their true heights.
  useEffect(() => {
    const row = rows.current.get(start.current.active ?? "");
    const list = scroller.current;
    if (start.current.startAt > 0 || row === undefined || list === null) return;
    if (row.offsetTop + row.offsetHeight > list.clientHeight) list.scrollTop = row.offsetTop - list.clientHeight / 2;
  }, [scroller, rows]);
}

/** What is looked at: the case at hand while it is in sight, and then every case in sight, with where each stands. */
function inSight(layout: Layout, queue: QueueState, active: string | null, scrollTop: number, view: number): Anchor[] {
  const [from, to] = [layout.lineAt(scrollTop), layout.lineAt(scrollTop + view) + 1];
  const anchors: Anchor[] = [];
  for (let line = from; line < to; line += 1) {
    const item = queue.items[line - queue.first];
    if (item?.kind === "case") anchors.push({ id: item.row.id, top: layout.top(line) });
  }
  return [...anchors.filter(({ id }) => id === active), ...anchors];
}

type Anchor = { id: string; top: number };

/** When lines come or go above, what is looked at stays where it is on the screen. */
export function useAnchor(
  scroller: { current: HTMLDivElement | null },
  scrollTop: number,
  layout: Layout,
  queue: QueueState,
  active: string | null,
  view: number,
): void {
  const before = useRef<{ ids: readonly string[]; anchors: Anchor[] } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    const kept = before.current;
    if (element !== null && kept !== null && kept.ids !== queue.ids && scrollTop > 0) {
      for (const { id, top } of kept.anchors) {
        const index = queue.ids.indexOf(id);
        if (index < 0) continue;
        const moved = layout.top(layout.lineOf(index)) - top;
        if (moved !== 0) element.scrollTop += moved;
        break;
      }
    }
    before.current = { ids: queue.ids, anchors: inSight(layout, queue, active, scrollTop, view) };
  });
}

/** Brings a line into sight with the least movement. */
export function reveal(scroller: HTMLDivElement | null, layout: Layout, line: number, measure: Measure): void {
  if (scroller === null) return;
  const top = layout.top(line);
  const room = measure.view - measure.head;
  // The heading above the first case comes along.
  const from = line <= 1 ? 0 : top;
  if (from < scroller.scrollTop) scroller.scrollTop = from;
  else if (top + measure.row > scroller.scrollTop + room) scroller.scrollTop = top + measure.row - room;
}
