import { settingWords } from "../en/settings";
import { useWords } from "../index";
import { adding } from "./adding";

/** What is said where this computer is set up. */
export const withSettingWords = adding(() => ({ settings: settingWords }));

export type SettingWords = ReturnType<typeof withSettingWords>;

export function useSettingWords(): SettingWords {
  return withSettingWords(useWords());
}
