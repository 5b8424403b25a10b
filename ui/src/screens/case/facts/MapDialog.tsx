import { useMemo, useState } from "react";
import { Act } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import { Field } from "../../../parts/form/Field";
import { Option, Segmented } from "../../../parts/form/Option";
import { Rich } from "../../../parts/Rich";
import type { CaseView, FactName, FactSource } from "../../../platform/bindings";
import { useAsking } from "../../../platform/use-asking";
import { useWords } from "../../../words";
import { Fault } from "../../frame/Fault";
import { type Readable, readableAnswers } from "./answers";

type By = FactSource["by"];
type Props = { view: CaseView; name: FactName; onClose: () => void };

/** Looking through this many needs no help. */
const FEW = 8;

function isIn({ text, value, linkId }: Readable, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  return [text ?? "", value, linkId].some((one) => one.toLowerCase().includes(wanted));
}

/** The answer by its words where it has some and they are wanted, else by its id. */
function sourceOf({ linkId, text }: Readable, by: By): FactSource {
  return by === "question_text" && text !== null ? { by, text } : { by: "link_id", linkId };
}

/** Which answer a fact is read from: chosen among the answers of this case, kept for every case of its payer. */
export function MapDialog({ view, name, onClose }: Props) {
  const words = useWords();
  const say = words.fact.map;
  const { payer } = view.header;
  const answers = useMemo(() => readableAnswers(view.requirements), [view.requirements]);
  const fact = view.facts.find((found) => found.name === name);
  const [chosen, choose] = useState<string | null>(fact?.linkIds[0] ?? null);
  const [by, setBy] = useState<By>("question_text");
  const map = useAsking("map_fact");
  const close = () => !map.busy && onClose();
  const send = async (source: FactSource | null) => {
    if ((await map.run({ case: view.id, name, source })) !== undefined) onClose();
  };
  const answer = answers.find((found) => found.linkId === chosen) ?? null;
  return (
    <Dialog title={say.title(words.fact.name[name])} onClose={close}>
      <div className="stack-s sm">
        <p>{say.counts(payer)}</p>
        <p className="soft">{fact === undefined ? say.none : <Rich text={say.now(fact.from, fact.mapped)} />}</p>
      </div>
      <Answers answers={answers} chosen={chosen} choose={choose} />
      {answer === null || answer.text === null ? null : (
        <div className="field">
          <span className="lab">{say.how}</span>
          <Segmented<By>
            label={say.how}
            name="by"
            value={by}
            options={[
              ["question_text", say.byText],
              ["link_id", say.byLinkId],
            ]}
            onChange={setBy}
          />
        </div>
      )}
      <Fault error={map.error} narrow about={[[words.case.label.case, view.id]]} />
      <div className="ends">
        <Act
          look="primary"
          size="big"
          block
          owner="yours"
          consequence={answer === null ? words.fault.notAvailable(say.missing) : say.chooseDoes(payer)}
          unavailable={answer === null}
          busy={map.busy && say.saving}
          onPress={() => answer !== null && send(sourceOf(answer, by))}
        >
          {say.choose}
        </Act>
        <Act size="big" block owner="yours" consequence={say.cancelDoes} onPress={close}>
          {say.cancel}
        </Act>
      </div>
      {fact?.mapped ? (
        <Act look="quiet" block owner="yours" consequence={say.generalDoes} onPress={() => send(null)}>
          {say.general}
        </Act>
      ) : null}
    </Dialog>
  );
}

function Answers(props: { answers: readonly Readable[]; chosen: string | null; choose: (linkId: string) => void }) {
  const { answers, chosen, choose } = props;
  const words = useWords();
  const say = words.fact.map;
  const [find, setFind] = useState("");
  const shown = answers.filter((answer) => answer.linkId === chosen || isIn(answer, find));
  if (answers.length === 0) return <p className="sm muted">{say.noAnswers}</p>;
  return (
    <fieldset className="stack-s">
      <legend className="spaced">{say.answers}</legend>
      {answers.length <= FEW ? null : <Field label={say.find} value={find} onChange={setFind} small />}
      <div className="map-answers">
        {shown.map((answer) => (
          <Option
            key={answer.linkId}
            type="radio"
            name="answer"
            checked={answer.linkId === chosen}
            onChange={() => choose(answer.linkId)}
          >
            <span className="map-q">{answer.text ?? <span className="id">{answer.linkId}</span>}</span>
            <small>
              <span className="map-v">{answer.value}</span>
              {answer.text === null ? null : (
                <>
                  {" · "}
                  <Rich text={say.byId(answer.linkId)} />
                </>
              )}
            </small>
          </Option>
        ))}
        {shown.length === 0 ? <p className="sm muted">{say.noMatch}</p> : null}
      </div>
    </fieldset>
  );
}
