import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useSyncExternalStore } from "react";
import type { CaseView, DeskView, QueueSpec, StepCode, TurnCode } from "./bindings";
import type { QueueState, QueueStore } from "./queue-store";
import type { Ask, Transport } from "./transport";
import { ViewClient } from "./view-client";
import type { Told, ViewStore } from "./view-store";

export type Platform = { ask: Ask; showFile: Transport["showFile"]; views: ViewClient };

/** What the window asks and looks at, over whichever way there is to the program. */
export function platformOver(transport: Transport): Platform {
  return {
    ask: (name, args) => transport.ask(name, args),
    showFile: (args) => transport.showFile(args),
    views: new ViewClient(transport),
  };
}

const PlatformContext = createContext<Platform | null>(null);
export const PlatformProvider = PlatformContext.Provider;

function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  if (platform === null) throw new Error("no way to the program: render inside PlatformProvider");
  return platform;
}

export function useAsk(): Ask {
  return usePlatform().ask;
}

/** Asks for a file's content. */
export function useShowFile(): Transport["showFile"] {
  return usePlatform().showFile;
}

function useTold<T>(store: ViewStore<T>): Told<T> {
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

/** Connection, counts, open handoffs. */
export function useDesk(): Told<DeskView> {
  return useTold(usePlatform().views.desk);
}

/** A list of cases, and how to ask for other lines of it and to take what it holds back. */
export function useQueue(spec: QueueSpec): Told<QueueState> & Pick<QueueStore, "setWindow" | "take" | "facets"> {
  const store = usePlatform().views.queue(spec.turn, spec.step);
  // Said before the view is looked at: it is opened for what is wanted, not for all of the list first.
  useLayoutEffect(() => store.setSpec(spec), [store, spec]);
  const told = useTold(store);
  return useMemo(
    () => ({ ...told, setWindow: store.setWindow, take: store.take, facets: store.facets }),
    [told, store],
  );
}

/** A list that is or was on screen just now, as it stands; nothing of one that is not. Looks at it once. */
export function useListNow(): (turn: TurnCode, step: StepCode | null) => QueueState | undefined {
  const { views } = usePlatform();
  return useCallback((turn, step) => views.queue(turn, step).snapshot().value, [views]);
}

/** A number made of several cases, which are looked at while this is used. What is not told yet is `undefined`. */
export function useCaseSum(
  ids: readonly string[],
  count: (view: CaseView | null | undefined, id: string) => number,
): number {
  const { views } = usePlatform();
  const key = JSON.stringify(ids);
  const stores = useMemo(
    () => (JSON.parse(key) as string[]).map((id) => ({ id, store: views.case(id) })),
    [views, key],
  );
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = stores.map(({ store }) => store.subscribe(listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [stores],
  );
  return useSyncExternalStore(subscribe, () =>
    stores.reduce((sum, { id, store }) => sum + count(store.snapshot().value, id), 0),
  );
}

const NO_CASE: Told<CaseView | null> = { value: undefined, at: 0, problem: null };
const noSubscription = () => () => undefined;

/** One case, which counts as on screen while this is used. `null` looks at none. */
export function useCase(id: string | null): Told<CaseView | null> {
  const { views } = usePlatform();
  const store = id === null ? null : views.case(id);
  return useSyncExternalStore(store?.subscribe ?? noSubscription, store?.snapshot ?? (() => NO_CASE));
}
