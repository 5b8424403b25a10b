import { serviceWords } from "../en/service";
import { useWords } from "../index";
import { adding } from "./adding";

/** What is said of the service itself. */
export const withServiceWords = adding((time) => ({ service: serviceWords(time) }));

export type ServiceWords = ReturnType<typeof withServiceWords>;

export function useServiceWords(): ServiceWords {
  return withServiceWords(useWords());
}
