import { Rich } from "../../../parts/Rich";
import { FactList } from "../../../parts/truth/FactList";
import type { CaseView } from "../../../platform/bindings";
import { useNow } from "../../../platform/clock";
import { useCaseWords } from "../../../words/pages/case";
import { Card, mono } from "./cards";
import { factOf } from "./fact-of";

/** What is asked of the payer, and by which way. */
export function RequestCard({ view }: { view: CaseView }) {
  const words = useCaseWords();
  return (
    <Card title={words.case.factsTitle.request} from={words.case.fromCollate(view.version)}>
      <Request view={view} />
    </Card>
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
