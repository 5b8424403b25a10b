import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

const Announce = createContext<(text: string) => void>(() => undefined);

/** The one polite live region of the window. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  const again = useRef(false);
  const say = useCallback((next: string) => {
    // The same sentence twice in a row would not be read again: a trailing space that nobody hears makes it another.
    again.current = !again.current;
    setText(again.current ? next : `${next}\u00a0`);
  }, []);
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
