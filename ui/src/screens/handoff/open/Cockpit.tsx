import { useMemo, useRef } from "react";
import { Banner } from "../../../parts/Banner";
import { useKept } from "../../../parts/keep";
import { type KeyBinding, useKeys } from "../../../parts/keys";
import { Rich } from "../../../parts/Rich";
import { FactList } from "../../../parts/truth/FactList";
import { Ladder } from "../../../parts/truth/Ladder";
import type { CaseView, HandoffView, RungState } from "../../../platform/bindings";
import { useNow } from "../../../platform/clock";
import { useCaseWords } from "../../../words/pages/case";
import { CaseFoot } from "../../case/CaseFoot";
import { reportKey } from "../../drafts/written";
import { useMemory } from "../../frame/memory";
import { Report } from "../Ended";
import { ReportCard } from "../report/ReportCard";
import { RevokeButton } from "../report/RevokeDialog";
import { CopyList } from "./CopyList";
import { LinkCard, useLink } from "./LinkCard";
import { PackageCard } from "./PackageCard";

/** The handoff while it is open: what to type, the link to the portal, and the report. */
export function Cockpit({ view, handoff, at }: { view: CaseView; handoff: HandoffView; at: number }) {
  const words = useCaseWords();
  const { drafts } = useMemory();
  const [draft, change] = useKept(drafts, reportKey(view.id, handoff.id));
  // Nothing is typed into a portal one could not finish in: the reasons take the room of the package.
  const unable = draft.ended === "unable";
  const link = useLink(view, handoff);
  const heading = useRef<HTMLHeadingElement>(null);
  const confirm = useRef<() => void>(() => undefined);
  useCockpitKeys(heading, confirm, link.open);
  return (
    <>
      <StateNote handoff={handoff} />
      <div className={unable ? "cockpit wide" : "cockpit"}>
        {unable ? null : (
          <div className="stack">
            <CopyList view={view} handoff={handoff} />
            <PackageCard view={view} />
          </div>
        )}
        {handoff.report === null ? (
          <ReportCard view={view} handoff={handoff} draft={draft} change={change} heading={heading} confirm={confirm} />
        ) : (
          <Report handoff={handoff} />
        )}
        <aside className="stack" aria-label={words.handoff.link.aside}>
          {unable ? <AfterReport /> : null}
          <LinkCard view={view} handoff={handoff} at={at} link={link} />
          <About handoff={handoff} />
          <div className="stack">
            <section className="card">
              <div className="body">
                <RevokeButton view={view} handoff={handoff} draft={draft} change={change} />
              </div>
            </section>
            <CaseFoot view={view} />
          </div>
        </aside>
      </div>
    </>
  );
}

function useCockpitKeys(
  heading: { current: HTMLHeadingElement | null },
  confirm: { current: () => void },
  open: (sinceStart: number) => void,
): void {
  const { keys } = useCaseWords();
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        { keys: "r", label: keys.report, group: "handoff", hint: true, run: () => heading.current?.focus() },
        { keys: "o", label: keys.reopen, group: "handoff", hint: true, run: () => open(performance.now()) },
        { keys: "Ctrl+Enter", label: keys.confirmReport, group: "handoff", hint: true, run: () => confirm.current() },
      ],
      [keys, heading, confirm, open],
    ),
  );
}

/** States in which there is nothing to do but wait, and states nobody knows. */
function StateNote({ handoff }: { handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff;
  switch (handoff.state) {
    case "active":
    case "closed":
      return null;
    case "offered":
      return <Banner tone="info" icon="clock" {...say.offered} />;
    case "closing":
      return <Banner tone="info" icon="clock" {...say.closing} />;
    default:
      return <Banner tone="unknown" {...say.unknownState(handoff.state)} />;
  }
}

function About({ handoff }: { handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.about;
  const now = useNow(1000);
  const since = handoff.activatedAt === null ? null : now - Date.parse(handoff.activatedAt);
  return (
    <section className="card" aria-label={words.handoff.crumb}>
      <div className="body">
        <FactList
          missing={words.case.notReturned}
          facts={[
            [
              say.inPortal,
              since === null || Number.isNaN(since) ? null : (
                <span key="since" className="strong">
                  {words.time.span(Math.max(0, since))}
                </span>
              ),
            ],
            [
              say.package,
              handoff.acceptedPackage === null ? (
                say.noPackage
              ) : (
                <Rich key="package" text={say.packageAccepted(handoff.acceptedPackage)} />
              ),
            ],
            [say.submit, handoff.finalSubmitCapable ? say.submitYes : say.submitNo],
            [say.locked, say.lockedText],
            [say.links, handoff.link.phase === "program_ended" ? say.openedNoneYet : say.opened(handoff.link.opened)],
          ]}
        />
      </div>
    </section>
  );
}

const AFTER: readonly RungState[] = ["said", "busy", "none", "none"];

function AfterReport() {
  const words = useCaseWords();
  return (
    <section className="card" aria-labelledby="after-title">
      <header>
        <h3 id="after-title">{words.handoff.report.after}</h3>
      </header>
      <div className="body">
        <Ladder
          rungs={words.truth.after.map((rung, index) => ({ ...rung, state: AFTER[index] ?? "none" }))}
          now={null}
          nowWord={words.truth.now}
          label={words.handoff.report.after}
          vertical
        />
      </div>
    </section>
  );
}
