import { Icon } from "../../parts/Icon";
import { ownerGlyph } from "../../parts/owner";
import type { DeskView, StepCode, TurnCode } from "../../platform/bindings";
import { useWords } from "../../words";
import { href, type Route } from "./route";
import { countUnfinished } from "./unfinished";

const TURNS: readonly TurnCode[] = ["yours", "collate", "payer", "done", "stopped", "unknown"];
const STEPS: readonly StepCode[] = ["finish_at_portal", "review_and_accept", "answer_or_attach", "tell_collate"];

/** Whose turn: the six lists, and the four steps of the operator's own. */
export function Rail({ desk, route, turn }: { desk: DeskView; route: Route; turn: TurnCode | null }) {
  const words = useWords();
  const count = (of: TurnCode) => desk.turns.find((entry) => entry.turn === of)?.cases ?? 0;
  const countStep = (of: StepCode) => desk.steps.find((entry) => entry.step === of)?.cases ?? 0;
  const left = countUnfinished(desk);
  const shown = route.page === "queue" ? route : null;
  const here = (of: TurnCode) => {
    if (shown !== null) return shown.turn === of && shown.step === null ? "page" : undefined;
    return turn === of ? "true" : undefined;
  };
  return (
    <nav className="rail" aria-label={words.frame.skip}>
      <div>
        <h2>{words.frame.whoseTurn}</h2>
        {TURNS.map((of) => (
          <div key={of} className="turn">
            <a href={href({ page: "queue", turn: of, step: null })} aria-current={here(of)}>
              <span className="ownc" data-own={of}>
                <Icon name={ownerGlyph(of)} />
              </span>
              <span className="lbl">{words.frame.turn[of]}</span>
              <span className="n">{count(of)}</span>
            </a>
            {of === "yours"
              ? STEPS.map((step) => (
                  <a
                    key={step}
                    className="sub"
                    href={href({ page: "queue", turn: "yours", step })}
                    aria-current={shown?.step === step ? "page" : undefined}
                  >
                    {words.frame.step[step]}
                    <span className="n">{countStep(step)}</span>
                  </a>
                ))
              : null}
          </div>
        ))}
      </div>
      <div className="rail-foot">
        {left === 0 ? null : (
          <a href={href({ page: "unfinished" })} aria-current={route.page === "unfinished" ? "page" : undefined}>
            <Icon name="own-unknown" />
            <span className="lbl">{words.frame.unfinished}</span>
            <span className="n">{left}</span>
          </a>
        )}
        <a href={href({ page: "new" })} aria-current={route.page === "new" ? "page" : undefined}>
          <Icon name="plus" />
          <span className="lbl">{words.frame.newCase}</span>
        </a>
        <a href={href({ page: "service" })} aria-current={route.page === "service" ? "page" : undefined}>
          <Icon name="info" />
          <span className="lbl">{words.frame.openService}</span>
        </a>
        <a href={href({ page: "settings" })} aria-current={route.page === "settings" ? "page" : undefined}>
          <Icon name="gear" />
          <span className="lbl">{words.frame.settings}</span>
        </a>
      </div>
    </nav>
  );
}
