import { useCallback, useEffect, useRef, useState } from "react";
import type { WireError } from "./bindings";
import { useAsk } from "./desk";
import { type Answer, type Args, asWireError, type CommandName } from "./transport";

export type Asking<N extends CommandName> = {
  busy: boolean;
  /** Why the last one came to nothing; the place that asked shows it, and no other. */
  error: WireError | null;
  /** What the last one brought; `null` again while another is under way. */
  answer: Answer<N> | null;
  /** Asks; `undefined` when it came to nothing or one is under way. */
  run: (args: Args<N>) => Promise<Answer<N> | undefined>;
  clear: () => void;
};

type State<N extends CommandName> = Pick<Asking<N>, "busy" | "error" | "answer">;

/** One command a place of the screen may give: at most one under way, its error kept for that place. */
export function useAsking<N extends CommandName>(name: N): Asking<N> {
  const ask = useAsk();
  const [state, setState] = useState<State<N>>({ busy: false, error: null, answer: null });
  const underWay = useRef(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const run = useCallback(
    async (args: Args<N>) => {
      if (underWay.current) return undefined;
      underWay.current = true;
      setState({ busy: true, error: null, answer: null });
      try {
        const answer = await ask(name, args);
        if (here.current) setState({ busy: false, error: null, answer });
        return answer;
      } catch (thrown) {
        if (here.current) setState({ busy: false, error: asWireError(thrown), answer: null });
        return undefined;
      } finally {
        underWay.current = false;
      }
    },
    [ask, name],
  );
  const clear = useCallback(() => setState((before) => ({ ...before, error: null })), []);
  return { ...state, run, clear };
}
