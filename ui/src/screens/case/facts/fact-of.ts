import type { FactName, FactView } from "../../../platform/bindings";

/** What the answers say under this name, when they say it. */
export function factOf(facts: readonly FactView[], name: FactName): string | null {
  return facts.find((fact) => fact.name === name)?.value ?? null;
}
