import { useCallback, useMemo, useState } from "react";
import { useAnnounce } from "../../../parts/Announcer";
import { Button } from "../../../parts/Button";
import { copyText } from "../../../parts/copy-text";
import { Icon } from "../../../parts/Icon";
import { useKept } from "../../../parts/keep";
import { type KeyBinding, useKeys } from "../../../parts/keys";
import type { CaseView, FactName, HandoffView } from "../../../platform/bindings";
import { useWords, type Words } from "../../../words";
import { useMemory } from "../../frame/memory";

/** In the order portals ask for it: who, then what. */
const FIRST: readonly FactName[] = ["member_id", "birth_date", "patient_name", "group_number", "ordering_provider"];
const LAST: readonly FactName[] = ["diagnosis", "service_date", "clinic_number"];

type Item = { key: string; label: string; text: string; from: string; isNumber: boolean };

function itemsOf(view: CaseView, words: Words): Item[] {
  const say = words.fact;
  const fact = (name: FactName): Item[] => {
    const found = view.facts.find((one) => one.name === name);
    if (found === undefined) return [];
    const isNumber = say.isNumber(name);
    const from = say.fromAnswer(found.from);
    return [{ key: name, label: say.name[name], text: say.copied(found.value), from, isNumber }];
  };
  const request = (key: string, label: string, text: string | null): Item[] =>
    text === null ? [] : [{ key, label, text, from: say.fromRequest, isNumber: true }];
  return [
    ...FIRST.flatMap(fact),
    ...request("npi", say.list.npi, view.header.providerNpi),
    ...request("code", say.list.code, view.header.serviceCode),
    ...LAST.flatMap(fact),
  ];
}

/** What goes into the portal, one after the other: `C` copies the next, and each says where it comes from. */
export function CopyList({ view, handoff }: { view: CaseView; handoff: HandoffView }) {
  const words = useWords();
  const say = words.fact.list;
  const announce = useAnnounce();
  const { copied: kept } = useMemory();
  const [copied, setCopied] = useKept(kept, handoff.id);
  const [failed, setFailed] = useState<string | null>(null);
  const items = useMemo(() => itemsOf(view, words), [view, words]);
  const next = items.find((item) => !copied.has(item.key)) ?? null;
  const done = items.filter((item) => copied.has(item.key)).length;
  const copy = useCallback(
    (item: Item) => {
      copyText(item.text).then((did) => {
        setFailed(did ? null : item.key);
        // What was copied is named, and never what it says.
        announce(did ? words.fact.didCopy(item.label) : words.fault.copyFailed);
        if (did) setCopied(new Set([...copied, item.key]));
      });
    },
    [announce, words, copied, setCopied],
  );
  useCopyNext(next, copy);
  return (
    <section className="card" aria-labelledby="copy-title">
      <header>
        <h2 id="copy-title">{say.title}</h2>
        <span className="push xs muted">{say.of(done, items.length)}</span>
        {done === 0 ? null : (
          <Button look="quiet" size="small" onPress={() => setCopied(new Set())}>
            {say.anew}
          </Button>
        )}
      </header>
      <p className="xs muted hint-line">{view.package === null ? say.helpAlone : say.help}</p>
      <ol>
        {items.map((item, index) => (
          <Line
            key={item.key}
            item={item}
            number={index + 1}
            did={copied.has(item.key)}
            isNext={item === next}
            failed={failed === item.key}
            copy={() => copy(item)}
          />
        ))}
      </ol>
    </section>
  );
}

function useCopyNext(next: Item | null, copy: (item: Item) => void): void {
  const { fact } = useWords();
  useKeys(
    useMemo<KeyBinding[]>(
      () =>
        next === null
          ? []
          : [{ keys: "c", label: fact.list.next, group: "handoff", hint: true, run: () => copy(next) }],
      [next, copy, fact],
    ),
  );
}

type LineProps = { item: Item; number: number; did: boolean; isNext: boolean; failed: boolean; copy: () => void };

function Line({ item, number, did, isNext, failed, copy }: LineProps) {
  const words = useWords();
  const say = words.fact.list;
  const look = isNext ? "copy does nextup" : did ? "copy does did" : "copy does";
  return (
    <li className={look}>
      <span className="o">{number}</span>
      <span>
        <span className="l">{item.label}</span>
        <span className="v">{item.isNumber ? <span className="id">{item.text}</span> : item.text}</span>
        <span className="src">{item.from}</span>
      </span>
      <span className="row-2">
        {did ? (
          <span className="xs muted did-it">
            <Icon name="check" size="s" />
            {say.done}
          </span>
        ) : null}
        <CopyItem label={item.label} hint={isNext ? "C" : undefined} did={did} failed={failed} copy={copy} />
      </span>
    </li>
  );
}

/** One button before and after: the focus stays on it. */
function CopyItem(props: { label: string; hint: string | undefined; did: boolean; failed: boolean; copy: () => void }) {
  const words = useWords();
  const say = words.fact.list;
  const text = props.failed ? words.fault.copyFailed : props.did ? say.again : say.copy;
  return (
    <Button size="small" look={props.did ? "quiet" : "plain"} hint={props.hint} onPress={props.copy}>
      {text}
      <span className="vh"> {props.label}</span>
    </Button>
  );
}
