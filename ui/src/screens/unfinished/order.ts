import type { CommandView, UnfinishedView } from "../../platform/bindings";
import type { Tone } from "../../words/en/faults";

const DANGER: readonly Tone[] = ["danger", "warn", "unknown", "info", "ok"];

/**
 * The most dangerous first, and of those the newest. What is on the page stays where it is: nothing moves away from under
 * a press because something became known.
 */
export function inOrder(
  found: readonly UnfinishedView[],
  shown: readonly string[],
  tone: (command: CommandView) => Tone,
): UnfinishedView[] {
  const danger = ({ command }: UnfinishedView) => DANGER.indexOf(tone(command));
  const stays = shown.flatMap((of) => found.filter((entry) => entry.case === of));
  const comes = found
    .filter((entry) => !shown.includes(entry.case))
    .toSorted((one, other) => danger(one) - danger(other) || other.command.at.localeCompare(one.command.at));
  return [...stays, ...comes];
}
