import { useEffect, useRef, useState } from "react";
import type { CaseView, PackageView, WireError } from "../../platform/bindings";
import { useAsk } from "../../platform/desk";
import { asWireError } from "../../platform/transport";

/** A package is the same only if its id and its content are. */
export const identity = (snapshot: string, hash: string): string => `${snapshot} ${hash}`;

export type Reading = {
  /** The package in view. */
  shown: PackageView | null;
  /** A newer one, read and not opened yet. */
  newer: PackageView | null;
  /** Whether what is in view can no longer be accepted, and why. */
  outOfDate: "changed" | "old" | null;
  busy: boolean;
  error: WireError | null;
  /** Puts the newest package in view, reading it again when there is none. */
  openNew: () => void;
  /** Reads the package again after an error. */
  again: () => void;
};

/**
 * The package a person reads. When the one on the case becomes another, it is fetched but not put in its place: nobody's
 * page changes under their eyes. What was in view stays in view, void, until the new one is opened.
 */
export function usePackage(view: CaseView): Reading {
  const ask = useAsk();
  const [shown, setShown] = useState<PackageView | null>(null);
  const [newest, setNewest] = useState<PackageView | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  const openNext = useRef(false);
  const onCase = view.package === null ? null : identity(view.package.snapshot, view.package.hash);
  const id = view.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again for the same package
  useEffect(() => {
    if (onCase === null) return;
    let wanted = true;
    setBusy(true);
    setError(null);
    ask("read_package", { case: id })
      .then((read) => {
        if (!wanted) return;
        setNewest(read);
        setShown((before) => (before === null || openNext.current ? read : before));
        openNext.current = false;
      })
      .catch((thrown) => wanted && setError(asWireError(thrown)))
      .finally(() => wanted && setBusy(false));
    return () => {
      wanted = false;
    };
  }, [ask, id, onCase, round]);

  const read = shown === null ? null : identity(shown.snapshot, shown.hash);
  const changed = read !== null && (onCase === null || read !== onCase);
  const old = shown !== null && (!shown.current || view.package?.current === false);
  const newer = newest !== null && shown !== null && identity(newest.snapshot, newest.hash) !== read ? newest : null;
  const again = () => setRound((n) => n + 1);
  const openNew = () => {
    if (newer !== null) {
      setShown(newer);
      return;
    }
    openNext.current = true;
    ask("read_again", { case: id }).catch(() => undefined);
    again();
  };
  return { shown, newer, outOfDate: changed ? "changed" : old ? "old" : null, busy, error, openNew, again };
}
