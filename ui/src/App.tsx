import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { Announcer } from "./parts/Announcer";
import { useFocusKept } from "./parts/focus";
import { KeysProvider } from "./parts/keys";
import type { Settings, Started, Theme } from "./platform/bindings";
import { ServiceClock } from "./platform/clock";
import { type Platform, PlatformProvider, useAsk, useDesk } from "./platform/desk";
import { usePresence } from "./platform/presence";
import { ConnectScreen } from "./screens/connect/ConnectScreen";
import { Keeping } from "./screens/drafts/keeping";
import { KeepingProvider, useFound } from "./screens/drafts/useKeeping";
import { Broken } from "./screens/frame/Broken";
import { Frame } from "./screens/frame/Frame";
import { Memory, MemoryProvider } from "./screens/frame/memory";
import { useRoute } from "./screens/frame/route";
import type { ThemeChoice } from "./screens/frame/StatusLine";
import { applyEnvironment, applyTheme } from "./screens/frame/theme";
import { CaseScreen, CreateScreen, ServiceScreen, SettingsScreen, UnfinishedScreen, useArrived } from "./screens/pages";
import { QueueScreen } from "./screens/queue/QueueScreen";
import { type SettingsChoice, SettingsProvider } from "./screens/settings/useSettings";
import { isZone } from "./screens/settings/zones";
import { english, useWords, type Words, WordsProvider } from "./words";

function useChoice(started: Started): SettingsChoice {
  const [theme, choose] = useState<Theme>(started.theme);
  const [settings, set] = useState(started.settings);
  useLayoutEffect(() => applyTheme(theme), [theme]);
  return useMemo(() => ({ theme, choose, settings, set }), [theme, settings]);
}

/** The catalogue for the zone that is set; from the start it is this computer's. */
function useCatalogue(start: Words, { zone }: Settings): Words {
  return useMemo(() => (zone === null || !isZone(zone) ? start : english(zone)), [start, zone]);
}

/** What the window remembers, and the part of it that is written down, for as long as it is connected. */
function useKeepingFor(
  connected: string | null,
  settled: boolean,
  survive: boolean,
): { memory: Memory; keeping: Keeping } {
  const ask = useAsk();
  const kept = useMemo(() => {
    const memory = new Memory();
    return { memory, keeping: new Keeping(memory, ask) };
  }, [ask]);
  const { keeping } = kept;
  useEffect(() => {
    if (settled) keeping.follow(connected, survive);
  }, [connected, settled, survive, keeping]);
  useEffect(() => () => keeping.stop(), [keeping]);
  return kept;
}

/** A page that is typed into: what was typed into it before is there first. */
function Form({ keeping, children }: { keeping: Keeping; children: ReactNode }) {
  return useFound(keeping).ready ? children : null;
}

function Desk({ started, theme }: { started: Started; theme: ThemeChoice }) {
  const { value: desk, at } = useDesk();
  const words = useWords();
  const route = useArrived(useRoute());
  usePresence();
  useFocusKept();
  const session = desk?.session;
  // What was typed and marked belongs to a connection and a person. While one is being made, it is not known yet to which.
  const connected =
    session?.state === "connected"
      ? JSON.stringify([session.connection.name, session.connection.host, desk?.operator])
      : null;
  const settled = session !== undefined && session.state !== "connecting";
  const { memory, keeping } = useKeepingFor(connected, settled, desk?.draftsSurvive === true);
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
      <KeepingProvider value={keeping}>
        <ServiceClock aheadSeconds={desk.sync.clockAheadSeconds ?? 0}>
          <Frame desk={desk} at={at} route={route} theme={theme} programVersion={started.programVersion}>
            {route.page === "queue" ? (
              <QueueScreen key={`${route.turn}/${route.step}`} turn={route.turn} step={route.step} desk={desk} />
            ) : route.page === "service" ? (
              <ServiceScreen />
            ) : route.page === "settings" ? (
              <SettingsScreen />
            ) : route.page === "unfinished" ? (
              <UnfinishedScreen desk={desk} />
            ) : (
              <Form keeping={keeping}>
                {route.page === "new" ? (
                  <CreateScreen desk={desk} />
                ) : (
                  <CaseScreen key={route.id} id={route.id} tab={route.tab} />
                )}
              </Form>
            )}
          </Frame>
        </ServiceClock>
      </KeepingProvider>
    </MemoryProvider>
  );
}

/** The window, over whichever way there is to the program. */
export function App({ platform, started, words }: { platform: Platform; started: Started; words: Words }) {
  const choice = useChoice(started);
  const catalogue = useCatalogue(words, choice.settings);
  return (
    <Broken>
      <WordsProvider value={catalogue}>
        <PlatformProvider value={platform}>
          <SettingsProvider value={choice}>
            <Announcer>
              <KeysProvider map={choice.settings}>
                <Desk started={started} theme={choice} />
              </KeysProvider>
            </Announcer>
          </SettingsProvider>
        </PlatformProvider>
      </WordsProvider>
    </Broken>
  );
}
