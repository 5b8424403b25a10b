import { useEffect } from "react";
import { ButtonLink } from "../../parts/Button";
import { ScrollRegion } from "../../parts/ScrollRegion";
import { Steps } from "../../parts/truth/Steps";
import type { CaseView, HandoffView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { HandoffHeader } from "../case/CaseHeader";
import { StaleNote } from "../case/CaseScreen";
import { CommandBanner } from "../case/CommandBanner";
import { UnknownNote } from "../case/UnknownNote";
import { reportKey } from "../drafts/written";
import { useMemory } from "../frame/memory";
import { href } from "../frame/route";
import { Closed } from "./Closed";
import { DoubleDriver } from "./DoubleDriver";
import { Cockpit } from "./open/Cockpit";
import { Preflight } from "./Preflight";

type Stage = "preflight" | "someone" | "open" | "closed" | "none";

const BEFORE = ["take_over", "review_for_portal", "other_package", "package_out_of_date"];

/** Which part of the portal step is on. What is wanted decides; a handoff of long ago does not hide a new one. */
export function stageOf(view: CaseView): Stage {
  if (view.wanted.kind === "someone_in_portal") return "someone";
  if (view.wanted.kind === "in_portal" && view.handoff !== null) return "open";
  if (BEFORE.includes(view.wanted.kind) && (view.action === null || view.action === "complete_payer_interaction")) {
    return "preflight";
  }
  if (view.handoff !== null) return view.handoff.state === "closed" ? "closed" : "open";
  return "none";
}

const STATES = ["offered", "active", "closing", "closed"];

function HandoffSteps({ handoff, stage }: { handoff: HandoffView | null; stage: Stage }) {
  const words = useCaseWords();
  const say = words.handoff;
  const shown = stage === "preflight" || stage === "none" ? null : handoff;
  const at = (iso: string | null, exact: boolean) =>
    iso === null ? null : exact ? words.time.clock(iso) : words.time.minute(iso);
  const now = shown === null ? null : STATES.indexOf(shown.state);
  const times = [shown?.createdAt ?? null, shown?.activatedAt ?? null, null, shown?.closedAt ?? null];
  return (
    <Steps
      label={say.progress}
      now={now === null || now < 0 ? null : now}
      notYou={stage === "someone" ? say.notByYou : undefined}
      steps={STATES.map((state, index) => ({
        name: say.step[state] ?? state,
        at: at(times[index] ?? null, index === now),
      }))}
    />
  );
}

/** What was typed for a handoff is of no more use once what was said of it has arrived. */
function useDropSent({ id, handoff }: CaseView): void {
  const { drafts } = useMemory();
  const sent = handoff === null || handoff.report === null ? null : reportKey(id, handoff.id);
  useEffect(() => {
    if (sent !== null) drafts.drop(sent);
  }, [drafts, sent]);
}

/** The portal step of a case, from before it starts until what it came to is known. */
export function HandoffScreen({ view, at }: { view: CaseView; at: number }) {
  const words = useCaseWords();
  const stage = stageOf(view);
  useDropSent(view);
  const reconciling = view.wanted.kind === "working" && view.wanted.afterReport;
  return (
    <div className="case-page">
      <HandoffHeader view={view} here={reconciling ? words.handoff.reconciling : words.handoff.crumb}>
        <HandoffSteps handoff={view.handoff} stage={stage} />
      </HandoffHeader>
      <ScrollRegion label={words.handoff.region} className={stage === "open" ? "case-body tight" : "case-body"}>
        <StaleNote view={view} />
        <div className="stack-l">
          <CommandBanner view={view} />
          <UnknownNote view={view} />
          <Stages view={view} at={at} stage={stage} />
        </div>
      </ScrollRegion>
    </div>
  );
}

function Stages({ view, at, stage }: { view: CaseView; at: number; stage: Stage }) {
  switch (stage) {
    case "preflight":
      return <Preflight view={view} />;
    case "someone":
      return <DoubleDriver view={view} />;
    case "open":
      return view.handoff === null ? null : <Cockpit view={view} handoff={view.handoff} at={at} />;
    case "closed":
      return view.handoff === null ? null : <Closed view={view} handoff={view.handoff} />;
    case "none":
      return <None view={view} />;
  }
}

function None({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff;
  return (
    <div className="empty">
      <h2>{say.none.title}</h2>
      <p className="sm soft">{say.none.text}</p>
      <ButtonLink href={href({ page: "case", id: view.id, tab: "facts" })}>{say.backToCase}</ButtonLink>
    </div>
  );
}
