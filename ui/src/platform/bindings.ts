// Written by `cargo xtask bindings` from the Rust types. Not to be edited; a test fails when it drifts.

export type Code = "not_connected" | "name_missing" | "key_malformed" | "key_refused" | "keyring_unavailable" | "keyring_locked" | "keyring_failed" | "key_not_kept" | "address_refused" | "environment_closed" | "practice_failed" | "unreachable" | "timed_out" | "broken" | "not_the_service" | "not_understood" | "service_failed" | "too_many" | "refused" | "link_not_made" | "session_not_read" | "case_not_found" | "case_changed" | "package_changed" | "warnings_unread" | "package_too_large" | "command_open" | "not_possible_now" | "bad_input";

export type Outcome = "nothing_sent" | "nothing_done" | "not_known";

export type WireError = { 
/**
 * What the window acts on.
 */
code: Code, 
/**
 * For logs and support; never shown as a sentence to the operator. Holds no secret and no patient data.
 */
message: string, 
/**
 * The service's own code, when it gave one.
 */
serviceCode?: string, 
/**
 * What support will ask for.
 */
requestId?: string, 
/**
 * What became of it.
 */
outcome?: Outcome, };

export type Environment = "production" | "sandbox" | "practice" | "test";

export type EnvironmentClosed = "not_durable";

export type EnvironmentView = { 
/**
 * Which.
 */
environment: Environment, 
/**
 * The host, where it is fixed.
 */
host: string | null, 
/**
 * Why it is closed, when it is.
 */
closed: EnvironmentClosed | null, };

export type KeyringState = "available" | "unavailable";

export type Theme = "system" | "light" | "dark" | "contrast";

export type Started = { 
/**
 * The program's version.
 */
programVersion: string, 
/**
 * The theme kept from last time.
 */
theme: Theme, 
/**
 * What can be connected to.
 */
environments: Array<EnvironmentView>, };

export type KeyKeptIn = "keyring" | "this_session" | "no_key";

export type ConnectionView = { 
/**
 * Which environment.
 */
environment: Environment, 
/**
 * What it is called here.
 */
name: string, 
/**
 * The service's host.
 */
host: string, 
/**
 * The contract it speaks.
 */
contract: string, 
/**
 * Where its key is.
 */
keyKeptIn: KeyKeptIn, 
/**
 * Whether the service has a list of cases: `null` while that is not known.
 */
hasList: boolean | null, 
/**
 * How many rows of the list could not be read.
 */
unreadableRows: number, };

export type SessionView = { "state": "signed_out", 
/**
 * The environment of last time, to begin with.
 */
remembered: Environment | null, 
/**
 * Whether the keyring should have a key for it.
 */
keyKept: boolean, 
/**
 * Why the last try or the kept connection came to nothing.
 */
problem: WireError | null, } | { "state": "connecting", 
/**
 * Which.
 */
environment: Environment, 
/**
 * Whether the keyring is being asked for the key.
 */
waitsForKeyring: boolean, } | { "state": "connected", 
/**
 * It.
 */
connection: ConnectionView, };

export type SyncState = "starting" | "in_step" | "offline" | "failing" | "key_refused";

export type SyncView = { 
/**
 * How reading goes.
 */
state: SyncState, 
/**
 * When something was last read well.
 */
lastGoodAt: string | null, 
/**
 * Since when it does not go well.
 */
since: string | null, 
/**
 * What is wrong.
 */
problem: WireError | null, 
/**
 * Whether the first sweep of the list is over.
 */
firstSweepDone: boolean, 
/**
 * Cases known so far.
 */
cases: number, 
/**
 * Seconds this computer's clock is ahead of the service (behind, when negative), when it is far off.
 */
clockAheadSeconds: number | null, };

export type OpenHandoffView = { 
/**
 * The case.
 */
case: string, 
/**
 * Where its link stands.
 */
link: LinkPhase, 
/**
 * Milliseconds the link still counts.
 */
leftMillis: number | null, };

export type DeskView = { 
/**
 * Who works here.
 */
operator: string | null, 
/**
 * Whether a key can be kept, as far as the keyring has answered.
 */
keyring: KeyringState, 
/**
 * The connection.
 */
session: SessionView, 
/**
 * How many cases are whose turn.
 */
turns: Array<TurnCount>, 
/**
 * How many of the clinic's cases want which step.
 */
steps: Array<StepCount>, 
/**
 * Whether the desk is in step.
 */
sync: SyncView, 
/**
 * The open handoffs of ours.
 */
handoffs: Array<OpenHandoffView>, };

