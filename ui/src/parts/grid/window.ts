import type { ViewWindow } from "../../platform/bindings";
import { PAGE } from "../../platform/queue-store";

/** How near the edge of what is asked for the shown lines may come before other lines are asked for. */
const MARGIN = PAGE / 2;
const MOST = 400;

/**
 * The lines to ask for when `from` up to `to` are shown: their pages and one on either side. While the shown lines stay
 * well inside what was asked for, nothing new is: every move of the window costs a message.
 */
export function wantedWindow(from: number, to: number, total: number, asked: ViewWindow): ViewWindow {
  const end = asked.first + asked.count;
  const roomAbove = asked.first === 0 || from >= asked.first + MARGIN;
  const roomBelow = end >= total || to <= end - MARGIN;
  if (roomAbove && roomBelow) return asked;
  const first = Math.max(0, (Math.floor(from / PAGE) - 1) * PAGE);
  const last = (Math.floor(Math.max(from, to - 1) / PAGE) + 2) * PAGE;
  return { first, count: Math.min(MOST, last - first) };
}
