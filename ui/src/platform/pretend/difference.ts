import type { DifferenceCell, DifferencePart, DifferenceRow, DifferenceView, FactKind } from "../bindings";
import type { Answer } from "../transport";
import type { PretendDesk } from "./pretend-desk";
import { ago } from "./samples";

// What is different between made-up packages.

export const cell = (value: string, kind: FactKind = "text"): DifferenceCell => ({ value, kind });

/** A leaf that is the same everywhere, unless it is said otherwise. */
export function aRow(label: string, value: DifferenceCell, given: Partial<DifferenceRow> = {}): DifferenceRow {
  const row: DifferenceRow = {
    path: label,
    label,
    last: value,
    this: value,
    now: value,
    between: "same",
    onCase: "same",
    changed: false,
    ...given,
  };
  return { ...row, changed: row.between !== "same" || !["same", "not_compared"].includes(row.onCase) };
}

const changed = (label: string, path: string, last: DifferenceCell, value: DifferenceCell): DifferenceRow =>
  aRow(label, value, { path, last, between: "changed" });
/** Something the case has nothing to compare with. */
const elsewhere = (label: string, value: string, given: Partial<DifferenceRow> = {}) =>
  aRow(label, cell(value), { now: null, onCase: "not_compared", ...given });

const SECTIONS: [DifferencePart, DifferenceRow[]][] = [
  ["summary", [elsewhere("Patient", "Sample, Otto, born 3 Mar 1968"), elsewhere("Service", "Infliximab infusion")]],
  [
    "answers",
    [
      aRow("Member ID", cell("BFM 7710 0042 8")),
      changed("Dose in mg", "answers.item[2].answer[0].valueDecimal", cell("300", "number"), cell("400", "number")),
      changed("Weight in kg", "answers.item[3].answer[0].valueDecimal", cell("64.0", "number"), cell("61.0", "number")),
      changed(
        "Site of care",
        "answers.item[7].answer[0].valueString",
        cell("Hospital clinic"),
        cell("Infusion center, suite 4"),
      ),
    ],
  ],
  [
    "attachments",
    [
      aRow("id", cell("att_order_1118"), { last: null, now: null, between: "added", onCase: "gone" }),
      aRow("id", cell("att_order_0911"), { this: null, now: null, between: "removed" }),
      aRow("id", cell("att_order_1120"), { last: null, this: null, between: "neither", onCase: "only" }),
      aRow("id", cell("att_chart_notes")),
    ],
  ],
  ["about", [elsewhere("id", "rev_5J2Q8", { last: cell("rev_4HM21"), between: "changed" })]],
];

export function aDifference(given: Partial<DifferenceView> = {}): DifferenceView {
  return {
    snapshot: "rev_5J2Q8",
    hash: "7f3a91c0be24d1550a",
    generatedAt: ago(21),
    version: "23",
    base: {
      kind: "accepted",
      snapshot: "rev_4HM21",
      operator: "Renee O.",
      at: "2026-11-18T17:20:00Z",
      same: false,
    },
    sections: SECTIONS.map(([part, rows]) => ({ part, rows })),
    tooLarge: false,
    ...given,
  };
}

/** Of most cases nobody accepted a package before. */
export function differenceOf(desk: PretendDesk, id: string): Answer<"read_difference"> | Promise<never> {
  const view = desk.cases.get(id);
  if (view?.package === null || view?.package === undefined) {
    return Promise.reject({ code: "package_changed", message: "package_changed", outcome: "nothing_sent" });
  }
  const { snapshot, hash } = view.package;
  const told = aDifference({ snapshot, hash, version: view.version });
  if (id === "auth_9WD3RB") return told;
  const alone = (row: DifferenceRow): DifferenceRow => ({ ...row, last: null, between: "alone", changed: false });
  const sections = told.sections.map(({ part, rows }) => ({
    part,
    rows: rows.filter((row) => row.between === "same").map(alone),
  }));
  return { ...told, base: { kind: "none" }, sections: sections.filter((section) => section.rows.length > 0) };
}
