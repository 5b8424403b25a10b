import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

const Announce = createContext<(text: string) => void>(() => undefined);

/** How long what was said can be found in the live region: long enough to be heard, too short to be met again. */
const KEPT_MILLIS = 2000;

/** The one polite live region of the window, or of the dialog that is open. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  const again = useRef(false);
  const say = useCallback((next: string) => {
    // The same sentence twice in a row would not be read again: a trailing space that nobody hears makes it another.
    again.current = !again.current;
    setText(again.current ? next : `${next}\u00a0`);
  }, []);
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => setText(""), KEPT_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Announce value={say}>
      {children}
      <div className="vh" role="status" aria-live="polite">
        {text}
      </div>
    </Announce>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

/** Says what has come on screen, once. */
export function useSaid(text: string | null): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (text !== null) announce(text);
  }, [text, announce]);
}
