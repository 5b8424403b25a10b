import { useSaid } from "../../parts/Announcer";
import { Field } from "../../parts/form/Field";
import { Icon } from "../../parts/Icon";
import { Rich } from "../../parts/Rich";
import type { ProviderView, WireError } from "../../platform/bindings";
import { useReading } from "../../platform/use-reading";
import { plain } from "../../words";
import { useCreateWords } from "../../words/pages/create";
import { codesOf, Fault, Support } from "../frame/Fault";
import { isNpi } from "./draft";
import { FieldSupport, useWrong } from "./fields";
import type { NewCaseForm } from "./useNewCase";

type LookUp = { busy: boolean; found: ProviderView | null; notThere: WireError | null; failed: WireError | null };

/** Looks the name up as soon as the number is whole. That there is none is said at the field; that it failed, beside it. */
function useLookUp(npi: string): LookUp {
  const whole = isNpi(npi);
  const { busy, error, answer } = useReading("find_provider", { npi }, whole ? npi : null);
  if (!whole) return { busy: false, found: null, notThere: null, failed: null };
  const notThere = error?.code === "not_found" || error?.serviceCode === "provider_not_found";
  return {
    busy,
    found: answer?.npi === npi ? answer : null,
    notThere: notThere ? error : null,
    failed: notThere ? null : error,
  };
}

/** Who asks for the authorization. A name that could not be looked up closes nothing: the service judges. */
export function ProviderCard({ form }: { form: NewCaseForm }) {
  const words = useCreateWords();
  const say = words.create;
  const { draft } = form;
  const { busy, found, notThere, failed } = useLookUp(draft.npi);
  const wrong = useWrong(draft, "provider_npi");
  const name = found === null ? null : say.found(found);
  const said = wrong ?? (notThere === null ? null : say.providerNotFound);
  useSaid(name === null ? (notThere === null ? null : say.providerNotFound) : plain(name));
  return (
    <section className="card" aria-labelledby="provider-title">
      <header>
        <Icon name="user" />
        <h2 id="provider-title">{say.provider}</h2>
      </header>
      <div className="body stack-s">
        <Field
          label={say.npi}
          value={draft.npi}
          onChange={(text) => form.change({ npi: text.replace(/\D/g, "").slice(0, 10) })}
          error={said}
          help={name === null ? busy ? say.looking : say.npiHelp : <Rich text={name} />}
          inputMode="numeric"
          mono
          required
        />
        {wrong === null && notThere !== null ? (
          <Support requestId={notThere.requestId ?? null} about={codesOf(notThere, words)} />
        ) : null}
        <FieldSupport draft={draft} field="provider_npi" />
        <Fault error={failed} narrow />
      </div>
    </section>
  );
}
