import { useId, useMemo } from "react";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { FieldError } from "../../parts/form/Field";
import { type KeyBinding, useKeys } from "../../parts/keys";
import type { CaseView, IssueView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { CaseFoot } from "../case/CaseFoot";
import { CommandBanner } from "../case/CommandBanner";
import { UnknownNote } from "../case/UnknownNote";
import { DraftNotes } from "../drafts/DraftNotes";
import { Documents } from "./documents/Documents";
import { type DocumentsPlace, useDocuments } from "./documents/useDocuments";
import { FormProvider } from "./fields/place";
import { Questions } from "./fields/Questions";
import { goToNext } from "./moving";
import { Adrift, NextStep } from "./NextStep";
import { type Form, isClosed, useForm } from "./useForm";
import { type Saving, useSaving } from "./useSaving";

function useFormKeys(form: Form, saving: Saving, documents: DocumentsPlace, closed: boolean): void {
  const words = useCaseWords();
  const bindings = useMemo<KeyBinding[]>(() => {
    const next: KeyBinding = {
      keys: "n",
      label: words.keys.nextOpen,
      group: "case",
      hint: true,
      run: () => goToNext(form.openItems.map((item) => item.at)),
    };
    if (closed) return [next];
    return [
      next,
      { keys: "Ctrl+S", label: words.keys.save, group: "case", hint: true, run: saving.save },
      { keys: "u", label: words.keys.upload, group: "case", hint: true, run: () => documents.pick([]) },
    ];
  }, [words, form.openItems, saving.save, documents, closed]);
  useKeys(bindings);
}

/** What the service asks for: answers and documents, typed and attached here. Saving is never submitting. */
export function RequirementsTab({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const form = useForm(view);
  const saving = useSaving(view, form);
  const documents = useDocuments(view, saving.off);
  const closed = isClosed(view);
  const afterReceipt = view.wanted.kind === "resolve" && view.wanted.afterReceipt;
  useFormKeys(form, saving, documents, closed);
  return (
    <div className="two">
      <div className="requirements">
        <h2 className="vh">{words.case.requirements}</h2>
        <CommandBanner view={view} />
        <UnknownNote view={view} />
        <DraftNotes slot={{ kind: "answers", case: view.id }} />
        <Standing view={view} form={form} off={saving.off} afterReceipt={afterReceipt} />
        <Refused title={words.requirements.refusedSave} issues={form.placed.loose} />
        <Refused title={words.requirements.refusedTitle} issues={view.requirements.issues} />
        <FormProvider value={{ ...form, afterReceipt, closed }}>
          <Questions items={form.items} first />
        </FormProvider>
        <Adrift form={form} closed={closed} />
        <Documents view={view} place={documents} />
      </div>
      <aside className="stack sticky" aria-label={words.case.nextAction}>
        <NextStep view={view} form={form} saving={saving} />
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

/** Why nothing can be changed now, or that the payer is back with questions. */
function Standing({
  view,
  form,
  off,
  afterReceipt,
}: {
  view: CaseView;
  form: Form;
  off: string | null;
  afterReceipt: boolean;
}) {
  const words = useCaseWords();
  const say = words.requirements;
  if (isClosed(view)) return <Banner tone="info" icon="lock" lead={off ?? ""} />;
  const next = (
    <Button size="small" hint="N" onPress={() => goToNext(form.openItems.map((item) => item.at))}>
      {say.nextOpen}
    </Button>
  );
  return (
    <>
      {off === null ? null : <Banner tone="info" icon="lock" lead={say.savingOff(off)} />}
      {afterReceipt ? (
        <Banner tone="yours" icon="own-payer" {...say.cameBack}>
          {form.openItems.length === 0 ? null : next}
        </Banner>
      ) : null}
    </>
  );
}

/** What was refused that stands on no question. */
function Refused({ title, issues }: { title: string; issues: readonly IssueView[] }) {
  const words = useCaseWords();
  const id = useId();
  if (issues.length === 0) return null;
  return (
    <section className="qgroup first" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {issues.map((issue, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be refused twice
        <FieldError key={index} text={words.requirements.refused(issue.message, issue.code)} />
      ))}
    </section>
  );
}
