import type {
  CaseView,
  ClaimView,
  ContractCode,
  Environment,
  Nothing,
  SessionView,
  StepKind,
  WantedView,
} from "../bindings";
import type { Answer, Args, CommandName } from "../transport";
import {
  dropDocument,
  pickDocuments,
  removeAttachment,
  saveAnswers,
  sendDocument,
  setLargestFile,
  stopDocument,
} from "./answers-files";
import { differenceOf } from "./difference";
import { anOpenWatch, aSession, aWatch, mapFact } from "./people";
import type { PretendDesk } from "./pretend-desk";
import { aHandoff, anOpenLink, aPackage, NOW, turnOf } from "./samples";
import { servesService } from "./service";
import { timelineOf } from "./timeline";
import { servesUnfinished } from "./unfinished";

const nothing: Nothing = {};
const refuse = (code: string) => Promise.reject({ code, message: code, outcome: "nothing_sent" });

function connected(
  desk: PretendDesk,
  environment: Environment,
  keep: boolean,
  contract: ContractCode = "b1",
): SessionView {
  const practice = environment === "practice";
  const host = desk.started.environments.find((entry) => entry.environment === environment)?.host;
  return {
    state: "connected",
    connection: {
      environment,
      name: `${environment.charAt(0).toUpperCase()}${environment.slice(1)}`,
      host: host ?? "127.0.0.1",
      contract,
      keyKeptIn: practice ? "no_key" : keep ? "keyring" : "this_session",
      hasList: true,
      unreadableRows: 0,
    },
  };
}

/** Where one is connected, or was last. */
function placeOf({ desk: { session } }: PretendDesk): Environment {
  if (session.state === "connected") return session.connection.environment;
  return (session.state === "signed_out" ? session.remembered : session.environment) ?? "sandbox";
}

/** A decision taken on the version it names moves the case on; on another one it comes to nothing, as at the service. */
function decide(
  desk: PretendDesk,
  id: string,
  version: string,
  kind: StepKind,
  then: (view: CaseView) => Partial<CaseView>,
): Nothing {
  desk.change(id, (view) => {
    const operator = desk.desk.operator ?? "";
    const command = {
      id: (view.command?.id ?? 0) + 1,
      kind,
      conflict: false,
      version,
      serviceCode: null,
      requestId: "req_0H77Q2",
      issues: [],
      operator,
      at: NOW,
      maySendAgain: false,
      fromBefore: false,
    };
    if (view.version !== version) {
      return { command: { ...command, stage: "not_done", conflict: true, versionNow: view.version } };
    }
    const versionNow = String(Number(version) + 1);
    return { ...then(view), version: versionNow, command: { ...command, stage: "applied", versionNow } };
  });
  return nothing;
}

const goesTo = (wanted: WantedView): Pick<CaseView, "wanted" | "turn"> => ({ wanted, turn: turnOf(wanted) });

function closes(view: CaseView, result: string, claim: ClaimView): Partial<CaseView> {
  const handoff = view.handoff ?? aHandoff();
  const link = { ...handoff.link, phase: "closed" as const, leftMillis: null, endsAt: null };
  return {
    ...goesTo({ kind: "working", afterReport: true }),
    status: "processing",
    action: null,
    claim,
    handoff: { ...handoff, state: "closed", result, closedAt: NOW, accessAvailable: false, report: claim, link },
    ladder: { reported: "said", reconciled: "busy", receipt: "none", decision: "none", now: 1, checkingSince: NOW },
  };
}

