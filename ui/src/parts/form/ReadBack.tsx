const SEPARATORS = /[\s./_-]/;

/** A number character by character, to compare by eye; read out as one spoken string. */
export function ReadBack({ text, label }: { text: string; label: string }) {
  return (
    <span className="readback" role="img" aria-label={label}>
      {[...text].map((character, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a character has no identity but its place
        <span key={index} className={SEPARATORS.test(character) ? "sep" : undefined}>
          {character}
        </span>
      ))}
    </span>
  );
}
