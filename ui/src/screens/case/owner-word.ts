import type { TurnCode, WantedView } from "../../platform/bindings";
import type { Words } from "../../words";

/** What a case is tagged with: more exactly so while a portal is open. */
export function ownerWord(words: Words, turn: TurnCode, wanted: WantedView): string {
  if (wanted.kind === "in_portal" && wanted.state === "active") return words.frame.inPortal;
  if (wanted.kind === "someone_in_portal") return words.frame.needsYouButWait;
  return words.frame.owner[turn];
}
