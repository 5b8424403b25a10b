import { type ReactNode, useState } from "react";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { OwnerGlyph } from "../../parts/owner";
import { Rich } from "../../parts/Rich";
import { FactList } from "../../parts/truth/FactList";
import type { CaseView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { SaveOutcome } from "../case/CommandBanner";
import { NextAction } from "../case/NextAction";
import { DangerDialog } from "../dialogs/DangerDialog";
import { useSurvives } from "../drafts/DraftNotes";
import { Fault } from "../frame/Fault";
import { useFocusIfLost } from "../frame/focus";
import { href } from "../frame/route";
import { labelOf } from "./label";
import { goTo } from "./moving";
import type { OpenItem } from "./open-items";
import { type Form, isClosed } from "./useForm";
import type { Saving } from "./useSaving";

type Props = { view: CaseView; form: Form; saving: Saving };

/** What is to be done next: while something is open, to finish it and save. */
export function NextStep({ view, form, saving }: Props) {
  const closed = isClosed(view);
  if (view.wanted.kind === "resolve") {
    return (
      <>
        <Finish view={view} form={form} saving={saving} />
        <WhenNothing form={form} />
      </>
    );
  }
  return (
    <>
      <NextAction view={view} />
      {closed ? <SaveOutcome view={view} /> : <Answers view={view} form={form} saving={saving} />}
    </>
  );
}

/** The open items and the one button for them. */
function Finish({ view, form, saving }: Props) {
  const words = useCaseWords();
  const say = words.requirements;
  useFocusIfLost();
  return (
    <section className="next" data-focus="heading" data-own={view.turn} aria-labelledby="next-title">
      <div className="stack-s">
        <span className="eyebrow">{words.case.nextAction}</span>
        <h2 id="next-title">{say.open.title(form.openItems.length)}</h2>
      </div>
      {form.openItems.length === 0 ? null : (
        <ul className="gate">
          {form.openItems.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same document may be missing twice
            <Open key={index} id={view.id} item={item} />
          ))}
        </ul>
      )}
      <Save view={view} form={form} saving={saving} main />
    </section>
  );
}

const BAD: readonly string[] = ["refused", "turned_down", "failed", "correct"];
const UNDER_WAY: readonly string[] = ["sending", "checking", "attaching"];

function Open({ id, item }: { id: string; item: OpenItem }) {
  const words = useCaseWords();
  const say = words.requirements.open;
  const bad = BAD.includes(item.state) && item.state !== "correct";
  return (
    <li>
      {bad ? (
        <span className="tone-danger">
          <Icon name="stop" />
          <span className="vh">{say.word}</span>
        </span>
      ) : (
        <OwnerGlyph turn={UNDER_WAY.includes(item.state) ? "collate" : "yours"} word={say.word} />
      )}
      <a
        href={href({ page: "case", id, tab: "requirements" })}
        onClick={(event) => {
          // It leads to a place on this page: the address stays as it is.
          event.preventDefault();
          goTo(item.at);
        }}
      >
        {item.name}
      </a>
      <span className={BAD.includes(item.state) ? "xs tone-danger" : "xs muted"}>{say[item.state]}</span>
    </li>
  );
}

/** Where nothing is asked, answers can still be changed. */
function Answers({ view, form, saving }: Props) {
  const words = useCaseWords();
  return (
    <section className="card" aria-labelledby="answers-title">
      <div className="body stack">
        <h2 className="eyebrow" id="answers-title">
          {words.requirements.answersTitle}
        </h2>
        <Save view={view} form={form} saving={saving} />
      </div>
    </section>
  );
}

function Save({ view, form, saving, main = false }: Props & { main?: boolean }) {
  const words = useCaseWords();
  const say = words.requirements;
  const { off, stuck, nothing, error } = saving;
  const changed = error?.code === "case_changed";
  return (
    <>
      <Act
        look={main || form.changes > 0 ? "primary" : "plain"}
        size={main ? "big" : undefined}
        block
        hint="Ctrl S"
        owner="yours"
        consequence={
          off !== null
            ? words.fault.notAvailable(off)
            : stuck > 0
              ? say.fixFirst(stuck)
              : nothing
                ? say.nothingChanged
                : say.saveDoes
        }
        unavailable={off !== null}
        busy={saving.busy && say.saving}
        onPress={saving.save}
      >
        {say.save}
      </Act>
      <Fault error={error} narrow about={[[words.case.label.case, view.id]]}>
        {changed ? <span className="xs">{say.keptAnyway}</span> : null}
      </Fault>
      <SaveOutcome view={view} />
      {form.changes === 0 ? <SavedAt view={view} /> : <Kept id={view.id} form={form} />}
    </>
  );
}

/** That the newest thing that happened here was a save. */
function SavedAt({ view: { command } }: { view: CaseView }) {
  const words = useCaseWords();
  if (command?.kind !== "save_answers" || command.stage !== "applied") return null;
  return (
    <p className="xs muted row-2">
      <Icon name="check" size="s" />
      <span>
        <Rich text={words.requirements.savedAt(command.at, command.versionNow)} />
      </span>
    </p>
  );
}

/** What is typed and not saved, and how to throw it away. */
function Kept({ id, form }: { id: string; form: Form }) {
  const words = useCaseWords();
  const survives = useSurvives({ kind: "answers", case: id });
  const say = words.requirements;
  const [asked, setAsked] = useState(false);
  return (
    <div className="row between wrap">
      <span className="xs muted row-2">
        <Icon name="pen" size="s" />
        {say.kept(form.changes, survives)}
      </span>
      <Button size="small" look="quiet" aria-haspopup="dialog" onPress={() => setAsked(true)}>
        {say.discard}
      </Button>
      {asked ? <Discard form={form} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}

function Discard({ form, onClose }: { form: Form; onClose: () => void }) {
  const words = useCaseWords();
  const say = words.requirements.discarding;
  return (
    <DangerDialog
      {...say}
      onConfirm={() => {
        form.discard();
        onClose();
      }}
      onClose={onClose}
    >
      <p className="sm">{say.text(Math.max(form.changes, form.adrift.length))}</p>
    </DangerDialog>
  );
}

/** What comes after, so that nobody looks for it here. */
function WhenNothing({ form }: { form: Form }) {
  const words = useCaseWords();
  const say = words.requirements.whenNothing;
  const open = form.openItems.length;
  return (
    <section className="card">
      <div className="body stack-s">
        <span className="eyebrow">{say.title}</span>
        <p className="sm soft">{say.text}</p>
        <Act
          block
          unavailable
          owner="collate"
          consequence={words.fault.notAvailable(open === 0 ? say.notYet : say.open(open))}
        >
          {say.button}
        </Act>
      </div>
    </section>
  );
}

/** Typed texts that no field shows: they are kept and can be read and copied, so that nothing typed is lost unseen. */
export function Adrift({ form, closed }: { form: Form; closed: boolean }): ReactNode {
  const words = useCaseWords();
  const say = words.requirements;
  const [asked, setAsked] = useState(false);
  if (form.adrift.length === 0) return null;
  return (
    <div className="stack-s">
      <Banner tone="warn" lead={say.adrift.lead} text={closed ? say.adrift.closed : say.adrift.gone}>
        <Button size="small" aria-haspopup="dialog" onPress={() => setAsked(true)}>
          {say.discard}
        </Button>
      </Banner>
      <FactList
        missing=""
        facts={form.adrift.map(({ key, values }) => [labelOf(form.items, key), values.join(", ")])}
      />
      {asked ? <Discard form={form} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}
