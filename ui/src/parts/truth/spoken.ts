import { useEffect, useRef } from "react";
import { useAnnounce } from "../Announcer";

/** A link's countdown is spoken at these moments only. */
const SPOKEN_SECONDS = [60, 20];

/** Says the time left when it passes one of the moments, and not when it is already past on arrival. */
export function useSpoken(left: number | null, say: (seconds: number) => string): void {
  const announce = useAnnounce();
  const before = useRef<number | null>(null);
  const saying = useRef(say);
  saying.current = say;
  useEffect(() => {
    const last = before.current;
    before.current = left;
    if (left === null || last === null) return;
    const passed = SPOKEN_SECONDS.find((seconds) => last > seconds * 1000 && left <= seconds * 1000);
    if (passed !== undefined) announce(saying.current(passed));
  }, [left, announce]);
}
