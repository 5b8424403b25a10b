import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";

/** How far this computer's clock is ahead of the service's, in milliseconds. */
const Ahead = createContext(0);

export function ServiceClock({ aheadSeconds, children }: { aheadSeconds: number; children: ReactNode }) {
  return <Ahead value={aheadSeconds * 1000}>{children}</Ahead>;
}

/** Reads the service's clock as far as it is known: ages and deadlines are counted by it, never by a wrong local one. */
export function useReadClock(): () => number {
  const ahead = useContext(Ahead);
  return useCallback(() => Date.now() - ahead, [ahead]);
}

/** The service's time, drawn again so often. Only redraws: nothing happens because of it. */
export function useNow(everyMillis: number): number {
  const read = useReadClock();
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => redraw((n) => n + 1), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return read();
}

/**
 * Milliseconds left of something that had `left` when its message came at `at` (both by `performance`, which no change of
 * the wall clock moves). Redrawn four times a second so that a second is never skipped.
 */
export function useLeft(left: number | null, at: number): number | null {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (left === null) return;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [left]);
  return useMemo(() => (left === null ? null : Math.max(0, left - Math.max(0, now - at))), [left, now, at]);
}
