import { createContext, useContext } from "react";
import type { Settings, Theme } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import type { ThemeChoice } from "../frame/StatusLine";

/** What is set, and how it is set for the window that is open. */
export type SettingsChoice = ThemeChoice & { settings: Settings; set: (settings: Settings) => void };

const SettingsContext = createContext<SettingsChoice | null>(null);
export const SettingsProvider = SettingsContext.Provider;

/** What is set; and setting it: it counts at once, and for the next time once it is kept. */
export function useSettings() {
  const choice = useContext(SettingsContext);
  if (choice === null) throw new Error("no settings: render inside SettingsProvider");
  const keeping = useAsking("set_settings");
  const theming = useAsking("set_theme");
  return {
    ...choice,
    error: keeping.error ?? theming.error,
    busy: keeping.busy,
    /** Says whether it was kept. Where it was not, it counts no longer. */
    keep: async (settings: Settings): Promise<boolean> => {
      const before = choice.settings;
      choice.set(settings);
      if ((await keeping.run(settings)) !== undefined) return true;
      choice.set(before);
      return false;
    },
    look: async (theme: Theme): Promise<void> => {
      choice.choose(theme);
      await theming.run({ theme });
    },
  };
}
