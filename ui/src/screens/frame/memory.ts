import { createContext, useContext } from "react";
import { Keep } from "../../parts/keep";
import type { StepCode, TurnCode, WireError } from "../../platform/bindings";
import { EMPTY_NEW_CASE, type NewCaseDraft } from "../create/draft";
import type { Draft } from "../handoff/report/draft";
import { EMPTY_DRAFT } from "../handoff/report/draft";
import type { Line } from "../palette/recent";
import { type Draft as AnswerDraft, NO_DRAFT } from "../requirements/draft";

/** Where the operator was in a list. */
export type Place = { selected: string | null; index: number; scrollTop: number };

/** A list as it stood when it was left for one of its cases. */
export type Left = {
  turn: TurnCode;
  step: StepCode | null;
  /** The list's name among the places. */
  list: string;
  /** Its cases, in order. */
  ids: readonly string[];
};

/** A draft that was typed before this window began, and has come back. */
export type Restored = {
  /** When it was kept last. */
  at: string;
  /** Whether it may have been sent already. */
  tried: boolean;
  /** Whether that was said. */
  said: boolean;
};

/** What the window remembers while it is connected. Of it, only what is typed is written down: see `Keeping`. */
export class Memory {
  readonly places = new Keep<Place>({ selected: null, index: 0, scrollTop: 0 });
  /** The list that was left last; under no name. */
  readonly left = new Keep<Left | null>(null);
  /** Answers being typed, by case. */
  readonly answers = new Keep<AnswerDraft>(NO_DRAFT);
  /** What a file that waits is to count for, by case and file. */
  readonly fileTypes = new Keep<readonly string[]>([]);
  /** How many files were on their way, by case, when it was last looked at. */
  readonly files = new Map<string, number>();
  /** Warnings marked as read, by case, package and content. */
  readonly marks = new Keep<ReadonlySet<number>>(new Set());
  /** Reports being typed, by case and handoff: see `reportKey`. */
  readonly drafts = new Keep<Draft>(EMPTY_DRAFT);

  /** The cases that were open last, the newest first; under no name. */
  readonly recent = new Keep<readonly Line[]>([]);
  /** What is searched for, in every list. */
  readonly search = new Keep<string>("");
  /** Facts copied for a handoff, by handoff. */
  readonly copied = new Keep<ReadonlySet<string>>(new Set());

  /** The new case being typed. */
  readonly newCases = new Keep<NewCaseDraft>(EMPTY_NEW_CASE);

  /** Drafts of an earlier time, by the name of their slot. */
  readonly restored = new Keep<Restored | null>(null);
  /** Why a draft is in this window only, by the name of its slot. */
  readonly notKept = new Keep<WireError | null>(null);
  /** Drafts that were about to be sent, by the name of their slot. */
  readonly tried = new Keep<boolean>(false);

  #belongsTo: string | null = null;
  #held = false;

  /**
   * Follows the connection, by its name and host and who works there: leaving it or opening another one forgets
   * everything, unless it was left only to enter the key again.
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
    this.left.clear();
    this.marks.clear();
    this.drafts.clear();
    this.newCases.clear();
    this.restored.clear();
    this.notKept.clear();
    this.tried.clear();
    this.answers.clear();
    this.fileTypes.clear();
    this.files.clear();
    this.recent.clear();
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
