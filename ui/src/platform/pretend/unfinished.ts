import type {
  CommandStage,
  CommandView,
  DeskView,
  JournalAside,
  JournalFound,
  JournalLine,
  JournalTrouble,
  OpenHandoffView,
  UnfinishedView,
} from "../bindings";
import type { Args, CommandName } from "../transport";
import type { PretendDesk } from "./pretend-desk";
import { aCommand, ago } from "./samples";

// What an earlier run left, and the file that keeps it. All invented.

export function anUnfinished(of: string, given: Partial<CommandView> = {}): UnfinishedView {
  return {
    case: of,
    command: aCommand({ stage: "not_yet", requestId: null, fromBefore: true, at: ago(95), versionNow: "23", ...given }),
  };
}

export function anOpenHandoff(of: string, given: Partial<OpenHandoffView> = {}): OpenHandoffView {
  return { case: of, link: "program_ended", leftMillis: null, fromBefore: true, ...given };
}

export function aJournal(trouble: JournalTrouble | null): DeskView["journal"] {
  const unusable = trouble === "damaged" || trouble === "foreign" || trouble === "newer";
  return { trouble, read: !unusable, sealedForLater: true, damaged: 0 };
}

export function aJournalLine(given: Partial<JournalLine> = {}): JournalLine {
  return {
    host: "api.sandbox.trycollate.ai",
    case: "auth_7QK2M9",
    kind: "complete",
    creates: false,
    operator: "Maria R.",
    at: ago(95),
    version: "23",
    stage: "checking",
    ...given,
  };
}

export function aJournalFound(given: Partial<JournalFound> = {}): JournalFound {
  const created = aJournalLine({ case: null, kind: null, creates: true, version: null, at: ago(200) });
  return { lines: [created, aJournalLine()], readable: true, ...given };
}

/** The same decision on its case and among what is unfinished; without a stage it is put away. */
function moves(desk: PretendDesk, id: string, stage: CommandStage | null): void {
  const moved = (command: CommandView): CommandView => ({
    ...command,
    stage: stage ?? command.stage,
    maySendAgain: false,
  });
  const others = desk.desk.unfinished.filter((entry) => entry.case !== id);
  const entry = desk.desk.unfinished.find((entry) => entry.case === id);
  desk.change(id, ({ command }) => ({ command: command && stage && moved(command) }));
  if (entry === undefined) return;
  desk.setDesk({ unfinished: stage === null ? others : [...others, { ...entry, command: moved(entry.command) }] });
}

export function servesUnfinished(desk: PretendDesk, given: unknown): Partial<Record<CommandName, () => unknown>> {
  const id = (given as Partial<Args<"dismiss">>).case ?? "";
  return {
    dismiss: () => moves(desk, id, null),
    let_be: () => moves(desk, id, "let_be"),
    send_again: () => {
      // What becomes of a decision of this run, a test says itself.
      if (desk.desk.unfinished.some((entry) => entry.case === id)) moves(desk, id, "applied");
    },
    look_at_journal: (): JournalFound => aJournalFound(),
    set_journal_aside: (): JournalAside => {
      desk.setDesk({ journal: aJournal(null) });
      return { name: "journal.20261124T164218Z.sqlite" };
    },
  };
}
