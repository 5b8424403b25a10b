import { type ComponentType, useEffect, useState } from "react";

/** A part of the window that is a file of its own: nothing is drawn of it until it is here. */
export type Later = {
  /** Reads its file, once. One that could not be read is read again when it is asked for again. */
  ahead: () => Promise<void>;
  isHere: () => boolean;
};

/**
 * What is not wanted for the first page is not read for it. Once it is here it is drawn at once, like anything else:
 * `React.lazy` would first draw what stands in for it, even then.
 */
export function later<P extends object>(read: () => Promise<ComponentType<P>>): ComponentType<P> & Later {
  let part: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  const isHere = () => part !== null;
  const ahead = () => {
    coming ??= read().then(
      (read) => {
        part = read;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  };
  const itself = { ahead, isHere };
  // biome-ignore lint/correctness/noComponentHookFactories: called once for a part, as its module is read
  function Part(props: P) {
    useHere(itself);
    const Here = part;
    return Here === null ? null : <Here {...props} />;
  }
  return Object.assign(Part, itself);
}

/** Whether a part is here. It is read if it is not; one that cannot be read is a fault of the page. */
export function useHere(part: Later | null): boolean {
  const here = part === null || part.isHere();
  const [, came] = useState<unknown>(null);
  const [fault, setFault] = useState<{ thrown: unknown } | null>(null);
  useEffect(() => {
    if (part === null || here) return;
    let wanted = true;
    part.ahead().then(
      () => wanted && came({}),
      (thrown: unknown) => wanted && setFault({ thrown }),
    );
    return () => {
      wanted = false;
    };
  }, [part, here]);
  if (fault !== null) throw fault.thrown;
  return here;
}
