import type { ReactNode } from "react";
import { Chip } from "../../../parts/Chip";
import { CopyCap } from "../../../parts/CopyButton";
import { Rich } from "../../../parts/Rich";
import { FactList, LeafList } from "../../../parts/truth/FactList";
import type { CaseView } from "../../../platform/bindings";
import { useNow } from "../../../platform/clock";
import { useWords } from "../../../words";
import { decisionParts } from "../../../words/en/facts";
import { decided } from "../decided";
import { Card, mono, PROOF } from "./cards";
import type { Copying } from "./copying";

type Pair = readonly [string, ReactNode];

const Missing = ({ children }: { children: string }) => <em className="none-returned">{children}</em>;

/** What the payer's side proves: receipt, decision, and by name what of them was not returned. */
export function Proof({ view, copying }: { view: CaseView; copying: Copying }) {
  const words = useWords();
  const now = useNow(60_000);
  return (
    <Card id={PROOF} title={words.case.factsTitle.truth} from={words.case.fromPayer}>
      <FactList
        missing={words.case.noneReturned}
        facts={[
          ...useReceipt(view, copying, now),
          ...useEnd(view, now),
          ...useDecision(view),
          ...(view.wanted.kind === "canceled" && view.receipt !== null
            ? [
                [
                  words.fact.label.payerHas,
                  <Rich key="has" text={words.fact.payerStillHas(view.receipt.reference)} />,
                ] as Pair,
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function useReceipt({ receipt, claim }: CaseView, copying: Copying, now: number): Pair[] {
  const words = useWords();
  const { label } = words.case;
  const { none } = words.fact;
  const said = claim?.kind === "reported" ? claim.reference : null;
  const matches = said !== null && receipt?.reference ? said === receipt.reference : null;
  const claimWord = matches === null ? words.case.claim : matches ? words.case.claimMatches : words.case.claimDiffers;
  const reported: Pair[] =
    said === null
      ? []
      : [
          [
            label.asReported,
            <span key="said" className="row-2 wrap">
              {mono(said)}
              <Chip tone="claim">{claimWord}</Chip>
            </span>,
          ],
        ];
  if (receipt === null) return [[words.fact.label.receipt, <Missing key="none">{none.receipt}</Missing>], ...reported];
  const reference = (
    <span className="row between top">
      <span className="row-2 wrap">
        {mono(receipt.reference) ?? <Missing>{none.reference}</Missing>}
        <Chip tone="ok" icon="check">
          {words.case.payerReceipt}
        </Chip>
      </span>
      {receipt.reference === null ? null : (
        <CopyCap
          cap="9"
          label={words.fact.copy(words.fact.reference)}
          copied={copying.done === "9"}
          onPress={() => copying.copy("9")}
        />
      )}
    </span>
  );
  return [
    [label.reference, reference],
    [
      label.received,
      receipt.receivedAt === null ? (
        <Missing key="none">{none.received}</Missing>
      ) : (
        words.time.full(receipt.receivedAt, now)
      ),
    ],
    ...reported,
  ];
}

/** When it ended, where it did. */
function useEnd({ wanted, header }: CaseView, now: number): Pair[] {
  const words = useWords();
  const { label, none } = words.fact;
  const time = (iso: string | null) =>
    iso === null ? <Missing key="none">{none.completed}</Missing> : words.time.full(iso, now);
  if (wanted.kind === "canceled") return [[label.canceled, time(header.canceledAt)]];
  if (wanted.kind === "ended" || wanted.kind === "no_outcome") return [[label.completed, time(header.completedAt)]];
  return [];
}

function Several({ all, none }: { all: readonly string[]; none: string }) {
  if (all.length === 0) return <Missing>{none}</Missing>;
  if (all.length === 1) return all[0];
  return (
    <ul className="reasons">
      {all.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be returned twice
        <li key={index}>{one}</li>
      ))}
    </ul>
  );
}

function useDecision(view: CaseView): Pair[] {
  const words = useWords();
  const { label } = words.case;
  const { none } = words.fact;
  const { decision, wanted } = view;
  const outcome = decided(view, words);
  const over = wanted.kind === "no_outcome" || decision !== null;
  const parts = decisionParts(wanted.kind === "ended" ? wanted.outcome : null, decision);
  return [
    [label.decision, outcome ?? (over ? <Missing key="none">{none.outcome}</Missing> : null)],
    ...(parts.number
      ? [[label.number, mono(decision?.number ?? null) ?? <Missing key="none">{none.number}</Missing>] as Pair]
      : []),
    ...(parts.reasons
      ? [[label.reasons, <Several key="all" all={decision?.denialReasons ?? []} none={none.reasons} />] as Pair]
      : []),
    ...(parts.modifications
      ? [
          [
            label.modifications,
            <Several key="all" all={decision?.modifications ?? []} none={none.modifications} />,
          ] as Pair,
        ]
      : []),
  ];
}

/** Every other row that was returned, whatever its shape. */
export function Returned({ view }: { view: CaseView }) {
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
