import type {
  Created,
  CreatingView,
  FoundOut,
  NewCase,
  NewCaseProblem,
  PayersView,
  ProviderView,
  ReportView,
  ResolvedView,
  RoutesView,
  RouteView,
} from "../bindings";
import type { Args, CommandName } from "../transport";
import type { PretendDesk } from "./pretend-desk";
import { aCase, ago, NOW } from "./samples";

// The service around the cases: payers, providers, ways, new cases, generations and what was answered. All invented.

const PAYERS: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ["payer_bluefern", "Bluefern Mutual", ["BFM"], ["IL", "IN"]],
  ["payer_harborline", "Harborline Advantage", ["Harborline"], ["IL"]],
  ["payer_juniper", "Juniper State Plan", ["JSP", "Juniper Medicaid"], ["IL"]],
  ["payer_larkspur", "Larkspur PPO", [], []],
  ["payer_northgate", "Northgate Health", ["NGH", "North Gate"], ["IL", "WI"]],
  ["payer_tidewell", "Tidewell Care", [], ["IL", "IA"]],
];

export function aPayers(given: Partial<PayersView> = {}): PayersView {
  const payers = PAYERS.map(([id, name, aliases, states]) => ({
    id,
    name,
    aliases: [...aliases],
    states: [...states],
    requestTypes: [],
  }));
  return { payers, complete: true, problem: null, ...given };
}

export function aRoute(given: Partial<RouteView> = {}): RouteView {
  return {
    payerId: "payer_northgate",
    payer: "Northgate Health",
    state: "IL",
    requestType: "outpatient",
    systems: ["cpt"],
    label: "Northgate Health, outpatient imaging",
    channel: "portal",
    accessMode: "collate_managed",
    ...given,
  };
}

export function aRoutes(given: Partial<RoutesView> = {}): RoutesView {
  return {
    listed: true,
    routes: [
      aRoute(),
      aRoute({
        payerId: "payer_bluefern",
        payer: "Bluefern Mutual",
        requestType: "drug",
        systems: ["hcpcs", "ndc"],
        label: "Bluefern Mutual, infusions",
      }),
      aRoute({
        payerId: "payer_juniper",
        payer: "Juniper State Plan",
        requestType: null,
        systems: [],
        label: null,
        accessMode: null,
      }),
    ],
    problem: null,
    ...given,
  };
}

export const aProvider = (npi: string, given: Partial<ProviderView> = {}): ProviderView => ({
  npi,
  name: "Lakeside Imaging Center",
  status: "active",
  ...given,
});

export const aNewCase = (given: Partial<NewCase> = {}): NewCase => ({
  providerNpi: "1999999984",
  payerId: "payer_northgate",
  state: "IL",
  requestType: "outpatient",
  system: "cpt",
  code: "72148",
  policy: "requires_approval",
  ...given,
});

export function aCreating(given: Partial<CreatingView> = {}): CreatingView {
  return {
    what: aNewCase(),
    sending: false,
    attempts: 1,
    problem: { code: "timed_out", message: "timed_out", outcome: "not_known" },
    outcome: "not_known",
    operator: "Maria R.",
    at: ago(2),
    maySendAgain: !given.sending,
    fromBefore: false,
    ...given,
  };
}

export function aFoundOut(given: Partial<FoundOut> = {}): FoundOut {
  return {
    certain: null,
    candidates: ["b1", "b2"],
    probes: [
      { what: "case_of_b", status: 404, serviceCode: "prior_authorization_not_found" },
      { what: "case_of_a", status: 404, serviceCode: null },
      { what: "list_of_b", status: 200, serviceCode: null },
      { what: "list_of_a", status: 404, serviceCode: null },
      { what: "routes", status: 404, serviceCode: "no_such_page" },
      { what: "scenarios", status: null, serviceCode: null },
    ],
    problem: null,
    ...given,
  };
}

