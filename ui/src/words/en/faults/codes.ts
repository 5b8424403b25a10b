import type { Code } from "../../../platform/bindings";

export type Tone = "info" | "ok" | "warn" | "danger" | "unknown";
type Row = { tone: Tone; knows: string; press: string };

/** What the program itself says of what came to nothing: what is known, and what to press. */
export const CODES: Record<Code, Row> = {
  not_connected: {
    tone: "warn",
    knows: "This computer is not connected.",
    press: "Connect, then try again.",
  },
  name_missing: { tone: "warn", knows: "Your name is missing.", press: "Type your name, then try again." },
  key_malformed: {
    tone: "warn",
    knows: "This text cannot be a key.",
    press: "Paste the whole key, without spaces or line breaks.",
  },
  key_refused: {
    tone: "danger",
    knows: "Collate does not accept this key. It may be a key of another environment, or it was withdrawn.",
    press: "Check the environment, then enter the key again.",
  },
  keyring_unavailable: {
    tone: "warn",
    knows: "This computer has no keychain the program can use.",
    press: "Connect for this session only, or set up a keychain first.",
  },
  keyring_locked: {
    tone: "warn",
    knows: "This computer's keychain is locked, or its question was closed.",
    press: "Unlock it and try again, or connect for this session only.",
  },
  keyring_failed: {
    tone: "warn",
    knows: "This computer's keychain failed.",
    press: "Try again, or connect for this session only.",
  },
  key_not_kept: {
    tone: "info",
    knows: "This computer's keychain has no key for this connection any more.",
    press: "Enter the key again.",
  },
  address_refused: {
    tone: "warn",
    knows: "This address is not allowed. Only an address of this computer is.",
    press: "Type it like http://127.0.0.1:8080, without /v1.",
  },
  environment_closed: {
    tone: "warn",
    knows: "This environment is closed in this version.",
    press: "Choose sandbox or practice.",
  },
  practice_failed: {
    tone: "danger",
    knows: "Practice could not be started on this computer.",
    press: "Try again. If it stays so, restart the program.",
  },
  unreachable: {
    tone: "warn",
    knows: "Collate cannot be reached from this computer.",
    press: "Check the network, then try again.",
  },
  timed_out: { tone: "warn", knows: "Collate did not answer in time.", press: "Try again." },
  broken: { tone: "warn", knows: "The connection broke before the answer was complete.", press: "Try again." },
  not_the_service: {
    tone: "warn",
    knows: "Something other than Collate answered, such as the sign-in page of a network.",
    press: "Check the network, then try again.",
  },
  not_understood: {
    tone: "danger",
    knows: "Collate's answer could not be understood.",
    press: "Try again. If it stays so, tell support.",
  },
  service_failed: { tone: "warn", knows: "Collate has a fault of its own.", press: "Try again in a minute." },
  too_many: { tone: "warn", knows: "Collate asked to wait.", press: "Wait a little, then try again." },
  refused: { tone: "warn", knows: "Collate refused it.", press: "Read the case again, then decide." },
  link_not_made: { tone: "warn", knows: "No link was opened.", press: "Collate did not make one. Try again." },
  session_not_read: {
    tone: "unknown",
    knows: "The live portal check could not be made.",
    press: "What it would say is not known. That alone closes nothing.",
  },
  not_found: {
    tone: "warn",
    knows: "Collate does not have what was asked for.",
    press: "Check what you typed or chose.",
  },
  not_in_contract: {
    tone: "info",
    knows: "This service does not offer that.",
    press: "See under your name what this service answers.",
  },
  editing_closed: {
    tone: "warn",
    knows: "Answers and documents cannot be changed as the case stands.",
    press: "Read the case to see who has it.",
  },
  no_file_dialog: {
    tone: "warn",
    knows: "The window to choose files could not be opened.",
    press: "Drop the file here instead.",
  },
  cannot_show: {
    tone: "info",
    knows: "This file cannot be shown here.",
    press: "It is not a PDF, JPEG or PNG, or it is too large.",
  },
  not_kept: {
    tone: "warn",
    knows: "This computer could not write down what you typed.",
    press: "Do not close the window before it is sent or saved.",
  },
  draft_too_long: {
    tone: "warn",
    knows: "It is too long to be written down.",
    press: "Make it shorter, or do not close the window before it is sent or saved.",
  },
  too_many_drafts: {
    tone: "warn",
    knows: "Too many other things are typed and not finished.",
    press: "Send, save or discard some of them.",
  },
  drafts_not_read: {
    tone: "warn",
    knows: "What you typed here before could not be read now.",
    press: "Look again. What you type now takes its place.",
  },
  case_not_found: {
    tone: "warn",
    knows: "Collate knows no such case under this key.",
    press: "Check the number and the environment.",
  },
  case_not_read: {
    tone: "warn",
    knows: "The case was not read since the program started. What stands here is how it was last seen.",
    press: "Wait until it is read, then decide.",
  },
  not_forgotten: {
    tone: "warn",
    knows: "What was seen here could not be forgotten. It is still on this computer.",
    press: "Try again. If it stays, tell support.",
  },
  case_changed: {
    tone: "warn",
    knows: "The case changed first.",
    press: "Look at it again, then decide.",
  },
  package_changed: {
    tone: "danger",
    knows: "The package changed since you read it.",
    press: "Open the new package and read it.",
  },
  warnings_unread: {
    tone: "warn",
    knows: "Not every warning is marked as read.",
    press: "Read the warnings first.",
  },
  package_too_large: {
    tone: "warn",
    knows: "This package is too large to show in full, so it cannot be accepted here.",
    press: "Tell support the case number.",
  },
  command_open: {
    tone: "warn",
    knows: "Your last decision on this case is not settled yet.",
    press: "Wait until it is.",
  },
  disk_full: {
    tone: "warn",
    knows: "This computer's disk is full, so it could not be written down first. Nothing reached Collate.",
    press: "Free some space, then decide again.",
  },
  disk_read_only: {
    tone: "warn",
    knows: "This computer's disk cannot be written to, so it could not be written down first. Nothing reached Collate.",
    press: "Make it writable again, then decide again.",
  },
  disk_failing: {
    tone: "warn",
    knows: "This computer's disk does not answer, so it could not be written down first. Nothing reached Collate.",
    press: "Have the disk looked at, then decide again.",
  },
  journal_unusable: {
    tone: "danger",
    knows:
      "The file that keeps your decisions cannot be used, so it could not be written down first. Nothing reached Collate.",
    press: "Read the notice at the top of the window.",
  },
  not_possible_now: {
    tone: "warn",
    knows: "That is not possible as the case stands.",
    press: "Read the case again.",
  },
  bad_input: { tone: "danger", knows: "The program asked for something that makes no sense.", press: "Tell support." },
};
