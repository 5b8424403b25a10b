import { type ReactNode, useId } from "react";
import { Act, Consequence } from "../../parts/Button";
import { CopyButton } from "../../parts/CopyButton";
import { Icon } from "../../parts/Icon";
import { Rich } from "../../parts/Rich";
import type { CaseView } from "../../platform/bindings";
import { useReadClock } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import { useCaseWords } from "../../words/pages/case";
import { CaseFoot } from "../case/CaseFoot";
import { questionOf } from "../case/summary";
import { Fault } from "../frame/Fault";

/** Somebody may be in the portal already: stop, compare, ask. Nothing here can end or take what another person has. */
export function DoubleDriver({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff.someone;
  return (
    <div className="two">
      <section className="card stop" aria-labelledby="someone-title">
        <div className="body stack-l">
          <div className="row top">
            <span className="tone-danger">
              <Icon name="two" size="l" />
            </span>
            <div className="stack-s" role="alert">
              <h2 id="someone-title">{say.title}</h2>
              <p className="soft measure">{view.handoff?.askedAt ? say.textAsked : say.text}</p>
            </div>
          </div>
          <Compared view={view} />
          <div className="grid-3">
            <Question view={view} />
          </div>
        </div>
      </section>
      <aside className="stack" aria-label={say.others}>
        <WasMe view={view} />
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

function Compared({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff.someone;
  const { handoff } = view;
  const asked = handoff?.askedAt ?? null;
  const there = handoff?.activatedAt ?? handoff?.createdAt ?? null;
  const earlier = asked !== null && there !== null ? Date.parse(asked) - Date.parse(there) : 0;
  return (
    <table className="grid-t">
      <caption className="vh">{say.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.compared}</th>
          <th scope="col">{say.yours}</th>
          <th scope="col">{say.came}</th>
        </tr>
      </thead>
      <tbody>
        <Line name={say.time} yours={asked === null ? null : words.time.clockZone(asked)} none={say.didNotAsk}>
          {there === null ? null : <b className="strong">{words.time.clockZone(there)}</b>}
          {earlier > 0 ? `, ${say.earlier(words.time.span(earlier))}` : null}
        </Line>
        <Line name={say.handoff} yours={null} none={say.noneBefore}>
          {handoff === null ? (
            say.handoffUnknown
          ) : (
            <Rich text={say.handoffIs(handoff.id, handoff.version, handoff.state)} />
          )}
        </Line>
        <Line name={say.inPortal} yours={null} none={say.youAreNot}>
          {handoff === null ? say.ownerUnknown : <Rich text={say.owner(handoff.id)} />}
        </Line>
        <tr>
          <th scope="row">{say.startedHere}</th>
          <td colSpan={2}>{say.startedHereText}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Line({
  name,
  yours,
  none,
  children,
}: {
  name: string;
  yours: string | null;
  none: string;
  children: ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={yours === null ? "muted" : undefined}>{yours ?? none}</td>
      <td>{children}</td>
    </tr>
  );
}

function Question({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff.someone;
  const id = useId();
  const read = useReadClock();
  return (
    <div className="act">
      <CopyButton look="primary" block text={() => questionOf(view, words, read())} aria-describedby={id}>
        {say.copy}
      </CopyButton>
      <Consequence id={id} owner="yours" text={say.copyDoes} />
    </div>
  );
}

function WasMe({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff.someone;
  const carryOn = useAsking("carry_on");
  const { handoff } = view;
  const off =
    handoff === null ? words.fault.locked("stale") : view.locked === null ? null : words.fault.locked(view.locked);
  return (
    <section className="card" aria-labelledby="was-me-title">
      <header>
        <h3 id="was-me-title">{say.wasMe}</h3>
      </header>
      <div className="body stack-s">
        <p className="sm soft">{say.wasMeText}</p>
        <Act
          block
          owner="yours"
          consequence={off === null ? say.carryOnDoes : words.fault.notAvailable(off)}
          unavailable={off !== null}
          busy={carryOn.busy && say.carryingOn}
          onPress={() => handoff !== null && carryOn.run({ case: view.id, handoff: handoff.id })}
        >
          {say.carryOn}
        </Act>
        <Fault error={carryOn.error} narrow about={[[words.case.label.case, view.id]]} />
      </div>
    </section>
  );
}
