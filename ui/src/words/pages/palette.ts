import { paletteWords } from "../en/palette";
import { useWords } from "../index";
import { adding } from "./adding";

/** What is said where cases and commands are found. */
export const withPaletteWords = adding(() => ({ palette: paletteWords }));

export type PaletteWords = ReturnType<typeof withPaletteWords>;

export function usePaletteWords(): PaletteWords {
  return withPaletteWords(useWords());
}
