import { type FormEvent, useRef, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Act, Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/form/Field";
import type { RecordsView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { useServiceWords } from "../../words/pages/service";
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
  const [typed, setTyped] = useState(String(days));
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const set = useAsking("set_retention");
  const close = () => !set.busy && onClose();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (set.busy) return;
    const chosen = daysOf(typed);
    setWrong(chosen === null);
    if (chosen === null) field.current?.focus();
    else if ((await set.run({ days: chosen })) !== undefined) {
      again();
      onClose();
    }
  };
  return (
    <Dialog title={say.title} onClose={close}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="sm soft">{say.goes}</p>
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

/** Asked once: what was seen cannot be had back without the service. */
function ForgetDialog({ onClose }: { onClose: () => void }) {
  const say = useServiceWords().service.kept;
  const announce = useAnnounce();
  const forget = useAsking("forget_seen");
  const close = () => !forget.busy && onClose();
  const run = async () => {
    if ((await forget.run({})) === undefined) return;
    announce(say.forgotten);
    onClose();
  };
  return (
    <Dialog title={say.forgetTitle} onClose={close}>
      <p className="sm">{say.forgetText}</p>
      <Fault error={forget.error} narrow />
      <div className="ends">
        <Act
          look="danger"
          block
          owner="yours"
          consequence={say.forgetDoes}
          busy={forget.busy && say.forgetting}
          onPress={run}
        >
          {say.forgetNow}
        </Act>
        <Act block owner="yours" consequence={say.keepItDoes} onPress={close}>
          {say.keepIt}
        </Act>
      </div>
    </Dialog>
  );
}
