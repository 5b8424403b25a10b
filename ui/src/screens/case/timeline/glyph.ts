import type { IconName } from "../../../parts/Icon";
import { ownerGlyph } from "../../../parts/owner";
import type { StepKind, TimelineChange, TimelineEntry, TurnCode } from "../../../platform/bindings";

/** What stands before a line: a glyph, in the color of whose turn it tells of. */
export type Glyph = { icon: IconName; owner: TurnCode | null };

const DONE: Record<StepKind, IconName> = {
  continue: "right",
  accept: "check",
  start_handoff: "out",
  complete: "flag",
  unable: "flag",
  revoke: "off",
  cancel: "stop",
  save_answers: "pen",
  attach: "up",
  remove_attachment: "x",
};

function ofChange(change: TimelineChange | undefined): Glyph {
  switch (change?.kind) {
    case "turn":
      return { icon: ownerGlyph(change.to), owner: change.to };
    case "decision":
      return { icon: ownerGlyph("done"), owner: "done" };
    case "receipt":
      return { icon: ownerGlyph("payer"), owner: "payer" };
    case "handoff_opened":
      return { icon: "out", owner: "yours" };
    case "handoff_moved":
    case "handoff_ended":
      return { icon: "sync", owner: "collate" };
    case "wanted":
    case "open":
      return { icon: ownerGlyph("yours"), owner: "yours" };
    case "answers":
      return { icon: "pen", owner: null };
    case "files":
    case "package_new":
    case "package_out_of_date":
    case "package_current":
    case "package_gone":
      return { icon: "file", owner: null };
    default:
      return { icon: "sync", owner: null };
  }
}

/** The glyph of a line of the timeline. */
export function glyphOf(entry: TimelineEntry): Glyph {
  switch (entry.kind) {
    case "seen":
      return ofChange(entry.changes[0]);
    case "done":
      return { icon: entry.step === null ? "info" : DONE[entry.step], owner: null };
    case "accepted":
      return { icon: "check", owner: null };
  }
}
