import type { ReactNode } from "react";
import { ButtonLink } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { ScrollRegion } from "../../parts/ScrollRegion";
import type { CaseView } from "../../platform/bindings";
import { useReading } from "../../platform/use-reading";
import { useCaseWords } from "../../words/pages/case";
import { HandoffHeader } from "../case/CaseHeader";
import { StaleNote } from "../case/CaseScreen";
import { canWatch, isOver, isWatching } from "../case/over";
import { href } from "../frame/route";
import { SessionCard } from "./SessionCard";
import { ViewCard } from "./ViewCard";

/** Looking at the payer session without touching it. Its frame is neutral: nothing here is the operator's to act in. */
export function WatchScreen({ view, at }: { view: CaseView; at: number }) {
  const words = useCaseWords();
  const say = words.watch;
  const possible = canWatch(view);
  // A view that is open is stopped here, whatever became of the case meanwhile.
  const open = isWatching(view);
  const session = useReading("read_session", { case: view.id }, possible ? view.id : null);
  return (
    <div className="case-page">
      <HandoffHeader view={view} here={say.crumb}>
        <ButtonLink href={href({ page: "case", id: view.id, tab: "facts" })}>{say.back}</ButtonLink>
      </HandoffHeader>
      <ScrollRegion label={say.region} className="case-body">
        <StaleNote view={view} />
        <ReadOnlyFrame>
          {possible || open ? (
            <div className="two">
              <div className="stack-l">
                {possible ? <SessionCard view={view} session={session} /> : <NothingToSee view={view} />}
                <WhatItIs />
              </div>
              <aside className="stack" aria-label={say.view}>
                <ViewCard view={view} at={at} session={session} />
              </aside>
            </div>
          ) : (
            <NothingToSee view={view} />
          )}
        </ReadOnlyFrame>
      </ScrollRegion>
    </div>
  );
}

function NothingToSee({ view }: { view: CaseView }) {
  const words = useCaseWords();
  return <p className="sm">{isOver(view) ? words.watch.over : words.watch.notHere}</p>;
}

/** The frame of what can only be looked at: dashed, and with its word. */
function ReadOnlyFrame({ children }: { children: ReactNode }) {
  const words = useCaseWords();
  return (
    <div className="watch">
      <span className="watch-tab">
        <Icon name="eye" size="s" />
        {words.watch.tag}
      </span>
      {children}
    </div>
  );
}

function WhatItIs() {
  const words = useCaseWords();
  const say = words.watch;
  return (
    <section className="card" aria-labelledby="watching-title">
      <header>
        <h2 id="watching-title">{say.title}</h2>
      </header>
      <ul className="body stack-s sm soft">
        {say.text.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