export type TurnCode = "yours" | "collate" | "payer" | "done" | "stopped" | "unknown";

export type StepCode = "finish_at_portal" | "review_and_accept" | "answer_or_attach" | "tell_collate";

export type TurnCount = { 
/**
 * Whose.
 */
turn: TurnCode, 
/**
 * How many.
 */
cases: number, };

export type StepCount = { 
/**
 * Which.
 */
step: StepCode, 
/**
 * How many.
 */
cases: number, };

export type RowView = { 
/**
 * The case.
 */
id: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Whose turn.
 */
turn: TurnCode, 
/**
 * What is wanted.
 */
wanted: WantedView, 
/**
 * The payer's name.
 */
payer: string | null, 
/**
 * The provider's number.
 */
providerNpi: string | null, 
/**
 * `inpatient`, `outpatient`, `drug`, or a newer word.
 */
requestType: string | null, 
/**
 * The system of the service code.
 */
serviceSystem: string | null, 
/**
 * The service code.
 */
serviceCode: string | null, 
/**
 * The payer's reference number.
 */
reference: string | null, 
/**
 * Warnings on the package under review.
 */
warnings: number, 
/**
 * When it was made.
 */
createdAt: string | null, 
/**
 * When it last changed.
 */
updatedAt: string | null, 
/**
 * When it was last read here.
 */
readAt: string, 
/**
 * Whether that is too long ago.
 */
stale: boolean, };

export type QueueItem = { "kind": "group", 
/**
 * Which step.
 */
step: StepCode, 
/**
 * How many cases stand under it.
 */
cases: number, } | { "kind": "case", 
/**
 * It.
 */
row: RowView, };

export type QueueMessage = { "kind": "reset", 
/**
 * Lines in all, headings included.
 */
total: number, 
/**
 * Cases in all.
 */
cases: number, 
/**
 * The index of the first line sent.
 */
first: number, 
/**
 * The lines.
 */
items: Array<QueueItem>, 
/**
 * The ids of all cases in order, for moving to the next one without having its line.
 */
ids: Array<string>, 
/**
 * The indices of the lines that are headings, in order: where each line stands follows from them.
 */
headings: Array<number>, } | { "kind": "rows", 
/**
 * The index of the first line sent.
 */
first: number, 
/**
 * The lines.
 */
items: Array<QueueItem>, } | { "kind": "patch", 
/**
 * Index and line.
 */
items: Array<[number, QueueItem]>, };

export type WantedView = { "kind": "resolve", 
/**
 * Open questions.
 */
questions: number, 
/**
 * Missing documents.
 */
documents: number, 
/**
 * What the service refused.
 */
issues: number, 
/**
 * Whether the payer asks again after a receipt.
 */
afterReceipt: boolean, } | { "kind": "continue", 
/**
 * Whether Collate may then submit without asking again.
 */
automatic: boolean, } | { "kind": "approve" } | { "kind": "package_out_of_date" } | { "kind": "no_package" } | { "kind": "take_over" } | { "kind": "review_for_portal" } | { "kind": "other_package", 
/**
 * The one it names.
 */
named: string, 
/**
 * The one on the case.
 */
onCase: string | null, } | { "kind": "in_portal", 
/**
 * Its state, as the service says it.
 */
state: string, } | { "kind": "someone_in_portal" } | { "kind": "working", 
/**
 * Whether it is checking what was reported.
 */
afterReport: boolean, } | { "kind": "with_payer" } | { "kind": "ended", 
/**
 * The outcome, as the service says it.
 */
outcome: string, 
/**
 * The authorization number, when returned.
 */
number: string | null, 
/**
 * Why it was denied, when returned.
 */
reasons: Array<string>, } | { "kind": "no_outcome" } | { "kind": "canceled" } | { "kind": "unknown_step" } | { "kind": "unknown_status", 
/**
 * The word.
 */
status: string, };

export type Locked = "key_refused" | "offline" | "stale" | "command_open" | "not_recognized";

export type RungState = "none" | "said" | "busy" | "past" | "proof" | "not_returned";

