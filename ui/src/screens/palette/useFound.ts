import { useEffect, useState } from "react";
import type { FoundCases } from "../../platform/bindings";
import { useAsk } from "../../platform/desk";

/** Cases are looked for once nobody has typed for so long. */
const REST_MILLIS = 60;

export type Found = {
  /** What was found last: while other words are looked for, what the words before them found. */
  found: FoundCases | null;
  /** The words it was found by. */
  by: string;
  failed: boolean;
};

const NOTHING: Found = { found: null, by: "", failed: false };

/** The cases that what is typed finds, in every list. */
export function useFound(text: string): Found {
  const ask = useAsk();
  const [state, setState] = useState<Found>(NOTHING);
  useEffect(() => {
    if (text === "") return setState(NOTHING);
    let newest = true;
    const timer = setTimeout(() => {
      ask("find_cases", { text })
        .then((found) => newest && setState({ found, by: text, failed: false }))
        .catch(() => newest && setState({ found: null, by: text, failed: true }));
    }, REST_MILLIS);
    return () => {
      newest = false;
      clearTimeout(timer);
    };
  }, [ask, text]);
  return text === "" ? NOTHING : state;
}
