import type { ReactNode } from "react";
import { Icon } from "../../parts/Icon";
import { OwnerTag } from "../../parts/owner";
import { Rich } from "../../parts/Rich";
import type { CaseView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useWords } from "../../words";
import { type Beside, useBeside } from "../frame/left";
import { type CaseTab, href } from "../frame/route";
import { CaseLadder } from "./CaseLadder";
import { factOf } from "./facts/fact-of";
import { ownerWord } from "./owner-word";
import { UnsavedHint } from "./unsaved";

/** Where one is, whose turn it is, and how fresh that is. From the portal step the case itself is one step back. */
function Crumb({ view, here }: { view: CaseView; here: string | null }) {
  const words = useWords();
  const { readAt, everySeconds } = view.reading;
  const now = useNow(60_000);
  const beside = useBeside(view.id);
  const { turn, step } = beside?.list ?? { turn: view.turn, step: null };
  return (
    <nav className="crumb" aria-label={words.case.where}>
      <a href={href({ page: "queue", turn, step })}>
        {step === null ? words.frame.turn[turn] : words.frame.step[step]}
      </a>
      <Icon name="right" size="s" />
      {here === null ? (
        <Place id={view.id} beside={beside} />
      ) : (
        <>
          <a className="id" href={href({ page: "case", id: view.id, tab: "facts" })}>
            {view.id}
          </a>
          <Icon name="right" size="s" />
          <span>{here}</span>
        </>
      )}
      <span className="push row-2">
        <Icon name="sync" size="s" />
        <span>
          <Rich text={words.case.asOf(readAt, view.version, now)} />
          {everySeconds === null ? null : `. ${words.case.reads(everySeconds)}`}
        </span>
      </span>
    </nav>
  );
}

/** Where the case stands in the list it was opened from, and the keys to those beside it; else which case it is. */
function Place({ id, beside }: { id: string; beside: Beside | null }) {
  const words = useWords();
  if (beside === null) return <span className="id">{id}</span>;
  return (
    <>
      <span>{words.case.placeOf(beside.place, beside.of)}</span>
      <span className="row-2">
        <kbd>K</kbd>
        <kbd>J</kbd>
        {words.case.besides}
      </span>
    </>
  );
}

/** Who it is about, where the answers say so: no other place names a patient. */
function Names({ view }: { view: CaseView }) {
  const words = useWords();
  const now = useNow(60_000);
  const name = factOf(view.facts, "patient_name");
  const clinic = factOf(view.facts, "clinic_number");
  return (
    <div className="stack-s">
      <h1 tabIndex={-1}>
        {name === null ? <span className="id">{view.id}</span> : <span>{name}</span>}{" "}
        <OwnerTag turn={view.turn}>{ownerWord(words, view.turn, view.wanted)}</OwnerTag>
      </h1>
      <p className="soft sm">
        <Rich text={words.case.header(view.header, factOf(view.facts, "ordering_provider"))} />
      </p>
      <p className="xs muted row wrap">
        {name === null ? <span>{words.fact.noName}</span> : <span className="id">{view.id}</span>}
        {clinic === null ? null : (
          <span>
            {words.fact.name.clinic_number} <span className="id">{clinic}</span>
          </span>
        )}
        <span>{words.case.since(view.header, now)}</span>
        <UnsavedHint view={view} />
      </p>
    </div>
  );
}

/** The head of the case's own pages. */
export function CaseHeader({ view, tab }: { view: CaseView; tab: CaseTab }) {
  return (
    <div>
      <Crumb view={view} here={null} />
      <div className="case-head">
        <Names view={view} />
        <CaseLadder view={view} brief />
      </div>
      <Tabs view={view} tab={tab} />
    </div>
  );
}

/** The head of the portal step: its own steps take the ladder's place. */
export function HandoffHeader({ view, here, children }: { view: CaseView; here: string; children: ReactNode }) {
  return (
    <div>
      <Crumb view={view} here={here} />
      <div className="case-head stepped">
        <Names view={view} />
        {children}
      </div>
    </div>
  );
}

/** Open items under Requirements: what is wanted of the operator, not what was ever asked. */
function openItems(view: CaseView): number {
  return view.wanted.kind === "resolve" ? view.wanted.questions + view.wanted.documents + view.wanted.issues : 0;
}

function hasHandoff(view: CaseView): boolean {
  const portal = ["take_over", "review_for_portal", "in_portal", "someone_in_portal"];
  return view.handoff !== null || portal.includes(view.wanted.kind);
}

function Tabs({ view, tab }: { view: CaseView; tab: CaseTab }) {
  const words = useWords();
  const say = words.case;
  const link = (to: CaseTab) => ({
    href: href({ page: "case", id: view.id, tab: to }),
    "aria-current": tab === to ? ("page" as const) : undefined,
  });
  const open = openItems(view);
  const warnings = view.package?.warnings ?? 0;
  return (
    <nav className="tabs" aria-label={say.tabs}>
      <a {...link("requirements")}>
        {say.requirements}
        {open === 0 ? null : (
          <span className="n">
            {open}
            <span className="vh"> {say.open(open).replace(/^\d+ /, "")}</span>
          </span>
        )}
      </a>
      {view.package === null ? null : (
        <a {...link("review")}>
          {say.review}
          {warnings === 0 ? null : (
            <span className="n">
              {warnings}
              <span className="vh"> {say.warnings(warnings).replace(/^\d+ /, "")}</span>
            </span>
          )}
        </a>
      )}
      <a {...link("timeline")}>{say.timeline}</a>
      <a {...link("facts")}>{say.facts}</a>
      {hasHandoff(view) ? <a {...link("handoff")}>{say.handoff}</a> : null}
    </nav>
  );
}
