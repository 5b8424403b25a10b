import type { Part, Rich as RichText } from "../words/rich";

function Piece({ part }: { part: Part }) {
  if (typeof part === "string") return part;
  if ("b" in part) return <b>{part.b}</b>;
  if ("id" in part) return <span className="id">{part.id}</span>;
  return <span className="chip claim">{part.claim}</span>;
}

/** A sentence of the catalogue. Text of the service goes through here as text, whatever it looks like. */
export function Rich({ text }: { text: RichText }) {
  if (typeof text === "string") return text;
  return text.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity but their place
    <Piece key={index} part={part} />
  ));
}
