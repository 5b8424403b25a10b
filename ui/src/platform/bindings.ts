// Written by `cargo xtask bindings` from the Rust types. Not to be edited; a test fails when it drifts.

export type Code = "not_connected" | "name_missing" | "key_malformed" | "key_refused" | "keyring_unavailable" | "keyring_locked" | "keyring_failed" | "key_not_kept" | "address_refused" | "environment_closed" | "practice_failed" | "unreachable" | "timed_out" | "broken" | "not_the_service" | "not_understood" | "service_failed" | "too_many" | "refused" | "link_not_made" | "session_not_read" | "not_found" | "not_in_contract" | "editing_closed" | "no_file_dialog" | "cannot_show" | "case_not_found" | "case_not_read" | "not_forgotten" | "case_changed" | "package_changed" | "warnings_unread" | "package_too_large" | "command_open" | "disk_full" | "disk_read_only" | "disk_failing" | "journal_unusable" | "not_possible_now" | "not_kept" | "draft_too_long" | "too_many_drafts" | "drafts_not_read" | "bad_input";

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

export type EnvironmentClosed = "not_kept";

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
closed: EnvironmentClosed | null, 
/**
 * The contract chosen for it last time.
 */
contract: ContractCode, };

export type KeyringState = "available" | "unavailable";

export type Theme = "system" | "light" | "dark" | "contrast";

export type Settings = { 
/**
 * The clinic's time zone by its IANA name, such as `America/Chicago`; nothing for the computer's own.
 */
zone: string | null, 
/**
 * Whether single letters are keys.
 */
singleKeys: boolean, 
/**
 * Other keys than those from the start, by the name of what they do.
 */
keys: { [key in string]: string }, };

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
 * What else was set.
 */
settings: Settings, 
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
contract: ContractCode, 
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
 * As of when the list is that is shown while it was not read in this run: it is remembered.
 */
rememberedAsOf: string | null, 
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
leftMillis: number | null, 
/**
 * Whether it was started in an earlier run.
 */
fromBefore: boolean, };

export type UnfinishedView = { 
/**
 * The case.
 */
case: string, 
/**
 * The decision, and where it stands now.
 */
command: CommandView, };

export type JournalTrouble = "full" | "read_only" | "failing" | "damaged" | "foreign" | "newer";

export type JournalView = { 
/**
 * Why nothing can be written down at present.
 */
trouble: JournalTrouble | null, 
/**
 * Whether it is known what was decided here before.
 */
read: boolean, 
/**
 * Whether what is sealed can be read after the program ends: only where the keyring keeps the key.
 */
sealedForLater: boolean, 
/**
 * How many decisions of an earlier run are damaged and cannot be read any more.
 */
damaged: number, };

export type JournalLine = { 
/**
 * The service's host, where it can be told.
 */
host: string | null, 
/**
 * The case; none for one that makes a new case.
 */
case: string | null, 
/**
 * What was decided; none for one that makes a new case, and for a word this version does not know.
 */
kind: StepKind | null, 
/**
 * Whether a new case was asked for.
 */
creates: boolean, 
/**
 * Who decided.
 */
operator: string, 
/**
 * When.
 */
at: string, 
/**
 * The version that was decided on.
 */
version: string | null, 
/**
 * Where it stood when it was last written down.
 */
stage: CommandStage, };

export type JournalFound = { 
/**
 * Decisions that are not settled, oldest first.
 */
lines: Array<JournalLine>, 
/**
 * Whether it could be looked into at all.
 */
readable: boolean, };

export type JournalAside = { 
/**
 * The name its file has now; none when it could be used again, and was left where it is.
 */
name: string | null, };

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
 * Whether what is typed outlives the program. Never in practice, which begins anew each time.
 */
draftsSurvive: boolean, 
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
handoffs: Array<OpenHandoffView>, 
/**
 * A creation that is on its way or whose outcome is not known.
 */
creating: CreatingView | null, 
/**
 * Decisions of an earlier run that were not settled when it ended, until they are put away.
 */
unfinished: Array<UnfinishedView>, 
/**
 * What keeps decisions on this computer.
 */
journal: JournalView, };

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
 * The patient's name, from an answer.
 */
