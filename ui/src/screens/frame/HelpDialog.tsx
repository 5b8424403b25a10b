import { useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { type KeyBinding, KeyCaps, type KeyGroup, useAllKeys } from "../../parts/keys";
import { useWords } from "../../words";

const GROUPS: readonly KeyGroup[] = ["anywhere", "list", "case", "review", "handoff"];

/** Every key that works on this screen, by where it belongs. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  // What worked when help was asked for: the dialog itself changes nothing of it.
  const [bindings] = useState<readonly KeyBinding[]>(useAllKeys());
  return (
    <Dialog title={words.keys.title} onClose={onClose}>
      <p className="sm soft">{words.keys.intro}</p>
      <div className="keylist">
        {GROUPS.map((group) => {
          const keys = bindings.filter((binding) => binding.group === group);
          if (keys.length === 0) return null;
          return (
            <section key={group} className="stack-s">
              <h3 className="eyebrow">{words.keys[group]}</h3>
              <dl>
                {keys.map((binding) => (
                  <KeyLine key={binding.keys} binding={binding} />
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <Button onPress={onClose}>{words.frame.close}</Button>
    </Dialog>
  );
}

function KeyLine({ binding }: { binding: KeyBinding }) {
  return (
    <>
      <dt>
        <KeyCaps keys={binding.keys} />
      </dt>
      <dd>{binding.label}</dd>
    </>
  );
}
