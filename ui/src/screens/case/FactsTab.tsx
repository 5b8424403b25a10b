import type { ReactNode } from "react";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView, ClaimView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useCaseWords } from "../../words/pages/case";
import { CaseFoot } from "./CaseFoot";
import { CommandBanner } from "./CommandBanner";
import { Card, mono } from "./facts/cards";
import type { Copying } from "./facts/copying";
import { PatientCard } from "./facts/PatientCard";
import { Proof, Returned } from "./facts/Proof";
import { RequestCard } from "./facts/RequestCard";
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
        <RequestCard view={view} />
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