export type LadderView = { 
/**
 * What a person reported or accepted.
 */
reported: RungState, 
/**
 * Collate's checking.
 */
reconciled: RungState, 
/**
 * The payer's receipt.
 */
receipt: RungState, 
/**
 * The payer's decision.
 */
decision: RungState, 
/**
 * Which rung is "now": 0 to 3.
 */
now: number, 
/**
 * Since when it is being checked.
 */
checkingSince: string | null, };

export type ClaimView = { "kind": "accepted", 
/**
 * The package.
 */
snapshot: string, 
/**
 * Who.
 */
operator: string, 
/**
 * When.
 */
at: string, } | { "kind": "reported", 
/**
 * What, as the service spells it.
 */
outcome: string, 
/**
 * The number as typed.
 */
reference: string | null, 
/**
 * The note as typed.
 */
note: string | null, 
/**
 * Who.
 */
operator: string, 
/**
 * When.
 */
at: string, } | { "kind": "could_not_finish", 
/**
 * Why, as the service spells it.
 */
reason: string, 
/**
 * The note as sent.
 */
note: string | null, 
/**
 * Who.
 */
operator: string, 
/**
 * When.
 */
at: string, } | { "kind": "revoked", 
/**
 * Why, as typed.
 */
reason: string, 
/**
 * Who.
 */
operator: string, 
/**
 * When.
 */
at: string, };

export type CommandStage = "sending" | "checking" | "not_yet" | "applied" | "refused" | "not_sent" | "let_be" | "not_done" | "undecided";

export type CommandView = { 
/**
 * Its number.
 */
id: number, 
/**
 * What was decided.
 */
kind: StepKind, 
/**
 * Where it stands.
 */
stage: CommandStage, 
/**
 * Whether the service named a version conflict.
 */
conflict: boolean, 
/**
 * The version it was sent for.
 */
version: string, 
/**
 * The version the case has now.
 */
versionNow: string, 
/**
 * The service's code, when it refused.
 */
serviceCode: string | null, 
/**
 * What support will ask for.
 */
requestId: string | null, 
/**
 * Who decided.
 */
operator: string, 
/**
 * When.
 */
at: string, };

export type HeaderView = { 
/**
 * The payer's name.
 */
payer: string | null, 
/**
 * The provider's number.
 */
providerNpi: string | null, 
/**
 * `inpatient`, `outpatient`, `drug`, or a newer word.
 */
requestType: string | null, 
/**
 * The system of the service code.
 */
serviceSystem: string | null, 
/**
 * The service code.
 */
serviceCode: string | null, 
/**
 * Two letters.
 */
coverageState: string | null, 
/**
 * `requires_approval`, `automatic`, or a newer word.
 */
policy: string | null, 
/**
 * When it was made.
 */
createdAt: string | null, 
/**
 * When it last changed.
 */
updatedAt: string | null, };

export type QuestionView = { 
/**
 * Which question.
 */
linkId: string, 
/**
 * Its words, when the questionnaire has them.
 */
text: string | null, 
/**
 * How deep it stands in groups.
 */
depth: number, 
/**
 * Whether it is a group heading.
 */
group: boolean, 
/**
 * The answers, in words.
 */
answers: Array<string>, 
/**
 * Whether it is wanted, and what the service says to it.
 */
wanted: boolean, 
/**
 * What the service says to it.
 */
message: string | null, };

export type RequirementsView = { 
/**
 * Questions in the order of the questionnaire; answers that fit no question come last.
 */
questions: Array<QuestionView>, 
/**
 * Missing documents: type and message.
 */
documents: Array<[string, string | null]>, 
/**
 * What the service refused: code, message and which question.
 */
issues: Array<[string, string | null, string | null]>, 
/**
 * Files on the case: name and what they count for.
 */
attachments: Array<[string, Array<string>]>, };

export type ReceiptView = { 
/**
 * The payer's reference number, when returned.
 */
reference: string | null, 
/**
 * When it was received, when returned.
 */
receivedAt: string | null, 
/**
 * Everything returned for it.
 */
rows: Array<FactRow>, };

export type DecisionView = { 
/**
 * The authorization number, when returned.
 */
number: string | null, 
/**
 * Why it was denied, when returned.
 */
denialReasons: Array<string>, 
/**
 * What was changed, when returned.
 */
modifications: Array<string>, 
/**
 * Everything returned for it.
 */
rows: Array<FactRow>, };

