import { type FormEvent, useRef, useState } from "react";
import { Act, Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/form/Field";
import { inTheWay, isSingle, keyName, keysNow, keysOf } from "../../parts/key-map";
import { KeyCaps } from "../../parts/keys";
import { useSettingWords } from "../../words/pages/settings";
import { Fault } from "../frame/Fault";
import { type KnownKey, knownKeys } from "./known-keys";
import { useSettings } from "./useSettings";

/** Whether keys of the two places may be wanted at once. */
const meet = (one: KnownKey, other: KnownKey) =>
  one.group === other.group || one.group === "anywhere" || other.group === "anywhere";

/** Another key for something. One that something else has where both work is said, and not taken. */
export function KeyDialog({ known, onClose }: { known: KnownKey; onClose: () => void }) {
  const words = useSettingWords();
  const say = words.settings.other;
  const { settings, keep, busy, error } = useSettings();
  const name = keyName(known.group, known.keys);
  const map = { ...settings, singleKeys: true };
  const [typed, setTyped] = useState(keysNow(map, known.group, known.keys) ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const close = () => !busy && onClose();
  const other = (keys: string) =>
    knownKeys(words).find((key) => {
      const now = keysNow(map, key.group, key.keys);
      return keyName(key.group, key.keys) !== name && meet(known, key) && now !== null && inTheWay(now, keys);
    });
  const use = async (keys: string | null) => {
    const taken = keys === null ? undefined : other(keys);
    const wrong =
      keys === null || !isSingle(keys)
        ? say.wrong
        : taken === undefined
          ? null
          : say.taken(taken.label, words.settings.keys.where[taken.group]);
    setProblem(wrong);
    if (wrong !== null || keys === null) return field.current?.focus();
    const { [name]: _, ...others } = settings.keys;
    const next = keys === known.keys ? others : { ...others, [name]: keys };
    if (await keep({ ...settings, keys: next })) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) use(keysOf(typed));
  };
  return (
    <Dialog title={`${say.title} “${known.label}”`} onClose={close}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="sm soft">{say.text(words.settings.keys.where[known.group])}</p>
        <Field
          ref={field}
          label={say.label}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setProblem(null);
          }}
          error={problem}
          mono
        />
        <Button size="small" look="quiet" onPress={() => use(known.keys)}>
          {say.start(known.keys.toUpperCase())}
        </Button>
        <Fault error={error} narrow />
        <div className="ends">
          <Act look="primary" block submit owner="yours" consequence={say.keepDoes} busy={busy && say.keeping}>
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

export function KeyNow({ known }: { known: KnownKey }) {
  const { settings } = useSettings();
  return <KeyCaps keys={keysNow({ ...settings, singleKeys: true }, known.group, known.keys) ?? known.keys} />;
}
