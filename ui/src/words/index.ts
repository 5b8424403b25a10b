import { createContext, useContext } from "react";
import { english } from "./english";

/** The catalogue: all sentences, by code. Rust sends codes and facts, never a sentence. */
export type Words = ReturnType<typeof english>;

export type { OrderName } from "./en/sort";
export type { Rich } from "./rich";
export { plain } from "./rich";
export { english };

const WordsContext = createContext<Words | null>(null);
export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error("no catalogue: render inside WordsProvider");
  return words;
}