patient: string | null, 
/**
 * The number with the payer, from an answer.
 */
memberId: string | null, 
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
headings: Array<number>, 
/**
 * Cases the same words are found in that stand in other lists, by whose turn it is there.
 */
elsewhere: Array<TurnCount>, } | { "kind": "rows", 
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

export type Locked = "key_refused" | "offline" | "stale" | "not_read" | "journal_unread" | "command_open" | "not_recognized";

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

export type CommandStage = "sending" | "checking" | "not_yet" | "applied" | "in_effect" | "refused" | "not_sent" | "let_be" | "not_done" | "undecided";

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
 * What the service refused in particular, with where.
 */
issues: Array<IssueView>, 
/**
 * Who decided.
 */
operator: string, 
/**
 * When.
 */
at: string, 
/**
 * Whether the same bytes may be sent once more.
 */
maySendAgain: boolean, 
/**
 * Whether it was decided in an earlier run.
 */
fromBefore: boolean, };

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
updatedAt: string | null, 
/**
 * When it was completed.
 */
completedAt: string | null, 
/**
 * When it was canceled.
 */
canceledAt: string | null, 
/**
 * How the payer is reached and who has access, as the service says it.
 */
channel: string | null, 
/**
 * Who has access, as the service says it.
 */
accessMode: string | null, };

export type QuestionKindCode = "group" | "string" | "text" | "boolean" | "date" | "decimal" | "choice" | "unknown";

export type ChoiceView = { 
/**
 * What an answer names.
 */
code: string, 
/**
 * Its words; the code where there are none.
 */
display: string, };

export type HintView = { 
/**
 * `requiredWhen`, `notAllowedWhen`, `valuesWhen` or `textWhen`.
 */
name: string, 
/**
 * Its content, leaf by leaf.
 */
rows: Array<FactRow>, };

export type IssueView = { 
/**
 * Its code.
 */
code: string, 
/**
 * What the service says.
 */
message: string | null, 
/**
 * Where, as the service says it: for issues that stand on no question.
 */
field: string | null, };

export type QuestionView = { 
/**
 * Which question. A group without one is a heading only: its questions stand beside the others.
 */
linkId: string | null, 
/**
 * Its words, when the questionnaire has them.
 */
text: string | null, 
/**
 * What kind of answer it takes.
 */
kind: QuestionKindCode, 
/**
 * The kind's word, when it is not known.
 */
kindWord: string | null, 
/**
 * Whether the questionnaire says it must be answered.
 */
required: boolean, 
/**
 * Whether it may be answered several times.
 */
repeats: boolean, 
/**
 * How often at least.
 */
minOccurs: number | null, 
/**
 * How often at most.
 */
maxOccurs: number | null, 
/**
 * What can be chosen.
 */
options: Array<ChoiceView>, 
/**
 * A regular expression of a dialect nobody named.
 */
pattern: string | null, 
/**
 * Characters at least.
 */
minLength: number | null, 
/**
 * Characters at most.
 */
maxLength: number | null, 
/**
 * The smallest value.
 */
min: string | null, 
/**
 * The largest value.
 */
max: string | null, 
/**
 * What the service says when a value is outside its bounds.
 */
errorMessage: string | null, 
/**
 * What it suggests.
 */
defaultValue: string | null, 
/**
 * Conditions of unknown grammar.
 */
hints: Array<HintView>, 
/**
 * Whether the requirements want it.
 */
wanted: boolean, 
/**
 * What the service says to that.
 */
message: string | null, 
/**
 * What the service refused here.
 */
issues: Array<IssueView>, 
/**
 * Why it cannot be changed here although editing is open: a value came in a shape that is not known.
 */
asItIs: boolean, 
/**
 * The questions inside a group.
 */
items: Array<QuestionView>, };

export type ValueView = { 
/**
 * As it is edited: a code for a choice, `true` or `false`, a date as `2026-11-20`.
 */
text: string, 
/**
 * In words, where they are others.
 */
display: string | null, };

export type AnswerView = { 
/**
 * Which question.
 */
linkId: string, 
/**
 * Its values.
 */
values: Array<ValueView>, 
/**
 * The answers inside a group.
 */
items: Array<AnswerView>, };

