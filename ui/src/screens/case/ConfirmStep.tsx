import type { ReactNode } from "react";
import { Act, Button, type Look } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Rich } from "../../parts/Rich";
import type { CaseView, DraftSlot, StepKind, StepView, TurnCode } from "../../platform/bindings";
import type { Args, CommandName } from "../../platform/transport";
import type { Asking } from "../../platform/use-asking";
import { useReading } from "../../platform/use-reading";
import { useWords, type Words } from "../../words";
import type { Rich as RichText } from "../../words/rich";
import { useSendingTyped } from "../drafts/useKeeping";
import { Fault } from "../frame/Fault";
import { useNotSaidYet } from "./said";

export type ConfirmStepProps<N extends CommandName> = {
  view: CaseView;
  step: StepKind;
  title: RichText;
  confirm: RichText;
  consequence: (version: string | null) => RichText;
  owner: TurnCode;
  look?: Look;
  /** What is sent when it is confirmed. The dialog closes once it was taken. */
  command: N;
  /** What goes with it, made of what was read; `null` when something of it is missing, which its field says. */
  args: (read: StepView) => Args<N> | null;
  /** The draft that is sent by it, where something was typed for it. */
  typed?: DraftSlot;
  onClose: () => void;
  /** What leaving it is called, and what that does. */
  notNow?: string;
  notNowDoes?: string;
  /** Why it cannot be confirmed yet, whatever was read. */
  off?: string | null;
  /** Why what was read must stop this, when it must: what is shown of it, and the button's reason. */
  check?: (read: StepView) => { note: ReactNode; reason: string } | null;
  children: ReactNode;
};

/**
 * The last look before a step that cannot be taken back. It opens on a reading made for it, shows the version it read,
 * and what is sent names exactly that version. When the reading or the sending fails, nothing is lost and it can be read
 * again.
 */
export function ConfirmStep<N extends CommandName>(props: ConfirmStepProps<N>) {
  const { view, step, args, onClose, children } = props;
  const words = useWords();
  const say = words.case.confirm;
  const opened = useReading("open_step", { case: view.id, step }, `${view.id} ${step}`);
  const sending = useSendingTyped(props.command, props.typed);
  const read = opened.answer;
  const stop = read === null ? null : (props.check?.(read) ?? null);
  const unread = useNotSaidYet(opened.error);
  const close = () => !sending.busy && onClose();
  const readAgain = () => {
    sending.clear();
    opened.again();
  };
  const send = async () => {
    const given = read === null ? null : args(read);
    if (given !== null && (await sending.run(given)) !== undefined) onClose();
  };
  const about = [
    [words.case.label.case, view.id],
    [words.case.label.step, step],
  ] as const;
  const standing = { read, reading: opened.busy, stop: stop?.reason ?? null, sending, send };
  return (
    <Dialog title={props.title} onClose={close}>
      {children}
      {opened.error === null ? (
        <p className="sm soft" aria-busy={opened.busy || undefined}>
          {read === null ? say.reading : <Rich text={say.readJustNow(read.readAt, read.version)} />}
        </p>
      ) : null}
      {stop?.note}
      <Fault error={unread ?? sending.error} narrow about={about}>
        <Button size="small" busy={opened.busy && say.reading} onPress={readAgain}>
          {say.readAgain}
        </Button>
      </Fault>
      <div className="ends">
        <ConfirmButton {...props} {...standing} />
        <Act size="big" block owner="yours" consequence={props.notNowDoes ?? say.notNowDoes} onPress={close}>
          {props.notNow ?? say.notNow}
        </Act>
      </div>
    </Dialog>
  );
}

type ButtonProps = Pick<
  ConfirmStepProps<CommandName>,
  "view" | "look" | "owner" | "consequence" | "confirm" | "off"
> & {
  read: StepView | null;
  reading: boolean;
  stop: string | null;
  sending: Pick<Asking<CommandName>, "busy">;
  send: () => void;
};

/** Why it cannot be confirmed now, in the order that matters. */
function offBecause({ view, read, reading, stop, off }: ButtonProps, words: Words): string | null {
  const why = words.case.confirm.off;
  if (view.locked !== null) return words.fault.locked(view.locked);
  if (read === null) return reading ? why.reading : why.unread;
  return stop ?? off ?? null;
}

/** Works only on a reading that stands. */
function ConfirmButton(props: ButtonProps) {
  const { read, sending, reading } = props;
  const words = useWords();
  const say = words.case.confirm;
  const off = offBecause(props, words);
  return (
    <Act
      look={props.look ?? "primary"}
      size="big"
      block
      owner={props.owner}
      consequence={off === null ? props.consequence(read?.version ?? null) : words.fault.notAvailable(off)}
      unavailable={off !== null}
      busy={sending.busy ? say.sending : reading ? say.reading : false}
      onPress={props.send}
    >
      <Rich text={props.confirm} />
    </Act>
  );
}
