import { useEffect } from "react";
import { useAsk } from "./desk";

/** Somebody is there; more often than this says nothing new. */
const EVERY_MILLIS = 3000;

/**
 * Tells the program that the operator acts in this window: links renew only for a person. Polling, messages and timers
 * never count, so only real keys and pointers are listened to.
 */
export function usePresence(): void {
  const ask = useAsk();
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const acted = (event: Event) => {
      if (!event.isTrusted || performance.now() - last < EVERY_MILLIS) return;
      last = performance.now();
      ask("did_act", {}).catch(() => undefined);
    };
    const options = { capture: true, passive: true };
    window.addEventListener("keydown", acted, options);
    window.addEventListener("pointerdown", acted, options);
    return () => {
      window.removeEventListener("keydown", acted, options);
      window.removeEventListener("pointerdown", acted, options);
    };
  }, [ask]);
}

/** Says when something was reached, for the measurements. Never waited for, and its loss does not matter. */
export function mark(ask: ReturnType<typeof useAsk>, what: string, sinceStart: number): void {
  ask("mark", { what, atMillis: performance.timeOrigin + sinceStart }).catch(() => undefined);
}
