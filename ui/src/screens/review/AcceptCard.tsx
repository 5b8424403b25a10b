import { type ReactNode, type RefObject, useState } from "react";
import { Act, ActLink } from "../../parts/Button";
import { Chip } from "../../parts/Chip";
import { Icon } from "../../parts/Icon";
import { OwnerGlyph } from "../../parts/owner";
import { Rich } from "../../parts/Rich";
import { Seal } from "../../parts/truth/Seal";
import type { CaseView, PackageView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import { useCaseWords } from "../../words/pages/case";
import type { Rich as RichText } from "../../words/rich";
import { ToUnsaved, useUnsavedReason } from "../case/unsaved";
import { Fault } from "../frame/Fault";
import { href, navigate } from "../frame/route";
import { AcceptDialog } from "./AcceptDialog";
import type { Marks } from "./marks";
import { acceptedHere, type Goal, offBecause } from "./standing";
import type { Reading } from "./usePackage";

type Props = {
  view: CaseView;
  reading: Reading;
  shown: PackageView;
  marks: Marks;
  goal: Goal;
  leave: () => void;
  accept: RefObject<HTMLDivElement | null>;
};

/** What exactly is accepted, what must be done before, and the two ways to end: of equal size. */
export function AcceptCard({ view, reading, shown, marks, goal, leave, accept }: Props) {
  const words = useCaseWords();
  const say = words.review;
  const holds = reading.outOfDate === null;
  return (
    <section
      className={holds ? "next" : "next stop"}
      data-focus="heading"
      data-own={view.turn}
      aria-labelledby="accept-title"
    >
      <div className="stack-s">
        <span className="eyebrow">{words.case.nextAction}</span>
        <h2 id="accept-title">{holds ? say.title[goal] : say.title.outOfDate}</h2>
      </div>
      <PackageSeal view={view} reading={reading} shown={shown} />
      <Gates pack={shown} marks={marks} isVoid={!holds} />
      <div className="stack" ref={accept}>
        {goal === "accepted" && holds ? (
          <ActLink
            look="primary"
            size="big"
            block
            owner="yours"
            consequence={say.toHandoffDoes}
            href={href({ page: "case", id: view.id, tab: "handoff" })}
          >
            {say.toHandoff}
          </ActLink>
        ) : (
          <AcceptButton key={goal} view={view} reading={reading} shown={shown} marks={marks} goal={goal} />
        )}
      </div>
      {goal === "accepted" ? (
        <Act size="big" block owner="yours" consequence={say.notNowDoes} onPress={leave}>
          {say.notNow}
        </Act>
      ) : (
        <Act size="big" block owner="yours" consequence={say.doNotAcceptDoes} hint="D" onPress={leave}>
          {say.doNotAccept}
        </Act>
      )}
    </section>
  );
}

/** What was accepted here, by whom and when, where no acceptance is asked for now. */
export function AcceptedSeal({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const now = useNow(60_000);
  const say = words.review;
  const accepted = acceptedHere(view);
  if (accepted === null) return null;
  const chip = (
    <Chip tone="ok" icon="check">
      {say.accepted}
    </Chip>
  );
  return (
    <Seal label={say.package} snapshot={accepted.snapshot} struck={false} chip={chip}>
      {say.acceptedBy(accepted.operator, accepted.at, now)}
    </Seal>
  );
}

function PackageSeal({ view, reading, shown }: { view: CaseView; reading: Reading; shown: PackageView }) {
  const words = useCaseWords();
  const now = useNow(60_000);
  const say = words.review;
  const out = reading.outOfDate !== null;
  const accepted = view.package?.accepted ?? null;
  const chip = out ? (
    <Chip tone="danger" icon="stop">
      {say.outOfDateChip}
    </Chip>
  ) : (
    <Chip tone="ok" icon="check">
      {accepted === null ? say.current : say.accepted}
    </Chip>
  );
  return (
    <Seal label={out ? say.package : say.exactlyThis} snapshot={shown.snapshot} struck={out} chip={chip}>
      {reading.newer === null ? (
        <>
          {say.covers(shown.version, shown.covers)}
          <br />
          <Rich text={say.contentMark(shown.hash)} />
          {accepted === null || out ? null : (
            <>
              <br />
              {say.acceptedBy(accepted[0], accepted[1], now)}
            </>
          )}
        </>
      ) : (
        <Rich text={say.replacedBy(reading.newer.snapshot)} />
      )}
    </Seal>
  );
}

function Gates({ pack, marks, isVoid }: { pack: PackageView; marks: Marks; isVoid: boolean }) {
  const words = useCaseWords();
  const say = words.review;
  const all = pack.warnings.length;
  return (
    <ul className="gate">
      <Gate isVoid={isVoid} done={marks.read.size >= all} name={say.gateWarnings}>
        {all === 0 ? say.none : say.of(marks.read.size, all)}
      </Gate>
      <Gate isVoid={isVoid} done={!pack.tooLarge} name={say.gateListed}>
        {pack.tooLarge ? say.no : say.yes}
      </Gate>
    </ul>
  );
}

function Gate({ isVoid, done, name, children }: { isVoid: boolean; done: boolean; name: string; children: ReactNode }) {
  const words = useCaseWords();
  const glyph = isVoid ? (
    <Icon name="x" />
  ) : done ? (
    <span className="tone-ok">
      <Icon name="check" />
    </span>
  ) : (
    <OwnerGlyph turn="yours" word={words.review.gateOpen} />
  );
  return (
    <li>
      {glyph}
      <span>{name}</span>
      <span className="num">{isVoid ? words.review.void : children}</span>
    </li>
  );
}

type ButtonProps = { view: CaseView; reading: Reading; shown: PackageView; marks: Marks; goal: Goal };

function AcceptButton(props: ButtonProps) {
  const { view, reading, shown, marks, goal } = props;
  const words = useCaseWords();
  const say = words.review;
  const [asked, setAsked] = useState(false);
  const keep = useAsking("accept_for_portal");
  const off = offBecause(view, reading, marks, useUnsavedReason(view), words);
  const portal = goal !== "approve";
  const then: RichText = portal
    ? say.acceptPortalDoes
    : off === null
      ? say.acceptDoes(view.header.payer)
      : say.acceptThen(view.header.payer);
  const consequence =
    off === null
      ? then
      : off.yet
        ? join(words.fault.notAvailableYet(off.reason), then)
        : words.fault.notAvailable(off.reason);
  const keepHere = async () => {
    const args = { case: view.id, version: shown.version, snapshot: shown.snapshot, hash: shown.hash };
    const kept = await keep.run({ ...args, warningsRead: marks.read.size });
    if (kept !== undefined) navigate({ page: "case", id: view.id, tab: "handoff" });
  };
  return (
    <>
      <Act
        look="primary"
        size="big"
        block
        owner={portal ? "yours" : "collate"}
        consequence={consequence}
        unavailable={off !== null}
        busy={keep.busy && say.keeping}
        aria-haspopup={portal ? undefined : "dialog"}
        onPress={() => (portal ? keepHere() : setAsked(true))}
      >
        {reading.outOfDate === null ? <Rich text={say.accept(shown.snapshot, portal)} /> : say.acceptPlain(portal)}
      </Act>
      <ToUnsaved view={view} />
      <Fault error={keep.error} narrow about={[[words.case.label.case, view.id]]} />
      {asked ? (
        <AcceptDialog
          view={view}
          shown={shown}
          warningsRead={marks.read.size}
          openNew={reading.openNew}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

function join(first: RichText, second: RichText): RichText {
  const parts = (text: RichText) => (typeof text === "string" ? [text] : text);
  return [...parts(first), " ", ...parts(second)];
}
