import { useCallback } from "react";
import { Banner } from "../../../parts/Banner";
import { Act } from "../../../parts/Button";
import { Chip } from "../../../parts/Chip";
import { Icon, type IconName } from "../../../parts/Icon";
import { Countdown } from "../../../parts/truth/Countdown";
import { useSpoken } from "../../../parts/truth/spoken";
import type { CaseView, HandoffView, LinkView, WireError } from "../../../platform/bindings";
import { useLeft } from "../../../platform/clock";
import { useAsk } from "../../../platform/desk";
import { mark } from "../../../platform/presence";
import { type Asking, useAsking } from "../../../platform/use-asking";
import { type CaseWords, useCaseWords } from "../../../words/pages/case";
import { Fault } from "../../frame/Fault";
import { offBecause } from "../off-because";

const LOW_MILLIS = 60_000;

const CHIP: Record<string, IconName> = {
  ok: "check",
  warn: "warn",
  danger: "stop",
  info: "clock",
  unknown: "own-unknown",
};

export type LinkControl = {
  opening: Asking<"open_portal">;
  renewing: Asking<"renew_link">;
  /** Opens the portal, or opens it again; the moment of the press is told, for the measurements. */
  open: (sinceStart: number) => void;
  renew: () => void;
  /** Why no link can be made now. */
  off: string | null;
};

/** A link is made for a handoff that is active and offers access, on a press, and in no other way. */
export function useLink(view: CaseView, handoff: HandoffView): LinkControl {
  const words = useCaseWords();
  const ask = useAsk();
  const opening = useAsking("open_portal");
  const renewing = useAsking("renew_link");
  const off = linkOff(view, handoff, words);
  const possible = off === null;
  const { run } = opening;
  const id = view.id;
  const open = useCallback(
    (sinceStart: number) => {
      if (!possible) return;
      mark(ask, "open_portal_click", sinceStart);
      run({ case: id });
    },
    [possible, ask, run, id],
  );
  return { opening, renewing, open, renew: () => renewing.run({ case: id }), off };
}

function linkOff(view: CaseView, handoff: HandoffView, words: CaseWords): string | null {
  const closed = offBecause(handoff.state, words);
  if (closed !== null) return closed;
  // A link decides nothing, so it may be made on an old reading.
  if (view.locked !== null && view.locked !== "stale") return words.fault.locked(view.locked);
  return handoff.accessAvailable ? null : words.handoff.link.noAccess;
}

type Props = { view: CaseView; handoff: HandoffView; at: number; link: LinkControl };

export function LinkCard({ view, handoff, at, link: control }: Props) {
  const words = useCaseWords();
  const say = words.handoff.link;
  const { link } = handoff;
  const phase = say.phase(link);
  const live = link.phase === "open" || link.phase === "opening";
  return (
    <section className="card" aria-labelledby="link-title">
      <header>
        <h2 id="link-title">{say.title}</h2>
        <span className="push">
          <Chip tone={phase.tone} icon={CHIP[phase.tone]}>
            {phase.chip}
          </Chip>
        </span>
      </header>
      <div className="body stack">
        {live ? <LiveLink link={link} at={at} /> : <PhaseNote link={link} view={view} />}
        {link.secondRequest ? <Banner tone="warn" narrow {...say.second} /> : null}
        <LinkButtons link={link} live={live} control={control} />
        <Fault error={errorOf(link, live, control)} narrow about={[[words.case.label.case, view.id]]} />
        <p className="xs muted">{say.never}</p>
      </div>
    </section>
  );
}

/** Why the last asking came to nothing, unless the phase says it already. */
function errorOf(link: LinkView, live: boolean, control: LinkControl): WireError | null {
  if (link.phase === "not_made") return control.renewing.error;
  return control.opening.error ?? control.renewing.error ?? (live ? link.problem : null);
}

function PhaseNote({ link, view }: { link: LinkView; view: CaseView }) {
  const words = useCaseWords();
  const phase = words.handoff.link.phase(link);
  if (link.phase === "not_made" && link.problem !== null) {
    return <Fault error={link.problem} narrow about={[[words.case.label.case, view.id]]} />;
  }
  if (phase.tone === "warn" || phase.tone === "danger") {
    return <Banner tone={phase.tone} lead={phase.text} narrow stop={phase.tone === "danger"} />;
  }
  return <p className="sm soft">{phase.text}</p>;
}

function LiveLink({ link, at }: { link: LinkView; at: number }) {
  const words = useCaseWords();
  const say = words.handoff.link;
  const left = useLeft(link.leftMillis, at);
  useSpoken(left, say.announce);
  if (left === null) return <p className="sm soft">{say.phase(link).text}</p>;
  const shown = words.time.countdown(left);
  const share = link.lifeMillis === null || link.lifeMillis === 0 ? 0 : left / link.lifeMillis;
  return (
    <>
      <Countdown left={shown} share={share} low={left < LOW_MILLIS}>
        {link.endsAt === null ? null : say.ends(link.endsAt)}
      </Countdown>
      {link.phase === "opening" ? <p className="sm soft">{say.phase(link).text}</p> : null}
      {link.asks ? (
        <Banner tone="warn" narrow lead={say.asks(shown)} text={say.asksText} />
      ) : link.phase === "open" ? (
        <p className="xs soft row top">
          <Icon name={link.willRenew ? "check" : "clock"} size="s" />
          <span>{link.willRenew ? say.willRenew : say.willAsk}</span>
        </p>
      ) : null}
    </>
  );
}

/** Open and Reopen are one button under two names, and the focus stays on it. */
function LinkButtons({ link, live, control }: { link: LinkView; live: boolean; control: LinkControl }) {
  const words = useCaseWords();
  const say = words.handoff.link;
  const off = control.off === null ? null : words.fault.notAvailable(control.off);
  return (
    <div className={link.phase === "open" ? "grid-2 near" : "stack"}>
      {link.phase === "open" ? (
        <Act
          look={link.asks ? "primary" : "plain"}
          block
          icon="sync"
          owner="yours"
          consequence={off ?? say.renewDoes}
          unavailable={off !== null}
          busy={(link.renewing || control.renewing.busy) && say.renewing}
          onPress={control.renew}
        >
          {say.renew}
        </Act>
      ) : null}
      <Act
        look={live ? "plain" : "primary"}
        size={live ? undefined : "big"}
        block
        icon="out"
        hint="O"
        owner="yours"
        consequence={off ?? say.openDoes}
        unavailable={off !== null}
        busy={(control.opening.busy || link.phase === "preparing") && say.opening}
        onPress={(event) => control.open(event.timeStamp)}
      >
        {live || link.opened > 0 || link.phase === "program_ended" ? say.reopen : say.open}
      </Act>
    </div>
  );
}
