// Sentences that carry emphasis, an identifier or a claim inside them. A catalogue returns these instead of markup, so
// that every language keeps its own word order and no text of the service is ever read as markup.

export type Part = string | { b: string } | { id: string } | { claim: string };
export type Rich = string | readonly Part[];

export const b = (text: string): Part => ({ b: text });
export const id = (text: string): Part => ({ id: text });
export const claim = (text: string): Part => ({ claim: text });

/** The same sentence without emphasis: for live regions, copied text and tests. */
export function plain(rich: Rich): string {
  if (typeof rich === "string") return rich;
  return rich.map((part) => (typeof part === "string" ? part : Object.values(part).join(""))).join("");
}
