import { type FormEvent, useRef, useState } from "react";
import { Act } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/form/Field";
import type { Args, CommandName } from "../../platform/transport";
import type { Asking } from "../../platform/use-asking";
import type { Rich } from "../../words";
import { Fault } from "../frame/Fault";

type Say = {
  title: string;
  label: string;
  help: string;
  wrong: string;
  keep: string;
  keeping: string;
  keepDoes: Rich;
  leave: string;
  leaveDoes: Rich;
};

type Props<N extends CommandName> = {
  say: Say;
  /** What the number is for. */
  text: string;
  /** The number as it stands in the field at first. */
  now: string;
  /** The number that was typed; `null` for one that cannot be. */
  read: (typed: string) => number | null;
  set: Asking<N>;
  argsOf: (number: number) => Args<N>;
  /** It was taken: the dialog is to be closed. */
  onKept: () => void;
  onClose: () => void;
};

/** Asks for one number that this desk goes by. What cannot be is said at the field, and what was typed stays. */
export function NumberDialog<N extends CommandName>({ say, text, now, read, set, argsOf, onKept, onClose }: Props<N>) {
  const [typed, setTyped] = useState(now);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const close = () => !set.busy && onClose();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (set.busy) return;
    const number = read(typed);
    setWrong(number === null);
    if (number === null) field.current?.focus();
    else if ((await set.run(argsOf(number))) !== undefined) onKept();
  };
  return (
    <Dialog title={say.title} onClose={close}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="sm soft">{text}</p>
        <Field
          ref={field}
          label={say.label}
          help={say.help}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setWrong(false);
            set.clear();
          }}
          error={wrong ? say.wrong : null}
          mono
        />
        <Fault error={set.error} narrow />
        <div className="ends">
          <Act look="primary" block submit owner="yours" consequence={say.keepDoes} busy={set.busy && say.keeping}>
            {say.keep}
          </Act>
          <Act block owner="yours" consequence={say.leaveDoes} onPress={close}>
            {say.leave}
          </Act>
        </div>
      </form>
    </Dialog>
  );
}