export type PackageSummary = { 
/**
 * Its id.
 */
snapshot: string, 
/**
 * Its content hash, in hex.
 */
hash: string, 
/**
 * Whether it can still be accepted.
 */
current: boolean, 
/**
 * How many warnings it carries.
 */
warnings: number, 
/**
 * Who accepted it here for the portal step, and when; only while that holds.
 */
accepted: [string, string] | null, };

export type UnknownWords = { 
/**
 * The status.
 */
status: string | null, 
/**
 * The next action.
 */
action: string | null, 
/**
 * How it is resolved.
 */
resolution: string | null, 
/**
 * The outcome.
 */
outcome: string | null, };

export type ReadingView = { 
/**
 * When it was last read.
 */
readAt: string, 
/**
 * Whether that is too long ago.
 */
stale: boolean, 
/**
 * How often it is read at present, in seconds.
 */
everySeconds: number | null, };

export type CaseView = { 
/**
 * The case.
 */
id: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Its status, as the service says it.
 */
status: string, 
/**
 * The next action, as the service says it.
 */
action: string | null, 
/**
 * Whose turn.
 */
turn: TurnCode, 
/**
 * What is wanted.
 */
wanted: WantedView, 
/**
 * Why no command can be sent now.
 */
locked: Locked | null, 
/**
 * What it is about.
 */
header: HeaderView, 
/**
 * The truth ladder.
 */
ladder: LadderView, 
/**
 * What a person here said or accepted.
 */
claim: ClaimView | null, 
/**
 * The newest command.
 */
command: CommandView | null, 
/**
 * What is asked and what is there.
 */
requirements: RequirementsView, 
/**
 * The package under review.
 */
package: PackageSummary | null, 
/**
 * The handoff last known.
 */
handoff: HandoffView | null, 
/**
 * The payer's receipt.
 */
receipt: ReceiptView | null, 
/**
 * The payer's decision.
 */
decision: DecisionView | null, 
/**
 * Words this version does not know.
 */
unknown: UnknownWords, 
/**
 * How fresh this is.
 */
reading: ReadingView, };

export type FactKind = "text" | "number" | "yes_no" | "nothing" | "empty";

export type FactRow = { 
/**
 * Where it stands in the document, such as `answers.item[2].answer[0].valueString`.
 */
path: string, 
/**
 * What it is called: the question's words where one fits, else the last name of the path.
 */
label: string, 
/**
 * The value. For [`FactKind::YesNo`] `true` or `false`.
 */
value: string, 
/**
 * What kind of value.
 */
kind: FactKind, };

export type SectionName = "summary" | "answers" | "attachments" | "other";

export type SectionView = { 
/**
 * Which.
 */
name: SectionName, 
/**
 * Its leaves.
 */
rows: Array<FactRow>, };

export type WarningView = { 
/**
 * Its words, where it has some.
 */
text: string | null, 
/**
 * All its other leaves.
 */
rows: Array<FactRow>, };

export type PackageView = { 
/**
 * Its id.
 */
snapshot: string, 
/**
 * Its status, as the service says it.
 */
status: string, 
/**
 * Whether it can still be accepted.
 */
current: boolean, 
/**
 * What kind of package, as the service says it.
 */
packageKind: string | null, 
/**
 * When it was made.
 */
generatedAt: string | null, 
/**
 * Its content hash, in hex.
 */
hash: string, 
/**
 * The case's version it was read with.
 */
version: string, 
/**
 * Versions it covers, name and number, as the service says them.
 */
covers: Array<[string, string]>, 
/**
 * The warnings.
 */
warnings: Array<WarningView>, 
/**
 * The parts.
 */
sections: Array<SectionView>, 
/**
 * How many leaves are shown, warnings and covered versions apart.
 */
leaves: number, 
/**
 * How many files it has.
 */
files: number, 
/**
 * Whether it is too large to show in full: then it cannot be accepted here.
 */
tooLarge: boolean, };

export type LinkPhase = "idle" | "preparing" | "opening" | "open" | "expired" | "closed" | "revoked" | "replaced" | "nobody_came" | "launcher_failed" | "session_lost" | "signed_out" | "not_made" | "no_expiry" | "already_over" | "too_short" | "refused";

