import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import type { DeskView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import { useWords } from "../../words";
import { Fault } from "./Fault";
import { useMemory } from "./memory";

/** What is wrong with the connection itself, on every page, and said nowhere else. */
export function Notices({ desk }: { desk: DeskView }) {
  return (
    <div className="notices">
      <SyncNotice desk={desk} />
      <ClockNotice desk={desk} />
      <ListNotice desk={desk} />
    </div>
  );
}

function SyncNotice({ desk: { sync } }: { desk: DeskView }) {
  const words = useWords();
  const now = useNow(10_000);
  const tryNow = useAsking("try_now");
  const leave = useAsking("disconnect");
  const memory = useMemory();
  const again = (
    <Button size="small" icon="sync" busy={tryNow.busy && words.frame.checkAgain} onPress={() => tryNow.run({})}>
      {words.frame.checkAgain}
    </Button>
  );
  switch (sync.state) {
    case "offline":
      return (
        <>
          <Banner tone="info" icon="off" {...words.frame.offline(sync.since)}>
            {again}
          </Banner>
          <Fault error={tryNow.error} />
        </>
      );
    case "failing":
      return (
        <>
          <Banner tone="warn" icon="clock" {...words.frame.failing(sync.lastGoodAt, sync.since, now)}>
            {again}
          </Banner>
          <Fault error={tryNow.error} />
        </>
      );
    case "key_refused":
      return (
        <>
          <Banner tone="danger" icon="key" stop {...words.frame.keyRefused}>
            <Button
              size="small"
              busy={leave.busy && words.frame.enterKey}
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
    default:
      return null;
  }
}

function ClockNotice({ desk }: { desk: DeskView }) {
  const words = useWords();
  const ahead = desk.sync.clockAheadSeconds;
  return ahead === null || ahead === 0 ? null : <Banner tone="info" icon="clock" {...words.frame.clockOff(ahead)} />;
}

function ListNotice({ desk }: { desk: DeskView }) {
  const words = useWords();
  const rows = desk.session.state === "connected" ? desk.session.connection.unreadableRows : 0;
  return rows === 0 ? null : <Banner tone="unknown" {...words.frame.unreadable(rows)} />;
}