export type DocumentWantedView = { 
/**
 * Its type, as the service says it.
 */
kind: string, 
/**
 * What the service says to it.
 */
message: string | null, };

export type AttachmentView = { 
/**
 * Its id on the case.
 */
id: string, 
/**
 * Its name: as returned, else as it was sent from here, else the file's id.
 */
name: string, 
/**
 * What it counts for.
 */
types: Array<string>, 
/**
 * What was said of it.
 */
description: string | null, 
/**
 * When it was attached.
 */
createdAt: string | null, 
/**
 * Whether its content can be asked for: the service named the file.
 */
canShow: boolean, };

export type EditingClosed = "collate" | "payer" | "ended" | "handoff" | "not_recognized";

export type DocumentStage = "waiting" | "sending" | "checking" | "ready" | "attaching" | "stopped" | "failed" | "refused";

export type FileRefusal = "wrong_type" | "ending_differs" | "empty" | "too_large" | "symlink" | "not_a_file" | "changed" | "unreadable" | "by_service";

export type DocumentView = { 
/**
 * Its number here.
 */
document: number, 
/**
 * Its name.
 */
name: string, 
/**
 * `application/pdf`, `image/jpeg` or `image/png`, once known.
 */
contentType: string | null, 
/**
 * Its size in bytes, once known.
 */
size: number | null, 
/**
 * What it is to count for.
 */
types: Array<string>, 
/**
 * Which attachment it takes the place of.
 */
replaces: string | null, 
/**
 * How far it is.
 */
stage: DocumentStage, 
/**
 * Bytes handed over so far.
 */
sent: number, 
/**
 * Why it is not sent.
 */
refusal: FileRefusal | null, 
/**
 * What went wrong with the last step.
 */
problem: WireError | null, };

export type RequirementsView = { 
/**
 * Questions in the order of the questionnaire. A wanted question the questionnaire does not have comes last.
 */
questions: Array<QuestionView>, 
/**
 * The answers, in the order the service has them; also to questions it does not ask.
 */
answers: Array<AnswerView>, 
/**
 * Missing documents.
 */
documents: Array<DocumentWantedView>, 
/**
 * What the service refused that stands on no question.
 */
issues: Array<IssueView>, 
/**
 * Files on the case.
 */
attachments: Array<AttachmentView>, 
/**
 * Files from this computer on their way.
 */
sending: Array<DocumentView>, 
/**
 * The largest file that is sent from here, in bytes.
 */
largestFile: number, 
/**
 * Why nothing can be changed now.
 */
closed: EditingClosed | null, };

export type FactName = "patient_name" | "birth_date" | "member_id" | "group_number" | "ordering_provider" | "diagnosis" | "service_date" | "clinic_number";

export type FactSource = { "by": "link_id", 
/**
 * It.
 */
linkId: string, } | { "by": "question_text", 
/**
 * They.
 */
text: string, };

export type FactView = { 
/**
 * Which.
 */
name: FactName, 
/**
 * Its value.
 */
value: string, 
/**
 * The question it was read from: its words, else its id.
 */
from: string, 
/**
 * The ids of the questions it was read from.
 */
linkIds: Array<string>, 
/**
 * Whether a person mapped it for this payer; else the general rules found it.
 */
mapped: boolean, };

export type WatchView = { 
/**
 * Where it stands.
 */
phase: LinkPhase, 
/**
 * Milliseconds it still counts, from when this was sent.
 */
leftMillis: number | null, 
/**
 * When it ends, by the service's clock.
 */
endsAt: string | null, 
/**
 * Which check refused it, as a code.
 */
refusal: string | null, 
/**
 * Why the service did not make one.
 */
problem: WireError | null, 
/**
 * The service's reason, as a code, when it gave one.
 */
reason: string | null, };

export type LiveSessionView = { 
/**
 * `live`, `not_live`, or a newer word.
 */
state: string, 
/**
 * How the payer is reached, as the service says it.
 */
channel: string | null, 
/**
 * Who holds it.
 */
holder: SessionHolder, 
/**
 * The holder's word, when it is not known.
 */
holderWord: string | null, 
/**
 * Whether it can be watched.
 */
watchable: boolean, 
/**
 * The ways it can be looked at, as the service says them.
 */
modes: Array<string>, 
/**
 * Whether something was already sent, as the service says it.
 */
boundary: string | null, 
/**
 * When this was read.
 */
readAt: string, };

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
outcome: string | null, 
/**
 * Words in other places, each with the name of its place.
 */
