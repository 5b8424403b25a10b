import { lazy, Suspense } from "react";
import type { PreviewProps } from "./Preview";

export type { PreviewProps, PreviewType, PreviewWords, Problem } from "./Preview";

const Shown = lazy(async () => ({ default: (await import("./Preview")).Preview }));

/** Looks at a file. Nothing of it is loaded before there is one to look at. */
export function Preview(props: PreviewProps) {
  return (
    <Suspense fallback={null}>
      <Shown {...props} />
    </Suspense>
  );
}
