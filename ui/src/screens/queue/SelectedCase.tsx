import { type Ref, useEffect, useState } from "react";
import { ActLink } from "../../parts/Button";
import { CopyGlyph } from "../../parts/CopyButton";
import { OwnerTag } from "../../parts/owner";
import { Rich } from "../../parts/Rich";
import { ScrollRegion } from "../../parts/ScrollRegion";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, HeaderView, RowView, TurnCode, WantedView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useCase } from "../../platform/desk";
import { useWords } from "../../words";
import { CaseLadder } from "../case/CaseLadder";
import { factOf } from "../case/facts/fact-of";
import { ownerWord } from "../case/owner-word";
import { href } from "../frame/route";

/** A case counts as on screen, and is read often, only when the selection rests on it. */
const REST_MILLIS = 120;

function useRested(id: string | null): string | null {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), REST_MILLIS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested === id ? id : null;
}

type Known = {
  id: string;
  turn: TurnCode;
  wanted: WantedView;
  reference: string | null;
  header: HeaderView;
  patient: string | null;
  memberId: string | null;
  provider: string | null;
  readAt: string;
};

const NOT_IN_ROW = {
  coverageState: null,
  policy: null,
  completedAt: null,
  canceledAt: null,
  channel: null,
  accessMode: null,
};

/** What is shown at once comes from the row; the rest follows from the case. */
function known(id: string, row: RowView | null, view: CaseView | null): Known | null {
  if (view !== null) {
    const { turn, wanted, header, facts } = view;
    return {
      id,
      turn,
      wanted,
      reference: view.receipt?.reference ?? null,
      header,
      patient: factOf(facts, "patient_name"),
      memberId: factOf(facts, "member_id"),
      provider: factOf(facts, "ordering_provider"),
      readAt: view.reading.readAt,
    };
  }
  if (row === null) return null;
  const { turn, wanted, reference, patient, memberId, readAt } = row;
  return { id, turn, wanted, reference, header: { ...row, ...NOT_IN_ROW }, patient, memberId, provider: null, readAt };
}

/** The case at hand, beside the list. Its key is shown while the key opens it: once it has left the list, another one is. */
export function SelectedCase({
  id,
  row,
  inList,
  ref,
}: {
  id: string | null;
  row: RowView | null;
  inList: boolean;
  ref: Ref<HTMLElement>;
}) {
  const words = useWords();
  const rested = useRested(id);
  const view = useCase(rested).value ?? null;
  const about = id === null ? null : known(id, row, view);
  const now = useNow(60_000);
  return (
    <aside className="pane" ref={ref} aria-label={words.queue.selected}>
      <ScrollRegion label={words.queue.summary}>
        <div className="in">
          {about === null ? (
            <p className="sm muted">{words.queue.nothingSelected}</p>
          ) : (
            <Summary about={about} view={view} hint={inList ? "Enter" : undefined} />
          )}
        </div>
      </ScrollRegion>
      <div className="foot">
        <span className="push">{about === null ? null : words.queue.asOfClock(about.readAt, now)}</span>
      </div>
    </aside>
  );
}

function Summary({ about, view, hint }: { about: Known; view: CaseView | null; hint: string | undefined }) {
  const words = useWords();
  const wanted = words.wanted(about.wanted, {
    payer: about.header.payer,
    reference: about.reference,
    snapshot: view?.package?.snapshot ?? null,
  });
  const open = words.open(about.wanted);
  return (
    <>
      <div className="stack-s">
        <div className="row between">
          <OwnerTag turn={about.turn}>{ownerWord(words, about.turn, about.wanted)}</OwnerTag>
          <span className="row-2 xs muted">
            <span className="id">{about.id}</span>
            <CopyGlyph text={() => about.id} label={words.queue.copyId} />
          </span>
        </div>
        <h2>{about.patient ?? <em className="none-returned">{words.fact.noName}</em>}</h2>
        <p className="soft sm">
          <Rich text={words.case.header(about.header, about.provider)} />
        </p>
      </div>
      <section className="next" data-own={about.turn} aria-labelledby="next-title">
        <div className="stack-s">
          <span className="eyebrow">{words.queue.nextAction}</span>
          <h3 id="next-title">
            <Rich text={wanted.sentence} />
          </h3>
          {wanted.text === null ? null : (
            <p className="sm soft">
              <Rich text={wanted.text} />
            </p>
          )}
        </div>
        <ActLink
          look={about.turn === "yours" ? "primary" : "plain"}
          size="big"
          block
          hint={hint}
          owner="yours"
          consequence={words.opensTheCase}
          href={href({ page: "case", id: about.id, tab: open.to })}
        >
          {open.label}
        </ActLink>
      </section>
      <section className="stack-s" aria-labelledby="truth-title">
        <h3 className="eyebrow" id="truth-title">
          {words.queue.trueSoFar}
        </h3>
        {view === null ? <span className="skeleton" /> : <CaseLadder view={view} vertical />}
      </section>
      <hr className="rule" />
      <Facts about={about} version={view?.version ?? null} />
    </>
  );
}

const mono = (text: string | null) => (text === null ? null : <span className="id">{text}</span>);

function Facts({ about, version }: { about: Known; version: string | null }) {
  const words = useWords();
  const now = useNow(30_000);
  const { label } = words.case;
  const when = (iso: string | null) => (iso === null ? null : words.time.full(iso, now));
  return (
    <FactList
      missing={words.case.notReturned}
      facts={[
        [words.fact.name.member_id, mono(about.memberId)],
        [label.payer, about.header.payer],
        [label.provider, about.header.providerNpi === null ? null : words.queue.provider(about.header.providerNpi)],
        [label.reference, mono(about.reference) ?? words.queue.noReference],
        [label.made, when(about.header.createdAt)],
        [label.changed, when(about.header.updatedAt)],
        ...(version === null ? [] : [[label.version, mono(version)] as const]),
      ]}
    />
  );
}
