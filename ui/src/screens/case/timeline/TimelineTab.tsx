import { Banner } from "../../../parts/Banner";
import { Button } from "../../../parts/Button";
import { Icon } from "../../../parts/Icon";
import { Rich } from "../../../parts/Rich";
import type { CaseView, TimelineEntry, TimelineView } from "../../../platform/bindings";
import { useNow } from "../../../platform/clock";
import { useCaseWords } from "../../../words/pages/case";
import { Fault } from "../../frame/Fault";
import { CommandBanner } from "../CommandBanner";
import type { Copying } from "../facts/copying";
import { PatientCard } from "../facts/PatientCard";
import { Proof } from "../facts/Proof";
import { RequestCard } from "../facts/RequestCard";
import { UnknownNote } from "../UnknownNote";
import { glyphOf } from "./glyph";
import { useTimeline } from "./useTimeline";

/** What happened to the case, newest first, and beside it what is known of it. */
export function TimelineTab({ view, copying }: { view: CaseView; copying: Copying }) {
  const words = useCaseWords();
  const say = words.timeline;
  return (
    <div className="two told">
      <section className="stack" aria-labelledby="timeline-title">
        <CommandBanner view={view} />
        <UnknownNote view={view} />
        <div className="row between wrap">
          <h2 id="timeline-title" className="told-title">
            {say.title}
          </h2>
          <span className="xs muted">{say.about}</span>
        </div>
        <Timeline view={view} />
      </section>
      <section className="stack" aria-labelledby="timeline-facts">
        <h2 id="timeline-facts" className="told-title">
          {say.facts}
        </h2>
        <PatientCard view={view} copying={copying} />
        <RequestCard view={view} />
        <Proof view={view} copying={copying} />
      </section>
    </div>
  );
}

function Timeline({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const { shown, reading } = useTimeline(view);
  const again = (
    <Button size="small" busy={reading.busy && words.timeline.reading} onPress={reading.again}>
      {words.fault.readAgain}
    </Button>
  );
  return (
    <>
      <Fault error={reading.error} about={[[words.case.label.case, view.id]]}>
        {again}
      </Fault>
      {shown?.source === "not_read" ? (
        <Banner tone="warn" icon="clock" {...words.timeline.notRead}>
          {again}
        </Banner>
      ) : null}
      {shown?.source === "this_run" ? <Banner tone="info" icon="info" {...words.timeline.thisRun} /> : null}
      {shown === null && reading.busy ? <p className="sm muted">{words.timeline.reading}</p> : null}
      {shown === null ? null : <Entries told={shown} />}
    </>
  );
}

function Entries({ told }: { told: TimelineView }) {
  const words = useCaseWords();
  const say = words.timeline;
  const now = useNow(60_000);
  if (told.entries.length === 0) {
    return (
      <div className="empty">
        <h3>{say.empty.title}</h3>
        <p className="sm soft">{say.empty.text}</p>
      </div>
    );
  }
  return (
    <>
      {daysOf(told.entries, words.time.day.bind(words.time)).map(({ day, entries }) => (
        <div key={day}>
          <h3 className="tl-day">{say.day(entries[0]?.at ?? day, now)}</h3>
          <ol className="tl">
            {entries.map((entry) => (
              <Line key={keyOf(entry)} entry={entry} />
            ))}
          </ol>
        </div>
      ))}
      {told.leftOut === 0 ? null : <p className="xs muted">{say.leftOut(told.leftOut)}</p>}
      {told.earlier ? <p className="xs muted">{say.earlier}</p> : null}
    </>
  );
}

function Line({ entry }: { entry: TimelineEntry }) {
  const words = useCaseWords();
  const line = words.timeline.line(entry);
  const { icon, owner } = glyphOf(entry);
  return (
    <li>
      <time dateTime={entry.at}>{words.time.clockZone(entry.at)}</time>
      <span className={owner === null ? "muted" : "ownc"} data-own={owner ?? undefined}>
        <Icon name={icon} />
      </span>
      <div className="tl-what">
        <b className="strong">
          <Rich text={line.title} />
        </b>
        {line.text === null ? null : (
          <p>
            <Rich text={line.text} />
          </p>
        )}
      </div>
      <span className="xs muted tl-from">{line.from}</span>
    </li>
  );
}

/** Entries of the same day together, in the order they come. */
function daysOf(entries: readonly TimelineEntry[], dayOf: (iso: string) => string) {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case "seen":
      return `seen ${entry.version} ${entry.at}`;
    case "done":
      return `done ${entry.word} ${entry.at}`;
    case "accepted":
      return `accepted ${entry.snapshot} ${entry.at}`;
  }
}
