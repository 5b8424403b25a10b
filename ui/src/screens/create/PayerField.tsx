import { useId, useState } from "react";
import { Field, FieldError } from "../../parts/form/Field";
import { Rich } from "../../parts/Rich";
import type { PayersView, PayerView } from "../../platform/bindings";
import type { Reading } from "../../platform/use-reading";
import { useCreateWords } from "../../words/pages/create";
import { Fault } from "../frame/Fault";
import { FieldSupport, useWrong } from "./fields";
import { type NewCaseForm, problemAt } from "./useNewCase";

/** Letters and figures alone, so that "North Gate" finds Northgate. */
const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function matches(payer: PayerView, text: string): boolean {
  const wanted = bare(text);
  return [payer.name, payer.id, ...payer.aliases].some((name) => bare(name).includes(wanted));
}

/** Lines of the list in view at once. */
const LINES = 6;

/**
 * The payer. Where the service lists its payers, a field narrows a native list; where it lists none or not all of them,
 * the payer's ID can be typed.
 */
export function PayerField({ form, payers }: { form: NewCaseForm; payers: Reading<"list_payers"> }) {
  const words = useCreateWords();
  const say = words.create;
  const view = payers.answer;
  const problem = payers.error ?? view?.problem ?? null;
  const listed = view?.payers ?? [];
  const { payerId } = form.draft;
  const inList = payerId === "" || listed.some((payer) => payer.id === payerId);
  const whole = view?.complete === true && problem === null && listed.length > 0 && inList;
  if (payers.busy && view === null) return <p className="sm muted">{say.payersReading}</p>;
  return (
    <div className="stack-s">
      {listed.length === 0 ? null : <PayerList form={form} payers={listed} typedToo={!whole} />}
      {whole ? null : <PayerId form={form} listed={listed.length > 0} />}
      <FieldSupport draft={form.draft} field="payer" />
      <Fault error={problem} narrow />
    </div>
  );
}

type ListProps = { form: NewCaseForm; payers: PayersView["payers"]; typedToo: boolean };

function PayerList({ form, payers, typedToo }: ListProps) {
  const words = useCreateWords();
  const say = words.create;
  const id = useId();
  const [filter, setFilter] = useState("");
  const { payerId } = form.draft;
  const chosen = payers.find((payer) => payer.id === payerId) ?? null;
  const found = payers.filter((payer) => filter.trim() === "" || matches(payer, filter));
  // The chosen one stays in the list whatever the filter says: a native list without its value would show none.
  const shown = chosen === null || found.includes(chosen) ? found : [chosen, ...found];
  // Where the ID can be typed as well, what is wrong is said there.
  const wrong = useWrong(form.draft, "payer");
  const lacks = problemAt(form.draft, "payer")?.error === null;
  const error = typedToo ? null : lacks ? say.payerMissing : wrong;
  return (
    <>
      <Field
        label={say.payerFilter}
        value={filter}
        onChange={setFilter}
        help={found.length === 0 ? say.payerNone(filter.trim()) : say.payerCount(found.length, payers.length)}
      />
      <div className="field">
        <label htmlFor={id} className="vh">
          {say.payer}
        </label>
        <select
          id={id}
          className="input list"
          size={LINES}
          value={chosen?.id ?? ""}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? undefined : `${id}-error`}
          aria-required
          onChange={(event) => form.change({ payerId: event.target.value })}
        >
          {/* A native list is never without a value: this one says that none is chosen. */}
          {chosen === null ? <option value="">{say.payerMissing}</option> : null}
          {shown.map((payer) => (
            <option key={payer.id} value={payer.id}>
              {payer.name}
            </option>
          ))}
        </select>
        {error === null ? null : <FieldError id={`${id}-error`} text={error} />}
      </div>
      {chosen === null ? null : <Chosen payer={chosen} form={form} />}
    </>
  );
}

/** The payer chosen, and what it says it takes, where that is not what is asked for. It is told, never a gate. */
function Chosen({ payer, form }: { payer: PayerView; form: NewCaseForm }) {
  const words = useCreateWords();
  const say = words.create;
  const { state, requestType } = form.draft;
  const elsewhere = payer.states.length > 0 && state.length === 2 && !payer.states.includes(state);
  const otherType = payer.requestTypes.length > 0 && requestType !== "" && !payer.requestTypes.includes(requestType);
  return (
    <>
      <p className="xs soft">
        <Rich text={say.payerChosen(payer.name, payer.id)} />
      </p>
      {elsewhere ? <p className="xs tone-warn">{say.payerStates(payer.name, payer.states)}</p> : null}
      {otherType ? <p className="xs tone-warn">{say.payerTypes(payer.name, payer.requestTypes)}</p> : null}
    </>
  );
}

function PayerId({ form, listed }: { form: NewCaseForm; listed: boolean }) {
  const words = useCreateWords();
  const say = words.create;
  return (
    <Field
      label={say.payerId}
      value={form.draft.payerId}
      onChange={(text) => form.change({ payerId: text })}
      help={`${listed ? say.payersPartly : say.payersNot} ${say.payerIdHelp}`}
      error={useWrong(form.draft, "payer")}
      mono
      required
    />
  );
}
