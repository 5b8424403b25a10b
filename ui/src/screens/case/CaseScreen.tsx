import { useEffect, useMemo } from "react";
import { Banner } from "../../parts/Banner";
import { Button, ButtonLink } from "../../parts/Button";
import { type KeyBinding, useKeys } from "../../parts/keys";
import { ScrollRegion } from "../../parts/ScrollRegion";
import type { CaseView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useCase, useDesk } from "../../platform/desk";
import { useAsking } from "../../platform/use-asking";
import { useCaseWords } from "../../words/pages/case";
import { Fault } from "../frame/Fault";
import { type Beside, useBeside } from "../frame/left";
import { type CaseTab, href, navigate, settle } from "../frame/route";
import { HandoffScreen } from "../handoff/HandoffScreen";
import { RequirementsTab } from "../requirements/RequirementsTab";
import { ReviewTab } from "../review/ReviewTab";
import { WatchScreen } from "../watch/WatchScreen";
import { CaseHeader } from "./CaseHeader";
import { FactsTab } from "./FactsTab";
import { type Copying, useCopying } from "./facts/copying";
import { TimelineTab } from "./timeline/TimelineTab";

/** Which list one came from, and goes back to. */
function useBack(view: CaseView | null, beside: Beside | null): () => void {
  const turn = beside?.list.turn ?? view?.turn ?? "yours";
  const step = beside?.list.step ?? null;
  return useMemo(() => () => navigate({ page: "queue", turn, step }), [turn, step]);
}

/** The tabs every case has: going on to the next case stays on them. Any other is opened where its next step is. */
const STAYS: readonly (CaseTab | null)[] = ["timeline", "facts"];
/** Where a portal may be open, no key leads away. */
const HOLDS: readonly (CaseTab | null)[] = ["handoff", "watch"];

function useCaseKeys(view: CaseView | null, tab: CaseTab | null, beside: Beside | null): void {
  const { keys: say } = useCaseWords();
  const back = useBack(view, beside);
  useKeys(
    useMemo<KeyBinding[]>(() => {
      const toList: KeyBinding = { keys: "Escape", label: say.back, group: "case", hint: true, run: back };
      if (beside === null || HOLDS.includes(tab)) return [toList];
      const to = (id: string | null) => () => {
        if (id === null) return;
        beside.went(id);
        navigate({ page: "case", id, tab: STAYS.includes(tab) ? tab : null });
      };
      return [
        toList,
        { keys: "j", label: say.down, group: "case", run: to(beside.next) },
        { keys: "k", label: say.up, group: "case", run: to(beside.previous) },
      ];
    }, [say, back, beside, tab]),
  );
}

/** One case: what is asked, the package, the facts, the portal step. */
export function CaseScreen({ id, tab }: { id: string; tab: CaseTab | null }) {
  const words = useCaseWords();
  const told = useCase(id);
  const view = told.value ?? null;
  useCaseKeys(view, tab, useBeside(id));
  const copying = useCopying(view, tab === "facts" || tab === "timeline");
  const best = view === null ? null : words.open(view.wanted).to;
  useEffect(() => {
    if (tab === null && best !== null) settle({ page: "case", id, tab: best });
  }, [tab, best, id]);
  if (view === null)
    return <NotThere id={id} known={told.value === undefined && told.problem === null} problem={told.problem} />;
  const shown = tab ?? best ?? "facts";
  if (shown === "handoff") return <HandoffScreen view={view} at={told.at} />;
  if (shown === "watch") return <WatchScreen view={view} at={told.at} />;
  return (
    <div className="case-page">
      <CaseHeader view={view} tab={shown} />
      <Body view={view} tab={shown} copying={copying} />
    </div>
  );
}

type BodyProps = { view: CaseView; tab: Exclude<CaseTab, "handoff" | "watch">; copying: Copying };

function Body({ view, tab, copying }: BodyProps) {
  const words = useCaseWords();
  const label = {
    requirements: words.case.requirements,
    review: words.review.region,
    timeline: words.timeline.region,
    facts: words.case.facts,
  }[tab];
  return (
    <ScrollRegion label={label} className="case-body">
      <StaleNote view={view} />
      {tab === "requirements" ? <RequirementsTab view={view} /> : null}
      {tab === "review" ? <ReviewTab view={view} /> : null}
      {tab === "timeline" ? <TimelineTab view={view} copying={copying} /> : null}
      {tab === "facts" ? <FactsTab view={view} copying={copying} /> : null}
    </ScrollRegion>
  );
}

/** That the case was read too long ago to act on, or in an earlier run only. */
export function StaleNote({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const now = useNow(10_000);
  const again = useAsking("read_again");
  const { value: desk } = useDesk();
  const { remembered, stale, readAt } = view.reading;
  // Where reading as a whole is in trouble, the frame says so; of when this is, only the case can tell.
  if (!remembered && (!stale || desk?.sync.state !== "in_step")) return null;
  return (
    <div className="case-notes">
      <Banner tone="warn" icon="clock" {...words.case[remembered ? "remembered" : "stale"](readAt, now)}>
        <Button size="small" busy={again.busy && words.case.trying} onPress={() => again.run({ case: view.id })}>
          {words.case.tryNow}
        </Button>
      </Banner>
      <Fault error={again.error} />
    </div>
  );
}

function NotThere({
  id,
  known,
  problem,
}: {
  id: string;
  known: boolean;
  problem: Parameters<typeof Fault>[0]["error"];
}) {
  const words = useCaseWords();
  const open = useAsking("open_case");
  const { run } = open;
  // The address may name a case that this desk has not read yet, as after a restart.
  useEffect(() => {
    if (!known) run({ case: id });
  }, [known, id, run]);
  const failed = open.error ?? problem;
  return (
    <section className="case-body stack" aria-label={words.case.workArea}>
      <h1 tabIndex={-1} className="id">
        {id}
      </h1>
      {failed === null ? (
        <p className="sm muted">{words.case.reading}</p>
      ) : (
        <Fault error={failed} about={[[words.case.label.case, id]]}>
          <Button size="small" busy={open.busy && words.case.reading} onPress={() => run({ case: id })}>
            {words.case.readAgain}
          </Button>
        </Fault>
      )}
      <span>
        <ButtonLink href={href({ page: "queue", turn: "yours", step: null })}>{words.frame.turn.yours}</ButtonLink>
      </span>
    </section>
  );
}
