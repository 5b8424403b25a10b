import { vi } from "vitest";
import type { DraftSlot, DraftView } from "../platform/bindings";
import { PretendDesk } from "../platform/pretend/pretend-desk";
import { NOW } from "../platform/pretend/samples";
import type { Ask } from "../platform/transport";
import { DRAFT, EMPTY_NEW_CASE } from "../screens/create/draft";
import { Keeping } from "../screens/drafts/keeping";
import { kindsOf, nameOf, written } from "../screens/drafts/written";
import { Memory } from "../screens/frame/memory";

// What keeps drafts, without a window around it and in virtual time.

export const SLOT: DraftSlot = { kind: "new_case" };
export const NAME = nameOf(SLOT);

let ends: (() => void)[] = [];

export function stopTheClock(): void {
  vi.useFakeTimers({
    toFake: ["Date", "performance", "setTimeout", "clearTimeout"],
    now: new Date(NOW),
  });
}

/** Ends every `Keeping` that was made for a test. */
export function endAll(): void {
  for (const end of ends) end();
  ends = [];
}

export const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);
export const typed = (npi: string) => ({ ...EMPTY_NEW_CASE, npi });
export const bodyOf = (npi: string, tried = false) => written(kindsOf(new Memory()).new_case, typed(npi), tried) ?? "";
export const draft = (body: string): DraftView => ({ slot: SLOT, at: "2026-11-20T15:12:00.000Z", body });

export function aKeeping(desk: PretendDesk, memory: Memory): Keeping {
  const ask: Ask = (name, args) => desk.ask(name, args);
  const keeping = new Keeping(memory, ask);
  ends.push(() => keeping.stop());
  return keeping;
}

/** A window that is connected, and the program behind it. */
export async function connected(desk = new PretendDesk(), memory = new Memory()) {
  const keeping = aKeeping(desk, memory);
  keeping.follow("Sandbox", true);
  await pass(0);
  const type = (npi: string) => memory.newCases.set(DRAFT, typed(npi));
  return { desk, memory, keeping, type };
}
