import { expect, test } from "vitest";
import type { CommandStage, StepKind } from "../../platform/bindings";
import { aCommand } from "../../platform/pretend/samples";
import { SERVICE_CODES } from "../en/faults/service-codes";
import { english } from "../english";
import { plain } from "../rich";

const { fault: words } = english("America/Chicago");

const EVERY_KIND: Record<StepKind, RegExp> = {
  continue: /go-ahead/,
  accept: /acceptance/,
  start_handoff: /take over/,
  complete: /report/,
  unable: /report/,
  revoke: /revoke/,
  cancel: /cancellation/,
  save_answers: /save/,
  attach: /file/,
  remove_attachment: /removal of a file/,
};
const KINDS = Object.keys(EVERY_KIND) as StepKind[];

/** What the operator can do about it: choose, close the note, or wait. */
const EVERY_STAGE: Record<CommandStage, "choose" | "close" | "wait" | "nothing said"> = {
  sending: "wait",
  checking: "wait",
  not_yet: "choose",
  applied: "nothing said",
  in_effect: "close",
  refused: "close",
  not_sent: "close",
  let_be: "close",
  not_done: "close",
  undecided: "close",
};
const STAGES = Object.keys(EVERY_STAGE) as CommandStage[];

const CODES = [null, "something_new", ...Object.keys(SERVICE_CODES)];

/** Every decision, in every stage, whatever the case and the service say of it. */
const ALL = KINDS.flatMap((kind) =>
  STAGES.flatMap((stage) =>
    [true, false].flatMap((conflict) =>
      ["23", "24"].flatMap((versionNow) =>
        (stage === "refused" ? CODES : [null]).map((serviceCode) =>
          aCommand({ kind, stage, conflict, version: "23", versionNow, serviceCode }),
        ),
      ),
    ),
  ),
);

const named = (command: (typeof ALL)[number]) =>
  `${command.kind}, ${command.stage}, ${command.conflict ? "changed first" : "not changed"}, ${command.serviceCode}`;

test("every decision in every stage is told in whole sentences", () => {
  for (const command of ALL) {
    const told = words.command(command);
    const expected = EVERY_STAGE[command.stage];
    if (expected === "nothing said") {
      expect(told, named(command)).toBeNull();
      continue;
    }
    const [lead, text] = [plain(told?.lead ?? ""), plain(told?.text ?? "")];
    expect(lead, named(command)).toMatch(/^[A-Z].*\.$/);
    expect(text, named(command)).toMatch(/^[A-Z].*\.$/);
    const whole = `${lead} ${text}`;
    expect(whole, named(command)).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.| \./);
    // A code that has no words is the only thing of the service's own that may stand there.
    expect(whole.replace("something_new", ""), named(command)).not.toMatch(/\w_\w/);
    // Nothing is said twice.
    const sentences = whole.split(/(?<=\.) /);
    expect(new Set(sentences).size, `${named(command)}: ${whole}`).toBe(sentences.length);
    expect([told?.choose, told?.closes], named(command)).toEqual([expected === "choose", expected === "close"]);
  }
});

test("what nobody knows is never called done, undone or failed", () => {
  for (const command of ALL) {
    if (!["checking", "not_yet", "let_be", "undecided", "in_effect"].includes(command.stage)) continue;
    const told = words.command(command);
    const whole = `${told?.lead} ${plain(told?.text ?? "")}`;
    expect(whole, named(command)).not.toMatch(/not done|failed|error|refused|nothing was|was not|could not be/i);
  }
});

test("each decision is called by its own name", () => {
  for (const kind of KINDS) {
    for (const stage of ["sending", "checking", "not_yet", "let_be", "undecided"] as const) {
      expect(words.command(aCommand({ kind, stage }))?.lead, `${kind}, ${stage}`).toMatch(EVERY_KIND[kind]);
    }
    expect(words.decisionArrived(kind)).toMatch(EVERY_KIND[kind]);
    expect(words.decisionArrived(kind)).toMatch(/^Your .* arrived\.$/);
  }
});

test("a decision that came to nothing says what that leaves, and a cancel never that the payer let go", () => {
  const said = (given: Parameters<typeof aCommand>[0]) => {
    const told = words.command(aCommand({ kind: "cancel", version: "23", versionNow: "24", ...given }));
    return `${told?.lead} ${plain(told?.text ?? "")}`;
  };
  expect(said({ stage: "not_done", conflict: true })).toBe(
    "Not done. The case changed first. It is now at version 24, you had 23. Your cancellation was not carried out. Look at the case, then decide again.",
  );
  expect(said({ stage: "not_done", conflict: false })).toBe(
    "Not done. The case shows that your cancellation did not take effect. Look at the case, then decide again.",
  );
  expect(said({ stage: "refused", serviceCode: "prior_authorization_not_mutable" })).toBe(
    "Not done. The case cannot be changed now. The case was not canceled. Nothing was withdrawn at the payer. Whoever has the case must finish first.",
  );
  expect(said({ stage: "not_sent" })).toBe(
    "Nothing was sent. Collate could not be reached. The case was not canceled. Nothing was withdrawn at the payer. Try again when you are in step.",
  );
});
