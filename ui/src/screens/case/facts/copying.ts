import { useCallback, useEffect, useMemo, useState } from "react";
import { useAnnounce } from "../../../parts/Announcer";
import { copyText } from "../../../parts/copy-text";
import { type KeyBinding, useKeys } from "../../../parts/keys";
import type { CaseView } from "../../../platform/bindings";
import { useWords, type Words } from "../../../words";
import { FACT_NAMES } from "../../../words/en/facts";

const SHOWN_MILLIS = 2000;

/** Something of a case that a key copies: the key is the same whatever else was returned. */
export type Copied = { cap: string; name: string; text: string };

/** What can be copied of a case, each with its key: the facts in their order, then the payer's own number. */
export function copiesOf(view: CaseView, words: Words): Copied[] {
  const facts = FACT_NAMES.flatMap((name, index) => {
    const fact = view.facts.find((found) => found.name === name);
    const copied = fact === undefined ? null : words.fact.copied(fact.value);
    return copied === null ? [] : [{ cap: String(index + 1), name: words.fact.name[name], text: copied }];
  });
  const reference = view.receipt?.reference ?? null;
  if (reference === null) return facts;
  return [...facts, { cap: "9", name: words.fact.reference, text: reference }];
}

export type Copying = {
  /** The key of what was copied just now. */
  done: string | null;
  copy: (cap: string) => void;
};

/** Copies by number. What was copied is said by its name, never by what it says. Its keys are shown where the numbers are. */
export function useCopying(view: CaseView | null, hinted: boolean): Copying {
  const words = useWords();
  const announce = useAnnounce();
  const [done, setDone] = useState<string | null>(null);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [done]);
  const copies = useMemo(() => (view === null ? [] : copiesOf(view, words)), [view, words]);
  const copy = useCallback(
    (cap: string) => {
      const wanted = copies.find((one) => one.cap === cap);
      if (wanted === undefined) return;
      copyText(wanted.text).then((did) => {
        setDone(did ? cap : null);
        announce(did ? words.fact.didCopy(wanted.name) : words.fault.copyFailed);
      });
    },
    [copies, announce, words],
  );
  useKeys(
    useMemo<KeyBinding[]>(
      () =>
        copies.map(({ cap, name }, index) => ({
          keys: cap,
          label: words.fact.copy(name),
          group: "case",
          hint: hinted && index === 0 ? words.fact.copyKeys : false,
          run: () => copy(cap),
        })),
      [copies, copy, hinted, words],
    ),
  );
  return { done, copy };
}
