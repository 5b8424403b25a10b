import { useState } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import type { IconName } from "../../parts/Icon";
import type { DeskView, SyncView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import { plain, useWords } from "../../words";
import { DraftsNotice } from "../drafts/DraftsNotice";
import { useLeaving } from "../drafts/useKeeping";
import { CreatingNotice, JournalNotice } from "../pages";
import { codesOf, Fault, Support } from "./Fault";
import { useMemory } from "./memory";

/** What is wrong with the connection itself, on every page, and said nowhere else. */
export function Notices({ desk }: { desk: DeskView }) {
  return (
    <div className="notices">
      <SyncNotice sync={desk.sync} />
      <ClockNotice desk={desk} />
      <ListNotice desk={desk} />
      <DraftsNotice survive={desk.draftsSurvive} />
      <JournalTroubled desk={desk} />
      <NotSealed desk={desk} />
      <DamagedNotice desk={desk} />
      {desk.creating === null ? null : <CreatingNotice desk={desk} creating={desk.creating} />}
    </div>
  );
}

function SyncNotice({ sync }: { sync: SyncView }) {
  switch (sync.state) {
    case "offline":
      return <Offline sync={sync} />;
    case "failing":
      return <Failing sync={sync} />;
    case "key_refused":
      return <KeyRefused />;
    default:
      return null;
  }
}

function useTrying() {
  const words = useWords();
  const tryNow = useAsking("try_now");
  const button = (
    <Button size="small" icon="sync" busy={tryNow.busy && words.frame.checking} onPress={() => tryNow.run({})}>
      {words.frame.checkAgain}
    </Button>
  );
  return { button, fault: <Fault error={tryNow.error} /> };
}

function Offline({ sync }: { sync: SyncView }) {
  const words = useWords();
  const now = useNow(10_000);
  const { button, fault } = useTrying();
  const { lead, text } = words.frame.offline(sync.since, sync.rememberedAsOf, now);
  // The age goes on: it is not said again each time.
  useSaid(`${lead} ${words.frame.offline(sync.since, null, now).text}`);
  return (
    <>
      <Banner tone="info" icon="off" lead={lead} text={text}>
        {button}
      </Banner>
      {fault}
    </>
  );
}

/** The lead counts how old things are: it is not said again each time. */
function Failing({ sync }: { sync: SyncView }) {
  const words = useWords();
  const now = useNow(10_000);
  const { button, fault } = useTrying();
  const { lead, text } = words.frame.failing(sync.lastGoodAt, sync.since, now);
  const { problem } = sync;
  const what = problem === null ? null : words.fault.fault(problem);
  const whole = what === null ? text : `${text} ${what.lead} ${plain(what.text)}`;
  useSaid(whole);
  return (
    <>
      <Banner
        tone="warn"
        icon="clock"
        lead={lead}
        text={whole}
        support={
          problem === null ? null : <Support requestId={problem.requestId ?? null} about={codesOf(problem, words)} />
        }
      >
        {button}
      </Banner>
      {fault}
    </>
  );
}

function KeyRefused() {
  const words = useWords();
  const leave = useLeaving();
  const memory = useMemory();
  return (
    <>
      <Banner tone="danger" icon="key" stop {...words.frame.keyRefused}>
        <Button
          size="small"
          busy={leave.busy && words.frame.leaving}
          onPress={() => {
            memory.hold();
            leave.run({ forgetKey: false });
          }}
        >
          {words.frame.enterKey}
        </Button>
      </Banner>
      <Fault error={leave.error} />
    </>
  );
}

function ClockNotice({ desk }: { desk: DeskView }) {
  const words = useWords();
  const ahead = desk.sync.clockAheadSeconds;
  const off = ahead === null || ahead === 0 ? null : words.frame.clockOff(ahead);
  useSaid(off === null ? null : `${off.lead} ${off.text}`);
  return off === null ? null : <Banner tone="info" icon="clock" {...off} />;
}

function ListNotice({ desk }: { desk: DeskView }) {
  const words = useWords();
  const rows = desk.session.state === "connected" ? desk.session.connection.unreadableRows : 0;
  const unreadable = rows === 0 ? null : words.frame.unreadable(rows);
  useSaid(unreadable === null ? null : `${unreadable.lead} ${unreadable.text}`);
  return unreadable === null ? null : <Banner tone="unknown" {...unreadable} />;
}

/** What is looked at in the dialog stays until it is closed, also when the trouble is over by then. */
function JournalTroubled({ desk }: { desk: DeskView }) {
  const [looking, setLooking] = useState(false);
  const { trouble } = desk.journal;
  if (trouble === null && !looking) return null;
  return <JournalNotice trouble={trouble} looking={looking} look={setLooking} />;
}

/** Decisions of an earlier run that are in the journal and cannot be read: which cases they were for is not known. */
function DamagedNotice({ desk }: { desk: DeskView }) {
  const words = useWords();
  const { damaged } = desk.journal;
  // Until it was read; where there are more of them since, it is said again.
  const [read, setRead] = useState(0);
  return damaged <= read ? null : (
    <Note tone="warn" {...words.frame.damaged(damaged)} onClose={() => setRead(damaged)} />
  );
}

/** Said once for a connection, before anything is typed. Practice keeps nothing anyway. */
function NotSealed({ desk }: { desk: DeskView }) {
  const words = useWords();
  const [closed, setClosed] = useState(false);
  const practice = desk.session.state === "connected" && desk.session.connection.environment === "practice";
  if (closed || practice || desk.journal.sealedForLater) return null;
  return <Note tone="info" icon="key" {...words.frame.notSealed} onClose={() => setClosed(true)} />;
}

type NoteProps = { tone: "info" | "warn"; icon?: IconName; lead: string; text: string; onClose: () => void };

/** What is said once, and stands until it was read. */
function Note({ onClose, ...said }: NoteProps) {
  const words = useWords();
  useSaid(`${said.lead} ${said.text}`);
  return (
    <Banner {...said}>
      <Button size="small" onPress={onClose}>
        {words.fault.closeNote}
      </Button>
    </Banner>
  );
}
