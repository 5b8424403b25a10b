import type { ReactNode } from "react";
import { Act } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import type { Rich } from "../../words";

type Props = {
  title: Rich;
  children: ReactNode;
  confirm: string;
  does: Rich;
  /** What is under way, once it was confirmed: it cannot be left then. */
  busy?: string | false;
  onConfirm: () => void;
  keep: string;
  keepDoes: Rich;
  onClose: () => void;
};

/** Asks once before something that cannot be had back. What it means stands above; leaving it changes nothing. */
export function DangerDialog(props: Props) {
  const { busy = false } = props;
  const close = () => busy === false && props.onClose();
  return (
    <Dialog title={props.title} onClose={close}>
      {props.children}
      <div className="ends">
        <Act look="danger" block owner="yours" consequence={props.does} busy={busy} onPress={props.onConfirm}>
          {props.confirm}
        </Act>
        <Act block owner="yours" consequence={props.keepDoes} onPress={close}>
          {props.keep}
        </Act>
      </div>
    </Dialog>
  );
}