others: Array<[string, string]>, };

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
 * Whether that was in an earlier run: what stands here is remembered.
 */
remembered: boolean, 
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
 * Whether the case can be canceled: it is not over.
 */
canCancel: boolean, 
/**
 * Whether this contract has a live session that could be watched.
 */
canWatch: boolean, 
/**
 * What it is about.
 */
header: HeaderView, 
/**
 * What the answers say of the patient.
 */
facts: Array<FactView>, 
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
 * The read-only link, once one was asked for.
 */
watch: WatchView | null, 
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

export type DifferenceBase = { "kind": "accepted", 
/**
 * The package.
 */
snapshot: string, 
/**
 * Who accepted it.
 */
operator: string, 
/**
 * When.
 */
at: string, 
/**
 * Whether it is the very package under review.
 */
same: boolean, } | { "kind": "none" } | { "kind": "this_run" } | { "kind": "not_read" };

export type Between = "same" | "changed" | "added" | "removed" | "neither" | "alone";

export type OnCase = "same" | "other" | "gone" | "only" | "not_compared";

export type DifferencePart = "summary" | "answers" | "attachments" | "other" | "about";

export type DifferenceCell = { 
/**
 * The value.
 */
value: string, 
/**
 * What kind of value.
 */
kind: FactKind, };

export type DifferenceRow = { 
/**
 * Where it stands in the document it was taken from.
 */
path: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * In the package accepted last.
 */
last: DifferenceCell | null, 
/**
 * In this package.
 */
this: DifferenceCell | null, 
/**
 * On the case now.
 */
now: DifferenceCell | null, 
/**
 * How it stands to what was accepted last.
 */
between: Between, 
/**
 * How it stands to the case.
 */
onCase: OnCase, 
/**
 * Whether it is among what changed.
 */
changed: boolean, };

export type DifferenceSection = { 
/**
 * Which part.
 */
part: DifferencePart, 
/**
 * Its rows.
 */
rows: Array<DifferenceRow>, };

export type DifferenceView = { 
/**
 * The package under review.
 */
snapshot: string, 
/**
 * Its content hash, in hex.
 */
hash: string, 
/**
 * When it was made.
 */
generatedAt: string | null, 
/**
 * The case's version it is compared with.
 */
version: string, 
/**
 * What it is compared with.
 */
base: DifferenceBase, 
/**
 * Every row, part by part.
 */
sections: Array<DifferenceSection>, 
/**
 * Whether there is too much to compare here: then there are no rows.
 */
tooLarge: boolean, };

export type TimelineSource = "kept" | "this_run" | "not_read";

export type TimelineChange = { "kind": "turn", 
/**
 * Whose it was; nothing for the first version that was seen.
 */
from: TurnCode | null, 
/**
 * Whose it is.
 */
to: TurnCode, 
/**
 * The status as the service wrote it.
 */
status: string, } | { "kind": "wanted", 
/**
 * What.
 */
wanted: WantedView, } | { "kind": "open", 
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
issues: number, } | { "kind": "answers" } | { "kind": "files", 
/**
 * How many came.
 */
added: number, 
/**
 * How many went.
 */
removed: number, } | { "kind": "package_new", 
/**
 * The package.
 */
snapshot: string, 
/**
 * The one before it.
 */
replaces: string | null, } | { "kind": "package_out_of_date", 
/**
 * The package.
 */
snapshot: string, } | { "kind": "package_current", 
/**
 * The package.
 */
snapshot: string, } | { "kind": "package_gone", 
/**
 * The one there was.
 */
snapshot: string, } | { "kind": "receipt", 
/**
 * The payer's reference number, when returned.
 */
reference: string | null, } | { "kind": "receipt_gone" } | { "kind": "decision", 
/**
 * The outcome, as the service says it.
 */
outcome: string | null, 
/**
 * The authorization number, when returned.
 */
number: string | null, 
/**
 * Whether a decision was returned.
 */
returned: boolean, } | { "kind": "handoff_opened", 
/**
 * Where it stands, as the service says it.
 */
state: string | null, } | { "kind": "handoff_moved", 
/**
 * Where it stands, as the service says it.
 */
state: string | null, } | { "kind": "handoff_ended" };

