import type { RungState } from "../../platform/bindings";
import type { Rich as RichText } from "../../words/rich";
import { Icon } from "../Icon";
import { Rich } from "../Rich";

type Rung = {
  state: RungState;
  title: string;
  text: RichText;
  /** Proven, and neither good nor bad: solid, without the color and the tick. */
  plain?: boolean;
};

const marked = ({ state, plain = false }: Rung) => state === "past" || (state === "proof" && !plain);

/** Hatch is a claim, a ring is checking, solid is payer evidence: the shape tells it without the color. */
export function Ladder({
  rungs,
  now,
  nowWord,
  label,
  vertical = false,
}: {
  rungs: readonly Rung[];
  now: number | null;
  nowWord: string;
  label: string;
  vertical?: boolean;
}) {
  return (
    <ol className={vertical ? "ladder v" : "ladder"} aria-label={label}>
      {rungs.map((rung, index) => (
        <li
          key={rung.title}
          className={`rung ${rung.state === "not_returned" ? "none" : rung.state}${rung.plain ? " plainly" : ""}`}
          aria-current={index === now ? "step" : undefined}
        >
          <span className="node">{marked(rung) ? <Icon name="check" /> : null}</span>
          <span className="t">
            {rung.title}
            {index === now ? <span className="now">{nowWord}</span> : null}
          </span>
          <span className="s">
            <Rich text={rung.text} />
          </span>
        </li>
      ))}
    </ol>
  );
}