export type LinkView = { 
/**
 * Where it stands.
 */
phase: LinkPhase, 
/**
 * Milliseconds it still counts, from when this was sent.
 */
leftMillis: number | null, 
/**
 * Milliseconds it counted at first.
 */
lifeMillis: number | null, 
/**
 * When it ends, by the service's clock.
 */
endsAt: string | null, 
/**
 * Whether the operator is asked if somebody is still there.
 */
asks: boolean, 
/**
 * Whether it will renew itself once more without asking.
 */
willRenew: boolean, 
/**
 * Whether it is being renewed.
 */
renewing: boolean, 
/**
 * Whether something came for the link after it had been given out.
 */
secondRequest: boolean, 
/**
 * Which check refused it, as a code.
 */
refusal: string | null, 
/**
 * Why the service did not make one.
 */
problem: WireError | null, 
/**
 * How many links were opened in this handoff.
 */
opened: number, };

export type HandoffView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its own version.
 */
version: string, 
/**
 * Where it stands, as the service says it.
 */
state: string, 
/**
 * How it ended, as the service says it.
 */
result: string | null, 
/**
 * What the service says to it.
 */
message: string | null, 
/**
 * When it was made.
 */
createdAt: string | null, 
/**
 * When it became active.
 */
activatedAt: string | null, 
/**
 * When it closed.
 */
closedAt: string | null, 
/**
 * Whether the service offers access now.
 */
accessAvailable: boolean, 
/**
 * Whether this session can end in a submission.
 */
finalSubmitCapable: boolean, 
/**
 * Whether it was started, or taken up, here.
 */
ours: boolean, 
/**
 * When it was asked for here, when it was.
 */
askedAt: string | null, 
/**
 * The package accepted for it.
 */
acceptedPackage: string | null, 
/**
 * What was said of it here, once that arrived: a claim.
 */
report: ClaimView | null, 
/**
 * Its link.
 */
link: LinkView, };

export type SessionHolder = "nobody" | "automation" | "handoff" | "unknown";

export type PreflightView = { 
/**
 * The case's version, read just now.
 */
version: string, 
/**
 * When.
 */
readAt: string, 
/**
 * Who holds the payer session; `null` when the live session could not be read.
 */
holder: SessionHolder | null, 
/**
 * The holder's word, when it is not known.
 */
holderWord: string | null, 
/**
 * Whether something was already sent, as the service says it (`unknown` was seen).
 */
boundary: string | null, 
/**
 * Whether the session can end in a submission.
 */
maySubmit: boolean | null, 
/**
 * Whether a submission there needs an accepted package.
 */
needsAcceptedPackage: boolean | null, 
/**
 * Why the service would not allow a handoff, as it says it. Shown, never a gate of its own.
 */
serviceReason: string | null, 
/**
 * Why the live session could not be read.
 */
problem: WireError | null, };

export type Nothing = Record<symbol, never>;

export type SetOperator = { 
/**
 * The name, as typed.
 */
name: string, };

export type SetTheme = { 
/**
 * The theme.
 */
theme: Theme, };

export type Connect = { 
/**
 * Where.
 */
environment: Environment, 
/**
 * The address, for a test connection only.
 */
address?: string, 
/**
 * The key.
 */
key: string, 
/**
 * Whether to keep the key in this computer's keyring.
 */
keep: boolean, };

export type Disconnect = { 
/**
 * Whether to remove its key from the keyring.
 */
forgetKey: boolean, };

export type CaseRef = { 
/**
 * Its id.
 */
case: string, };

export type AcceptForPortal = { 
/**
 * The case.
 */
case: string, 
/**
 * The version it was read with.
 */
version: string, 
/**
 * The package.
 */
snapshot: string, 
/**
 * Its content hash, as it was read.
 */
hash: string, 
/**
 * How many warnings were marked as read.
 */
warningsRead: number, };

export type StepKind = "continue" | "accept" | "start_handoff" | "complete" | "unable" | "revoke";

export type OpenStep = { 
/**
 * The case.
 */
case: string, 
/**
 * Which step.
 */
step: StepKind, };

export type StepView = { 
/**
 * The case's version: what a confirmation must name.
 */
version: string, 
/**
 * When it was read.
 */
readAt: string, 
/**
 * The package under review, with its content hash.
 */
package: [string, string] | null, };

export type ConfirmContinue = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, };

export type ConfirmAcceptance = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, 
/**
 * The package.
 */
snapshot: string, 
/**
 * Its content hash, as it was read.
 */
