import type { Settings } from "../platform/bindings";
import type { KeyBinding, KeyGroup } from "./keys";

/** What was set of keys: whether single ones work at all, and which are other ones than from the start. */
export type KeyMap = Pick<Settings, "singleKeys" | "keys">;

export const AS_FROM_THE_START: KeyMap = { singleKeys: true, keys: {} };

/** The name a key is kept under, whatever language the window speaks: where it works, and what it is from the start. */
export function keyName(group: KeyGroup, keys: string): string {
  return `${group} ${keys.toLowerCase()}`;
}

/** Whether keys are letters, digits or signs only: those can be other ones, and can be switched off. */
export function isSingle(keys: string): boolean {
  return keys.split(" ").every((key) => [...key].length === 1);
}

/** The keys something has now; `null` where it has none. */
export function keysNow(map: KeyMap, group: KeyGroup, keys: string): string | null {
  if (!isSingle(keys)) return keys;
  return map.singleKeys ? (map.keys[keyName(group, keys)] ?? keys) : null;
}

/** A hint names one key, or several side by side. */
export function hintNow(map: KeyMap, group: KeyGroup, hint: KeyBinding["hint"]): KeyBinding["hint"] {
  if (typeof hint !== "object") return hint;
  const keys = hint.keys.split(" ").map((key) => keysNow(map, group, key) ?? key);
  return { ...hint, keys: keys.join(" ") };
}

/** Keys as they were typed into a field: one sign, or two with a space between; `null` for what cannot be keys. */
export function keysOf(typed: string): string | null {
  const keys = typed.trim().toLowerCase().split(/\s+/);
  return keys.length <= 2 && keys.every((key) => [...key].length === 1) ? keys.join(" ") : null;
}

/** Whether one of them would never be reached beside the other: they are the same, or one is how the other begins. */
export function inTheWay(one: string, other: string): boolean {
  return one === other || other.startsWith(`${one} `) || one.startsWith(`${other} `);
}
