import type { DifferenceBase, DifferencePart, DifferenceRow, DifferenceView } from "../../platform/bindings";
import type { Rich } from "../rich";
import { id } from "../rich";
import type { Times } from "../time";
import { count } from "./count";

const PARTS: Record<DifferencePart, string> = {
  summary: "Summary",
  answers: "Answers",
  attachments: "Files",
  other: "Everything else in the package",
  about: "What names the package itself",
};

/** What the package is compared with, where that is not another one that was accepted. */
function note(base: DifferenceBase): string | null {
  switch (base.kind) {
    case "accepted":
      return base.same ? "This is the package that was accepted here last." : null;
    case "none":
      return "No package of this case was accepted here before, as far as is kept. It is compared with the case only.";
    case "this_run":
      return "No package of this case was accepted since the program started, and nothing is kept of earlier runs. It is compared with the case only.";
    case "not_read":
      return "What was accepted here before could not be read. It is compared with the case only.";
  }
}

const moved = ({ between }: DifferenceRow) => between === "changed" || between === "added" || between === "removed";
const off = ({ onCase }: DifferenceRow) => onCase === "other" || onCase === "gone" || onCase === "only";

/** How many items differ, and from what. What names the package differs with every package, and is not counted. */
function summary({ sections, base }: DifferenceView): string {
  const rows = sections.filter(({ part }) => part !== "about").flatMap((section) => section.rows);
  const [fromLast, fromCase] = [rows.filter(moved).length, rows.filter(off).length];
  const all = count(rows.length, "item");
  const others = fromCase === 0 ? "none from the case now" : `${fromCase} from the case now`;
  const differ = (n: number) => {
    const verb = n === 1 || rows.length === 1 ? "differs" : "differ";
    return `${n === 0 ? "None" : n} of ${all} ${verb} from`;
  };
  if (base.kind !== "accepted") return `${differ(fromCase)} the case now`;
  return `${differ(fromLast)} what a person last accepted, ${others}`;
}

export const differenceWords = (t: Times) => ({
  title: "What changed",
  reading: "Comparing the package",
  summary,
  note,
  tooLarge: "There is too much to compare here.",
  otherPackage: "The comparison is of the new package. Open it to see what changed.",
  shown: "Items shown",
  changed: (n: number) => `Changed ${n}`,
  all: (n: number) => `All ${n}`,
  files: (n: number) => `Files ${n}`,
  none: {
    changed: "Nothing changed.",
    all: "Nothing to compare.",
    files: "No files.",
  },
  part: PARTS,
  item: "Item",
  last: "Last accepted",
  lastOf: (base: Extract<DifferenceBase, { kind: "accepted" }>, now: number): Rich => [
    id(base.snapshot),
    `, ${base.operator}, ${t.brief(base.at, now)}`,
  ],
  this: "This package",
  thisOf: ({ snapshot, generatedAt }: DifferenceView, now: number): Rich =>
    generatedAt === null ? [id(snapshot)] : [id(snapshot), `, ${t.brief(generatedAt, now)}`],
  now: "On the case now",
  nowOf: (version: string): Rich => ["version ", id(version)],
  /** Read out before a value that is struck, and before the one in its place. */
  was: "was",
  is: "now",
  notThere: "Not in it",
  onCase: {
    same: null,
    other: "differs from this package",
    gone: "Not on the case any more",
    only: "not in this package",
    not_compared: "Not compared",
  } satisfies Record<DifferenceRow["onCase"], string | null>,
});