export type TimelineEntry = { "kind": "seen", 
/**
 * When.
 */
at: string, 
/**
 * Whether that is when it changed, by the service's word; else it is when it was seen so here.
 */
changed: boolean, 
/**
 * The version that was seen before; nothing for the first.
 */
before: string | null, 
/**
 * The first version of this step: versions between it and the last were not seen.
 */
first: string, 
/**
 * The version that was seen.
 */
version: string, 
/**
 * Whether the service went back to an earlier version.
 */
wentBack: boolean, 
/**
 * What is different.
 */
changes: Array<TimelineChange>, } | { "kind": "done", 
/**
 * When.
 */
at: string, 
/**
 * Who decided.
 */
operator: string, 
/**
 * What; nothing for a kind that a newer version of this program wrote down.
 */
step: StepKind | null, 
/**
 * The kind as it was written down.
 */
word: string, 
/**
 * What is known of its end.
 */
stage: CommandStage, 
/**
 * Whether the service named a version conflict.
 */
conflict: boolean, 
/**
 * The service's code, when it refused.
 */
serviceCode: string | null, 
/**
 * The version it was decided on.
 */
version: string | null, 
/**
 * The package it released, where that is known.
 */
package: string | null, 
/**
 * What was reported by it, where that is still known: a claim.
 */
claim: ClaimView | null, } | { "kind": "accepted", 
/**
 * When.
 */
at: string, 
/**
 * Who accepted it.
 */
operator: string, 
/**
 * The package.
 */
snapshot: string, };

export type TimelineView = { 
/**
 * What it is built from.
 */
source: TimelineSource, 
/**
 * What happened, newest first.
 */
entries: Array<TimelineEntry>, 
/**
 * Whether there were versions before the first one that is known here.
 */
earlier: boolean, 
/**
 * How many older entries are left out.
 */
leftOut: number, };

export type LinkPhase = "idle" | "program_ended" | "preparing" | "opening" | "open" | "expired" | "closed" | "revoked" | "replaced" | "nobody_came" | "launcher_failed" | "session_lost" | "signed_out" | "not_made" | "no_expiry" | "already_over" | "too_short" | "refused";

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

export type ContractCode = "b1" | "b2" | "a";

export type FindOut = { 
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
key: string, };

export type ProbeView = { 
/**
 * What, as a code.
 */
what: string, 
/**
 * The HTTP status, when there was an answer.
 */
status: number | null, 
/**
 * The service's code, when it gave one.
 */
serviceCode: string | null, };

export type FoundOut = { 
/**
 * The generation, when there is no doubt.
 */
certain: ContractCode | null, 
/**
 * Those it can be. B1 and B2 together: what was read does not tell them apart, so a person must say.
 */
candidates: Array<ContractCode>, 
/**
 * What was read.
 */
probes: Array<ProbeView>, 
/**
 * Why it could not be found out.
 */
problem: WireError | null, };

export type OperationView = { 
/**
 * Which, by its name in this program.
 */
operation: string, 
/**
 * How often it was answered well.
 */
answered: number, 
/**
 * How often not.
 */
failed: number, 
/**
 * The last failure's HTTP status.
 */
lastStatus: number | null, 
/**
 * The last failure's code.
 */
lastCode: string | null, 
/**
 * What the service called the last failure's request.
 */
lastRequestId: string | null, 
/**
 * When it was last asked.
 */
lastAt: string, };

export type UnknownWordView = { 
/**
 * Where it stood: `status`, `action` and so on.
 */
vocabulary: string, 
/**
 * The word.
 */
word: string, 
/**
 * Cases that have it now, and are read-only because of it.
 */
cases: Array<string>, };

export type UnknownFieldView = { 
/**
 * In what: `authorization`, `handoff` and so on.
 */
object: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How often it was seen.
 */
times: number, };

