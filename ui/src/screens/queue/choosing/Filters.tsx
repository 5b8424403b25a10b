import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../../../parts/Button";
import { Drop, ListBox, type ListOption } from "../../../parts/form/ListBox";
import { Icon } from "../../../parts/Icon";
import { type KeyBinding, useKeys } from "../../../parts/keys";
import type { FacetCode, FacetsView, FacetValue, StepCode, UpdatedCode } from "../../../platform/bindings";
import { nameOfSpec } from "../../../platform/queue-store";
import { useWords, type Words } from "../../../words";
import type { Shown } from "../search";
import { CHIPS, type Filtering } from "./filter";

const UPDATED: readonly UpdatedCode[] = ["day", "week", "before"];

/** Stands for "not returned" among the keys of choices; no value of the service has a zero sign in it. */
const NOTHING = "\0";
const keyOf = (value: string | null): string => value ?? NOTHING;
const unkeyed = (key: string): string | null => (key === NOTHING ? null : key);

/** What a value of a filter is called. */
function nameOf(words: Words, facet: FacetCode, value: string | null, label: string | null): string {
  if (value === null) return words.filter.notReturned;
  switch (facet) {
    case "step":
      return words.frame.step[value as StepCode] ?? value;
    case "status":
      return words.filter.status(value);
    case "outcome":
      return words.filter.outcome(value);
    case "provider":
      return words.filter.provider(value);
    default:
      return label ?? value;
  }
}

/**
 * How many cases each choice would show: counted when a list is entered, and anew with each change of it while somebody
 * looks at the counts. Nobody else waits for them.
 */
