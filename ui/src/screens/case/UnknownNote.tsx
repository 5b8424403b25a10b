import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import type { CaseView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { useWords } from "../../words";
import type { Part } from "../../words/rich";
import { Fault } from "../frame/Fault";
import { isUnnamed } from "./knows";

/** Words of the service this version does not know: shown as they are, and the case is read-only. */
export function UnknownNote({ view }: { view: CaseView }) {
  const words = useWords();
  const again = useAsking("read_again");
  const { unknownWord: names, unknownLead: leads } = words.case;
  const found = (["status", "action", "resolution", "outcome"] as const).flatMap((name) => {
    const word = view.unknown[name];
    return word === null ? [] : [{ name, word }];
  });
  const { others } = view.unknown;
  if (found.length === 0 && others.length === 0 && view.wanted.kind !== "unknown_step") return null;
  const verbatim = [
    ...found.flatMap<Part>(({ name, word }) => [` ${names[name]}: `, { id: word }, "."]),
    ...others.flatMap<Part>(([place, word]) => [" ", { id: place }, ": ", { id: word }, "."]),
  ];
  const lead = isUnnamed(view)
    ? leads.unnamed
    : found[0] === undefined && others.length > 0
      ? leads.other
      : leads[found[0]?.name ?? "action"];
  return (
    <>
      <Banner tone="unknown" lead={lead} text={[words.case.unknownText, ...verbatim]}>
        <Button size="small" busy={again.busy && words.case.reading} onPress={() => again.run({ case: view.id })}>
          {words.case.readAgain}
        </Button>
      </Banner>
      <Fault error={again.error} about={[[words.case.label.case, view.id]]} />
    </>
  );
}
