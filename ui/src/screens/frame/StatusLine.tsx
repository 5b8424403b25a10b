import { Icon } from "../../parts/Icon";
import { KeyCaps, useAllKeys } from "../../parts/keys";
import type { DeskView, Theme } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useAsk } from "../../platform/desk";
import { useWords } from "../../words";
import { nextTheme } from "./theme";

export type ThemeChoice = { theme: Theme; choose: (theme: Theme) => void };

export function ThemeButton({ theme, choose }: ThemeChoice) {
  const words = useWords();
  const ask = useAsk();
  const change = () => {
    const next = nextTheme(theme);
    choose(next);
    // It is on the screen already; that it could not be kept for next time is nothing to interrupt anybody for.
    ask("set_theme", { theme: next }).catch(() => undefined);
  };
  return (
    <button type="button" className="btn quiet small" onClick={change}>
      {words.frame.theme[theme]}
    </button>
  );
}

/** The line at the bottom: keys that work here, how reading goes, the clinic's zone, the theme. */
export function StatusLine({ desk, theme }: { desk: DeskView; theme: ThemeChoice }) {
  const words = useWords();
  const now = useNow(60_000);
  const keys = useAllKeys().filter((binding) => binding.hint);
  const hints = [...keys.filter((key) => key.group !== "anywhere"), ...keys.filter((key) => key.group === "anywhere")];
  return (
    <footer className="status">
      <span className="hints">
        {hints.map((binding) => {
          const shown = typeof binding.hint === "object" ? binding.hint : binding;
          return (
            <span key={binding.keys} className="hint key">
              <KeyCaps keys={shown.keys} /> {shown.label}
            </span>
          );
        })}
      </span>
      <span className="hint">
        <Icon name={desk.sync.state === "offline" ? "off" : "sync"} size="s" />
        {words.frame.sync(desk.sync, now)}
      </span>
      <span>{words.frame.zone(now)}</span>
      <ThemeButton {...theme} />
    </footer>
  );
}
