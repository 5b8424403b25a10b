import type { ReactNode } from "react";
import { Rich } from "../../parts/Rich";
import type { CaseView } from "../../platform/bindings";
import type { Words } from "../../words";

/** What the case came to, in words; `null` while it has not ended. */
export const decided = (view: CaseView, words: Words): ReactNode =>
  view.wanted.kind === "ended" ? <Rich text={words.truth.decided(view.wanted.outcome)} /> : null;
