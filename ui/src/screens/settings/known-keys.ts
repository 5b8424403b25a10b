import type { KeyGroup } from "../../parts/keys";
import type { Words } from "../../words";

/** Something a single key does: where, which key from the start, and what. */
export type KnownKey = { group: KeyGroup; keys: string; label: string };

/** Every single key of the program, wherever it works. A test holds it to what the pages have. */
export function knownKeys({ keys, search, fact }: Words): KnownKey[] {
  const of = (group: KeyGroup, ...all: readonly (readonly [string, string])[]) =>
    all.map(([key, label]) => ({ group, keys: key, label }));
  return [
    ...of(
      "anywhere",
      ["?", keys.help],
      ["g q", keys.goQueue],
      ["g r", keys.goReview],
      ["g c", keys.goCollate],
      ["g p", keys.goPayer],
      ["g d", keys.goDone],
      ["g n", keys.goNew],
      ["g s", keys.goService],
      ["g u", keys.goUnfinished],
    ),
    ...of("list", ["j", keys.down], ["k", keys.up], ["/", search.keys.focus]),
    ...of("case", ["n", keys.nextOpen], ["u", keys.upload]),
    ...of("review", ["n", keys.nextUnread], ["a", keys.toAccept], ["d", keys.doNotAccept], ["o", keys.openNew]),
    ...of("handoff", ["c", fact.list.next], ["r", keys.report], ["o", keys.reopen]),
  ];
}
