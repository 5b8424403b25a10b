import { expect, test } from "vitest";
import type { WantedView } from "../../platform/bindings";
import { english } from "../english";
import { plain } from "../rich";

const words = english("America/Chicago");
const knows = { payer: "Northgate Health", reference: "NG-1", snapshot: "rev_1" };

/** What is wanted, the sentence, the main button and what it leads to. `null` where there is no button. */
const TABLE: [WantedView, string, string, RegExp][] = [
  [
    { kind: "resolve", questions: 2, documents: 1, issues: 0, afterReceipt: false },
    "Answer 2 questions and attach 1 document.",
    "Open what is missing",
    /^Stays with you\. .* Nothing is sent\.$/,
  ],
  [
    { kind: "resolve", questions: 0, documents: 0, issues: 1, afterReceipt: false },
    "Correct 1 answer Collate refused.",
    "Open what is missing",
    /^Stays with you\. .* Nothing is sent\.$/,
  ],
  [
    { kind: "resolve", questions: 2, documents: 2, issues: 0, afterReceipt: true },
    "Payer asks again: 2 answers and 2 documents.",
    "Open what is missing",
    /^Stays with you\. .* Nothing is sent\.$/,
  ],
  [
    { kind: "resolve", questions: 0, documents: 0, issues: 0, afterReceipt: false },
    "Collate asks for answers, but names none.",
    "Open what is missing",
    /^Stays with you\. .* Nothing is sent\.$/,
  ],
  [
    { kind: "continue", automatic: false },
    "Nothing is missing. Tell Collate to go on.",
    "Tell Collate to go on…",
    /^Collate works next\. Cannot be recalled\.$/,
  ],
  [
    { kind: "continue", automatic: true },
    "Nothing is missing. Tell Collate to go on.",
    "Tell Collate to go on…",
    /may submit without asking again/,
  ],
  [
    { kind: "approve" },
    "Review, then accept for submission.",
    "Accept rev_1 for submission…",
    /Collate submits exactly this\. Cannot be undone here\.$/,
  ],
  [
    { kind: "package_out_of_date" },
    "The package changed. Review it again.",
    "Open the new package",
    /^Nothing is sent\.$/,
  ],
  [{ kind: "no_package" }, "Collate asks for approval, but returned no package.", "Read again", /^Nothing changes\./],
  [
    { kind: "take_over" },
    "Take over and finish in the Northgate Health portal.",
    "Start handoff…",
    /^The portal step is yours\. Automation does not return\./,
  ],
  [
    { kind: "review_for_portal" },
    "Review the package, then take over.",
    "Open the package",
    /^Nothing is sent\. There: Accept rev_1 for the portal step: kept here, nothing is sent\.$/,
  ],
  [
    { kind: "other_package", named: "rev_9", onCase: "rev_1" },
    "This step names another package than the case shows.",
    "Read again",
    /^Nothing changes\./,
  ],
  [{ kind: "in_portal", state: "offered" }, "Access is being prepared.", "Go to the handoff", /^Nothing changes\.$/],
  [
    { kind: "in_portal", state: "active" },
    "You are in the portal. Report what happened.",
    "Report…",
    /^Collate looks for proof\./,
  ],
  [{ kind: "in_portal", state: "closing" }, "Your report is on its way.", "Go to the handoff", /^Nothing changes\.$/],
  [
    { kind: "in_portal", state: "paused" },
    "Handoff state not recognized: paused.",
    "Go to the handoff",
    /^Nothing changes\.$/,
  ],
  [
    { kind: "someone_in_portal" },
    "Someone may be in this portal.",
    "Copy a question for the team",
    /^Nothing changes\./,
  ],
  [
    { kind: "working", afterReport: false },
    "Collate is working. Nothing for you to do.",
    "Next case that needs me",
    /^This case stays with Collate\./,
  ],
  [
    { kind: "working", afterReport: true },
    "Collate is checking what was reported.",
    "Next case that needs me",
    /^This case stays with Collate\./,
  ],
  [{ kind: "with_payer" }, "The payer has it: NG-1.", "Copy reference", /^Nothing changes\./],
  [
    { kind: "ended", outcome: "approved", number: "AUTH-7", reasons: [] },
    "Approved: AUTH-7.",
    "Copy summary",
    /^Nothing changes\./,
  ],
  [
    { kind: "ended", outcome: "denied", number: null, reasons: ["Not covered."] },
    "Denied: Not covered.",
    "Copy summary",
    /^Nothing changes\./,
  ],
  [
    { kind: "ended", outcome: "denied", number: null, reasons: [] },
    "Denied: no reason returned.",
    "Copy summary",
    /^Nothing changes\./,
  ],
  [
    { kind: "ended", outcome: "modified", number: null, reasons: [] },
    "Approved with changes. Read them.",
    "Show changes",
    /^Nothing changes\./,
  ],
  [
    { kind: "ended", outcome: "not_required", number: null, reasons: [] },
    "No authorization is needed, says the payer.",
    "Copy summary",
    /^Nothing changes\./,
  ],
  [
    { kind: "ended", outcome: "failed", number: null, reasons: [] },
    "Ended without a decision.",
    "Read why",
    /^Nothing changes\./,
  ],
  [
    { kind: "ended", outcome: "withdrawn", number: null, reasons: [] },
    "Outcome not recognized: withdrawn.",
    "Read again",
    /^Nothing changes\./,
  ],
  [{ kind: "no_outcome" }, "Done, but no outcome was returned.", "Read again", /^Nothing changes\./],
  [{ kind: "canceled" }, "Canceled here. The payer still has NG-1.", "Copy summary", /^Nothing changes\./],
  [
    { kind: "unknown_step" },
    "Collate asks for something this version does not know.",
    "Read again",
    /^Nothing changes\./,
  ],
  [
    { kind: "unknown_status", status: "on_hold" },
    "Status not recognized: on_hold. Read only.",
    "Read again",
    /^Nothing changes\./,
  ],
];

for (const [wanted, sentence, button, consequence] of TABLE) {
  test(`${JSON.stringify(wanted)}: ${sentence}`, () => {
    const said = words.wanted(wanted, knows);
    expect(plain(said.sentence)).toBe(sentence);
    expect(plain(said.main?.label ?? "")).toBe(button);
    expect(plain(said.main?.consequence ?? "")).toMatch(consequence);
  });
}

test("what is not known is said to be missing, never guessed", () => {
  const nothing = { payer: null, reference: null, snapshot: null };
  const say = (wanted: WantedView) => plain(words.wanted(wanted, nothing).sentence);
  expect(say({ kind: "take_over" })).toBe("Take over and finish in the payer portal.");
  expect(say({ kind: "with_payer" })).toBe("The payer has it: no reference returned.");
  expect(say({ kind: "canceled" })).toBe("Canceled here.");
  expect(say({ kind: "ended", outcome: "approved", number: null, reasons: [] })).toBe("Approved: no number returned.");
});

/** Words of the service's machinery are not the operator's. */
test("no sentence speaks of grants, snapshots, keys of requests or mutation", () => {
  const all = TABLE.map(([wanted]) => {
    const said = words.wanted(wanted, knows);
    return [said.sentence, said.text ?? "", said.main?.label ?? "", said.main?.consequence ?? ""].map(plain).join(" ");
  }).join(" ");
  expect(all).not.toMatch(/\b(grant|snapshot|idempoten|version conflict|lifecycle|mutat)/i);
});
