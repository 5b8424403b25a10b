import { useEffect } from "react";
import { useAnnounce, useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { useKept } from "../../parts/keep";
import type { DraftSlot, WireError } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useDesk } from "../../platform/desk";
import { plain, useWords } from "../../words";
import { useMemory } from "../frame/memory";
import { nameOf } from "./written";

type Props = {
  slot: DraftSlot;
  /** Throws away what has come back, where the form has no button of its own for that. */
  discard?: () => void;
};

/** At the top of a form: that nothing typed here is kept for later, or cannot be now; that something has come back. */
export function DraftNotes({ slot, discard }: Props) {
  const words = useWords();
  const { notKept } = useMemory();
  const [error] = useKept(notKept, nameOf(slot));
  const survive = useDesk().value?.draftsSurvive === true;
  return (
    <>
      {survive || error !== null ? null : (
        <p className="xs muted row-2">
          <Icon name="info" size="s" />
          {words.draft.onlyHere}
        </p>
      )}
      {error === null ? null : <NotKept error={error} />}
      <Restored slot={slot} discard={discard} />
    </>
  );
}

/** Whether what is typed into this form outlives the program, as far as is known now. */
export function useSurvives(slot: DraftSlot): boolean {
  const { notKept } = useMemory();
  const [error] = useKept(notKept, nameOf(slot));
  return useDesk().value?.draftsSurvive === true && error === null;
}

function NotKept({ error }: { error: WireError }) {
  const words = useWords();
  const lead = words.draft.notKept;
  const fault = words.fault.fault({ ...error, outcome: undefined });
  const text = words.draft.why(error.code) ?? `${plain(fault.lead)} ${plain(fault.text)}`;
  useSaid(`${lead} ${text}`);
  return <Banner tone="warn" narrow lead={lead} text={text} />;
}

function Restored({ slot, discard }: Props) {
  const words = useWords();
  const announce = useAnnounce();
  const { restored } = useMemory();
  const name = nameOf(slot);
  const [draft] = useKept(restored, name);
  const now = useNow(60_000);
  const text =
    draft === null
      ? null
      : draft.tried
        ? words.draft.restoredTried(draft.at, now, slot.kind)
        : words.draft.restored(draft.at, now);
  useEffect(() => {
    if (draft === null || draft.said || text === null) return;
    announce(text);
    restored.set(name, { ...draft, said: true });
  }, [announce, restored, name, draft, text]);
  if (draft === null || text === null) return null;
  return (
    <div className="row between wrap">
      <span className={draft.tried ? "xs tone-warn row-2" : "xs row-2"}>
        <Icon name={draft.tried ? "warn" : "pen"} size="s" />
        {text}
      </span>
      {discard === undefined ? null : (
        <Button size="small" look="quiet" onPress={discard}>
          {words.draft.discard}
        </Button>
      )}
    </div>
  );
}
