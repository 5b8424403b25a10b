import { Fragment, type ReactNode, useId } from "react";
import { useCaseWords } from "../../../words/pages/case";
import type { Group, Heading, Item } from "../form";
import { GroupNotes, OwnAnswer } from "./notes";
import { QuestionField } from "./QuestionField";
import { RepeatedGroup } from "./RepeatedGroup";

/** A group that stands once: a heading with or without an id of its own. */
const isSection = (item: Item): item is Group | Heading =>
  item.is === "heading" || (item.is === "group" && !item.repeated);

const inside = (item: Group | Heading): readonly Item[] =>
  item.is === "heading" ? item.items : item.occurrences.flatMap((one) => one.items);
const own = (item: Group | Heading) => (item.is === "heading" ? [] : item.occurrences.flatMap((one) => one.own));

/** Sections as they come; questions that stand beside each other without a heading share one. */
function sections(items: readonly Item[]): readonly (Group | Heading | readonly Item[])[] {
  const found: (Group | Heading | Item[])[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (isSection(item)) found.push(item);
    else if (Array.isArray(last)) last.push(item);
    else found.push([item]);
  }
  return found;
}

/** The whole questionnaire, in its order. */
export function Questions({ items, first }: { items: readonly Item[]; first: boolean }) {
  const words = useCaseWords();
  if (items.length === 0) return <p className="sm muted">{words.requirements.none}</p>;
  return sections(items).map((section, index) => {
    const look = first && index === 0 ? "qgroup first" : "qgroup";
    if ("is" in section) return <Section key={section.key} item={section} look={look} level={3} />;
    return (
      <fieldset key={section[0]?.key} className={look} aria-label={words.requirements.questions}>
        <Items items={section} />
      </fieldset>
    );
  });
}

/** A group and its questions under their heading. */
function Section({ item, look, level }: { item: Group | Heading; look: string; level: 3 | 4 }) {
  const id = useId();
  const Title = `h${level}` as const;
  return (
    <fieldset className={look} aria-labelledby={id} data-item={item.key} tabIndex={-1}>
      <Title id={id}>{item.question.text ?? item.question.linkId}</Title>
      {item.is === "group" ? <GroupNotes group={item} /> : null}
      <OwnAnswer values={own(item)} />
      <Items items={inside(item)} />
    </fieldset>
  );
}

export function Items({ items }: { items: readonly Item[] }): ReactNode {
  return items.map((item) => (
    <Fragment key={item.key}>
      {item.is === "field" ? (
        <QuestionField field={item} />
      ) : isSection(item) ? (
        <Section item={item} look="branch" level={4} />
      ) : (
        <RepeatedGroup group={item} />
      )}
    </Fragment>
  ));
}
