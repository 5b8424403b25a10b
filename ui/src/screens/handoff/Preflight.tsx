import { type ReactNode, type RefObject, useRef } from "react";
import { Banner, type BannerTone } from "../../parts/Banner";
import { Act, ActLink, Button } from "../../parts/Button";
import { Icon, type IconName } from "../../parts/Icon";
import { useKeys } from "../../parts/keys";
import { Rich } from "../../parts/Rich";
import type { CaseView, PreflightView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { type Reading, useReading } from "../../platform/use-reading";
import { type CaseWords, useCaseWords } from "../../words/pages/case";
import type { Rich as RichText } from "../../words/rich";
import { CaseFoot } from "../case/CaseFoot";
import { useNotSaidYet } from "../case/said";
import { ToUnsaved, useUnsavedReason } from "../case/unsaved";
import { Fault } from "../frame/Fault";
import { href, navigate } from "../frame/route";
import { Report, Result, Typed } from "./Ended";

/** Everything to know before the one-way step, and the button that takes it. */
export function Preflight({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff.preflight;
  // Read when the page opens and whenever the case changed since. Reading changes nothing.
  const check = useReading("preflight", { case: view.id }, `${view.id} ${view.version}`);
  const unread = useNotSaidYet(check.error ?? check.answer?.problem ?? null);
  return (
    <div className="two">
      <div className="stack-l">
        <LastTime view={view} />
        <section className="card" aria-labelledby="preflight-title">
          <header>
            <h2 id="preflight-title">{say.title}</h2>
            <span className="push muted xs">
              {check.answer === null ? (check.busy ? say.reading : null) : say.readJustNow(check.answer.readAt)}
            </span>
          </header>
          <Checks view={view} answer={check.answer} />
          {unread === null ? null : (
            <div className="body">
              <Fault error={unread} about={[[words.case.label.case, view.id]]}>
                <Button size="small" busy={check.busy && say.reading} onPress={check.again}>
                  {say.checkAgain}
                </Button>
              </Fault>
            </div>
          )}
        </section>
      </div>
      <aside className="stack" aria-label={say.aside}>
        <Start view={view} check={check} />
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

/** A portal step of this case that is over: how it ended, and what was typed for it and never sent. */
function LastTime({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const { handoff } = view;
  if (handoff === null || handoff.state !== "closed") return null;
  return (
    <>
      <Result view={view} handoff={handoff} title={words.handoff.closed.lastTitle} />
      <Report handoff={handoff} />
      <Typed view={view} handoff={handoff} />
    </>
  );
}

const ICONS: Record<BannerTone, IconName> = {
  ok: "check",
  warn: "warn",
  danger: "stop",
  unknown: "own-unknown",
  info: "info",
  yours: "own-yours",
};

function Check({ tone, title, text, source }: { tone: BannerTone; title: string; text: RichText; source: string }) {
  return (
    <li>
      <span className={tone === "info" ? "muted" : `tone-${tone}`}>
        <Icon name={ICONS[tone]} />
      </span>
      <span className="k">{title}</span>
      <span className="v soft">
        <Rich text={text} />
      </span>
      <span className="src">{source}</span>
    </li>
  );
}

function packageCheck(view: CaseView, words: CaseWords): { tone: BannerTone; text: RichText } {
  const say = words.handoff.preflight;
  const { wanted } = view;
  const accepted = view.package?.accepted ?? null;
  if (wanted.kind === "other_package") return { tone: "danger", text: say.packageOther(wanted.named, wanted.onCase) };
  if (wanted.kind === "package_out_of_date") return { tone: "danger", text: say.packageOld };
  if (wanted.kind === "review_for_portal") {
    return { tone: "danger", text: say.packageUnread(view.package?.snapshot ?? "") };
  }
  if (view.package !== null && accepted !== null) {
    return { tone: "ok", text: say.packageAccepted(accepted[0], accepted[1], view.package.snapshot) };
  }
  return { tone: "ok", text: say.packageNone };
}

function Checks({ view, answer }: { view: CaseView; answer: PreflightView | null }) {
  const words = useCaseWords();
  const say = words.handoff.preflight;
  const rows = answer === null ? null : say.rows(answer);
  const pack = packageCheck(view, words);
  return (
    <ol className="pf" aria-busy={answer === null || undefined}>
      {rows === null || answer === null ? null : <Check {...rows.holder} source={say.liveCheckAt(answer.readAt)} />}
      <Check {...pack} title={say.package} source={say.caseVersion(answer?.version ?? view.version)} />
      {rows === null ? null : (
        <>
          <Check {...rows.submit} source={say.liveCheck} />
          <Check {...rows.boundary} source={say.liveCheck} />
        </>
      )}
      {answer?.serviceReason ? (
        <Check
          tone="info"
          title={say.serviceSays}
          text={say.serviceReason(answer.serviceReason)}
          source={say.liveCheck}
        />
      ) : null}
    </ol>
  );
}

/** Why a handoff cannot be started, in the order that matters. The service's own word is shown, but is never a gate. */
function offBecause(
  view: CaseView,
  check: Reading<"preflight">,
  unsaved: string | null,
  words: CaseWords,
): string | null {
  const why = words.handoff.preflight.closed;
  switch (view.wanted.kind) {
    case "other_package":
      return why.other;
    case "package_out_of_date":
      return why.old;
    case "review_for_portal":
      return why.review;
  }
  if (view.locked !== null) return words.fault.locked(view.locked);
  if (unsaved !== null) return unsaved;
  if (check.answer !== null) return null;
  return check.busy ? why.reading : why.unread;
}

function Start({ view, check }: { view: CaseView; check: Reading<"preflight"> }) {
  const words = useCaseWords();
  const say = words.handoff.preflight;
  const start = useAsking("start_handoff");
  const off = offBecause(view, check, useUnsavedReason(view), words);
  const snapshot = view.package?.accepted ? view.package.snapshot : null;
  const button = useRef<HTMLButtonElement>(null);
  const notNow = () => navigate({ page: "queue", turn: view.turn, step: null });
  const begin = () => {
    // Exactly the version that the check read, and the page shows.
    if (check.answer !== null) start.run({ case: view.id, version: check.answer.version });
  };
  useStartKeys(button, notNow);
  return (
    <section className="next" aria-labelledby="start-title">
      <div className="stack-s">
        <span className="eyebrow">{words.case.nextAction}</span>
        <h2 id="start-title">{say.takeOver(view.header.payer)}</h2>
      </div>
      <Banner tone="warn" narrow {...say.oneWay} />
      <PackageFirst view={view} />
      <Act
        ref={button}
        look="primary"
        size="big"
        block
        hint="Ctrl Enter"
        owner="yours"
        consequence={
          off === null ? say.startDoes(check.answer?.version ?? null, snapshot) : words.fault.notAvailable(off)
        }
        unavailable={off !== null}
        busy={start.busy && say.starting}
        onPress={begin}
      >
        {say.start}
      </Act>
      <ToUnsaved view={view} />
      <Fault error={start.error} narrow about={[[words.case.label.case, view.id]]} />
      <Act block owner="yours" consequence={say.notNowDoes} onPress={notNow}>
        {say.notNow}
      </Act>
    </section>
  );
}

/** The way to the package, while it stands between the operator and the portal. */
function PackageFirst({ view }: { view: CaseView }): ReactNode {
  const words = useCaseWords();
  const say = words.handoff.preflight;
  const old = view.wanted.kind === "package_out_of_date";
  if (view.wanted.kind !== "review_for_portal" && !old) return null;
  return (
    <ActLink
      look="primary"
      size="big"
      block
      owner="yours"
      consequence={say.nothingIsSent}
      href={href({ page: "case", id: view.id, tab: "review" })}
    >
      {old ? say.openNewPackage : say.openPackage}
    </ActLink>
  );
}

/** The step is one way, so no key alone takes it: the key only goes to its button. */
function useStartKeys(button: RefObject<HTMLButtonElement | null>, notNow: () => void): void {
  const { keys } = useCaseWords();
  const toStart = () => button.current?.focus();
  useKeys([
    { keys: "Ctrl+Enter", label: keys.toStart, group: "handoff", hint: true, run: toStart },
    { keys: "Escape", label: keys.notNow, group: "handoff", hint: true, run: notNow },
  ]);
}
