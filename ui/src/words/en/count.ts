/** 1 question, 2 questions */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}

/** a; a and b; a, b and c */
export function list(items: readonly string[]): string {
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** The first letter large: for a sentence put together from parts. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
