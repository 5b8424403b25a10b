import { useEffect, useRef, useState } from "react";
import type { WireError } from "./bindings";
import { useAsk } from "./desk";
import { type Answer, type Args, asWireError, type CommandName } from "./transport";

export type Reading<N extends CommandName> = {
  busy: boolean;
  error: WireError | null;
  answer: Answer<N> | null;
  again: () => void;
};

type State<N extends CommandName> = Omit<Reading<N>, "again">;

/**
 * Reads something when it comes on screen, and again whenever `of` changes: the newest asking counts, an older one's
 * answer is dropped. `of` null reads nothing.
 */
export function useReading<N extends CommandName>(name: N, args: Args<N>, of: string | null): Reading<N> {
  const ask = useAsk();
  const [state, setState] = useState<State<N>>({ busy: of !== null, error: null, answer: null });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` says what is read; the arguments follow from it
  useEffect(() => {
    if (of === null) return;
    let newest = true;
    setState({ busy: true, error: null, answer: null });
    ask(name, args)
      .then((answer) => newest && setState({ busy: false, error: null, answer }))
      .catch((thrown) => newest && setState({ busy: false, error: asWireError(thrown), answer: null }));
    return () => {
      newest = false;
    };
  }, [ask, name, of, round]);
  return { ...state, again: () => setRound((n) => n + 1) };
}

/** What was read last of the same thing: it stays in view while it is read again. */
export function useLastAnswer<N extends CommandName>({ answer }: Reading<N>, of: string): Answer<N> | null {
  const last = useRef<{ of: string; answer: Answer<N> } | null>(null);
  if (answer !== null) last.current = { of, answer };
  return last.current?.of === of ? last.current.answer : null;
}