hash: string, 
/**
 * How many warnings were marked as read.
 */
warningsRead: number, };

export type StartHandoff = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, };

export type ReportCompleted = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, 
/**
 * What it shows, as the service spells it.
 */
outcome: string, 
/**
 * The number it shows, as typed.
 */
reference?: string, 
/**
 * The note as typed.
 */
note?: string, };

export type SubmitPressed = "no" | "yes" | "not_sure";

export type ReportUnable = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, 
/**
 * Why, as the service spells it.
 */
reason: string, 
/**
 * The note as typed.
 */
note?: string, 
/**
 * Whether submit was pressed, even once.
 */
submitPressed: SubmitPressed, };

export type Revoke = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, 
/**
 * Why, as typed.
 */
reason: string, 
/**
 * A note, as typed.
 */
note?: string, };

export type CarryOn = { 
/**
 * The case.
 */
case: string, 
/**
 * The handoff.
 */
handoff: string, };

export type Mark = { 
/**
 * What: `queue_usable` and the like.
 */
what: string, 
/**
 * When, in milliseconds since 1970 by this computer's clock.
 */
atMillis: number, };

export type ViewWindow = { 
/**
 * The first.
 */
first: number, 
/**
 * How many, at most 400.
 */
count: number, };

export type ViewSpec = { "kind": "desk" } | { "kind": "queue", 
/**
 * Whose turn.
 */
turn: TurnCode, 
/**
 * Only this step.
 */
step: StepCode | null, 
/**
 * Which lines.
 */
window: ViewWindow, } | { "kind": "case", 
/**
 * Its id.
 */
case: string, };

export type OpenView = { 
/**
 * The view's number, given by the window and never used twice.
 */
view: number, 
/**
 * What it shows.
 */
spec: ViewSpec, };

export type SetWindow = { 
/**
 * The view.
 */
view: number, 
/**
 * Which lines.
 */
window: ViewWindow, };

export type CloseView = { 
/**
 * The view.
 */
view: number, };

export type ViewBody = { "kind": "desk", 
/**
 * As it is now.
 */
desk: DeskView, } | { "kind": "queue", 
/**
 * What changed.
 */
queue: QueueMessage, } | { "kind": "case", 
/**
 * As it is now.
 */
case: CaseView | null, };

export type ViewMessage = { 
/**
 * Counts up by one with each message of the view.
 */
revision: number, 
/**
 * What it is told.
 */
body: ViewBody, };

/** What the window may ask: arguments and answer of each command. */
export type Commands = {
  start: { args: Nothing; answer: Started };
  set_operator: { args: SetOperator; answer: Nothing };
  set_theme: { args: SetTheme; answer: Nothing };
  connect: { args: Connect; answer: Nothing };
  start_practice: { args: Nothing; answer: Nothing };
  disconnect: { args: Disconnect; answer: Nothing };
  reconnect: { args: Nothing; answer: Nothing };
  try_now: { args: Nothing; answer: Nothing };
  set_window: { args: SetWindow; answer: Nothing };
  close_view: { args: CloseView; answer: Nothing };
  open_case: { args: CaseRef; answer: Nothing };
  read_again: { args: CaseRef; answer: Nothing };
  read_package: { args: CaseRef; answer: PackageView };
  accept_for_portal: { args: AcceptForPortal; answer: Nothing };
  open_step: { args: OpenStep; answer: StepView };
  confirm_continue: { args: ConfirmContinue; answer: Nothing };
  confirm_acceptance: { args: ConfirmAcceptance; answer: Nothing };
  preflight: { args: CaseRef; answer: PreflightView };
  start_handoff: { args: StartHandoff; answer: Nothing };
  carry_on: { args: CarryOn; answer: Nothing };
  open_portal: { args: CaseRef; answer: Nothing };
  renew_link: { args: CaseRef; answer: Nothing };
  report_completed: { args: ReportCompleted; answer: Nothing };
  report_unable: { args: ReportUnable; answer: Nothing };
  revoke: { args: Revoke; answer: Nothing };
  send_again: { args: CaseRef; answer: Nothing };
  let_be: { args: CaseRef; answer: Nothing };
  dismiss: { args: CaseRef; answer: Nothing };
  did_act: { args: Nothing; answer: Nothing };
  mark: { args: Mark; answer: Nothing };
};
