import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import type { GridHandle } from "../../parts/grid/Grid";
import { type KeyBinding, useKeys } from "../../parts/keys";
import { useWords } from "../../words";
import type { Shown } from "./search";

/**
 * How long nobody touches key or pointer before the list moves by itself. Who reads a line, or talks on the phone with a
 * finger on it, is seldom still for longer; who comes back after longer looks anew, and should see what is so now.
 */
const IDLE_MILLIS = 20_000;
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

export type Updates = {
  /** How many cases will come, move or leave. */
  waiting: number;
  /** Takes them because somebody asked: says that it was done. */
  take: () => void;
};

/** Whether something is open over the list, or nobody can see it: then even an idle list stays as it is. */
function isInHand(): boolean {
  return document.hidden || document.querySelector("dialog[open], [aria-expanded='true']") !== null;
}

/** Runs once nobody was there for a while, again and again. */
function useIdle(wanted: boolean, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!wanted) return;
    let timer: ReturnType<typeof setTimeout>;
    const begin = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!isInHand()) latest.current();
        begin();
      }, IDLE_MILLIS);
    };
    const options = { capture: true, passive: true };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, begin, options);
    begin();
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, begin, options);
    };
  }, [wanted]);
}

/**
 * Lines never move under the hand: what would come, move or leave waits until it is asked for, until nobody is at the list,
 * or until the list is entered anew, for then its view is another one.
 */
export function useUpdates({ value: queue, take: ask }: Shown, grid: RefObject<GridHandle | null>): Updates {
  const words = useWords();
  const announce = useAnnounce();
  const waiting = queue?.waiting ?? 0;
  const move = useCallback(() => {
    // The button goes with the updates: whoever pressed it is not thrown to the top of the page.
    if (document.activeElement?.closest(".q-updates")) grid.current?.focus();
    ask();
  }, [ask, grid]);
  useIdle(waiting > 0, move);
  const take = useCallback(() => {
    if (waiting === 0) return;
    move();
    announce(words.queue.updates.taken(waiting));
  }, [waiting, move, announce, words]);
  return { waiting, take };
}

/** Takes the updates by one key. It is a key of every list, so that the help always has it. */
export function useUpdatesKey(updates: Updates): void {
  const words = useWords();
  const { take } = updates;
  useKeys(
    useMemo<KeyBinding[]>(
      () => [{ keys: "u", label: words.keys.takeUpdates, group: "list", run: take }],
      [words, take],
    ),
  );
}

/** How many updates wait, in the head of the list, while some do. */
export function UpdatesButton({ waiting, take }: Updates) {
  const words = useWords();
  if (waiting === 0) return null;
  return (
    <span className="q-updates">
      <Button size="small" icon="sync" hint="U" onPress={take}>
        {words.queue.updates.waiting(waiting)}
      </Button>
    </span>
  );
}
