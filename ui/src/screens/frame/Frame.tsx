import { type ReactNode, useCallback, useMemo, useState } from "react";
import { type Action, useKeys } from "../../parts/keys";
import type { DeskView } from "../../platform/bindings";
import { useCase } from "../../platform/desk";
import { useWords } from "../../words";
import { Palette } from "../pages";
import { PALETTE_KEY } from "../palette/key";
import { useNoteRecent } from "../palette/recent";
import { Bar } from "./Bar";
import { useFocusIfLost, useHeadingFocus } from "./focus";
import { HelpDialog } from "./HelpDialog";
import { useNoteLeft } from "./left";
import { useSeenFiles } from "./losses";
import { Notices } from "./Notices";
import { Rail } from "./Rail";
import { navigate, type Route } from "./route";
import { StatusLine, type ThemeChoice } from "./StatusLine";
import { useUnfinishedFirst } from "./unfinished";

/** Keys that work on every page. Those of the page itself come from its screen. */
function useFrameKeys(help: () => void, find: () => void): void {
  const words = useWords();
  const bindings = useMemo<Action[]>(() => {
    const go = (keys: string | null, label: string, route: Route): Action => ({
      keys,
      label,
      group: "anywhere",
      run: () => navigate(route),
    });
    return [
      { keys: PALETTE_KEY, label: words.keys.find, group: "anywhere", run: find },
      { keys: "?", label: words.keys.help, group: "anywhere", hint: true, run: help },
      go("g q", words.keys.goQueue, { page: "queue", turn: "yours", step: null }),
      go("g r", words.keys.goReview, { page: "queue", turn: "yours", step: "review_and_accept" }),
      go("g c", words.keys.goCollate, { page: "queue", turn: "collate", step: null }),
      go("g p", words.keys.goPayer, { page: "queue", turn: "payer", step: null }),
      go("g d", words.keys.goDone, { page: "queue", turn: "done", step: null }),
      go(null, words.keys.goStopped, { page: "queue", turn: "stopped", step: null }),
      go(null, words.keys.goUnknown, { page: "queue", turn: "unknown", step: null }),
      go("g n", words.keys.goNew, { page: "new" }),
      go("g s", words.keys.goService, { page: "service" }),
      go(null, words.keys.goSettings, { page: "settings" }),
      go("g u", words.keys.goUnfinished, { page: "unfinished" }),
    ];
  }, [words, help, find]);
  useKeys(bindings);
}

/** What stands around every page while connected. */
export function Frame({
  desk,
  at,
  route,
  theme,
  programVersion,
  children,
}: {
  desk: DeskView;
  at: number;
  route: Route;
  theme: ThemeChoice;
  programVersion: string;
  children: ReactNode;
}) {
  const [help, setHelp] = useState(false);
  const [finding, setFinding] = useState(false);
  const open = useCallback(() => setHelp(true), []);
  const find = useCallback(() => setFinding(true), []);
  const shown = useCase(route.page === "case" ? route.id : null);
  useSeenFiles(shown.value);
  useNoteRecent(shown.value ?? null);
  useFrameKeys(open, find);
  useHeadingFocus(route);
  useNoteLeft(route);
  useFocusIfLost();
  useUnfinishedFirst(desk, route);
  const onHandoff = route.page === "case" && route.tab === "handoff";
  return (
    <div className="win">
      <Bar desk={desk} at={at} onHandoff={onHandoff} programVersion={programVersion} find={find} />
      <Rail desk={desk} route={route} turn={shown.value?.turn ?? null} />
      <main className="main">
        <Notices desk={desk} />
        <div className="page">{children}</div>
      </main>
      <StatusLine desk={desk} theme={theme} />
      {finding ? <Palette onClose={() => setFinding(false)} /> : null}
      {help ? <HelpDialog onClose={() => setHelp(false)} /> : null}
    </div>
  );
}
