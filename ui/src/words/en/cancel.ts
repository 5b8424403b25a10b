import type { Rich } from "../rich";
import { b, id } from "../rich";

export const cancelWords = {
  button: "Cancel this case…",
  does: [b("Stops Collate's work here."), " Withdraws nothing at the payer. Asks you to confirm once."] satisfies Rich,
  title: "Cancel this case?",
  /** What canceling is, and what it is not. */
  text: "Collate stops working on this case for good. It cannot be taken up again here.",
  nothingWithdrawn: {
    lead: "Nothing is withdrawn at the payer.",
    text: "If something was sent to the payer, the payer keeps it. Withdraw it at the payer yourself if it must go.",
  },
  payerHas: (reference: string | null): { lead: Rich; text: string } => ({
    lead: reference === null ? "The payer already has it." : ["The payer already has it: ", id(reference), "."],
    text: "Canceling stops work here. It does not withdraw the request from the payer.",
  }),
  handoff: {
    lead: "A handoff is open.",
    text: "Canceling ends it too: the link is discarded, and what you did in the portal is not reported.",
  },
  someone: {
    lead: "Someone may be in the portal.",
    text: "Canceling ends that handoff too. Ask your team first: what is being done there is not reported.",
  },
  word: "CANCEL",
  typeWord: "Type CANCEL to go on",
  off: "type CANCEL first.",
  confirm: "Cancel the case",
  confirmDoes: (version: string | null): Rich => [
    b("Stops for good."),
    version === null ? " No more changes." : ` No more changes. Uses version ${version}.`,
  ],
  keep: "Keep it",
};
