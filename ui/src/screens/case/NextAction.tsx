import { type ReactNode, useId, useState } from "react";
import { Act, ActLink, type ButtonProps, Consequence } from "../../parts/Button";
import { CopyButton } from "../../parts/CopyButton";
import { Rich } from "../../parts/Rich";
import type { CaseView } from "../../platform/bindings";
import { useReadClock } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import { plain, useWords } from "../../words";
import type { Main } from "../../words/en/wanted";
import { Fault } from "../frame/Fault";
import { useFocusIfLost } from "../frame/focus";
import { type CaseTab, href, useRoute } from "../frame/route";
import { ContinueDialog } from "./ContinueDialog";
import { PROOF } from "./facts/cards";
import { knowsOf } from "./knows";
import { questionOf, summaryOf } from "./summary";
import { ToUnsaved, useUnsavedReason } from "./unsaved";

/** What is wanted, and the one main button for it, standing on its consequence line. */
export function NextAction({ view, children }: { view: CaseView; children?: ReactNode }) {
  const words = useWords();
  const wanted = words.wanted(view.wanted, knowsOf(view));
  const mains =
    wanted.main === null ? [] : wanted.main.does === "open_watch" ? [wanted.main, words.nextCase] : [wanted.main];
  useFocusIfLost();
  return (
    <section className="next" data-focus="heading" data-own={view.turn} aria-labelledby="next-title">
      <div className="stack-s">
        <span className="eyebrow">{words.case.nextAction}</span>
        <h2 id="next-title">
          <Rich text={wanted.sentence} />
        </h2>
        {wanted.text === null ? null : (
          <p className="sm soft">
            <Rich text={wanted.text} />
          </p>
        )}
      </div>
      {children}
      {mains.map((main) => (
        // One button never turns into another: a press meant for the one must not do the other.
        <MainButton key={`${main.does} ${plain(main.label)}`} view={view} main={main} />
      ))}
    </section>
  );
}

const TABS: Partial<Record<Main["does"], CaseTab>> = {
  open_review: "review",
  open_handoff: "handoff",
  open_facts: "facts",
  open_requirements: "requirements",
  open_watch: "watch",
};

const look = (view: CaseView) => (view.turn === "yours" ? "primary" : "plain");

function MainButton({ view, main }: { view: CaseView; main: Main }) {
  const route = useRoute();
  const tab = TABS[main.does];
  if (tab === "facts" && route.page === "case" && route.tab === "facts") return <ToProof view={view} main={main} />;
  if (tab !== undefined) return <Go view={view} main={main} to={href({ page: "case", id: view.id, tab })} />;
  switch (main.does) {
    case "next_case":
      return <Go view={view} main={main} to={href({ page: "queue", turn: "yours", step: null })} />;
    case "continue":
      return <Continue view={view} main={main} />;
    case "read_again":
      return <ReadAgain view={view} main={main} />;
    default:
      return <Copies view={view} main={main} />;
  }
}

/** On the page that shows it already, the button goes to it. */
function ToProof({ view, main }: { view: CaseView; main: Main }) {
  const show = () => {
    const proof = document.getElementById(PROOF);
    proof?.scrollIntoView({ block: "nearest" });
    proof?.focus();
  };
  return (
    <Act look={look(view)} size="big" block owner={main.owner} consequence={main.consequence} onPress={show}>
      <Rich text={main.label} />
    </Act>
  );
}

function Go({ view, main, to }: { view: CaseView; main: Main; to: string }) {
  return (
    <ActLink look={look(view)} size="big" block owner={main.owner} consequence={main.consequence} href={to}>
      <Rich text={main.label} />
    </ActLink>
  );
}

function Continue({ view, main }: { view: CaseView; main: Main }) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const unsaved = useUnsavedReason(view);
  const off = view.locked === null ? unsaved : words.fault.locked(view.locked);
  return (
    <>
      <Act
        look="primary"
        size="big"
        block
        owner={main.owner}
        consequence={off === null ? main.consequence : words.fault.notAvailable(off)}
        unavailable={off !== null}
        aria-haspopup="dialog"
        onPress={() => setAsked(true)}
      >
        <Rich text={main.label} />
      </Act>
      <ToUnsaved view={view} />
      {asked ? <ContinueDialog view={view} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function ReadAgain({ view, main }: { view: CaseView; main: Main }) {
  const words = useWords();
  const again = useAsking("read_again");
  return (
    <>
      <Act
        size="big"
        block
        owner={main.owner}
        consequence={main.consequence}
        busy={again.busy && words.case.reading}
        onPress={() => again.run({ case: view.id })}
      >
        <Rich text={main.label} />
      </Act>
      <Fault error={again.error} narrow about={[[words.case.label.case, view.id]]} />
    </>
  );
}

function Copies({ view, main }: { view: CaseView; main: Main }) {
  const words = useWords();
  const read = useReadClock();
  const id = useId();
  const text = () => {
    if (main.does === "copy_reference") return view.receipt?.reference ?? "";
    return main.does === "copy_question" ? questionOf(view, words, read()) : summaryOf(view, words, read());
  };
  const button: Pick<ButtonProps, "look" | "size" | "block"> = { look: look(view), size: "big", block: true };
  return (
    <div className="act">
      <CopyButton {...button} text={text} aria-describedby={id}>
        <Rich text={main.label} />
      </CopyButton>
      <Consequence id={id} owner={main.owner} text={main.consequence} />
    </div>
  );
}
