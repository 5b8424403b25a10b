import { createWords } from "../en/create";
import { useWords } from "../index";
import { adding } from "./adding";

/** What is said where a case is made. */
export const withCreateWords = adding((time) => ({ create: createWords(time) }));

export type CreateWords = ReturnType<typeof withCreateWords>;

export function useCreateWords(): CreateWords {
  return withCreateWords(useWords());
}
