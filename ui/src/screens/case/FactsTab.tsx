import type { ReactNode } from "react";
import { Chip } from "../../parts/Chip";
import { FactList, LeafList } from "../../parts/truth/FactList";
import type { CaseView, ClaimView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useWords } from "../../words";
import { CommandBanner } from "./CommandBanner";
import { decided } from "./decided";
import { NextAction } from "./NextAction";
import { UnknownNote } from "./UnknownNote";

/** Everything known of the case, each card with where it comes from. */
export function FactsTab({ view }: { view: CaseView }) {
  const words = useWords();
  const title = words.case.factsTitle;
  return (
    <div className="two">
      <div className="stack-l">
        <h2 className="vh">{words.case.facts}</h2>
        <CommandBanner view={view} />
        <UnknownNote view={view} />
        <Card title={title.truth} from={words.case.fromPayer}>
          <Truth view={view} />
        </Card>
        <Card title={title.request} from={words.case.fromCollate(view.version)}>
          <Request view={view} />
        </Card>
        <Card title={title.here} from={words.case.fromHere}>
          {view.claim === null ? <p className="sm muted">{words.case.nothingHere}</p> : <Claim claim={view.claim} />}
        </Card>
        <Returned view={view} />
      </div>
      <aside className="stack" aria-label={words.case.nextAction}>
        <NextAction view={view} />
      </aside>
    </div>
  );
}

function Card({ title, from, children }: { title: string; from?: string; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <header>
        <h3>{title}</h3>
        {from === undefined ? null : <span className="push xs muted">{from}</span>}
      </header>
      <div className="body">{children}</div>
    </section>
  );
}

const mono = (text: string | null) => (text === null ? null : <span className="id">{text}</span>);

function Truth({ view }: { view: CaseView }) {
  const words = useWords();
  const now = useNow(60_000);
  const { label } = words.case;
  const { receipt, decision, claim } = view;
  const said = claim?.kind === "reported" ? claim.reference : null;
  const received = receipt?.receivedAt ?? null;
  const notReturned = <em className="none-returned">{words.case.notReturned}</em>;
  const reference =
    receipt === null ? null : (
      <span className="row-2 wrap">
        {receipt.reference === null ? notReturned : mono(receipt.reference)}
        <Chip tone="ok" icon="check">
          {words.case.payerReceipt}
        </Chip>
      </span>
    );
  const matches = said !== null && receipt?.reference ? said === receipt.reference : null;
  const claimWord = matches === null ? words.case.claim : matches ? words.case.claimMatches : words.case.claimDiffers;
  return (
    <FactList
      missing={words.case.noneReturned}
      facts={[
        [label.reference, reference],
        ...(received === null ? [] : [[label.received, words.time.full(received, now)] as const]),
        ...(said === null
          ? []
          : [
              [
                label.asReported,
                <span key="said" className="row-2 wrap">
                  {mono(said)}
                  <Chip tone="claim">{claimWord}</Chip>
                </span>,
              ] as const,
            ]),
        [label.decision, decided(view, words) ?? (decision === null ? null : notReturned)],
        ...(decision?.number ? [[label.number, mono(decision.number)] as const] : []),
        ...(decision !== null && decision.denialReasons.length > 0
          ? [[label.reasons, decision.denialReasons.join("; ")] as const]
          : []),
        ...(decision !== null && decision.modifications.length > 0
          ? [[label.modifications, decision.modifications.join("; ")] as const]
          : []),
      ]}
    />
  );
}

function Request({ view }: { view: CaseView }) {
  const words = useWords();
  const now = useNow(60_000);
  const { label } = words.case;
  const { header } = view;
  const code =
    header.serviceCode === null ? null : (
      <>
        {header.serviceSystem?.toUpperCase()} {mono(header.serviceCode)}
      </>
    );
  return (
    <FactList
      missing={words.case.notReturned}
      facts={[
        [label.kind, header.requestType === null ? null : words.case.kind(header.requestType)],
        [label.code, code],
        [label.payer, header.payer],
        [label.provider, header.providerNpi === null ? null : words.queue.provider(header.providerNpi)],
        [label.state, header.coverageState],
        [label.policy, header.policy === null ? null : words.case.policy(header.policy)],
        [label.status, mono(view.status)],
        ...(view.action === null ? [] : [[label.action, mono(view.action)] as const]),
        [label.made, header.createdAt === null ? null : words.time.full(header.createdAt, now)],
        [label.changed, header.updatedAt === null ? null : words.time.full(header.updatedAt, now)],
      ]}
    />
  );
}

function Claim({ claim }: { claim: ClaimView }) {
  const words = useWords();
  const now = useNow(60_000);
  const { label } = words.case;
  const by = `${claim.operator}, ${words.time.full(claim.at, now)}`;
  const note = (text: string | null): (readonly [string, ReactNode])[] => (text === null ? [] : [[label.note, text]]);
  switch (claim.kind) {
    case "accepted":
      return (
        <FactList
          missing=""
          facts={[
            [label.package, mono(claim.snapshot)],
            [label.said, by],
          ]}
        />
      );
    case "reported":
      return (
        <FactList
          missing={words.handoff.closed.noReference}
          facts={[
            [label.said, words.truth.outcome(claim.outcome)],
            [label.reference, mono(claim.reference)],
            ...note(claim.note),
            [words.frame.connection.operator, by],
          ]}
        />
      );
    case "could_not_finish":
      return (
        <FactList
          missing=""
          facts={[
            [label.said, words.truth.reason(claim.reason)],
            ...note(claim.note),
            [words.frame.connection.operator, by],
          ]}
        />
      );
    case "revoked":
      return (
        <FactList
          missing=""
          facts={[
            [label.said, claim.reason],
            [words.frame.connection.operator, by],
          ]}
        />
      );
  }
}

function Returned({ view }: { view: CaseView }) {
  const words = useWords();
  const parts = [
    [words.case.moreOf.receipt, view.receipt?.rows ?? []],
    [words.case.moreOf.decision, view.decision?.rows ?? []],
  ] as const;
  return parts.map(([title, rows]) =>
    rows.length === 0 ? null : (
      <Card key={title} title={title}>
        <LeafList rows={rows} />
      </Card>
    ),
  );
}
