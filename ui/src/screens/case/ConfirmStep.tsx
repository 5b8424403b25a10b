import type { ReactNode } from "react";
import { Act, Button, type Look } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Rich } from "../../parts/Rich";
import type { CaseView, StepKind, StepView, TurnCode, WireError } from "../../platform/bindings";
import { useReading } from "../../platform/use-reading";
import { useWords } from "../../words";
import type { Rich as RichText } from "../../words/rich";
import { Fault } from "../frame/Fault";

export type ConfirmStepProps = {
  view: CaseView;
  step: StepKind;
  title: RichText;
  confirm: RichText;
  consequence: (version: string | null) => RichText;
  owner: TurnCode;
  look?: Look;
  /** What came of sending it. */
  error: WireError | null;
  busy: boolean;
  onConfirm: (read: StepView) => void;
  onClose: () => void;
  notNow?: string;
  /** Why what was read must stop this, when it must. */
  check?: (read: StepView) => ReactNode | null;
  children: ReactNode;
};

/**
 * The last look before a step that cannot be taken back. It opens on a reading made for it, shows the version it read,
 * and what is sent names exactly that version. When the reading or the sending fails, nothing is lost and it can be read
 * again.
 */
export function ConfirmStep(props: ConfirmStepProps) {
  const { view, step, busy, children } = props;
  const words = useWords();
  const say = words.case.confirm;
  const opened = useReading("open_step", { case: view.id, step }, `${view.id} ${step}`);
  const read = opened.answer;
  const stop = read === null ? null : (props.check?.(read) ?? null);
  const close = () => !busy && props.onClose();
  const about = [
    ["Case", view.id],
    ["Step", step],
  ] as const;
  return (
    <Dialog title={props.title} onClose={close}>
      {children}
      <p className="sm soft" aria-busy={opened.busy || undefined}>
        {read === null ? say.reading : <Rich text={say.readJustNow(read.readAt, read.version)} />}
      </p>
      {stop}
      <Fault error={opened.error ?? props.error} narrow about={about}>
        <Button size="small" busy={opened.busy && say.reading} onPress={opened.again}>
          {say.readAgain}
        </Button>
      </Fault>
      <div className="ends">
        <ConfirmButton {...props} read={stop === null ? read : null} reading={opened.busy} />
        <Act size="big" block owner="yours" consequence={props.notNow ?? say.notNowDoes} onPress={close}>
          {say.notNow}
        </Act>
      </div>
    </Dialog>
  );
}

/** Works only on a reading that stands: `read` is null while there is none, or when it stops the step. */
function ConfirmButton(props: ConfirmStepProps & { read: StepView | null; reading: boolean }) {
  const { view, read, busy, reading } = props;
  const words = useWords();
  const say = words.case.confirm;
  const locked = view.locked === null ? null : words.fault.notAvailable(words.fault.locked(view.locked));
  return (
    <Act
      look={props.look ?? "primary"}
      size="big"
      block
      owner={props.owner}
      consequence={locked ?? props.consequence(read?.version ?? null)}
      unavailable={read === null || locked !== null}
      busy={busy ? say.sending : reading ? say.reading : false}
      onPress={() => read !== null && props.onConfirm(read)}
    >
      <Rich text={props.confirm} />
    </Act>
  );
}
