import { type ReactNode, useEffect, useState } from "react";
import { ButtonLink } from "../../parts/Button";
import { OwnerTag } from "../../parts/owner";
import type { DeskView, StepCode, TurnCode } from "../../platform/bindings";
import { useWords } from "../../words";
import { href } from "../frame/route";

const PATIENCE_MILLIS = 1000;
const BARS = ["11rem", "8rem", "9.5rem", "6.5rem", "10rem"];

/** A server may have no list of cases: then only those are known that were opened by their number. */
export function hasNoList(desk: DeskView): boolean {
  return desk.session.state === "connected" && desk.session.connection.hasList === false;
}

/** Where there is no list, a case is known once it was opened or made here, and its number is the way to any other. */
export function NoList({ children }: { children: ReactNode }) {
  const { noList } = useWords().queue;
  return (
    <section className="q-nolist" aria-labelledby="no-list-title">
      <div className="stack-s">
        <h2 id="no-list-title">{noList.lead}</h2>
        <p className="sm soft">{noList.text}</p>
      </div>
      {children}
    </section>
  );
}

/** No list yet: it is being read, or it cannot be, and why stands above. */
export function NotRead({ desk }: { desk: DeskView }) {
  const { state } = desk.sync;
  return state === "starting" || state === "in_step" ? <Loading desk={desk} /> : <Unread />;
}

function Unread() {
  const words = useWords();
  return (
    <div className="q-state">
      <div className="empty">
        <h2>{words.queue.unread.title}</h2>
        <p className="sm soft">{words.queue.unread.text}</p>
      </div>
    </div>
  );
}

/** Nothing for a second, then the shape of a list and how far the reading is. */
function Loading({ desk }: { desk: DeskView }) {
  const words = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div />;
  return (
    <section className="q-state" aria-busy="true" aria-label={words.queue.loading}>
      {BARS.map((width) => (
        <span key={width} className="row" aria-hidden="true">
          <span className="skeleton" style={{ width: "1rem", height: "1rem" }} />
          <span className="skeleton" style={{ width: "6.5rem" }} />
          <span className="skeleton" style={{ width }} />
        </span>
      ))}
      <span className="xs muted">{words.queue.reading(desk.sync.cases)}</span>
    </section>
  );
}

function Clear({ desk }: { desk: DeskView }) {
  const words = useWords();
  const count = (turn: TurnCode) => desk.turns.find((entry) => entry.turn === turn)?.cases ?? 0;
  const say = words.queue.clear;
  return (
    <div className="q-state">
      <div className="empty">
        <OwnerTag turn="done">{say.tag}</OwnerTag>
        <h2>{say.title}</h2>
        <p className="sm soft">{say.text(count("collate"), count("payer"))}</p>
        <ButtonLink href={href({ page: "queue", turn: "collate", step: null })}>{say.go}</ButtonLink>
      </div>
    </div>
  );
}

/** A list without cases: the good news that nothing is wanted, or that there is nothing at all. */
export function Empty({ desk, turn, step }: { desk: DeskView; turn: TurnCode; step: StepCode | null }) {
  const words = useWords();
  const noList = hasNoList(desk);
  if (desk.sync.cases === 0) {
    return (
      <div className="q-state">
        <div className="empty">
          <h2>{words.queue.none.title}</h2>
          <p className="sm soft">{noList ? words.queue.none.opened : words.queue.none.text}</p>
          <ButtonLink href={href({ page: "new" })}>{words.frame.newCase}</ButtonLink>
        </div>
      </div>
    );
  }
  if (turn === "yours" && step === null && !noList) return <Clear desk={desk} />;
  return (
    <div className="q-state">
      <p className="sm soft">{noList ? words.queue.noneOpened : words.queue.noneOf[turn]}</p>
    </div>
  );
}
