import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from "react";
import { useSaid } from "../../parts/Announcer";
import { Field } from "../../parts/form/Field";
import { Icon } from "../../parts/Icon";
import { useKept } from "../../parts/keep";
import { type KeyBinding, useKeys } from "../../parts/keys";
import type { StepCode, TurnCode } from "../../platform/bindings";
import { useQueue } from "../../platform/desk";
import { isNarrowed, nameOfSpec, specOf } from "../../platform/queue-store";
import { useWords } from "../../words";
import { useMemory } from "../frame/memory";
import type { Filtering } from "./choosing/filter";
import type { Sorting } from "./choosing/SortMenu";

/** How many match is said once the list has rested for so long: typing is not talked over. */
const SAY_MILLIS = 700;

export type Shown = ReturnType<typeof useQueue>;

export type Search = {
  typed: string;
  change: (text: string) => void;
  /** The list on screen: while another is being found, the one before. */
  shown: Shown;
  busy: boolean;
};

/** The list, narrowed to what is searched for. The text goes along from list to list, and with the connection it goes. */
export function useSearch(
  turn: TurnCode,
  step: StepCode | null,
  { choices, updated }: Filtering,
  { sort }: Sorting,
): Search {
  const { search: kept } = useMemory();
  const [typed, change] = useKept(kept, "");
  const search = typed.trim();
  const spec = useMemo(
    () => ({ ...specOf(turn, step), search, filter: choices, updated, sort }),
    [turn, step, search, choices, updated, sort],
  );
  const shown = useQueue(spec);
  return { typed, change, shown, busy: shown.value !== undefined && nameOfSpec(shown.value.spec) !== nameOfSpec(spec) };
}

export type FieldRef = RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;

/** Finds among the cases of the list. `/` comes here, Escape takes the words away, Enter goes on to the list. */
export function SearchField({ search, field, toList }: { search: Search; field: FieldRef; toList: () => void }) {
  const words = useWords();
  const say = words.search;
  useSayMatches(search);
  const clear = () => {
    search.change("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && search.typed !== "") {
      event.preventDefault();
      search.change("");
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      toList();
    }
  };
  return (
    <search className="q-search" onKeyDown={onKeyDown}>
      <Icon name="search" size="s" />
      <Field
        ref={field}
        label={say.label}
        hideLabel
        placeholder={say.label}
        value={search.typed}
        onChange={search.change}
        small
      />
      {search.typed === "" ? null : (
        <button type="button" className="iconbtn" aria-label={say.clear} onClick={clear}>
          <Icon name="x" size="s" />
        </button>
      )}
    </search>
  );
}

export function useSearchKey(field: FieldRef): void {
  const words = useWords();
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        {
          keys: "/",
          label: words.search.keys.focus,
          group: "list",
          hint: true,
          run: () => {
            field.current?.focus();
            field.current?.select();
          },
        },
      ],
      [words, field],
    ),
  );
}

/** How many match is spoken, and never what was typed: it may be a name. */
function useSayMatches({ shown, busy }: Search): void {
  const words = useWords();
  const [said, setSaid] = useState<string | null>(null);
  const cases = busy || !isNarrowed(shown.value) ? null : (shown.value?.cases ?? null);
  useEffect(() => {
    if (cases === null) setSaid(null);
    const timer = setTimeout(() => setSaid(cases === null ? null : words.search.said(cases)), SAY_MILLIS);
    return () => clearTimeout(timer);
  }, [cases, words]);
  useSaid(said);
}