/** What each command does to a pretend desk when a test says nothing else. */
export function carriesOut<N extends CommandName>(desk: PretendDesk, name: N, given: Args<N>): unknown {
  const args = given as unknown as Record<string, string> & Args<"set_window">;
  const by = { operator: desk.desk.operator ?? "", at: NOW };
  const id = args.case ?? "";
  const version = args.version ?? "";
  const acts: Partial<Record<CommandName, () => unknown>> = {
    ...servesService(desk, given),
    ...servesUnfinished(desk, given),
    start: () => desk.started,
    set_operator: () => void desk.setDesk({ operator: args.name ?? null }),
    connect: () =>
      void desk.setDesk({
        session: connected(
          desk,
          args.environment as Environment,
          (given as Args<"connect">).keep,
          (given as Args<"connect">).contract,
        ),
      }),
    start_practice: () =>
      void desk.setDesk({
        session: connected(desk, "practice", false, (given as Args<"start_practice">).contract),
        draftsSurvive: false,
      }),
    disconnect: () => {
      const keyKept = !(given as Args<"disconnect">).forgetKey;
      desk.setDesk({ session: { state: "signed_out", remembered: placeOf(desk), keyKept, problem: null } });
    },
    reconnect: () => void desk.setDesk({ session: connected(desk, placeOf(desk), true) }),
    try_now: () => void desk.setDesk({ sync: { ...desk.desk.sync, state: "in_step", since: null } }),
    set_window: () => desk.setWindow(args),
    close_view: () => desk.closeView(args.view),
    set_theme: () => nothing,
    set_settings: () => {
      desk.started = { ...desk.started, settings: given as Args<"set_settings"> };
      return nothing;
    },
    find_cases: () => desk.find(args.text ?? ""),
    open_case: () => (desk.cases.has(id) ? nothing : refuse("case_not_found")),
    read_again: () =>
      desk.change(id, (view) => ({ reading: { ...view.reading, stale: false, remembered: false, readAt: NOW } })),
    read_package: () => desk.packages.get(id) ?? packageOf(desk, id),
    read_difference: () => differenceOf(desk, id),
    read_timeline: () => timelineOf(desk, id),
    accept_for_portal: () =>
      desk.change(id, (view) => ({
        ...goesTo({ kind: "take_over" }),
        package: view.package === null ? null : { ...view.package, accepted: [by.operator, by.at] },
        claim: { kind: "accepted", snapshot: args.snapshot ?? "", ...by },
      })),
    open_step: () => stepOf(desk, id),
    confirm_continue: () =>
      decide(desk, id, version, "continue", () => ({
        ...goesTo({ kind: "working", afterReport: false }),
        status: "processing",
      })),
    confirm_acceptance: () =>
      decide(desk, id, version, "accept", () => ({
        ...goesTo({ kind: "working", afterReport: false }),
        status: "processing",
        claim: { kind: "accepted", snapshot: args.snapshot ?? "", ...by },
        ladder: {
          reported: "said",
          reconciled: "none",
          receipt: "none",
          decision: "none",
          now: 0,
          checkingSince: null,
        },
      })),
    preflight: () => ({
      version: desk.cases.get(id)?.version ?? "",
      readAt: NOW,
      holder: "nobody",
      holderWord: null,
      boundary: "unknown",
      maySubmit: true,
      needsAcceptedPackage: true,
      serviceReason: null,
      problem: null,
      ...desk.preflight,
    }),
    start_handoff: () =>
      decide(desk, id, version, "start_handoff", (view) => ({
        ...goesTo({ kind: "in_portal", state: "active" }),
        handoff: aHandoff({ acceptedPackage: view.package?.snapshot ?? null }),
      })),
    carry_on: () =>
      desk.change(id, (view) => ({
        ...goesTo({ kind: "in_portal", state: view.handoff?.state ?? "active" }),
        handoff: { ...(view.handoff ?? aHandoff()), ours: true },
      })),
    open_portal: () => openLink(desk, id),
    renew_link: () => openLink(desk, id),
    report_completed: () =>
      decide(desk, id, version, "complete", (view) =>
        closes(view, "completed_reported", {
          kind: "reported",
          outcome: args.outcome ?? "",
          reference: args.reference ?? null,
          note: args.note ?? null,
          ...by,
        }),
      ),
    report_unable: () =>
      decide(desk, id, version, "unable", (view) =>
        closes(view, "unable_to_complete", {
          kind: "could_not_finish",
          reason: args.reason ?? "",
          note: args.note ?? null,
          ...by,
        }),
      ),
    revoke: () =>
      decide(desk, id, version, "revoke", (view) =>
        closes(view, "revoked", { kind: "revoked", reason: args.reason ?? "", ...by }),
      ),
    confirm_cancel: () =>
      decide(desk, id, version, "cancel", ({ header, handoff }) => ({
        ...goesTo({ kind: "canceled" }),
        status: "canceled",
        action: null,
        canCancel: false,
        header: { ...header, canceledAt: NOW },
        handoff: handoff && { ...handoff, state: "closed", result: "canceled", closedAt: NOW, accessAvailable: false },
      })),
    keep_draft: () => desk.drafts.keep(desk, given as Args<"keep_draft">),
    drop_draft: () => desk.drafts.drop(given as Args<"drop_draft">),
    drop_unreadable_drafts: () => desk.drafts.dropUnreadable(),
    read_drafts: () => desk.drafts.read(),
    map_fact: () => mapFact(desk, given as Args<"map_fact">),
    read_session: () => aSession(desk.session),
    watch: () => desk.change(id, () => ({ watch: anOpenWatch() })),
    stop_watching: () => desk.change(id, () => ({ watch: aWatch({ phase: "closed" }) })),
    save_answers: () => saveAnswers(desk, given as Args<"save_answers">),
    pick_documents: () => pickDocuments(desk, given as Args<"pick_documents">),
    send_document: () => sendDocument(desk, given as Args<"send_document">),
    stop_document: () => stopDocument(desk, given as Args<"stop_document">),
    set_largest_file: () => setLargestFile(desk, given as Args<"set_largest_file">),
    drop_document: () => dropDocument(desk, given as Args<"drop_document">),
    remove_attachment: () => removeAttachment(desk, given as Args<"remove_attachment">),
  };
  return acts[name]?.() ?? nothing;
}

function packageOf(desk: PretendDesk, id: string): Answer<"read_package"> | Promise<never> {
  const view = desk.cases.get(id);
  if (view?.package === null || view?.package === undefined) return refuse("not_possible_now");
  const { snapshot, hash, current } = view.package;
  const pack = aPackage({ snapshot, hash, current, version: view.version });
  return { ...pack, warnings: pack.warnings.slice(0, view.package.warnings) };
}

function stepOf(desk: PretendDesk, id: string): Answer<"open_step"> {
  const view = desk.cases.get(id);
  const pack = view?.package ?? null;
  return { version: view?.version ?? "", readAt: NOW, package: pack === null ? null : [pack.snapshot, pack.hash] };
}

function openLink(desk: PretendDesk, id: string): void {
  desk.change(id, (view) => {
    const handoff = view.handoff ?? aHandoff();
    return { handoff: { ...handoff, link: { ...anOpenLink(300_000), opened: handoff.link.opened + 1 } } };
  });
  desk.setDesk({ handoffs: [{ case: id, link: "open", leftMillis: 300_000, fromBefore: false }] });
}
