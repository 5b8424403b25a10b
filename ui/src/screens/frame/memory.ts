import { createContext, useContext } from "react";
import { Keep } from "../../parts/keep";
import { EMPTY_NEW_CASE, type NewCaseDraft } from "../create/draft";
import type { Draft } from "../handoff/report/draft";
import { EMPTY_DRAFT } from "../handoff/report/draft";
import { type Draft as AnswerDraft, NO_DRAFT } from "../requirements/draft";

/** Where the operator was in a list. */
export type Place = { selected: string | null; index: number; scrollTop: number };

/** What the window remembers while it is connected: nothing of it is written anywhere. */
export class Memory {
  readonly places = new Keep<Place>({ selected: null, index: 0, scrollTop: 0 });
  /** Answers being typed, by case. */
  readonly answers = new Keep<AnswerDraft>(NO_DRAFT);
  /** What a file that waits is to count for, by case and file. */
  readonly fileTypes = new Keep<readonly string[]>([]);
  /** How many files were on their way, by case, when it was last looked at. */
  readonly files = new Map<string, number>();
  /** Warnings marked as read, by case, package and content. */
  readonly marks = new Keep<ReadonlySet<number>>(new Set());
  /** Reports being typed, by handoff. */
  readonly drafts = new Keep<Draft>(EMPTY_DRAFT);

  /** What is searched for, in every list. */
  readonly search = new Keep<string>("");
  /** Facts copied for a handoff, by handoff. */
  readonly copied = new Keep<ReadonlySet<string>>(new Set());

  /** The new case being typed. */
  readonly newCases = new Keep<NewCaseDraft>(EMPTY_NEW_CASE);

  #belongsTo: string | null = null;
  #held = false;

  /**
   * Follows the connection, by its name and host: leaving it or opening another one forgets everything, unless it was
   * left only to enter the key again.
   */
  follow(connection: string | null): void {
    const gone = connection === null ? !this.#held : this.#belongsTo !== null && connection !== this.#belongsTo;
    if (gone) this.#clear();
    if (connection !== null) {
      this.#belongsTo = connection;
      this.#held = false;
    }
  }

  /** The connection is left only to enter its key again: what was typed is still wanted. */
  hold(): void {
    this.#held = true;
  }

  #clear(): void {
    this.places.clear();
    this.marks.clear();
    this.drafts.clear();
    this.newCases.clear();
    this.answers.clear();
    this.fileTypes.clear();
    this.files.clear();
    this.search.clear();
    this.copied.clear();
  }
}

const MemoryContext = createContext<Memory | null>(null);
export const MemoryProvider = MemoryContext.Provider;

export function useMemory(): Memory {
  const memory = useContext(MemoryContext);
  if (memory === null) throw new Error("no memory: render inside MemoryProvider");
  return memory;
}
