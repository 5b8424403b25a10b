import { useState } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import { CopyButton } from "../../parts/CopyButton";
import { Dialog } from "../../parts/Dialog";
import { Rich } from "../../parts/Rich";
import type { JournalFound, JournalTrouble } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { type Asking, useAsking } from "../../platform/use-asking";
import { useReading } from "../../platform/use-reading";
import { plain } from "../../words";
import { useUnfinishedWords } from "../../words/pages/unfinished";
import { useKeeping } from "../drafts/useKeeping";
import { Fault } from "../frame/Fault";

type Props = {
  trouble: JournalTrouble | null;
  looking: boolean;
  look: (looking: boolean) => void;
};

/** Nothing can be written down, so nothing can be sent: why, and what to do about it. */
export function JournalNotice({ trouble, looking, look }: Props) {
  return (
    <>
      {trouble === null ? null : <Trouble trouble={trouble} look={() => look(true)} />}
      {looking ? <JournalDialog trouble={trouble} onClose={() => look(false)} /> : null}
    </>
  );
}

function Trouble({ trouble, look }: { trouble: JournalTrouble; look: () => void }) {
  const { journal: say } = useUnfinishedWords();
  const { tone, lead, text } = say.notice(trouble);
  const stop = tone === "danger";
  useSaid(stop ? null : `${lead} ${text}`);
  return (
    <Banner tone={tone} lead={lead} text={text} stop={stop}>
      {say.unusable(trouble) ? (
        <Button size="small" aria-haspopup="dialog" onPress={look}>
          {say.look}
        </Button>
      ) : null}
    </Banner>
  );
}

/** What can be read of a file that cannot be used, and the way to go on without it. */
function JournalDialog({ trouble, onClose }: { trouble: JournalTrouble | null; onClose: () => void }) {
  const { journal: say } = useUnfinishedWords();
  // What it was when it was looked at: it is over once the file is set aside.
  const [was] = useState(trouble);
  const keeping = useKeeping();
  const found = useReading("look_at_journal", {}, "look");
  const aside = useAsking("set_journal_aside");
  const { answer } = aside;
  const setAside = async () => {
    await aside.run({});
    // Also where it was refused: it may have been begun anew all the same.
    keeping.writeAnew();
  };
  return (
    <Dialog title={say.title} onClose={() => !aside.busy && onClose()}>
      <Fault error={found.error} narrow />
      {found.answer === null ? (
        found.busy ? (
          <p className="sm muted">{say.reading}</p>
        ) : null
      ) : (
        <Found found={found.answer} />
      )}
      {answer === null ? (
        <WhatNow
          newer={was === "newer"}
          found={found.answer}
          aside={{ busy: aside.busy, error: aside.error, run: setAside }}
          onClose={onClose}
        />
      ) : (
        <>
          <Done name={answer.name} />
          <Button onPress={onClose}>{say.close}</Button>
        </>
      )}
    </Dialog>
  );
}

function Found({ found }: { found: JournalFound }) {
  const { journal: say } = useUnfinishedWords();
  const now = useNow(60_000);
  const { lines, readable } = found;
  if (lines.length === 0) return <p className="sm">{readable ? say.foundNone : say.notReadable}</p>;
  const texts = lines.map((line) => say.line(line, now));
  return (
    <div className="stack-s">
      <p className="sm">{say.found(lines.length)}</p>
      <ul className="listed sm">
        {texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was read once does not change
          <li key={index}>
            <Rich text={text} />
          </li>
        ))}
      </ul>
      <div>
        <CopyButton size="small" text={() => texts.map(plain).join("\n")}>
          {say.copy}
        </CopyButton>
      </div>
    </div>
  );
}

function Done({ name }: { name: string | null }) {
  const { journal: say } = useUnfinishedWords();
  const { lead, text } = name === null ? say.fine : say.done(name);
  useSaid(`${lead} ${plain(text)}`);
  return <Banner tone="ok" narrow lead={lead} text={text} />;
}

type NowProps = {
  newer: boolean;
  found: JournalFound | null;
  aside: Pick<Asking<"set_journal_aside">, "busy" | "error"> & { run: () => void };
  onClose: () => void;
};

/** It is set aside on a second press only, under what that means. */
function WhatNow({ newer, found, aside, onClose }: NowProps) {
  const { journal: say } = useUnfinishedWords();
  const [asked, setAsked] = useState(false);
  if (newer) {
    return (
      <>
        <Banner tone="info" narrow {...say.newer} />
        <Button onPress={onClose}>{say.close}</Button>
      </>
    );
  }
  const sure = found === null || found.lines.length === 0 ? say.sureBlind : say.sure;
  return (
    <>
      {asked ? <Banner tone="warn" narrow stop {...sure} /> : null}
      <Fault error={aside.error} narrow />
      <div className="ends">
        {asked ? (
          <Act
            key="begin"
            block
            look="danger"
            owner="yours"
            consequence={say.beginDoes}
            busy={aside.busy && say.beginning}
            onPress={aside.run}
          >
            {say.begin}
          </Act>
        ) : (
          <Act key="ask" block owner="yours" consequence={say.asideDoes} onPress={() => setAsked(true)}>
            {say.aside}
          </Act>
        )}
        <Act block owner="yours" consequence={say.keepDoes} onPress={() => !aside.busy && onClose()}>
          {say.keep}
        </Act>
      </div>
    </>
  );
}
