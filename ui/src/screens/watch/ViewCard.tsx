import { useRef } from "react";
import { Banner } from "../../parts/Banner";
import { Act } from "../../parts/Button";
import { Chip } from "../../parts/Chip";
import type { IconName } from "../../parts/Icon";
import { Rich } from "../../parts/Rich";
import { Countdown } from "../../parts/truth/Countdown";
import { useSpoken } from "../../parts/truth/spoken";
import type { CaseView, WatchView } from "../../platform/bindings";
import { useLeft } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import type { Reading } from "../../platform/use-reading";
import { type CaseWords, useCaseWords } from "../../words/pages/case";
import { canWatch } from "../case/over";
import { Fault } from "../frame/Fault";

const LOW_MILLIS = 60_000;
const NONE: WatchView = { phase: "idle", leftMillis: null, endsAt: null, refusal: null, problem: null, reason: null };
const CHIP: Record<string, IconName> = { ok: "eye", warn: "warn", danger: "stop", info: "clock" };

type Session = Reading<"read_session">;

/** The operator's own view of the payer session: a read-only link of its own, which nothing interactive accepts. */
export function ViewCard({ view, at, session }: { view: CaseView; at: number; session: Session }) {
  const words = useCaseWords();
  const say = words.watch;
  const watch = view.watch ?? NONE;
  const phase = say.phase(watch);
  const open = watch.phase === "open" || watch.phase === "opening";
  const icon = watch.phase === "idle" ? "eye" : CHIP[phase.tone];
  return (
    <section className="card" aria-labelledby="view-title">
      <header>
        <h2 id="view-title">{say.view}</h2>
        <span className="push">
          <Chip tone={phase.tone === "ok" ? "info" : phase.tone} icon={icon}>
            {phase.chip}
          </Chip>
        </span>
      </header>
      <div className="body stack">
        {open ? <Left watch={watch} at={at} /> : null}
        <PhaseNote view={view} watch={watch} />
        <Buttons view={view} watch={watch} session={session} />
        <p className="xs muted">{say.ended}</p>
      </div>
    </section>
  );
}

function Left({ watch, at }: { watch: WatchView; at: number }) {
  const words = useCaseWords();
  const say = words.watch;
  const left = useLeft(watch.leftMillis, at);
  // How long the link was to last is not told: the most that was ever left of this one counts as all of it.
  const most = useRef<{ endsAt: string | null; millis: number }>({ endsAt: null, millis: 0 });
  if (left !== null && (most.current.endsAt !== watch.endsAt || left > most.current.millis)) {
    most.current = { endsAt: watch.endsAt, millis: left };
  }
  useSpoken(left, say.announce);
  if (left === null) return null;
  const share = most.current.millis === 0 ? 0 : left / most.current.millis;
  return (
    <div className="watch-clock">
      <Countdown left={words.time.countdown(left)} share={share} low={left < LOW_MILLIS}>
        {watch.endsAt === null ? null : say.ends(watch.endsAt)}
      </Countdown>
    </div>
  );
}

/** How the view stands, and why the service made none. A lost view is no word of the payer's. */
function PhaseNote({ view, watch }: { view: CaseView; watch: WatchView }) {
  const words = useCaseWords();
  const say = words.watch;
  const phase = say.phase(watch);
  const reason = watch.reason === null ? null : say.reason(watch.reason);
  if (watch.phase === "not_made" && watch.problem !== null && reason === null) {
    return <Fault error={watch.problem} narrow about={[[words.case.label.case, view.id]]} />;
  }
  if (phase.tone === "warn" || phase.tone === "danger") {
    return (
      <>
        <Banner tone={phase.tone} lead={phase.text} text={reason} narrow stop={phase.tone === "danger"} />
        {watch.problem === null ? null : (
          <Fault error={watch.problem} narrow about={[[words.case.label.case, view.id]]} />
        )}
      </>
    );
  }
  return (
    <p className="sm soft">
      {phase.text} {reason === null ? null : <Rich text={reason} />}
    </p>
  );
}

/** Why no view can be opened now. That the session could not be read closes nothing: the service is asked itself. */
function offBecause(view: CaseView, session: Session, words: CaseWords): string | null {
  const why = words.watch.off;
  // Watching decides nothing, so an old reading of the case or an open decision keeps nobody from it.
  if (view.locked === "key_refused" || view.locked === "offline" || view.locked === "not_read")
    return words.fault.locked(view.locked);
  if (!canWatch(view)) return why.over;
  if (session.answer === null) return session.busy ? why.reading : null;
  return session.answer.watchable ? null : why.notWatchable;
}

function Buttons({ view, watch, session }: { view: CaseView; watch: WatchView; session: Session }) {
  const words = useCaseWords();
  const say = words.watch;
  const start = useAsking("watch");
  const stop = useAsking("stop_watching");
  const off = offBecause(view, session, words);
  const busy = start.busy || watch.phase === "preparing";
  const open = watch.phase === "open" || watch.phase === "opening";
  return (
    <>
      <Act
        size={open ? undefined : "big"}
        block
        icon="eye"
        owner="collate"
        consequence={off === null ? say.startDoes : words.fault.notAvailable(off)}
        unavailable={off !== null}
        busy={busy && say.starting}
        onPress={() => start.run({ case: view.id })}
      >
        {watch.phase === "idle" ? say.start : say.again}
      </Act>
      {open || watch.phase === "preparing" ? (
        <Act
          block
          owner="collate"
          consequence={say.stopDoes}
          busy={stop.busy && say.stopping}
          onPress={() => stop.run({ case: view.id })}
        >
          {say.stop}
        </Act>
      ) : null}
      <Fault error={start.error ?? stop.error} narrow about={[[words.case.label.case, view.id]]} />
    </>
  );
}
