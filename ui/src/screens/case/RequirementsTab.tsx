import { Banner } from "../../parts/Banner";
import { FieldError } from "../../parts/form/Field";
import { Icon } from "../../parts/Icon";
import { OwnerGlyph } from "../../parts/owner";
import type { CaseView, QuestionView, RequirementsView } from "../../platform/bindings";
import { useWords } from "../../words";
import { answered } from "../requirements/flat";
import { CaseFoot } from "./CaseFoot";
import { CommandBanner } from "./CommandBanner";
import { NextAction } from "./NextAction";
import { UnknownNote } from "./UnknownNote";

/** What the service asks for, and what is there. Read-only in this version, and it says so. */
export function RequirementsTab({ view }: { view: CaseView }) {
  const words = useWords();
  return (
    <div className="two">
      <div className="stack-l">
        <h2 className="vh">{words.case.requirements}</h2>
        <CommandBanner view={view} />
        <UnknownNote view={view} />
        <Banner tone="info" icon="lock" {...words.case.readOnly} />
        <Questions requirements={view.requirements} />
        <Documents requirements={view.requirements} />
      </div>
      <aside className="stack" aria-label={words.case.nextAction}>
        <NextAction view={view} />
        <CaseFoot view={view} />
      </aside>
    </div>
  );
}

type Line = { question: QuestionView; depth: number; group: boolean; answers: readonly string[] };

/** Questions one below the other, each with its answers. */
function lines(questions: readonly QuestionView[], requirements: RequirementsView, depth = 0): Line[] {
  return questions.flatMap((question) => [
    {
      question,
      depth,
      group: question.kind === "group",
      answers: answered(requirements)
        .filter((answer) => answer.linkId === question.linkId)
        .flatMap((answer) => answer.values),
    },
    ...lines(question.items, requirements, depth + 1),
  ]);
}

type Group = { heading: QuestionView | null; questions: Line[] };

/** Questions under the group heading they stand under. */
function grouped(found: readonly Line[]): Group[] {
  const groups: Group[] = [];
  for (const line of found) {
    if (line.group && line.depth === 0) groups.push({ heading: line.question, questions: [] });
    else {
      if (groups.length === 0) groups.push({ heading: null, questions: [] });
      groups.at(-1)?.questions.push(line);
    }
  }
  return groups;
}

function Questions({ requirements }: { requirements: RequirementsView }) {
  const words = useWords();
  const say = words.case;
  const loose = requirements.issues;
  if (requirements.questions.length === 0 && loose.length === 0) {
    return <p className="sm muted">{say.noQuestions}</p>;
  }
  return (
    <>
      {loose.length === 0 ? null : (
        <section className="qgroup first" aria-labelledby="issues-title">
          <h3 id="issues-title">{say.issues}</h3>
          {loose.map(({ code, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same may be refused twice
            <FieldError key={index} text={issueText(say.refused, message, code)} />
          ))}
        </section>
      )}
      {grouped(lines(requirements.questions, requirements)).map((group, index) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a repeated group has the same name every time
          key={index}
          className={index === 0 && loose.length === 0 ? "qgroup first" : "qgroup"}
          aria-label={group.heading === null ? say.questions : undefined}
          aria-labelledby={group.heading === null ? undefined : `group-${index}`}
        >
          {group.heading === null ? null : <h3 id={`group-${index}`}>{group.heading.text ?? group.heading.linkId}</h3>}
          {group.questions.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a repeated question has the same name every time
            <Question key={at} line={line} />
          ))}
        </section>
      ))}
    </>
  );
}

const issueText = (refused: string, message: string | null, code: string) => `${refused} ${message ?? code}`;

function Question({ line }: { line: Line }) {
  const words = useWords();
  const say = words.case;
  const { question, depth, group, answers } = line;
  const own = question.issues;
  const open = question.wanted || own.length > 0;
  const body = (
    <div className="q">
      <div className="row between top">
        <span className="strong sm">{question.text ?? <span className="id">{question.linkId}</span>}</span>
        {open ? (
          <span className="need">
            <Icon name="own-yours" size="s" />
            {say.payerAsks}
          </span>
        ) : answers.length > 0 ? (
          <span className="xs muted row-2">
            <Icon name="check" size="s" />
            {say.answered}
          </span>
        ) : null}
      </div>
      {group ? null : <Answers answers={answers} />}
      {question.message === null ? null : <span className="xs soft">{question.message}</span>}
      {own.map(({ code, message }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be refused twice
        <FieldError key={index} text={issueText(say.refused, message, code)} />
      ))}
    </div>
  );
  return depth > 1 || (depth === 1 && group) ? <div className="branch">{body}</div> : body;
}

function Answers({ answers }: { answers: readonly string[] }) {
  const words = useWords();
  if (answers.length === 0) return <p className="answers muted">{words.case.notAnswered}</p>;
  return <p className="answers select-all">{answers.join(", ")}</p>;
}

function Documents({ requirements }: { requirements: RequirementsView }) {
  const words = useWords();
  const say = words.case;
  return (
    <>
      <section className="qgroup" aria-labelledby="documents-title">
        <h3 id="documents-title">{say.documents}</h3>
        {requirements.documents.length === 0 ? (
          <p className="sm muted">{say.noDocuments}</p>
        ) : (
          <div>
            {requirements.documents.map(({ kind, message }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same type may be missing twice
              <div className="doc" key={index}>
                <OwnerGlyph turn="yours" />
                <span>
                  <b className="strong">{kind}</b> {message === null ? null : <span className="muted">{message}</span>}
                </span>
                <span className="xs muted">{say.documentMissing}</span>
              </div>
            ))}
          </div>
        )}
      </section>
      <section className="qgroup" aria-labelledby="files-title">
        <h3 id="files-title">{say.files}</h3>
        {requirements.attachments.length === 0 ? (
          <p className="sm muted">{say.noFiles}</p>
        ) : (
          <div>
            {requirements.attachments.map(({ name, types }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name
              <div className="doc" key={index}>
                <OwnerGlyph turn="done" />
                <b className="strong">{name}</b>
                <span className="xs muted">{say.countsFor(types)}</span>
              </div>
            ))}
          </div>
        )}
      </section>
    </>
  );
}
