import { useMemo } from "react";
import { ActLink } from "../../parts/Button";
import { Chip } from "../../parts/Chip";
import { type KeyBinding, useKeys } from "../../parts/keys";
import { Rich } from "../../parts/Rich";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, HandoffView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import type { WantedWords } from "../../words/en/wanted";
import { type CaseWords, useCaseWords } from "../../words/pages/case";
import { CaseFoot } from "../case/CaseFoot";
import { CaseLadder } from "../case/CaseLadder";
import { decided } from "../case/decided";
import { knowsOf } from "../case/knows";
import { href, navigate } from "../frame/route";
import { mono, ownReport, Report, Result, Typed } from "./Ended";

/** After a handoff: what was claimed, what is proved, and what was typed and never sent. */
export function Closed({ view, handoff }: { view: CaseView; handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.closed;
  return (
    <div className="two">
      <div className="stack-l">
        <section className="card" aria-labelledby="truth-title">
          <header>
            <h2 id="truth-title">{say.truth}</h2>
            <span className="push xs muted">{say.onlyLastTwo}</span>
          </header>
          <div className="body">
            <CaseLadder view={view} />
          </div>
        </section>
        <Result view={view} handoff={handoff} title={words.handoff.closed.resultTitle} />
        <Report handoff={handoff} />
        <Typed view={view} handoff={handoff} />
        <Proof view={view} />
      </div>
      <aside className="stack" aria-label={say.aside}>
        <NextStep view={view} handoff={handoff} />
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

/** Payer evidence, when it has come: the only place where "submitted" is a fact. */
function Proof({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const now = useNow(60_000);
  const { receipt, decision } = view;
  const { label } = words.case;
  if (receipt === null && decision === null) return null;
  return (
    <section className="card" aria-labelledby="proof-title">
      <header>
        <h2 id="proof-title">{words.case.factsTitle.truth}</h2>
        <Chip tone="ok" icon="check">
          {receipt === null ? words.case.payerDecision : words.case.payerReceipt}
        </Chip>
        <span className="push xs muted">{words.case.fromPayer}</span>
      </header>
      <div className="body">
        <FactList
          missing={words.case.notReturned}
          facts={[
            [label.reference, mono(receipt?.reference)],
            [label.received, receipt?.receivedAt ? words.time.full(receipt.receivedAt, now) : null],
            ...(decision === null
              ? []
              : ([
                  [label.decision, decided(view, words)],
                  [label.number, mono(decision.number)],
                ] as const)),
          ]}
        />
      </div>
    </section>
  );
}

function useNextKey(): void {
  const { keys } = useCaseWords();
  const bindings = useMemo<KeyBinding[]>(() => {
    const run = () => navigate({ page: "queue", turn: "yours", step: null });
    return [{ keys: "Enter", label: keys.nextCase, group: "handoff", hint: true, run }];
  }, [keys]);
  useKeys(bindings);
}

/** What is wanted now. Only what was reported is compared with the payer side; a revoked access reports nothing. */
function wantedNow(view: CaseView, handoff: HandoffView, words: CaseWords): Pick<WantedWords, "sentence" | "text"> {
  const say = words.handoff.closed;
  const own = ownReport(handoff);
  const compared = view.wanted.kind === "working" && view.wanted.afterReport && own !== null && own.kind !== "revoked";
  return compared ? { sentence: say.nothing, text: say.nothingText } : words.wanted(view.wanted, knowsOf(view));
}

function NextStep({ view, handoff }: { view: CaseView; handoff: HandoffView }) {
  const words = useCaseWords();
  const say = words.handoff.closed;
  const yours = view.turn === "yours";
  const { sentence, text } = wantedNow(view, handoff, words);
  const open = words.open(view.wanted);
  const next = href({ page: "queue", turn: "yours", step: null });
  useNextKey();
  return (
    <section className="card" aria-labelledby="next-title">
      <header>
        <h2 id="next-title">
          <Rich text={sentence} />
        </h2>
      </header>
      <div className="body stack">
        {text === null ? null : (
          <p className="sm soft">
            <Rich text={text} />
          </p>
        )}
        {view.turn === "collate" ? null : (
          <ActLink
            look={yours ? "primary" : "plain"}
            size="big"
            block
            owner="yours"
            consequence={words.opensTheCase}
            href={href({ page: "case", id: view.id, tab: open.to })}
          >
            {say.openCase}
          </ActLink>
        )}
        <ActLink
          look={yours ? "plain" : "primary"}
          size="big"
          block
          hint="Enter"
          owner={view.turn}
          consequence={view.turn === "collate" ? say.nextDoes : say.nextDoesDone}
          href={next}
        >
          {say.next}
        </ActLink>
      </div>
    </section>
  );
}
