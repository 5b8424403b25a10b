import { useEffect } from "react";
import type { CaseView, RowView } from "../../platform/bindings";
import { factOf } from "../case/facts/fact-of";
import { useMemory } from "../frame/memory";

/** As much of a case as a line of the palette shows. */
export type Line = Pick<RowView, "id" | "turn" | "patient" | "payer" | "serviceSystem" | "serviceCode" | "requestType">;

/** As many cases are called recent. */
const MOST = 8;

function lineOf(view: CaseView): Line {
  const { id, turn, header, facts } = view;
  const { payer, serviceSystem, serviceCode, requestType } = header;
  return { id, turn, patient: factOf(facts, "patient_name"), payer, serviceSystem, serviceCode, requestType };
}

/** Notes the case that is open as the most recent one. In the window only: it goes with the connection. */
export function useNoteRecent(open: CaseView | null): void {
  const { recent } = useMemory();
  useEffect(() => {
    if (open === null) return;
    const others = recent.get("").filter((line) => line.id !== open.id);
    recent.set("", [lineOf(open), ...others].slice(0, MOST));
  }, [open, recent]);
}
