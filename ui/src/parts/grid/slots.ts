/**
 * Which recycled row shows which line. A line keeps its row for as long as it is drawn, so that a row that has the focus
 * stays the same element; rows of lines that went out of sight are given to lines that came in.
 */
export function assignSlots(before: ReadonlyMap<string, number>, keys: readonly string[]): Map<string, number> {
  const after = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of keys) {
    const slot = before.get(key);
    if (slot !== undefined && !taken.has(slot)) {
      after.set(key, slot);
      taken.add(slot);
    }
  }
  let free = 0;
  for (const key of keys) {
    if (after.has(key)) continue;
    while (taken.has(free)) free += 1;
    after.set(key, free);
    taken.add(free);
  }
  return after;
}
