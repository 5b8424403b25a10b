import type { StepKind } from "../../platform/bindings";

/** Every kind of decision. */
export const KINDS: readonly StepKind[] = [
  "continue",
  "accept",
  "start_handoff",
  "complete",
  "unable",
  "revoke",
  "cancel",
  "save_answers",
  "attach",
  "remove_attachment",
];
