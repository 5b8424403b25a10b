import type { Rich } from "../../rich";
import { id } from "../../rich";

/** How bad it is: a stop asks for another person or another key, a warning for another look, the rest is how things are. */
export type Severity = "stop" | "warn" | "info";

/** What a code of the service means to the operator: what happened, and what to do next. */
export type CodeWords = { severity: Severity; what: string; next: string };

const readCase = "Read what the case asks for now, then decide again.";
const tellSupport = "This is a fault of the program. Tell support.";
const otherKey = "Ask who looks after the keys.";

/** No such case: the same in both generations. */
const noCase: CodeWords = {
  severity: "warn",
  what: "Collate knows no such case under this key.",
  next: "Check the number and the environment.",
};
const notMutable: CodeWords = {
  severity: "warn",
  what: "The case cannot be changed now.",
  next: "Whoever has the case must finish first.",
};
const asksOther: CodeWords = {
  severity: "warn",
  what: "The case asks for something else now.",
  next: readCase,
};
const mayNot: CodeWords = { severity: "stop", what: "This key may not do that.", next: otherKey };

/**
 * Every code of the catalogue (reference, section 6), of every generation, in its order. A code that is not here falls to
 * what the program itself made of the answer, and is shown as it came.
 */
export const SERVICE_CODES = {
  bad_request: {
    severity: "stop",
    what: "Collate could not read what the program sent.",
    next: "Tell support.",
  },
  final_submission_policy_required: {
    severity: "warn",
    what: "Collate must be told what it may do at the end.",
    next: "Choose whether a person is asked before the final submit.",
  },
  unauthorized: {
    severity: "stop",
    what: "Collate does not accept this key.",
    next: "Check the environment, then enter the key again.",
  },
  forbidden: mayNot,
  insufficient_permissions: mayNot,
  prior_authorization_not_found: noCase,
  authorization_not_found: noCase,
  provider_not_found: {
    severity: "warn",
    what: "Provider not found.",
    next: "Check the ten digits.",
  },
  payer_not_found: {
    severity: "warn",
    what: "Collate knows no such payer.",
    next: "Choose the payer again, or check its ID.",
  },
  file_not_found: {
    severity: "warn",
    what: "Collate does not have this file.",
    next: "Send the file again.",
  },
  access_grant_expired: {
    severity: "warn",
    what: "The link is too old.",
    next: "Ask for a new link.",
  },
  access_grant_revoked: {
    severity: "warn",
    what: "The link was withdrawn.",
    next: "Read the case to see who is in the portal.",
  },
  channel_session_lost: {
    severity: "stop",
    what: "The portal connection is gone for good. That says nothing about the payer.",
    next: "Read the case: Collate checks what was sent.",
  },
  unsupported_route: {
    severity: "warn",
    what: "Collate has no way to this payer for this state, type and code.",
    next: "Change one of them.",
  },
  provider_access_not_configured: {
    severity: "warn",
    what: "There is a way to this payer, but it is not set up for this provider.",
    next: "Ask Collate to set up access.",
  },
  idempotency_key_reused: {
    severity: "stop",
    what: "Collate took it for another request.",
    next: tellSupport,
  },
  version_conflict: {
    severity: "warn",
    what: "The case changed first.",
    next: "Look at it again, then decide.",
  },
  prior_authorization_not_mutable: notMutable,
  authorization_not_mutable: notMutable,
  prior_authorization_not_actionable: asksOther,
  authorization_not_confirmable: asksOther,
  next_action_required: { severity: "stop", what: "Collate was not told which step is meant.", next: tellSupport },
  next_action_mismatch: asksOther,
  next_action_not_confirmable: {
    severity: "warn",
    what: "This step is done by answering and attaching, not by going on.",
    next: "See what is open under Requirements.",
  },
  requirements_not_satisfied: {
    severity: "warn",
    what: "Something is still missing.",
    next: "See what is open under Requirements.",
  },
  review_stale: {
    severity: "stop",
    what: "The package changed first.",
    next: "Review the new package, then decide again.",
  },
  live_session_not_available: {
    severity: "info",
    what: "There is no portal session to look at now.",
    next: "Read the case again later.",
  },
  file_not_ready: {
    severity: "info",
    what: "Collate has not finished checking the file.",
    next: "Wait a little, then try again.",
  },
  manual_handoff_not_allowed: {
    severity: "info",
    what: "Collate is still working in this portal.",
    next: "You cannot take over now. The case comes to you if a person is needed.",
  },
  auth_provider_unavailable: {
    severity: "warn",
    what: "Collate cannot check keys at the moment. Your key may be fine.",
    next: "Try again in a minute.",
  },
} satisfies Record<string, CodeWords>;

export type ServiceCode = keyof typeof SERVICE_CODES;

const TABLE: ReadonlyMap<string, CodeWords> = new Map(Object.entries(SERVICE_CODES));

/** The words of a code; `null` for one this version does not know. */
export function codeWords(code: string | null | undefined): CodeWords | null {
  return (code && TABLE.get(code)) || null;
}

/** Why there is no portal session to look at (`details.reason` of `live_session_not_available`, and of the live check). */
export const SESSION_REASONS = {
  no_active_channel_session: "No payer session is open now.",
  live_view_not_available: "This payer session cannot be shown.",
  portal_claim_not_available: "Nobody holds the portal for this case now.",
  portal_claim_expired: "The hold on the portal ended.",
  channel_session_lost: "The payer session is gone. That says nothing about the payer.",
  automation_owns_processing: "Collate is working in the portal itself.",
} satisfies Record<string, string>;

const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(SESSION_REASONS));

/** The words of a reason; `null` for one this version does not know. */
export function sessionReason(code: string): string | null {
  return REASONS.get(code) ?? null;
}

/** A reason as it is said; one this version does not know is shown as it came, marked as what it is. */
export function reasonSaid(code: string): Rich {
  return sessionReason(code) ?? ["Collate gives a reason this version does not know: ", id(code), "."];
}
