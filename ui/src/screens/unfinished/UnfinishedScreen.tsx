import { type ReactNode, useRef } from "react";
import { ActLink, Button, ButtonLink } from "../../parts/Button";
import { Rich } from "../../parts/Rich";
import { ScrollRegion } from "../../parts/ScrollRegion";
import type { DeskView, OpenHandoffView, UnfinishedView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import type { Rich as RichText } from "../../words";
import { useUnfinishedWords } from "../../words/pages/unfinished";
import { CommandNote, useSaySettled } from "../case/CommandBanner";
import { href } from "../frame/route";
import { countUnfinished, creationLeft, handoffsLeft } from "../frame/unfinished";
import { inOrder } from "./order";

/** What an earlier run of the program left unfinished: what was decided, what is known of it now, what to press. */
export function UnfinishedScreen({ desk }: { desk: DeskView }) {
  const words = useUnfinishedWords();
  const say = words.unfinished;
  const order = useRef<readonly string[]>([]);
  const decisions = inOrder(desk.unfinished, order.current, (command) => say.said(command).tone);
  order.current = decisions.map((entry) => entry.case);
  return (
    <ScrollRegion label={say.region} className="case-body whole">
      <div className="stack-l unfinished">
        <div className="stack-s">
          <h1 tabIndex={-1}>{say.title}</h1>
          {countUnfinished(desk) === 0 ? null : <p className="sm soft measure">{say.intro}</p>}
        </div>
        {decisions.map((entry) => (
          <Decision key={entry.case} entry={entry} operator={desk.operator} />
        ))}
        {handoffsLeft(desk).map((open) => (
          <Handoff key={open.case} open={open} />
        ))}
        {creationLeft(desk) ? <Creation /> : null}
        <Nothing desk={desk} />
      </div>
    </ScrollRegion>
  );
}

function Item({ id, title, of, children }: { id: string; title: string; of?: string; children: ReactNode }) {
  const words = useUnfinishedWords();
  return (
    <section className="card" aria-labelledby={id} data-focus="heading">
      <header>
        <h2 id={id}>{title}</h2>
        {of === undefined ? null : (
          <span className="push sm">
            <Rich text={words.unfinished.onCase(of)} />
          </span>
        )}
      </header>
      <div className="body stack">{children}</div>
    </section>
  );
}

const Line = ({ text }: { text: RichText }) => (
  <p className="sm">
    <Rich text={text} />
  </p>
);

function Decision({ entry, operator }: { entry: UnfinishedView; operator: string | null }) {
  const words = useUnfinishedWords();
  const say = words.unfinished;
  const now = useNow(60_000);
  const { case: id, command } = entry;
  useSaySettled(command, true);
  const another = operator !== null && operator !== command.operator;
  return (
    <Item id={`unfinished-${id}`} title={say.decision(command.kind)} of={id}>
      <Line text={say.decided(command, now)} />
      {another ? <Line text={say.byAnother(command.operator)} /> : null}
      <Line text={say.payer(command.kind)} />
      <CommandNote id={id} command={command} said={say.said(command)} />
      <Line text={say.press(command)} />
      <ActLink owner="yours" consequence={say.openCaseDoes} href={href({ page: "case", id, tab: null })}>
        {say.openCase}
      </ActLink>
    </Item>
  );
}

function Handoff({ open }: { open: OpenHandoffView }) {
  const words = useUnfinishedWords();
  const say = words.unfinished;
  const { case: id } = open;
  return (
    <Item id={`handoff-${id}`} title={say.handoff} of={id}>
      <Line text={say.handoffText} />
      <ActLink owner="yours" consequence={say.openHandoffDoes} href={href({ page: "case", id, tab: "handoff" })}>
        {say.openHandoff}
      </ActLink>
    </Item>
  );
}

function Creation() {
  const words = useUnfinishedWords();
  const say = words.unfinished;
  return (
    <Item id="unfinished-creation" title={say.creation}>
      <Line text={say.creationText} />
      <div>
        <Button onPress={() => document.querySelector<HTMLElement>(".notices .creating button")?.focus()}>
          {say.toNotice}
        </Button>
      </div>
    </Item>
  );
}

/** That nothing is left is said only where it is known. */
function Nothing({ desk }: { desk: DeskView }) {
  const words = useUnfinishedWords();
  const say = words.unfinished;
  const { read, trouble } = desk.journal;
  if (!read && trouble === null) return <p className="sm muted">{say.reading}</p>;
  if (read && countUnfinished(desk) > 0) return null;
  const { title, text } = read ? say.none : say.notKnown;
  return (
    <section className="empty" aria-labelledby="unfinished-none">
      <h2 id="unfinished-none">{title}</h2>
      <p className="soft measure">{text}</p>
      <ButtonLink href={href({ page: "queue", turn: "yours", step: null })}>{say.toList}</ButtonLink>
    </section>
  );
}
