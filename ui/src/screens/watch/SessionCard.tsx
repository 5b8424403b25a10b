import type { ReactNode } from "react";
import { Button } from "../../parts/Button";
import { Icon, type IconName } from "../../parts/Icon";
import { Rich } from "../../parts/Rich";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, LiveSessionView } from "../../platform/bindings";
import type { Reading } from "../../platform/use-reading";
import type { Tone } from "../../words/en/faults";
import { useCaseWords } from "../../words/pages/case";
import { useNotSaidYet } from "../case/said";
import { Fault } from "../frame/Fault";

type Props = { view: CaseView; session: Reading<"read_session"> };

/** What is known of the payer session, read just now. Reading it changes nothing. */
export function SessionCard({ view, session }: Props) {
  const words = useCaseWords();
  const say = words.watch;
  const unread = useNotSaidYet(session.error);
  const { answer } = session;
  return (
    <section className="card" aria-labelledby="session-title">
      <header>
        <h2 id="session-title">{say.session}</h2>
        <span className="push muted xs">
          {answer === null ? (session.busy ? say.reading : null) : say.readAt(answer.readAt)}
        </span>
        <Button size="small" icon="sync" busy={session.busy && say.reading} onPress={session.again}>
          {say.readAgain}
        </Button>
      </header>
      <div className="body" aria-busy={session.busy || undefined}>
        {answer === null ? null : <Known session={answer} />}
        <Fault error={unread} about={[[words.case.label.case, view.id]]} />
        {answer === null && unread === null ? <p className="sm muted">{say.reading}</p> : null}
      </div>
    </section>
  );
}

const ICONS: Partial<Record<Tone, IconName>> = { unknown: "own-unknown", warn: "warn" };

function Known({ session }: { session: LiveSessionView }) {
  const words = useCaseWords();
  const say = words.watch;
  const sent = say.boundary(session.boundary);
  const icon = ICONS[sent.tone];
  const pairs: [string, ReactNode][] = [
    [say.label.state, <Rich key="state" text={say.state(session.state)} />],
    [say.label.channel, session.channel === null ? null : <Rich key="channel" text={say.channel(session.channel)} />],
    [say.label.holder, <Rich key="holder" text={say.holder(session)} />],
    [
      say.label.boundary,
      <span key="sent" className="row-2 top">
        {icon === undefined ? null : (
          <span className={`tone-${sent.tone}`}>
            <Icon name={icon} />
          </span>
        )}
        <span>
          <Rich text={sent.text} />
        </span>
      </span>,
    ],
    [say.label.modes, session.modes.length === 0 ? say.noModes : <Rich key="modes" text={say.modes(session.modes)} />],
  ];
  return <FactList missing={words.case.notReturned} facts={pairs} />;
}
