import type { CaseView, FactRow, RowView } from "../bindings";
import { withPerson } from "./people";
import type { PretendDesk } from "./pretend-desk";
import { asked } from "./requirements";
import { aCase, ago, aHandoff, anOpenLink, aPackageSummary, NOW, rowOfCase } from "./samples";

type Header = CaseView["header"];
const about = (
  payer: string,
  system: string,
  code: string,
  ageHours: number,
  changedMinutes: number,
  given: Partial<Header> = {},
) => ({
  header: {
    payer,
    providerNpi: "1999999984",
    requestType: system === "hcpcs" ? "drug" : "outpatient",
    serviceSystem: system,
    serviceCode: code,
    coverageState: "IL",
    policy: "requires_approval",
    createdAt: ago(ageHours * 60),
    updatedAt: ago(changedMinutes),
    completedAt: null,
    canceledAt: null,
    channel: "portal",
    accessMode: "collate_managed",
    ...given,
  },
});

const received: Pick<CaseView, "ladder" | "claim" | "receipt"> = {
  ladder: { reported: "said", reconciled: "past", receipt: "proof", decision: "none", now: 2, checkingSince: null },
  claim: {
    kind: "reported",
    outcome: "submitted",
    reference: "JSP-4482-0931",
    note: "Confirmation page shown.",
    operator: "Maria R.",
    at: "2026-11-16T15:26:30Z",
  },
  receipt: { reference: "JSP-4482-0931", receivedAt: "2026-11-16T15:41:50Z", rows: [] },
};

const accepted = aPackageSummary({ snapshot: "rev_8KD03", warnings: 0, accepted: ["Maria R.", ago(37)] });

/** The cases to look at: together they reach every screen. */
export function deck(): CaseView[] {
  return [
    aCase(
      "auth_7QK2M9",
      { kind: "in_portal", state: "active" },
      {
        ...about("Northgate Health", "cpt", "72148", 6, 0.2),
        version: "14",
        package: aPackageSummary({ snapshot: "rev_2BQ77", warnings: 0, accepted: ["Maria R.", ago(14)] }),
        handoff: aHandoff({ link: anOpenLink() }),
      },
    ),
    aCase(
      "auth_4HX8TD",
      { kind: "take_over" },
      { ...about("Harborline Advantage", "cpt", "78815", 26, 2), version: "31", package: accepted },
    ),
    aCase(
      "auth_V3C9QA",
      { kind: "review_for_portal" },
      {
        ...about("Bluefern Mutual", "cpt", "29881", 22, 20),
        package: aPackageSummary({ snapshot: "rev_9LM40", warnings: 1 }),
      },
    ),
    aCase(
      "auth_S0ME0N",
      { kind: "someone_in_portal" },
      {
        ...about("Harborline Advantage", "cpt", "70553", 20, 1),
        version: "32",
        handoff: aHandoff({
          ours: false,
          createdAt: ago(30),
          activatedAt: ago(30),
          askedAt: NOW,
          acceptedPackage: null,
        }),
      },
    ),
    aCase(
      "auth_9WD3RB",
      { kind: "approve" },
      { ...about("Bluefern Mutual", "hcpcs", "J1745", 27, 9), package: aPackageSummary() },
    ),
    aCase(
      "auth_2PN6KV",
      { kind: "package_out_of_date" },
      {
        ...about("Northgate Health", "cpt", "27447", 74, 14),
        package: aPackageSummary({ snapshot: "rev_4HM21", current: false, warnings: 0 }),
      },
    ),
    aCase(
      "auth_8CJ5LM",
      { kind: "approve" },
      {
        ...about("Larkspur PPO", "cpt", "95806", 4, 31),
        package: aPackageSummary({ snapshot: "rev_7PA21", warnings: 0 }),
      },
    ),
    aCase(
      "auth_5TF1QS",
      { kind: "resolve", questions: 2, documents: 2, issues: 0, afterReceipt: true },
      {
        ...about("Juniper State Plan", "hcpcs", "J0897", 96, 3),
        ...received,
        version: "18",
        requirements: asked(),
      },
    ),
    aCase(
      "auth_3VB7GE",
      { kind: "resolve", questions: 0, documents: 1, issues: 0, afterReceipt: false },
      about("Tidewell Care", "cpt", "70553", 9 * 24, 6, { payer: null }),
    ),
    aCase(
      "auth_6MR4YA",
      { kind: "resolve", questions: 1, documents: 0, issues: 0, afterReceipt: false },
      about("Harborline Advantage", "hcpcs", "E0601", 5, 18),
    ),
    aCase(
      "auth_0LQ5HU",
      { kind: "resolve", questions: 0, documents: 0, issues: 1, afterReceipt: false },
      {
        ...about("Bluefern Mutual", "hcpcs", "J9271", 25, 40),
        reading: { readAt: ago(40), stale: true, remembered: false, everySeconds: 60 },
      },
    ),
    aCase(
      "auth_X2D8WP",
      { kind: "resolve", questions: 6, documents: 1, issues: 0, afterReceipt: false },
      about("Juniper State Plan", "cpt", "43775", 4, 62),
    ),
    aCase("auth_J4T6BK", { kind: "continue", automatic: false }, about("Larkspur PPO", "cpt", "42826", 1, 7)),
    aCase("auth_M9E1ZC", { kind: "continue", automatic: true }, about("Northgate Health", "cpt", "73721", 3, 12)),
    ...elsewhere(),
  ];
}

