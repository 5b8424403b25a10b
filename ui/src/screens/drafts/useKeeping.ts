import { createContext, useContext, useRef, useState, useSyncExternalStore } from "react";
import type { DraftSlot, WireError } from "../../platform/bindings";
import type { Args, CommandName } from "../../platform/transport";
import { type Asking, useAsking } from "../../platform/use-asking";
import type { Found, Keeping } from "./keeping";

const KeepingContext = createContext<Keeping | null>(null);
export const KeepingProvider = KeepingContext.Provider;

export function useKeeping(): Keeping {
  const keeping = useContext(KeepingContext);
  if (keeping === null) throw new Error("nothing is kept: render inside KeepingProvider");
  return keeping;
}

export function useFound(keeping: Keeping): Found {
  return useSyncExternalStore(keeping.subscribe, keeping.found);
}

/** Leaving the connection: what was typed last is written down first. */
export function useLeaving() {
  const leave = useAsking("disconnect");
  const keeping = useKeeping();
  const { run } = leave;
  return {
    ...leave,
    run: async (args: { forgetKey: boolean }) => {
      await keeping.flush();
      return run(args);
    },
  };
}

/**
 * A command that sends what was typed: it is not given before it is written down that it may have been. Where that is
 * refused, nothing is sent, and why is its error. Without a slot nothing was typed for it.
 */
export function useSendingTyped<N extends CommandName>(
  name: N,
  typed: DraftSlot | undefined,
  /** What else to take back where it was refused. */
  takeBack?: () => void,
): Omit<Asking<N>, "answer"> {
  const { busy, error, run, clear } = useAsking(name);
  const keeping = useKeeping();
  const [marking, setMarking] = useState(false);
  const [refused, setRefused] = useState<WireError | null>(null);
  const underWay = useRef(false);
  const forget = () => {
    setRefused(null);
    clear();
  };
  const send = async (args: Args<N>) => {
    if (typed === undefined) return run(args);
    forget();
    setMarking(true);
    const why = await keeping.willSend(typed);
    setMarking(false);
    setRefused(why);
    if (why === null) return run(args);
    takeBack?.();
    return undefined;
  };
  return {
    busy: busy || marking,
    error: refused ?? error,
    run: async (args) => {
      if (underWay.current) return undefined;
      underWay.current = true;
      try {
        return await send(args);
      } finally {
        underWay.current = false;
      }
    },
    clear: forget,
  };
}
