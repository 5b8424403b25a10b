import { useId } from "react";
import { Button } from "../../../parts/Button";
import { useCaseWords } from "../../../words/pages/case";
import { occurrence } from "../draft";
import { type Group, mayRepeat, type Occurrence } from "../form";
import { goSoon, goToAdd } from "../moving";
import { GroupNotes, Occurs, OwnAnswer } from "./notes";
import { useFormPlace } from "./place";
import { Items } from "./Questions";
import { Title } from "./Title";

/** A group that is answered several times: a card for each, and a button for one more. */
export function RepeatedGroup({ group }: { group: Group }) {
  const form = useFormPlace();
  const id = useId();
  const { occurrences, question } = group;
  const least = question.minOccurs ?? 0;
  return (
    <fieldset className="q" aria-labelledby={`${id}-title`} data-item={group.key} tabIndex={-1}>
      <Title
        id={`${id}-title`}
        number={group.number}
        question={question}
        state={form.open.get(group.key) ?? null}
        refused={question.issues.length > 0 || form.placed.at.has(group.key)}
        answered={group.had > 0}
        changed={false}
      />
      {question.message === null ? null : <span className="help">{question.message}</span>}
      <GroupNotes group={group} />
      {occurrences.map((one) => (
        <Card key={one.id} group={group} one={one} removable={!group.locked && occurrences.length > least} />
      ))}
      <Occurs question={question} count={occurrences.length} />
      {group.locked || !mayRepeat(question) ? null : <Add group={group} />}
    </fieldset>
  );
}

function Card({ group, one, removable }: { group: Group; one: Occurrence; removable: boolean }) {
  const words = useCaseWords();
  const form = useFormPlace();
  const say = words.requirements;
  const name = group.question.text ?? group.linkId;
  const of = group.occurrences.length;
  return (
    <fieldset className="card" aria-label={say.place(name, one.index + 1, of)}>
      <div className="body occurrence">
        <div className="grid-3" data-item={one.key}>
          <OwnAnswer values={one.own} />
          <Items items={one.items} />
        </div>
        {removable ? (
          <Button
            size="small"
            look="quiet"
            icon="x"
            onPress={() => {
              form.remove(group, one.id);
              goToAdd(group.key);
            }}
          >
            {say.remove}
            <span className="vh"> {say.removeOf(name, one.index + 1)}</span>
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

function Add({ group }: { group: Group }) {
  const words = useCaseWords();
  const form = useFormPlace();
  const id = useId();
  const say = words.requirements;
  const most = group.question.maxOccurs;
  const count = group.occurrences.length;
  const full = most !== null && count >= most;
  return (
    <span className="row" data-add={group.key}>
      <Button
        size="small"
        icon="plus"
        unavailable={full}
        aria-describedby={full ? id : undefined}
        onPress={() => {
          form.add(group);
          goSoon(occurrence(group.key, `n${form.draft.added + 1}`));
        }}
      >
        {say.add(count, most)}
        <span className="vh"> {say.addTo(group.question.text ?? group.linkId)}</span>
      </Button>
      {full ? (
        <span className="xs muted" id={id}>
          {say.addedAll(most)}
        </span>
      ) : null}
    </span>
  );
}