export type DisabledCode = "no_list" | "list_loops" | "no_handoffs" | "no_live_session" | "no_route_list" | "no_route_check" | "no_payer_list" | "read_only_cases";

export type ReportView = { 
/**
 * The contract.
 */
contract: ContractCode, 
/**
 * The host.
 */
host: string, 
/**
 * The program's version.
 */
programVersion: string, 
/**
 * Since when.
 */
since: string, 
/**
 * Operation by operation.
 */
operations: Array<OperationView>, 
/**
 * Words not known.
 */
unknownWords: Array<UnknownWordView>, 
/**
 * Fields not known.
 */
unknownFields: Array<UnknownFieldView>, 
/**
 * Places where something of another shape stood than was expected, and how often.
 */
otherShapes: Array<[string, number]>, 
/**
 * Rows of the list that could not be read.
 */
unreadableRows: number, 
/**
 * What cannot be done here.
 */
disabled: Array<DisabledCode>, 
/**
 * What is kept of this connection on this computer.
 */
records: RecordsView, };

export type ProviderRef = { 
/**
 * Ten digits.
 */
npi: string, };

export type ProviderView = { 
/**
 * Its number.
 */
npi: string, 
/**
 * Its name, when returned.
 */
name: string | null, 
/**
 * Its status, as the service says it.
 */
status: string | null, };

export type PayerView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name, else its id.
 */
name: string, 
/**
 * Other names it goes by.
 */
aliases: Array<string>, 
/**
 * States it takes requests for; empty when not said.
 */
states: Array<string>, 
/**
 * Request types it takes; empty when not said.
 */
requestTypes: Array<string>, };

export type PayersView = { 
/**
 * They.
 */
payers: Array<PayerView>, 
/**
 * Whether these are all.
 */
complete: boolean, 
/**
 * Why they could not be listed: then the payer's id is typed.
 */
problem: WireError | null, };

export type RouteView = { 
/**
 * The payer's id.
 */
payerId: string, 
/**
 * Its name, else its id.
 */
payer: string, 
/**
 * Two letters, when said.
 */
state: string | null, 
/**
 * The request type, when said.
 */
requestType: string | null, 
/**
 * Systems of service codes it takes; empty when not said.
 */
systems: Array<string>, 
/**
 * Its name, when said.
 */
label: string | null, 
/**
 * How it is reached and who has access, as the service says it.
 */
channel: string | null, 
/**
 * Who has access, as the service says it.
 */
accessMode: string | null, };

export type RoutesView = { 
/**
 * Whether this contract lists ways at all; where not, everything is typed.
 */
listed: boolean, 
/**
 * They.
 */
routes: Array<RouteView>, 
/**
 * Why they could not be listed.
 */
problem: WireError | null, };

export type FindCases = { 
/**
 * What is typed: a name, a member id, a number, a code. At most 200 characters.
 */
text: string, };

export type FoundCases = { 
/**
 * The cases that are found best, at most twelve.
 */
rows: Array<RowView>, 
/**
 * How many are found in all.
 */
cases: number, 
/**
 * How many were looked through.
 */
searched: number, };

export type PolicyCode = "requires_approval" | "automatic";

export type NewCase = { 
/**
 * The provider's number: ten digits.
 */
providerNpi: string, 
/**
 * The payer's id.
 */
payerId: string, 
/**
 * Two letters.
 */
state: string, 
/**
 * `inpatient`, `outpatient` or `drug`.
 */
requestType: string, 
/**
 * `hcpcs`, `cpt` or `ndc`.
 */
system: string, 
/**
 * The service code.
 */
code: string, 
/**
 * What Collate may do at the end.
 */
policy: PolicyCode, };

export type NewCaseField = "provider_npi" | "payer" | "state" | "request_type" | "system" | "code" | "policy" | "route";

export type NewCaseProblem = { 
/**
 * Which field it stands on.
 */
field: NewCaseField, 
/**
 * What the service said, when it was asked; nothing when the field itself is wrong.
 */
error: WireError | null, };

export type ResolvedView = { 
/**
 * Whether this contract can be asked at all.
 */
asked: boolean, 
/**
 * The way, when there is one.
 */
route: RouteView | null, 
/**
 * What is wrong.
 */
problems: Array<NewCaseProblem>, };

