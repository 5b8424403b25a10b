import type { ReactNode } from "react";
import { FieldError } from "../../../parts/form/Field";
import { Rich } from "../../../parts/Rich";
import { LeafList } from "../../../parts/truth/FactList";
import type { IssueView, QuestionView, ValueView } from "../../../platform/bindings";
import { type CaseWords, useCaseWords } from "../../../words/pages/case";
import type { Rich as RichText } from "../../../words/rich";
import { type Advice, adviceFor } from "../advice";
import type { Group } from "../form";
import { useFormPlace } from "./place";

/** What the service refused, as it says it. */
export function Issues({ issues }: { issues: readonly IssueView[] }) {
  const words = useCaseWords();
  return issues.map((issue, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same may be refused twice
    <FieldError key={index} text={words.requirements.refused(issue.message, issue.code)} />
  ));
}

/** What was refused of a whole group, and why it can only be read. */
export function GroupNotes({ group }: { group: Group }) {
  const words = useCaseWords();
  const { placed, closed } = useFormPlace();
  return (
    <>
      {group.question.kind === "group" ? null : (
        <span className="help">
          <Rich text={words.requirements.groupOfKind(group.question.kindWord)} />
        </span>
      )}
      {group.locked && !closed ? <span className="help">{words.requirements.groupAsItIs}</span> : null}
      <Issues issues={[...group.question.issues, ...(placed.at.get(group.key) ?? [])]} />
    </>
  );
}

/** What a group has itself, beside its questions: nobody knows how to write that. */
export function OwnAnswer({ values }: { values: readonly ValueView[] }) {
  const words = useCaseWords();
  if (values.length === 0) return null;
  return (
    <div className="q wide">
      <p className="sm">{values.map((value) => value.display ?? value.text).join(", ")}</p>
      <span className="help">{words.requirements.asItIs}</span>
    </div>
  );
}

function wordsOf(say: CaseWords["requirements"]["advice"], advice: Advice): RichText {
  switch (advice.is) {
    case "understood":
      return say.understood(advice.day);
    case "no_day":
    case "no_number":
      return say[advice.is];
    case "too_short":
    case "too_long":
      return say[advice.is](advice.length, advice.bound);
    case "too_small":
    case "too_large":
      return say[advice.is](advice.bound);
    case "pattern":
      return say.pattern(advice.pattern, advice.message);
    case "pattern_unknown":
      return say.pattern_unknown(advice.pattern);
  }
}

/** What can be said of a value while it is typed: never an error, the service is the judge. */
export function Advices({ question, text }: { question: QuestionView; text: string }): ReactNode {
  const words = useCaseWords();
  return adviceFor(question, text).map((advice) => (
    <span key={advice.is} className={advice.is === "understood" ? "help" : "help advice"}>
      <Rich text={wordsOf(words.requirements.advice, advice)} />
    </span>
  ));
}

/** That there are fewer or more answers than the service asks for. */
export function Occurs({ question, count }: { question: QuestionView; count: number }) {
  const words = useCaseWords();
  const say = words.requirements.advice;
  const { minOccurs, maxOccurs } = question;
  if (minOccurs !== null && count < minOccurs) return <span className="help advice">{say.few(minOccurs)}</span>;
  if (maxOccurs !== null && count > maxOccurs) return <span className="help advice">{say.many(maxOccurs)}</span>;
  return null;
}

/** Conditions of a grammar nobody knows: to be read, never acted on. */
export function Conditions({ question }: { question: QuestionView }) {
  const words = useCaseWords();
  const say = words.requirements;
  if (question.hints.length === 0) return null;
  return (
    <details className="condition">
      <summary>{say.condition}</summary>
      <p className="xs muted">{say.conditionHelp}</p>
      {question.hints.map((hint, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same condition may be returned twice
        <div key={index} className="stack-s">
          <span className="xs strong">{say.hint(hint.name)}</span>
          <LeafList rows={hint.rows} />
        </div>
      ))}
    </details>
  );
}