function useFacets({ value, at, facets }: Shown, isLookedAt: boolean): FacetsView | null {
  const [counted, setCounted] = useState<FacetsView | null>(null);
  const spec = value === undefined ? null : nameOfSpec(value.spec);
  const change = isLookedAt ? at : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the list is what it is counted anew for
  useEffect(() => {
    if (spec === null) return;
    let current = true;
    facets().then(
      (answer) => current && setCounted(answer),
      // Without counts there are still the filters that are set; the list itself says what is wrong.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [spec === null, isLookedAt && spec, change, facets]);
  return counted;
}

/** The values in the order in which they were first seen: a choice does not move under the hand. */
function useSteady(values: readonly FacetValue[]): readonly FacetValue[] {
  const order = useRef<string[]>([]);
  return useMemo(() => {
    const now = new Map(values.map((value) => [keyOf(value.value), value]));
    for (const key of now.keys()) if (!order.current.includes(key)) order.current.push(key);
    return order.current.flatMap((key) => now.get(key) ?? { value: unkeyed(key), label: null, cases: 0 });
  }, [values]);
}

type ChipProps = {
  filtering: Filtering;
  facet: FacetCode;
  values: readonly FacetValue[];
  onOpen: (isOpen: boolean) => void;
};

function FacetChip({ filtering, facet, values, onOpen }: ChipProps) {
  const words = useWords();
  const chosen = filtering.choices.find((choice) => choice.facet === facet)?.values ?? [];
  const label = (value: string | null) => {
    const own = values.find((known) => known.value === value);
    return nameOf(words, facet, value, own?.label ?? null);
  };
  const name = words.filter.facet[facet];
  const toggle = (key: string) => {
    const value = unkeyed(key);
    const others = chosen.filter((other) => other !== value);
    filtering.choose(facet, others.length < chosen.length ? others : [...chosen, value]);
  };
  return (
    <Drop
      className={chosen.length > 0 ? "filter on" : "filter"}
      label={<ChipLabel name={name} said={chosen[0] === undefined ? null : label(chosen[0])} chosen={chosen.length} />}
      onOpen={onOpen}
    >
      <FacetChoices name={name} facet={facet} values={values} chosen={chosen} toggle={toggle} />
      <ClearOne show={chosen.length > 0} name={name} clear={() => filtering.choose(facet, [])} />
    </Drop>
  );
}

function ChipLabel({ name, said, chosen }: { name: string; said: string | null; chosen: number }) {
  const words = useWords();
  return (
    <>
      {said === null ? <Icon name="plus" size="s" /> : null}
      <span>{said === null ? name : words.filter.chosen(name, said, chosen)}</span>
      {said === null ? null : <Icon name="down" size="s" />}
    </>
  );
}

function FacetChoices(props: {
  name: string;
  facet: FacetCode;
  values: readonly FacetValue[];
  chosen: readonly (string | null)[];
  toggle: (key: string) => void;
}) {
  const { name, facet, chosen, toggle } = props;
  const words = useWords();
  const values = useSteady(props.values);
  if (values.length === 0) return <p className="sm soft">{words.filter.nothing}</p>;
  const options = values.map(
    ({ value, label, cases }): ListOption => ({
      key: keyOf(value),
      label: nameOf(words, facet, value, label),
      count: cases,
      chosen: chosen.includes(value),
    }),
  );
  return <ListBox label={name} options={options} several onChoose={toggle} />;
}

function UpdatedChip({ filtering }: { filtering: Filtering }) {
  const words = useWords();
  const { updated, chooseUpdated } = filtering;
  const name = words.filter.updated;
  const said = updated === null ? null : words.filter.updatedWithin[updated];
  const options = UPDATED.map(
    (code): ListOption => ({ key: code, label: words.filter.updatedWithin[code], chosen: code === updated }),
  );
  return (
    <Drop
      className={updated === null ? "filter" : "filter on"}
      label={<ChipLabel name={name} said={said} chosen={1} />}
    >
      <ListBox
        label={name}
        options={options}
        several={false}
        onChoose={(key) => chooseUpdated(key === updated ? null : (key as UpdatedCode))}
      />
      <ClearOne show={updated !== null} name={name} clear={() => chooseUpdated(null)} />
    </Drop>
  );
}

/** Takes one filter away; the focus goes to what is chosen from, for the button goes. */
function ClearOne({ show, name, clear }: { show: boolean; name: string; clear: () => void }) {
  const words = useWords();
  if (!show) return null;
  return (
    <Button
      size="small"
      look="quiet"
      onPress={(event) => {
        event.currentTarget.parentElement?.querySelector<HTMLElement>('[role="option"][tabindex="0"]')?.focus();
        clear();
      }}
    >
      {words.filter.any(name)}
    </Button>
  );
}

/** The filters of a list: each chip opens what can be chosen, with how many cases each choice would show. */
export function Filters({
  filtering,
  shown,
  step,
  first,
}: {
  filtering: Filtering;
  shown: Shown;
  step: StepCode | null;
  first: RefObject<HTMLFieldSetElement | null>;
}) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const counted = useFacets(shown, isOpen);
  const turn = shown.value?.spec.turn;
  const valuesOf = (facet: FacetCode) => counted?.facets.find((own) => own.facet === facet)?.values ?? [];
  // Steps are the clinic's own, and a list of one step has no other; status and outcome are mostly the same in a whole list.
  const isShown = (facet: FacetCode): boolean => {
    if (filtering.choices.some((choice) => choice.facet === facet)) return true;
    if (facet === "step") return turn === "yours" && step === null;
    return (facet !== "status" && facet !== "outcome") || valuesOf(facet).length > 1;
  };
  return (
    <fieldset className="q-filters" ref={first}>
      <legend className="vh">{words.filter.group}</legend>
      {CHIPS.filter(isShown).map((facet) => (
        <FacetChip key={facet} filtering={filtering} facet={facet} values={valuesOf(facet)} onOpen={setOpen} />
      ))}
      <UpdatedChip filtering={filtering} />
      {filtering.isOn ? (
        <Button
          size="small"
          look="quiet"
          onPress={() => {
            first.current?.querySelector("button")?.focus();
            filtering.clear();
          }}
        >
          {words.filter.clear}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** Goes to the first filter by a key. */
export function useFilterKey(first: RefObject<HTMLFieldSetElement | null>): void {
  const words = useWords();
  useKeys(
    useMemo<KeyBinding[]>(
      () => [
        {
          keys: "f",
          label: words.filter.key,
          group: "list",
          run: () => first.current?.querySelector("button")?.focus(),
        },
      ],
      [words, first],
    ),
  );
}
