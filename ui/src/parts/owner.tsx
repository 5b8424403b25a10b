import type { ReactNode } from "react";
import type { TurnCode } from "../platform/bindings";
import { Icon, type IconName } from "./Icon";

const GLYPHS: Record<TurnCode, IconName> = {
  yours: "own-yours",
  collate: "own-collate",
  payer: "own-payer",
  done: "own-done",
  stopped: "own-stopped",
  unknown: "own-unknown",
};

export function ownerGlyph(turn: TurnCode): IconName {
  return GLYPHS[turn];
}

/** Whose turn it is: glyph, word and color, always all three. */
export function OwnerTag({ turn, children }: { turn: TurnCode; children: ReactNode }) {
  return (
    <span className="own tag" data-own={turn}>
      <Icon name={GLYPHS[turn]} />
      {children}
    </span>
  );
}

/** The glyph alone, in a place whose word is read out and seen elsewhere in the row. */
export function OwnerGlyph({ turn, word }: { turn: TurnCode; word?: string }) {
  return (
    <span className="ownc" data-own={turn}>
      <Icon name={GLYPHS[turn]} />
      {word === undefined ? null : <span className="vh">{word}</span>}
    </span>
  );
}
