import { type FormEvent, useRef, useState } from "react";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/form/Field";
import { useAsking } from "../../platform/use-asking";
import { useWords } from "../../words";
import { Fault } from "../frame/Fault";
import { navigate } from "../frame/route";

/**
 * Opens a case by its number, whether or not it is in a list. Its error stands under the head of the list. Where the
 * service has no list it is the way to a case, and is drawn as such.
 */
export function useOpenByNumber(main: boolean) {
  const words = useWords();
  const say = words.queue;
  const [number, setNumber] = useState("");
  const [missing, setMissing] = useState(false);
  const open = useAsking("open_case");
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const id = number.trim();
    setMissing(id === "");
    if (id === "") {
      field.current?.focus();
      return;
    }
    if ((await open.run({ case: id })) !== undefined) navigate({ page: "case", id, tab: null });
  };
  const form = (
    <form className={main ? "q-open lead" : "q-open push"} onSubmit={submit} noValidate>
      <Field
        ref={field}
        label={say.openLabel}
        hideLabel={!main}
        placeholder={main ? say.openExample : say.openLabel}
        value={number}
        onChange={(text) => {
          setNumber(text);
          setMissing(false);
          open.clear();
        }}
        error={missing ? say.openMissing : null}
        mono
        small={!main}
      />
      <Button
        look={main ? "primary" : "plain"}
        size={main ? undefined : "small"}
        submit
        busy={open.busy && say.opening}
      >
        {say.open}
      </Button>
    </form>
  );
  return { form, fault: <Fault error={open.error} about={[[words.case.label.case, number.trim()]]} /> };
}