export function aReport(given: Partial<ReportView> = {}): ReportView {
  const operation = (name: string, answered: number, given: Partial<ReportView["operations"][number]> = {}) => ({
    operation: name,
    answered,
    failed: 0,
    lastStatus: null,
    lastCode: null,
    lastRequestId: null,
    lastAt: ago(1),
    ...given,
  });
  return {
    contract: "b1",
    host: "api.sandbox.trycollate.ai",
    programVersion: "0.1.0",
    since: ago(190),
    operations: [
      operation("list", 214),
      operation("read", 1042, { failed: 3, lastStatus: 503, lastCode: "auth_provider_unavailable" }),
      operation("confirm", 6, { failed: 1, lastStatus: 409, lastCode: "review_stale", lastRequestId: "req_0H77Q2" }),
      operation("create_handoff", 2, { failed: 1, lastRequestId: null }),
      operation("weigh_in", 1),
    ],
    unknownWords: [
      { vocabulary: "action", word: "negotiate_terms", cases: ["auth_UNKN0W"] },
      { vocabulary: "question_kind", word: "signature", cases: [] },
    ],
    unknownFields: [
      { object: "authorization", name: "urgency", times: 214 },
      { object: "handoff", name: "seat", times: 2 },
    ],
    otherShapes: [["authorization.payer.brand", 12]],
    unreadableRows: 1,
    disabled: ["no_route_list", "no_route_check", "read_only_cases"],
    records: { kept: true, days: 30 },
    ...given,
  };
}

const isNpi = (text: string) => /^\d{10}$/.test(text);

/** What a service would find wrong: a provider nobody knows, and a payer there is no way to. */
function problemsOf(asked: NewCase): NewCaseProblem[] {
  const refused = (serviceCode: string): NewCaseProblem["error"] => ({
    code: serviceCode === "provider_not_found" ? "not_found" : "refused",
    message: serviceCode,
    serviceCode,
    requestId: "req_5K10NC",
    outcome: "nothing_done",
  });
  if (!isNpi(asked.providerNpi)) return [{ field: "provider_npi", error: null }];
  if (asked.providerNpi === "1000000000") return [{ field: "provider_npi", error: refused("provider_not_found") }];
  if (asked.payerId === "payer_tidewell") return [{ field: "route", error: refused("unsupported_route") }];
  return [];
}

function make(desk: PretendDesk, asked: NewCase): Created {
  const problems = problemsOf(asked);
  if (problems.length > 0) return { case: null, problems, notKnown: false };
  const made = `auth_NEW${String(desk.cases.size).padStart(3, "0")}`;
  const payer = PAYERS.find(([id]) => id === asked.payerId)?.[1] ?? asked.payerId;
  const view = aCase(made, { kind: "resolve", questions: 3, documents: 1, issues: 0, afterReceipt: false });
  desk.put({
    ...view,
    version: "1",
    header: {
      ...view.header,
      payer,
      providerNpi: asked.providerNpi,
      requestType: asked.requestType,
      serviceSystem: asked.system,
      serviceCode: asked.code,
      coverageState: asked.state,
      policy: asked.policy,
      createdAt: NOW,
      updatedAt: NOW,
    },
  });
  return { case: made, problems: [], notKnown: false };
}

const refuse = (code: string, serviceCode: string) =>
  Promise.reject({ code, message: code, serviceCode, requestId: "req_4N0TF0", outcome: "nothing_done" });

/** What the commands of this part do to a pretend desk when a test says nothing else. */
export function servesService(desk: PretendDesk, given: unknown): Partial<Record<CommandName, () => unknown>> {
  return {
    find_out: (): FoundOut => aFoundOut(),
    list_payers: (): PayersView => aPayers(),
    find_provider: () => {
      const { npi } = given as Args<"find_provider">;
      return npi === "1000000000" ? refuse("not_found", "provider_not_found") : aProvider(npi);
    },
    list_routes: (): RoutesView => aRoutes(),
    resolve_route: (): ResolvedView => {
      const asked = given as NewCase;
      const problems = problemsOf(asked);
      return { asked: true, route: problems.length > 0 ? null : aRoute({ payerId: asked.payerId }), problems };
    },
    create_case: (): Created => make(desk, given as NewCase),
    create_again: (): Created => {
      const { creating } = desk.desk;
      if (creating === null) return { case: null, problems: [], notKnown: false };
      desk.setDesk({ creating: null });
      return make(desk, creating.what);
    },
    forget_creation: () => void desk.setDesk({ creating: null }),
    report: (): ReportView => aReport(),
  };
}
