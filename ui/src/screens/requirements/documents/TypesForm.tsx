import { useState } from "react";
import { Act } from "../../../parts/Button";
import { Field, FieldError } from "../../../parts/form/Field";
import { Option } from "../../../parts/form/Option";
import { useKept } from "../../../parts/keep";
import type { CaseView, DocumentView } from "../../../platform/bindings";
import type { Asking } from "../../../platform/use-asking";
import { useCaseWords } from "../../../words/pages/case";
import { useMemory } from "../../frame/memory";

/** The types a file can be said to count for: those wanted, then those already seen on the case. */
function typesOf({ requirements }: CaseView): readonly string[] {
  const { documents, attachments, sending } = requirements;
  const seen = [
    ...documents.map((wanted) => wanted.kind),
    ...attachments.flatMap((attachment) => attachment.types),
    ...sending.flatMap((file) => file.types),
  ];
  return [...new Set(seen)];
}

/** A file that waits: what it counts for is said before it is sent. */
export function TypesForm({
  view,
  file,
  off,
  send,
}: {
  view: CaseView;
  file: DocumentView;
  off: string | null;
  send: Asking<"send_document">;
}) {
  const words = useCaseWords();
  const say = words.document;
  const { fileTypes } = useMemory();
  const [chosen, choose] = useKept(fileTypes, `${view.id} ${file.document}`);
  const [other, setOther] = useState("");
  const [tried, setTried] = useState(false);
  const types = [...chosen, ...(other.trim() === "" ? [] : [other.trim()])];
  const press = () => {
    setTried(true);
    if (types.length > 0) send.run({ case: view.id, document: file.document, types: [...new Set(types)] });
  };
  return (
    <fieldset className="stack-s" aria-label={`${say.countsFor}: ${file.name}`}>
      <p className="xs soft">{say.waits}</p>
      <div className="opts">
        {typesOf(view).map((type) => (
          <Option
            key={type}
            type="checkbox"
            checked={chosen.includes(type)}
            onChange={(on) => choose(on ? [...chosen, type] : chosen.filter((one) => one !== type))}
            invalid={tried && types.length === 0}
          >
            {type}
          </Option>
        ))}
      </div>
      <Field label={say.anotherType} value={other} onChange={setOther} help={say.anotherTypeHelp} small />
      {tried && types.length === 0 ? <FieldError text={say.needType} /> : null}
      <Act
        owner="yours"
        icon="up"
        consequence={off === null ? say.sendDoes : words.fault.notAvailable(off)}
        unavailable={off !== null}
        busy={send.busy && say.sending}
        onPress={press}
      >
        {say.send}
      </Act>
    </fieldset>
  );
}
