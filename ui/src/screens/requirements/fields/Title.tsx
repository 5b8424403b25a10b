import type { ReactNode } from "react";
import { Icon } from "../../../parts/Icon";
import type { QuestionView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import type { OpenState } from "../open-items";
import { useFormPlace } from "./place";

type TitleProps = {
  id: string;
  question: QuestionView;
  number: number | null;
  /** The control it names, when there is one that a label can name. */
  labels?: string;
  state: OpenState | null;
  /** The service refused what stands in it. */
  refused: boolean;
  answered: boolean;
  changed: boolean;
};

/** A question's words, and where it stands: wanted, to be corrected, changed, answered. */
export function Title({ id, question, number, labels, ...marks }: TitleProps) {
  const text = question.text ?? <span className="id">{question.linkId}</span>;
  const name: ReactNode =
    number === null ? (
      text
    ) : (
      <>
        {number} {text}
      </>
    );
  return (
    <div className="row between top wrap">
      {labels === undefined ? (
        <span className="strong sm" id={id}>
          {name}
        </span>
      ) : (
        <label className="strong sm" id={id} htmlFor={labels}>
          {name}
        </label>
      )}
      <Marks {...marks} />
    </div>
  );
}

type MarksProps = Pick<TitleProps, "state" | "refused" | "answered" | "changed">;

function Marks({ state, refused, answered, changed }: MarksProps) {
  const words = useCaseWords();
  const say = words.requirements.mark;
  const { afterReceipt } = useFormPlace();
  const asks = afterReceipt ? say.payerAsks : say.wanted;
  const need = refused ? say.correct : state === null ? null : asks;
  return (
    <span className="row-2 marks">
      {need === null ? null : (
        <span className="need">
          <Icon name="own-yours" size="s" />
          {need}
        </span>
      )}
      {changed ? (
        <span className="unsaved">
          <Icon name="pen" size="s" />
          {say.notSaved}
        </span>
      ) : null}
      {need === null && !changed && answered ? (
        <span className="xs muted row-2">
          <Icon name="check" size="s" />
          {say.answered}
        </span>
      ) : null}
    </span>
  );
}
