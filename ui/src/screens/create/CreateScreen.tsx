import { type FormEvent, useEffect, useRef, useState } from "react";
import { Act, Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { ScrollRegion } from "../../parts/ScrollRegion";
import { FactList } from "../../parts/truth/FactList";
import type { DeskView, NewCase, NewCaseProblem } from "../../platform/bindings";
import { useReading } from "../../platform/use-reading";
import { type CreateWords, useCreateWords } from "../../words/pages/create";
import { DraftNotes } from "../drafts/DraftNotes";
import { ConfirmCreate } from "./ConfirmCreate";
import { isUntouched, newCaseOf, POLICIES } from "./draft";
import { Choice, FieldSupport, useWrong } from "./fields";
import { ProviderCard } from "./ProviderCard";
import { type NewCaseForm, useComplete, useNewCase } from "./useNewCase";
import { WayCard } from "./WayCard";

/** A new authorization: who asks, which payer, for what, and what Collate may do at the end. */
export function CreateScreen({ desk }: { desk: DeskView }) {
  const words = useCreateWords();
  const say = words.create;
  const form = useNewCase();
  const complete = useComplete(form);
  const [confirming, setConfirming] = useState<NewCase | null>(null);
  const payers = useReading("list_payers", {}, "payers");
  const payer = payers.answer?.payers.find((one) => one.id === form.draft.payerId.trim())?.name ?? null;
  const page = useFirstProblem(form.draft.problems, confirming !== null);
  const off = offBecause(desk, words);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (off === null) setConfirming(complete());
  };
  return (
    <ScrollRegion label={say.region} className="case-body whole">
      <form ref={page} className="stack-l create" onSubmit={submit} noValidate>
        <div className="stack-s">
          <h1 tabIndex={-1}>{say.title}</h1>
          <p className="sm soft measure">{say.intro}</p>
          <DraftNotes slot={{ kind: "new_case" }} />
        </div>
        <div className="two">
          <div className="stack">
            <ProviderCard form={form} />
            <WayCard form={form} payers={payers} />
            <PolicyCard form={form} />
          </div>
          <aside className="stack sticky" aria-label={say.next}>
            <Make form={form} payer={payer} off={off} />
          </aside>
        </div>
      </form>
      {confirming === null ? null : (
        <ConfirmCreate asked={confirming} payer={payer} form={form} off={off} onClose={() => setConfirming(null)} />
      )}
    </ScrollRegion>
  );
}

/** What is wrong takes the focus to its field, so that it is read with it. While a dialog is open it has the focus. */
function useFirstProblem(problems: readonly NewCaseProblem[], busy: boolean) {
  const page = useRef<HTMLFormElement>(null);
  const last = useRef(problems);
  useEffect(() => {
    if (busy || last.current === problems) return;
    const fewer = problems.length < last.current.length;
    last.current = problems;
    // A problem that was answered takes the focus nowhere.
    if (problems.length === 0 || fewer) return;
    page.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-problem]")?.focus();
  }, [problems, busy]);
  return page;
}

function PolicyCard({ form }: { form: NewCaseForm }) {
  const words = useCreateWords();
  const say = words.create;
  return (
    <section className="card" aria-labelledby="policy-title">
      <header>
        <Icon name="flag" />
        <h2 id="policy-title">{say.policy}</h2>
      </header>
      <div className="body stack-s">
        <Choice
          legend={say.policyLegend}
          name="policy"
          className="grid-2 near"
          value={form.draft.policy}
          options={POLICIES.map((value) => ({ value, name: say.policyName[value], help: say.policyDoes[value] }))}
          onChange={(policy) => form.change({ policy })}
          error={useWrong(form.draft, "policy")}
          help={say.policyNote}
        />
        <FieldSupport draft={form.draft} field="policy" />
      </div>
    </section>
  );
}

/** Why no case can be made now. What is filled in stays. */
function offBecause(desk: DeskView, words: CreateWords): string | null {
  if (desk.sync.state === "offline") return words.fault.locked("offline");
  return desk.creating === null ? null : words.create.pending;
}

/** What is asked for, in one place, and the button to its confirm step. */
function Make({ form, payer, off }: { form: NewCaseForm; payer: string | null; off: string | null }) {
  const words = useCreateWords();
  const say = words.create;
  return (
    <section className="next" data-own="yours" aria-labelledby="make-title">
      <div className="stack-s">
        <span className="eyebrow">{say.next}</span>
        <h2 id="make-title">{say.make}</h2>
      </div>
      <Summary asked={newCaseOf(form.draft)} payer={payer} />
      <Act
        look="primary"
        size="big"
        block
        owner="yours"
        consequence={off === null ? say.makeStepDoes : words.fault.notAvailable(off)}
        unavailable={off !== null}
        aria-haspopup="dialog"
        submit
      >
        {say.makeStep}
      </Act>
      {isUntouched(form.draft) ? null : (
        <Button look="quiet" onPress={form.discard}>
          {say.discard}
        </Button>
      )}
    </section>
  );
}

/** What is asked for, as it will be sent, and the payer's name where it is known. */
export function Summary({ asked, payer }: { asked: NewCase; payer: string | null }) {
  const words = useCreateWords();
  const say = words.create;
  const mono = (text: string) => (text === "" ? null : <span className="id">{text}</span>);
  return (
    <FactList
      missing={say.notYet}
      facts={[
        [say.label.provider, mono(asked.providerNpi)],
        [
          say.label.payer,
          payer === null ? (
            mono(asked.payerId)
          ) : (
            <>
              {payer}, {mono(asked.payerId)}
            </>
          ),
        ],
        [say.label.state, asked.state === "" ? null : asked.state],
        [say.label.type, asked.requestType === "" ? null : say.kind(asked.requestType)],
        [
          say.label.code,
          asked.code === "" ? null : (
            <>
              {asked.system === "" ? "" : `${say.systemName(asked.system)} `}
              {mono(asked.code)}
            </>
          ),
        ],
        [say.label.policy, say.policyName[asked.policy]],
      ]}
    />
  );
}
