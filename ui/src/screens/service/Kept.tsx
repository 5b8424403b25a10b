import { useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import type { RecordsView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { useServiceWords } from "../../words/pages/service";
import { DangerDialog } from "../dialogs/DangerDialog";
import { NumberDialog } from "../dialogs/NumberDialog";
import { Fault } from "../frame/Fault";

/** What the program takes, in days. */
const LEAST = 1;
const MOST = 365;

/** Days as they are typed; `null` for a number that cannot be. */
function daysOf(typed: string): number | null {
  const text = typed.trim();
  const days = Number(text);
  return /^\d+$/.test(text) && days >= LEAST && days <= MOST ? days : null;
}

type Props = { records: RecordsView; again: () => void };

/** What was seen here and stays on this computer: for how long, and forgetting it. */
export function Kept({ records, again }: Props) {
  const say = useServiceWords().service.kept;
  const [asked, setAsked] = useState<"days" | "forget" | null>(null);
  const close = () => setAsked(null);
  if (!records.kept) return <p className="muted">{say.nothing}</p>;
  return (
    <>
      <p>{say.days(records.days)}</p>
      <p className="soft">{say.text}</p>
      <div className="row wrap">
        <Button size="small" aria-haspopup="dialog" onPress={() => setAsked("days")}>
          {say.change}
          <span className="vh"> {say.changeOf}</span>
        </Button>
        <Button size="small" aria-haspopup="dialog" onPress={() => setAsked("forget")}>
          {say.forget}
        </Button>
      </div>
      {asked === "days" ? <DaysDialog days={records.days} again={again} onClose={close} /> : null}
      {asked === "forget" ? <ForgetDialog onClose={close} /> : null}
    </>
  );
}

function DaysDialog({ days, again, onClose }: { days: number; again: () => void; onClose: () => void }) {
  const say = useServiceWords().service.kept;
  const set = useAsking("set_retention");
  return (
    <NumberDialog
      say={say}
      text={say.goes}
      now={String(days)}
      read={daysOf}
      set={set}
      argsOf={(days) => ({ days })}
      onKept={() => {
        again();
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** Asked once: what was seen cannot be had back without the service. */
function ForgetDialog({ onClose }: { onClose: () => void }) {
  const say = useServiceWords().service.kept;
  const announce = useAnnounce();
  const forget = useAsking("forget_seen");
  const run = async () => {
    if ((await forget.run({})) === undefined) return;
    announce(say.forgotten);
    onClose();
  };
  return (
    <DangerDialog
      title={say.forgetTitle}
      confirm={say.forgetNow}
      does={say.forgetDoes}
      busy={forget.busy && say.forgetting}
      onConfirm={run}
      keep={say.keepIt}
      keepDoes={say.keepItDoes}
      onClose={onClose}
    >
      <p className="sm">{say.forgetText}</p>
      <Fault error={forget.error} narrow />
    </DangerDialog>
  );
}
