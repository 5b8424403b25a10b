import { useState } from "react";
import { useAnnounce, useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import type { WireError } from "../../platform/bindings";
import { useWords } from "../../words";
import { DangerDialog } from "../dialogs/DangerDialog";
import { Fault } from "../frame/Fault";
import { useFound, useKeeping } from "./useKeeping";

/**
 * What was typed at an earlier time and cannot be had now, until that was read. Where nothing can be opened for want of a
 * keychain, it is not offered to throw it away: it may be read once there is one.
 */
export function DraftsNotice({ survive }: { survive: boolean }) {
  const say = useWords().draft;
  const keeping = useKeeping();
  const { unreadable, problem } = useFound(keeping);
  return (
    <>
      {problem === null ? null : (
        <Fault error={problem}>
          <Button size="small" onPress={() => keeping.lookAgain()}>
            {say.lookAgain}
          </Button>
        </Fault>
      )}
      {unreadable === 0 ? null : <Unreadable drafts={unreadable} survive={survive} />}
    </>
  );
}

function Unreadable({ drafts, survive }: { drafts: number; survive: boolean }) {
  const words = useWords();
  const say = words.draft;
  const keeping = useKeeping();
  const [asked, setAsked] = useState(false);
  const { lead, text } = say.unreadable(drafts, survive);
  useSaid(`${lead} ${text}`);
  return (
    <>
      <Banner tone="warn" lead={lead} text={text}>
        {survive ? (
          <Button size="small" aria-haspopup="dialog" onPress={() => setAsked(true)}>
            {say.discarding(drafts).button}
          </Button>
        ) : null}
        <Button size="small" onPress={() => keeping.wasRead()}>
          {words.fault.closeNote}
        </Button>
      </Banner>
      {asked ? <DiscardDialog drafts={drafts} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

/** Asked once: what this version cannot read, another may. */
function DiscardDialog({ drafts, onClose }: { drafts: number; onClose: () => void }) {
  const words = useWords();
  const say = words.draft.discarding(drafts);
  const keeping = useKeeping();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const discard = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    // It takes the notice, and this with it, when it is done.
    const why = await keeping.discardUnreadable();
    if (why === null) announce(say.done);
    setError(why);
    setBusy(false);
  };
  return (
    <DangerDialog {...say} busy={busy && say.busy} onConfirm={discard} onClose={onClose}>
      <p className="sm">{say.text}</p>
      {error === null ? null : <NotDiscarded error={error} />}
    </DangerDialog>
  );
}

function NotDiscarded({ error }: { error: WireError }) {
  const { lead, text } = useWords().draft.notDiscarded(error.code);
  useSaid(`${lead} ${text}`);
  return <Banner tone="warn" narrow lead={lead} text={text} />;
}
