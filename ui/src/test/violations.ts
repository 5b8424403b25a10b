import axe from "axe-core";
import { expect } from "vitest";
import type { Theme } from "../platform/bindings";

/** What is on screen, in each theme: no violation, and nothing is let off. */
export async function expectNoViolations(name: string): Promise<void> {
  for (const theme of ["light", "dark", "contrast"] satisfies Theme[]) {
    document.documentElement.dataset.theme = theme;
    const found = await axe.run(document, { resultTypes: ["violations"] });
    const said = found.violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" | ")}`,
    );
    expect(said, `${name}, ${theme}`).toEqual([]);
  }
}