export type Created = { 
/**
 * The new case, when it was made.
 */
case: string | null, 
/**
 * What is wrong: nothing was made.
 */
problems: Array<NewCaseProblem>, 
/**
 * Whether it is not known if one was made: see `creating` of the desk view.
 */
notKnown: boolean, };

export type CreatingView = { 
/**
 * What was asked for.
 */
what: NewCase, 
/**
 * Whether it is on its way now.
 */
sending: boolean, 
/**
 * How often it was sent.
 */
attempts: number, 
/**
 * What went wrong last.
 */
problem: WireError | null, 
/**
 * What became of it, as far as is known.
 */
outcome: Outcome | null, 
/**
 * Who asked.
 */
operator: string, 
/**
 * When it was first sent.
 */
at: string, 
/**
 * Whether the same may be sent again: it makes no second case.
 */
maySendAgain: boolean, 
/**
 * Whether it was asked for in an earlier run.
 */
fromBefore: boolean, };

export type AnswerEdit = { 
/**
 * Which question.
 */
linkId: string, 
/**
 * Its values as they were typed or chosen; an empty one counts as none.
 */
values: Array<string>, 
/**
 * The answers inside a group.
 */
items: Array<AnswerEdit>, };

export type SaveAnswers = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, 
/**
 * The outermost questions that were changed, each whole: every occurrence of a group, every question inside it.
 */
items: Array<AnswerEdit>, };

export type ValueProblem = "not_a_date" | "not_a_number" | "not_yes_or_no" | "not_an_option" | "too_long";

export type FieldProblem = { 
/**
 * Where: each link id with its occurrence, from outside in, such as `diagnoses:1/code:0`.
 */
path: string, 
/**
 * Which value of it.
 */
value: number, 
/**
 * Why.
 */
problem: ValueProblem, };

export type Saved = { 
/**
 * Values that cannot be sent. When there is one, nothing was sent.
 */
problems: Array<FieldProblem>, 
/**
 * Whether nothing was different from what the case has: then nothing was sent either.
 */
nothingChanged: boolean, };

export type PickDocuments = { 
/**
 * The case.
 */
case: string, 
/**
 * What they are to count for. With none they wait until it is said.
 */
types: Array<string>, 
/**
 * The attachment one of them takes the place of: then one file only.
 */
replaces?: string, };

export type SendDocument = { 
/**
 * The case.
 */
case: string, 
/**
 * Its number here.
 */
document: number, 
/**
 * What it counts for: at least one.
 */
types: Array<string>, };

export type DocumentRef = { 
/**
 * The case.
 */
case: string, 
/**
 * Its number here.
 */
document: number, };

export type RemoveAttachment = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, 
/**
 * Its id on the case.
 */
attachment: string, };

export type ShowFile = { 
/**
 * The case.
 */
case: string, 
/**
 * Its number here.
 */
document?: number, 
/**
 * Its id on the case.
 */
attachment?: string, };

export type SetLargestFile = { 
/**
 * In bytes: from one kilobyte to 200 megabytes.
 */
bytes: number, };

export type RecordsView = { 
/**
 * Whether anything is: nothing is of practice, nor where there is no place for it.
 */
kept: boolean, 
/**
 * For how many days.
 */
days: number, };

export type SetRetention = { 
/**
 * From 1 to 365.
 */
days: number, };

export type MapFact = { 
/**
 * The case whose payer it is about.
 */
case: string, 
/**
 * Which fact.
 */
name: FactName, 
/**
 * Where it is read from; `null` for the general rules again.
 */
source: FactSource | null, };

export type DraftSlot = { "kind": "answers", 
/**
 * The case.
 */
case: string, } | { "kind": "report", 
/**
 * The case.
 */
case: string, 
/**
 * The handoff.
 */
handoff: string, } | { "kind": "new_case" };

export type KeepDraft = { 
/**
 * What it is for.
 */
slot: DraftSlot, 
/**
 * What was typed, as the page writes it: at most 256 KiB.
 */
body: string, };

export type DraftRef = { 
/**
 * What it is for.
 */
slot: DraftSlot, };

