import type { ReactNode } from "react";

/** Where what the payer returned is headed: the main button of an ended case goes there. */
export const PROOF = "proof";

/** A card of facts: what it is about, and where that comes from. */
export function Card(card: { id?: string; title: string; from?: string; children: ReactNode }) {
  const { id, title, from, children } = card;
  return (
    <section className="card" aria-label={title}>
      <header>
        <h3 id={id} tabIndex={id === undefined ? undefined : -1}>
          {title}
        </h3>
        {from === undefined ? null : <span className="push xs muted">{from}</span>}
      </header>
      <div className="body">{children}</div>
    </section>
  );
}

/** A number or id, set so that no two signs look alike. */
export const mono = (text: string | null) => (text === null ? null : <span className="id">{text}</span>);
