import type { Rich } from "../rich";
import { b, id } from "../rich";
import type { Times } from "../time";
import { count } from "./count";

/** The first 12 hex digits in groups of 4: enough to compare by eye with another screen. */
export function contentMark(hash: string): string {
  return (hash.slice(0, 12).match(/.{1,4}/g) ?? []).join(" ");
}

/** A covered version's name as a word: `answersVersion` is "answers". */
function coverName(name: string): string {
  const spaced = name.replace(/Version$/, "").replace(/([a-z])([A-Z])/g, "$1 $2");
  const lower = spaced.toLowerCase();
  if (lower === "prior authorization" || lower === "authorization") return "case";
  return lower === "attachments" ? "files" : lower;
}

export const reviewWords = (t: Times) => ({
  region: "Package under review",
  readFirst: "Read these first",
  warningsFrom: (n: number) => `${count(n, "warning")} from Collate, not errors`,
  acknowledged: (read: number, of: number) => `Acknowledged ${read} of ${of}`,
  acknowledgedVoid: (read: number, of: number) => `Acknowledged ${read} of ${of}, void`,
  iHaveRead: (n: number) => `I have read ${n}`,
  noWarningText: "Collate gave this warning without a sentence. This is all it returned:",
  noWarnings: "No warnings on this package.",

  everything: "Everything that will be sent",
  everythingCount: (leaves: number, files: number) => `${count(leaves, "item")}, ${count(files, "file")}`,
  section: {
    summary: "Summary",
    answers: "Answers",
    attachments: "Files",
    other: "Everything else in the package",
  },
  emptySection: "Nothing in this part.",

  loading: "Opening the package",
  noPackage: {
    title: "No package on this case",
    text: "Collate makes one when it is time to review.",
  },
  outOfDate: {
    lead: "This package is out of date. Acceptance is off.",
    changed:
      "It was replaced while you were reading. Your acknowledgements below are kept as a record but do not carry over.",
    old: "Something on the case changed after it was made. Collate must make a new one.",
  },
  openNew: "Open the new package",

  aside: "Accept",
  title: {
    approve: "Accept for submission, or do not",
    portal: "Accept for the portal step, or do not",
    outOfDate: "Review the new package",
    accepted: "Accepted for the portal step",
  },
  exactlyThis: "You accept exactly this",
  package: "Package",
  current: "current",
  outOfDateChip: "out of date",
  accepted: "accepted",
  acceptedBy: (operator: string, at: string, now: number) => `Accepted by ${operator}, ${t.short(at, now)}.`,
  replacedBy: (snapshot: string): Rich => ["Replaced by ", id(snapshot)],
  covers: (version: string, covers: readonly (readonly [string, string])[]) => {
    const others = covers
      .map(([name, number]) => [coverName(name), number] as const)
      .filter(([name]) => name !== "case");
    return `Case version ${version}${others.map(([name, number]) => `, ${name} ${number}`).join("")}.`;
  },
  contentMark: (hash: string): Rich => ["Content mark ", id(contentMark(hash))],

  gateWarnings: "Warnings read",
  gateListed: "Everything listed",
  of: (n: number, all: number) => `${n} of ${all}`,
  none: "none",
  yes: "yes",
  no: "no",
  void: "void",
  gateOpen: "Open",

  accept: (snapshot: string, portal: boolean): Rich => [
    "Accept ",
    id(snapshot),
    portal ? " for the portal step" : " for submission",
  ],
  acceptPlain: (portal: boolean) => (portal ? "Accept for the portal step" : "Accept for submission"),
  keeping: "Keeping it here",
  acceptDoes: (payer: string | null): Rich => [
    `Collate submits exactly this package to ${payer ?? "the payer"}. `,
    b("Cannot be undone here."),
  ],
  acceptThen: (payer: string | null): Rich => [
    `Then: Collate submits exactly this package to ${payer ?? "the payer"}. `,
    b("Cannot be undone here."),
  ],
  acceptPortalDoes: [
    b("Kept here, nothing is sent."),
    " You take over the portal next and submit only what this package says.",
  ] satisfies Rich,
  unread: (n: number) => `${count(n, "warning")} unread.`,
  offBecause: {
    outOfDate: "the package changed. Open the new one; reading starts again.",
    tooLarge: "this package is too large to show in full, so it cannot be accepted here.",
  },
  doNotAccept: "Do not accept",
  doNotAcceptDoes: [b("Nothing is sent."), " The case stays in your list."] satisfies Rich,
  notNow: "Not now",
  notNowDoes: [b("Stays in your list."), " Your acceptance stays too."] satisfies Rich,
  toHandoff: "Go to the portal step",
  toHandoffDoes: [b("Nothing is sent."), " Shows what you take over before you start."] satisfies Rich,

  confirmTitle: (snapshot: string): Rich => ["Accept ", id(snapshot), " for submission?"],
  confirmText: (payer: string | null) =>
    `Collate submits exactly this package to ${payer ?? "the payer"}. It cannot be undone here.`,
  confirmDoes: (version: string | null): Rich => [
    b("Collate submits exactly this."),
    version === null ? " Cannot be undone here." : ` Cannot be undone here. Uses case version ${version}.`,
  ],
  confirmPackage: (snapshot: string, hash: string): Rich => [
    "Package ",
    id(snapshot),
    ", content mark ",
    id(contentMark(hash)),
    ".",
  ],
});
