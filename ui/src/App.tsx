import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import { Announcer } from "./parts/Announcer";
import { useFocusKept } from "./parts/focus";
import { KeysProvider } from "./parts/keys";
import type { Started, Theme } from "./platform/bindings";
import { ServiceClock } from "./platform/clock";
import { type Platform, PlatformProvider, useDesk } from "./platform/desk";
import { usePresence } from "./platform/presence";
import { ConnectScreen } from "./screens/connect/ConnectScreen";
import { Broken } from "./screens/frame/Broken";
import { Frame } from "./screens/frame/Frame";
import { Memory, MemoryProvider } from "./screens/frame/memory";
import { useRoute } from "./screens/frame/route";
import type { ThemeChoice } from "./screens/frame/StatusLine";
import { applyEnvironment, applyTheme } from "./screens/frame/theme";
import { CaseScreen, CreateScreen, ServiceScreen, UnfinishedScreen, useArrived } from "./screens/pages";
import { QueueScreen } from "./screens/queue/QueueScreen";
import { useWords, type Words, WordsProvider } from "./words";

function useTheme(started: Started): ThemeChoice {
  const [theme, choose] = useState<Theme>(started.theme);
  useLayoutEffect(() => applyTheme(theme), [theme]);
  return useMemo(() => ({ theme, choose }), [theme]);
}

function Desk({ started }: { started: Started }) {
  const { value: desk, at } = useDesk();
  const words = useWords();
  const theme = useTheme(started);
  const route = useArrived(useRoute());
  const memory = useMemo(() => new Memory(), []);
  usePresence();
  useFocusKept();
  const session = desk?.session;
  const connected = session?.state === "connected" ? `${session.connection.name} ${session.connection.host}` : null;
  // What was typed and marked belongs to a connection. While one is being made, it is not known yet to which.
  const settled = session !== undefined && session.state !== "connecting";
  useEffect(() => {
    if (settled) memory.follow(connected);
  }, [connected, settled, memory]);
  const environment = session?.state === "connected" ? session.connection.environment : null;
  useLayoutEffect(() => {
    if (environment !== null) applyEnvironment(environment);
  }, [environment]);
  // The title never carries a name or a case: it is seen in task lists and over shoulders.
  useEffect(() => {
    document.title = words.frame.product;
    document.documentElement.lang = words.language;
  }, [words]);

  if (desk === undefined) return null;
  if (desk.session.state !== "connected") {
    return <ConnectScreen started={started} desk={desk} session={desk.session} theme={theme} />;
  }
  return (
    <MemoryProvider value={memory}>
      <ServiceClock aheadSeconds={desk.sync.clockAheadSeconds ?? 0}>
        <Frame desk={desk} at={at} route={route} theme={theme} programVersion={started.programVersion}>
          {route.page === "queue" ? (
            <QueueScreen key={`${route.turn}/${route.step}`} turn={route.turn} step={route.step} desk={desk} />
          ) : route.page === "case" ? (
            <CaseScreen key={route.id} id={route.id} tab={route.tab} />
          ) : route.page === "new" ? (
            <CreateScreen desk={desk} />
          ) : route.page === "unfinished" ? (
            <UnfinishedScreen desk={desk} />
          ) : (
            <ServiceScreen />
          )}
        </Frame>
      </ServiceClock>
    </MemoryProvider>
  );
}

/** The window, over whichever way there is to the program. */
export function App({ platform, started, words }: { platform: Platform; started: Started; words: Words }) {
  return (
    <Broken>
      <WordsProvider value={words}>
        <PlatformProvider value={platform}>
          <Announcer>
            <KeysProvider>
              <Desk started={started} />
            </KeysProvider>
          </Announcer>
        </PlatformProvider>
      </WordsProvider>
    </Broken>
  );
}
