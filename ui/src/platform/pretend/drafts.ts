import type { DraftKept, DraftSlot, DraftsView, DraftView, KeepDraft, Nothing } from "../bindings";
import type { PretendDesk } from "./pretend-desk";

/** Where a pretend program keeps what is typed: two windows with one of these are two runs of one program. */
export class PretendDrafts {
  readonly #kept = new Map<string, DraftView>();
  unreadable = 0;

  /** What is kept for a slot, as the page wrote it. */
  of(slot: DraftSlot): DraftView | undefined {
    return this.#kept.get(JSON.stringify(slot));
  }

  put(draft: DraftView): this {
    this.#kept.set(JSON.stringify(draft.slot), draft);
    return this;
  }

  keep(desk: PretendDesk, { slot, body }: KeepDraft): DraftKept {
    this.put({ slot, body, at: new Date(Date.now()).toISOString() });
    return { durable: desk.desk.draftsSurvive };
  }

  drop({ slot }: { slot: DraftSlot }): Nothing {
    this.#kept.delete(JSON.stringify(slot));
    return {};
  }

  /** The page drops what it does not understand itself: this is what the program cannot open. */
  dropUnreadable(): Nothing {
    this.unreadable = 0;
    return {};
  }

  read(): DraftsView {
    return { drafts: [...this.#kept.values()], unreadable: this.unreadable };
  }
}