export type DraftKept = { 
/**
 * Whether it outlives the program. In practice, and where nothing can be sealed for later, it does not.
 */
durable: boolean, };

export type DraftView = { 
/**
 * What it is for.
 */
slot: DraftSlot, 
/**
 * When it was kept last.
 */
at: string, 
/**
 * What was typed, as the page wrote it.
 */
body: string, };

export type DraftsView = { 
/**
 * The drafts.
 */
drafts: Array<DraftView>, 
/**
 * How many were kept and cannot be read.
 */
unreadable: number, };

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
keep: boolean, 
/**
 * Which generation of the API it speaks.
 */
contract: ContractCode, };

export type StartPractice = { 
/**
 * Which generation of the API it speaks.
 */
contract: ContractCode, };

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

export type StepKind = "continue" | "accept" | "start_handoff" | "complete" | "unable" | "revoke" | "cancel" | "save_answers" | "attach" | "remove_attachment";

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

export type ConfirmCancel = { 
/**
 * The case.
 */
case: string, 
/**
 * The version shown.
 */
version: string, };

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
 * Only cases these words are found in; empty for all.
 */
search: string, 
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
  set_settings: { args: Settings; answer: Nothing };
  connect: { args: Connect; answer: Nothing };
  find_out: { args: FindOut; answer: FoundOut };
  start_practice: { args: StartPractice; answer: Nothing };
  disconnect: { args: Disconnect; answer: Nothing };
  reconnect: { args: Nothing; answer: Nothing };
  try_now: { args: Nothing; answer: Nothing };
  set_window: { args: SetWindow; answer: Nothing };
  close_view: { args: CloseView; answer: Nothing };
  find_cases: { args: FindCases; answer: FoundCases };
  open_case: { args: CaseRef; answer: Nothing };
  read_again: { args: CaseRef; answer: Nothing };
  read_package: { args: CaseRef; answer: PackageView };
  read_difference: { args: CaseRef; answer: DifferenceView };
  read_timeline: { args: CaseRef; answer: TimelineView };
  accept_for_portal: { args: AcceptForPortal; answer: Nothing };
  open_step: { args: OpenStep; answer: StepView };
  confirm_continue: { args: ConfirmContinue; answer: Nothing };
  confirm_acceptance: { args: ConfirmAcceptance; answer: Nothing };
  confirm_cancel: { args: ConfirmCancel; answer: Nothing };
  save_answers: { args: SaveAnswers; answer: Saved };
  pick_documents: { args: PickDocuments; answer: Nothing };
  send_document: { args: SendDocument; answer: Nothing };
  stop_document: { args: DocumentRef; answer: Nothing };
  drop_document: { args: DocumentRef; answer: Nothing };
  remove_attachment: { args: RemoveAttachment; answer: Nothing };
  set_largest_file: { args: SetLargestFile; answer: Nothing };
  set_retention: { args: SetRetention; answer: Nothing };
  forget_seen: { args: Nothing; answer: Nothing };
  map_fact: { args: MapFact; answer: Nothing };
  keep_draft: { args: KeepDraft; answer: DraftKept };
  drop_draft: { args: DraftRef; answer: Nothing };
  read_drafts: { args: Nothing; answer: DraftsView };
  drop_unreadable_drafts: { args: Nothing; answer: Nothing };
  list_payers: { args: Nothing; answer: PayersView };
  find_provider: { args: ProviderRef; answer: ProviderView };
  list_routes: { args: ProviderRef; answer: RoutesView };
  resolve_route: { args: NewCase; answer: ResolvedView };
  create_case: { args: NewCase; answer: Created };
  create_again: { args: Nothing; answer: Created };
  forget_creation: { args: Nothing; answer: Nothing };
  read_session: { args: CaseRef; answer: LiveSessionView };
  watch: { args: CaseRef; answer: Nothing };
  stop_watching: { args: CaseRef; answer: Nothing };
  report: { args: Nothing; answer: ReportView };
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
  look_at_journal: { args: Nothing; answer: JournalFound };
  set_journal_aside: { args: Nothing; answer: JournalAside };
  did_act: { args: Nothing; answer: Nothing };
  mark: { args: Mark; answer: Nothing };
};
