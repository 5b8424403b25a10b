import type { PreviewWords } from "../../parts/preview";
import type { FileRefusal } from "../../platform/bindings";
import type { Rich } from "../rich";
import { b } from "../rich";
import { list } from "./count";

/** 2.1 MB, 640 KB, 12 bytes */
function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  const megabytes = bytes / 1024 / 1024;
  return `${megabytes >= 10 ? Math.round(megabytes) : megabytes.toFixed(1)} MB`;
}

/** A limit as it is: nothing larger is said to be allowed. */
function limit(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.floor(bytes / 1024)} KB`;
  return `${Math.floor((bytes / 1024 / 1024) * 1000) / 1000} MB`;
}

/** Why a file was not taken, and what to do. */
function refusal(why: FileRefusal, largest: number): string {
  switch (why) {
    case "wrong_type":
      return "Not sent. This is not a PDF, JPEG or PNG. Save it as one of these, then choose it again.";
    case "ending_differs":
      return "Not sent. The name of the file says one kind, its content is another. Save it anew, then choose it again.";
    case "empty":
      return "Not sent. The file is empty.";
    case "too_large":
      return `Not sent. The file is larger than ${limit(largest)}. Make it smaller or split it.`;
    case "symlink":
      return "Not sent. This is a link to another file. Choose the file itself.";
    case "not_a_file":
      return "Not sent. This is not a file. Choose a PDF, JPEG or PNG.";
    case "changed":
      return "Not sent. The file changed while it was read. Choose it again.";
    case "unreadable":
      return "Not sent. The file cannot be read. Check that you may open it.";
    case "by_service":
      return "Collate looked at the file and refused it. Choose another file.";
  }
}

/** Files: what is wanted, what is on the case, what is on its way. */
export const documentWords = {
  title: "Documents",
  about: "PDF, JPEG or PNG. One file can count for several types.",
  none: "No document is missing, and no file is on the case.",
  size,
  missing: "Missing",
  onCase: "On the case",
  onItsWay: "On its way",
  choose: "Choose a file",
  chooseFor: (type: string) => `for ${type}`,
  chooseSome: "Choose files",
  choosing: "Choosing",
  orDrop: "Or drop files here.",
  largest: (bytes: number) => `Up to ${limit(bytes)} each.`,
  change: "Change…",
  /** The rest of the button's name, for whoever does not see what it stands beside. */
  changeOf: "how large a file may be",
  limit: {
    title: "How large may a file be?",
    text: "A larger file is refused here, before anything of it is sent. Collate may have a limit of its own.",
    label: "Largest file, in MB",
    help: "From 0.001 to 200.",
    wrong: "Type a number from 0.001 to 200, such as 25.",
    keep: "Keep this size",
    keeping: "Keeping it",
    keepDoes: [
      b("Nothing is sent."),
      " Kept on this computer, for every case. Counts for files chosen from now on.",
    ] satisfies Rich,
    leave: "Leave it as it is",
    leaveDoes: [b("Nothing changes.")] satisfies Rich,
  },
  also: (type: string) => `also: ${type}`,
  alsoIn: (name: string) => `${name} counts for this too.`,
  noType: "Counts for no type",
  show: "Show",
  replace: "Replace…",
  remove: "Remove…",
  of: (name: string) => name,
  attached: (when: string) => `attached ${when}`,

  fromHere: "Files from this computer",
  steps: "Steps of this file",
  stage: { sent: "Sent", checked: "Checked", ready: "Ready", attached: "Attached to the case" },
  now: { sending: "Sending", checking: "Being checked", ready: "Ready", attaching: "Being attached" },
  percent: (part: number) => `${part} %`,
  progress: (name: string) => `Sending ${name}`,
  counts: (types: readonly string[]) => `Counts for ${list(types)}`,
  replaces: (name: string) => `Takes the place of ${name}`,
  readyText: "Sent, not attached yet.",
  stopped: "Stopped. It is not on the case.",
  failed: "Not finished.",
  refusal,
  stop: "Stop",
  stopping: "Stopping",
  goOn: "Go on",
  goingOn: "Going on",
  another: "Choose another file",
  drop: "Take off this list",
  dropping: "Taking off",
  waits: "Say what this file counts for.",
  countsFor: "It counts for",
  anotherType: "Another type",
  anotherTypeHelp: "As Collate spells it.",
  send: "Send and attach",
  sending: "Sending",
  sendDoes: [
    b("Stays with you."),
    " Attaches the file to the case as a new version. Nothing goes to the payer.",
  ] satisfies Rich,
  needType: "Choose at least one type.",

  replacing: {
    title: (name: string): Rich => ["Replace ", b(name), "?"],
    text: "Choose the new file next. It takes the old file off the case once the new one is ready.",
    confirm: "Choose the new file",
    does: [
      b("Stays with you."),
      " Nothing is sent yet. Once the old file is off the case, that cannot be undone.",
    ] satisfies Rich,
    keep: "Keep the old one",
    keepDoes: "Nothing changes.",
  },
  removing: {
    title: (name: string): Rich => ["Take ", b(name), " off the case?"],
    text: "This takes the file off the case. A document may be missing again after that.",
    confirm: "Take it off the case",
    does: (version: string | null): Rich => [
      b("Stays with you."),
      ` Cannot be undone: to have it back, attach the file anew.${version === null ? "" : ` Uses version ${version}.`}`,
    ],
  },
  showing: {
    loading: "Getting the file",
    close: "Close",
    notKnown: "This file is not a PDF, JPEG or PNG, so it cannot be shown here.",
    preview: {
      preview: (name: string) => `Preview of ${name}`,
      drawing: (name: string, page: number, pages: number) => `${name}, page ${page} of ${pages}`,
      page: (page: number, pages: number) => `Page ${page} of ${pages}`,
      previous: "Previous page",
      next: "Next page",
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      fit: "Fit",
      zoom: (percent: number) => `${percent} %`,
      loading: "Drawing the page",
      notShown: "This file cannot be shown.",
      why: {
        damaged: "It is damaged, or not what it seems. Open it with another program.",
        password: "It needs a password. Save it without one, then choose it again.",
        too_large: "It is too large to draw here.",
        too_slow: "Drawing it took too long.",
      },
      partly: "Part of this page could not be read and is not shown.",
    } satisfies PreviewWords,
  },
};
