import { useSyncExternalStore } from "react";
import type { StepCode, TurnCode } from "../../platform/bindings";

export type CaseTab = "requirements" | "review" | "timeline" | "facts" | "handoff" | "watch";

/** Where the window is: in the address, so that it can be gone back to, and nothing of a patient is in it. */
export type Route =
  | { page: "queue"; turn: TurnCode; step: StepCode | null }
  /** Without a tab, the case is opened where its next step is. */
  | { page: "case"; id: string; tab: CaseTab | null }
  /** A new case. */
  | { page: "new" }
  /** What this service answers. */
  | { page: "service" }
  /** What a person sets for this computer. */
  | { page: "settings" }
  /** What an earlier run of the program left unfinished. */
  | { page: "unfinished" };

const TURNS: readonly TurnCode[] = ["yours", "collate", "payer", "done", "stopped", "unknown"];
const STEPS: readonly StepCode[] = ["finish_at_portal", "review_and_accept", "answer_or_attach", "tell_collate"];
const TABS: readonly CaseTab[] = ["requirements", "review", "timeline", "facts", "handoff", "watch"];

function one<T extends string>(known: readonly T[], text: string | undefined): T | null {
  return known.find((word) => word === text) ?? null;
}

export function parseRoute(hash: string): Route {
  const [page, first, second] = hash.replace(/^#\/?/, "").split("/");
  if (page === "case" && first) {
    return { page: "case", id: decoded(first), tab: one(TABS, second) };
  }
  if (page === "new" || page === "service" || page === "settings" || page === "unfinished") return { page };
  const turn = one(TURNS, first) ?? "yours";
  return { page: "queue", turn, step: turn === "yours" ? one(STEPS, second) : null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function href(route: Route): string {
  if (route.page === "case") {
    const id = encodeURIComponent(route.id);
    return route.tab === null ? `#/case/${id}` : `#/case/${id}/${route.tab}`;
  }
  if (route.page !== "queue") return `#/${route.page}`;
  return route.step === null ? `#/queue/${route.turn}` : `#/queue/${route.turn}/${route.step}`;
}

export function navigate(route: Route): void {
  window.location.hash = href(route);
}

/** The same place under its full address: going back does not come by here again. */
export function settle(route: Route): void {
  window.location.replace(href(route));
}

/** Where the window was belongs to the connection it was in: the next one starts at its own list. */
export function startOver(): void {
  settle({ page: "queue", turn: "yours", step: null });
}

const listen = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

let parsed: { hash: string; route: Route } | null = null;

/** The same object for the same address: nothing is drawn anew because of an equal route. */
function current(): Route {
  const { hash } = window.location;
  if (parsed?.hash !== hash) parsed = { hash, route: parseRoute(hash) };
  return parsed.route;
}

export function useRoute(): Route {
  return useSyncExternalStore(listen, current);
}
