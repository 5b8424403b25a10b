import { expect, test } from "vitest";
import type { CommandStage, JournalTrouble } from "../../platform/bindings";
import { aCommand } from "../../platform/pretend/samples";
import { aJournalLine } from "../../platform/pretend/unfinished";
import { words } from "../../test/words";
import { plain } from "../rich";
import { KINDS } from "./kinds";

const { unfinished: say, journal } = words;

const STAGES: readonly CommandStage[] = [
  "sending",
  "checking",
  "not_yet",
  "applied",
  "in_effect",
  "refused",
  "not_sent",
  "let_be",
  "not_done",
  "undecided",
];

const ALL = KINDS.flatMap((kind) =>
  STAGES.flatMap((stage) =>
    [true, false].map((maySendAgain) =>
      aCommand({ kind, stage, fromBefore: true, maySendAgain: maySendAgain && stage === "not_yet" }),
    ),
  ),
);
const named = ({ kind, stage }: (typeof ALL)[number]) => `${kind}, ${stage}`;
const whole = (command: (typeof ALL)[number]) => {
  const { lead, text } = say.said(command);
  return [plain(lead), plain(text), say.payer(command.kind), say.press(command)].join(" ");
};

test("every decision in every stage is told in whole sentences", () => {
  for (const command of ALL) {
    expect(whole(command), named(command)).toMatch(/^[A-Z].*\.$/);
    expect(whole(command), named(command)).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.| \.|\w_\w/);
    expect(say.decision(command.kind), named(command)).toMatch(/^Your /);
  }
});

test("nothing is claimed of the payer: neither that it has something, nor that it has not", () => {
  for (const command of ALL) {
    const payer = say.payer(command.kind);
    expect(payer, named(command)).toMatch(/Nothing is known of the payer side beyond what the case shows\./);
    expect(payer, named(command)).not.toMatch(/submitted|received|reached|did not/);
  }
  for (const kind of ["complete", "unable"] as const) expect(say.payer(kind)).toMatch(/^A report is a claim\./);
  for (const kind of ["complete", "unable", "revoke"] as const) expect(say.payer(kind)).toMatch(/may still be open/);
});

test("what nobody knows is never called done, undone or failed", () => {
  for (const command of ALL) {
    if (!["sending", "checking", "not_yet", "let_be", "undecided", "in_effect"].includes(command.stage)) continue;
    const { lead, text } = say.said(command);
    expect(`${lead} ${plain(text)}`, named(command)).not.toMatch(/not done|failed|error|refused|nothing was|was not/i);
  }
});

test("what was typed before the program ended is never said to be kept: only the form shows it", () => {
  for (const conflict of [true, false]) {
    for (const command of ALL) expect(whole({ ...command, conflict }), named(command)).not.toMatch(/kept|got lost/);
  }
});

test("what to press is there to be pressed: sending again only where it may be, closing only where it closes", () => {
  for (const command of ALL) {
    const [said, press] = [say.said(command), say.press(command)];
    expect(/send the same again/i.test(press), named(command)).toBe(said.choose && command.maySendAgain);
    expect(/let it be/.test(press), named(command)).toBe(said.choose);
    expect(/close this note/i.test(press), named(command)).toBe(said.closes);
    expect(/Nothing to press yet/.test(press), named(command)).toBe(!said.choose && !said.closes);
  }
});

test("what cannot be sent again says so, and what can does not", () => {
  for (const command of ALL.filter(({ stage }) => stage === "not_yet")) {
    expect(/cannot be sent again from here/.test(whole(command)), named(command)).toBe(!command.maySendAgain);
  }
});

test("every trouble says that no decision can be sent and that reading goes on", () => {
  const troubles: JournalTrouble[] = ["full", "read_only", "failing", "damaged", "foreign", "newer"];
  const texts = troubles.map((trouble) => {
    const { lead, text } = journal.notice(trouble);
    expect(lead).toMatch(/^No decision can be sent: .*\.$/);
    expect(text).toMatch(/Reading goes on; nothing is queued\./);
    return lead;
  });
  expect(new Set(texts).size).toBe(troubles.length);
});

test("a line of a file that cannot be used says where it stood, and no more", () => {
  const now = Date.parse("2026-11-24T16:42:18Z");
  for (const kind of [...KINDS, null]) {
    for (const stage of STAGES) {
      const line = plain(journal.line(aJournalLine({ kind, stage }), now));
      expect(line).toMatch(/^[A-Z].*: [a-z].*\.$/i);
      expect(line).not.toMatch(/undefined|null|payer/);
    }
  }
});

test("the codes of a disk that refuses say that nothing reached Collate", () => {
  for (const code of ["disk_full", "disk_read_only", "disk_failing", "journal_unusable"] as const) {
    const { lead, text } = words.fault.fault({ code, message: "", outcome: "nothing_sent" });
    expect(`${lead} ${plain(text)}`).toMatch(
      /^Nothing was sent\. .* could not be written down first\. Nothing reached Collate\. /,
    );
  }
});