const leaf = (path: string, label: string, value: string): FactRow => ({ path, label, value, kind: "number" });

const toldOfClosed: CaseView["claim"] = {
  kind: "reported",
  outcome: "submitted",
  reference: "NG-26-112044817",
  note: "Confirmation page shown, status Pending review.",
  operator: "Maria R.",
  at: ago(0.7),
};

function elsewhere(): CaseView[] {
  const ended = (outcome: string, number: string | null, reasons: string[] = []) =>
    ({ kind: "ended", outcome, number, reasons }) as const;
  const decided: CaseView["ladder"] = {
    reported: "said",
    reconciled: "past",
    receipt: "proof",
    decision: "proof",
    now: 3,
    checkingSince: null,
  };
  return [
    aCase(
      "auth_C1OSED",
      { kind: "working", afterReport: true },
      {
        ...about("Northgate Health", "cpt", "72148", 6, 1),
        version: "15",
        claim: toldOfClosed,
        ladder: {
          reported: "said",
          reconciled: "busy",
          receipt: "none",
          decision: "none",
          now: 1,
          checkingSince: ago(0.63),
        },
        handoff: aHandoff({
          state: "closed",
          result: "completed_reported",
          closedAt: ago(0.6),
          report: toldOfClosed,
          link: { ...anOpenLink(), phase: "closed", leftMillis: null, opened: 2 },
        }),
      },
    ),
    aCase(
      "auth_EXP1RE",
      { kind: "working", afterReport: false },
      {
        ...about("Tidewell Care", "cpt", "64483", 8, 4),
        handoff: aHandoff({ id: "mhand_EXP", state: "closed", result: "expired", closedAt: ago(4) }),
      },
    ),
    aCase("auth_W0RK1N", { kind: "working", afterReport: false }, about("Larkspur PPO", "cpt", "78452", 2, 1)),
    aCase(
      "auth_PAYER1",
      { kind: "with_payer" },
      { ...about("Juniper State Plan", "hcpcs", "J0897", 100, 60), ...received },
    ),
    aCase("auth_D0NE01", ended("approved", "AUTH-90-2281"), {
      ...about("Bluefern Mutual", "cpt", "27130", 400, 600),
      ...received,
      ladder: decided,
      decision: { number: "AUTH-90-2281", denialReasons: [], modifications: [], rows: [] },
    }),
    aCase("auth_D0NE02", ended("denied", null, ["Not medically necessary as submitted"]), {
      ...about("Tidewell Care", "cpt", "43775", 300, 900),
      ...received,
      ladder: decided,
      decision: { number: null, denialReasons: ["Not medically necessary as submitted"], modifications: [], rows: [] },
    }),
    aCase("auth_D0NE03", ended("modified", "NG-MOD-4410"), {
      ...about("Northgate Health", "cpt", "97110", 500, 1200, { completedAt: ago(1200) }),
      ...received,
      ladder: decided,
      decision: {
        number: "NG-MOD-4410",
        denialReasons: [],
        modifications: ["12 visits instead of 24", "Valid until 28 Feb 2027"],
        rows: [
          leaf("decision.certification.units", "units", "12"),
          leaf("decision.certification.asked", "asked", "24"),
        ],
      },
    }),
    aCase("auth_FA1LED", ended("failed", null), {
      ...about("Tidewell Care", "cpt", "64483", 350, 1500),
      decision: { number: null, denialReasons: [], modifications: [], rows: [] },
    }),
    aCase("auth_CANC3L", { kind: "canceled" }, about("Larkspur PPO", "cpt", "42826", 50, 900)),
    aCase(
      "auth_UNKN0W",
      { kind: "unknown_step" },
      {
        ...about("Northgate Health", "cpt", "73721", 30, 30),
        locked: "not_recognized",
        action: "negotiate_terms",
        unknown: { status: null, action: "negotiate_terms", resolution: "phone_call", outcome: null, others: [] },
      },
    ),
  ];
}

/** Many rows without cases behind them. */
export function manyRows(n: number): RowView[] {
  const row = rowOfCase(aCase("auth_", { kind: "continue", automatic: false }));
  return Array.from({ length: n }, (_, index) => ({
    ...row,
    id: `auth_${String(index).padStart(6, "0")}`,
    createdAt: new Date(Date.parse("2026-01-01T00:00:00Z") + index * 60_000).toISOString(),
  }));
}

export function withDeck(desk: PretendDesk): PretendDesk {
  return desk
    .put(...deck().map(withPerson))
    .setDesk({ handoffs: [{ case: "auth_7QK2M9", link: "open", leftMillis: 222_000, fromBefore: false }] });
}
