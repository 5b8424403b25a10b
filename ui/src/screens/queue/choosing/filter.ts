import { useCallback, useMemo } from "react";
import { useKept } from "../../../parts/keep";
import type { Choice, FacetCode, StepCode, TurnCode, UpdatedCode } from "../../../platform/bindings";
import { type Filter, NO_FILTER, useMemory } from "../../frame/memory";

/** The filters in the order of their chips. */
export const CHIPS: readonly FacetCode[] = ["step", "payer", "service", "provider", "status", "outcome"];

/** Their values mean something in one list only; the others go along from list to list, as the search does. */
const OF_THE_LIST: ReadonlySet<FacetCode> = new Set(["step", "status", "outcome"]);

export type Filtering = {
  /** What is chosen, in the order of the chips. */
  choices: Choice[];
  updated: UpdatedCode | null;
  isOn: boolean;
  choose: (facet: FacetCode, values: Choice["values"]) => void;
  chooseUpdated: (updated: UpdatedCode | null) => void;
  clear: () => void;
};

/** What the lists are filtered by. Gone with the connection. */
export function useFilter(turn: TurnCode, step: StepCode | null): Filtering {
  const { filters } = useMemory();
  const [everywhere, setEverywhere] = useKept(filters, "");
  const [here, setHere] = useKept(filters, turn);
  const choices = useMemo(() => {
    const all = [...everywhere.choices, ...here.choices];
    const shown = all.filter(({ facet }) => facet !== "step" || step === null);
    return shown.sort((one, other) => CHIPS.indexOf(one.facet) - CHIPS.indexOf(other.facet));
  }, [everywhere, here, step]);
  const choose = useCallback(
    (facet: FacetCode, values: Choice["values"]) => {
      const [filter, set] = OF_THE_LIST.has(facet) ? [here, setHere] : [everywhere, setEverywhere];
      set(withChoice(filter, facet, values));
    },
    [here, setHere, everywhere, setEverywhere],
  );
  const chooseUpdated = useCallback(
    (updated: UpdatedCode | null) => setEverywhere({ ...everywhere, updated }),
    [everywhere, setEverywhere],
  );
  const clear = useCallback(() => {
    setEverywhere(NO_FILTER);
    setHere(NO_FILTER);
  }, [setEverywhere, setHere]);
  const { updated } = everywhere;
  const isOn = choices.length > 0 || updated !== null;
  return { choices, updated, isOn, choose, chooseUpdated, clear };
}

/** No value chosen is no filter: it would let nothing through. */
function withChoice(filter: Filter, facet: FacetCode, values: Choice["values"]): Filter {
  const others = filter.choices.filter((choice) => choice.facet !== facet);
  return { ...filter, choices: values.length === 0 ? others : [...others, { facet, values }] };
}
