import type { ReactNode } from "react";
import { Rich } from "../../parts/Rich";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, ClaimView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useCaseWords } from "../../words/pages/case";
import { CaseFoot } from "./CaseFoot";
import { CommandBanner } from "./CommandBanner";
import { Card, mono } from "./facts/cards";
import type { Copying } from "./facts/copying";
import { factOf } from "./facts/fact-of";
import { PatientCard } from "./facts/PatientCard";
import { Proof, Returned } from "./facts/Proof";
import { NextAction } from "./NextAction";
import { isOver } from "./over";
import { UnknownNote } from "./UnknownNote";

/** Everything known of the case, each card with where it comes from. What a case came to is first once it ended. */
export function FactsTab({ view, copying }: { view: CaseView; copying: Copying }) {
  const words = useCaseWords();
  const title = words.case.factsTitle;
  const proof = <Proof key="proof" view={view} copying={copying} />;
  const patient = <PatientCard key="patient" view={view} copying={copying} />;
  return (
    <div className="two">
      <div className="stack-l">
        <h2 className="vh">{words.case.facts}</h2>
        <CommandBanner view={view} />
        <UnknownNote view={view} />
        {isOver(view) ? [proof, patient] : [patient, proof]}
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
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

function Request({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const now = useNow(60_000);
  const { label } = words.case;
  const { header } = view;
  const route = words.fact.route(header);
  const provider = factOf(view.facts, "ordering_provider");
  const npi = header.providerNpi === null ? null : words.queue.provider(header.providerNpi);
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
        [label.provider, provider === null ? npi : [provider, npi].filter((part) => part !== null).join(", ")],
        [label.state, header.coverageState],
        [words.fact.label.route, route === null ? null : <Rich key="route" text={route} />],
        [label.policy, header.policy === null ? null : words.case.policy(header.policy)],
        [label.status, mono(view.status)],
        ...(view.action === null ? [] : [[label.action, mono(view.action)] as const]),
        [label.made, header.createdAt === null ? null : words.time.full(header.createdAt, now)],
        ...(header.completedAt === null
          ? []
          : [[words.fact.label.completed, words.time.full(header.completedAt, now)] as const]),
        ...(header.canceledAt === null
          ? []
          : [[words.fact.label.canceled, words.time.full(header.canceledAt, now)] as const]),
        [label.changed, header.updatedAt === null ? null : words.time.full(header.updatedAt, now)],
      ]}
    />
  );
}

function Claim({ claim }: { claim: ClaimView }) {
  const words = useCaseWords();
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
