import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Rich } from "../../parts/Rich";
import type { CaseView, PackageView, StepView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { ConfirmStep } from "../case/ConfirmStep";
import { useUnsavedReason } from "../case/unsaved";
import { identity } from "./usePackage";

type Props = { view: CaseView; shown: PackageView; warningsRead: number; openNew: () => void; onClose: () => void };

/** The last look before a submission: the case is read once more, and its package must be exactly the one that was read. */
export function AcceptDialog({ view, shown, warningsRead, openNew, onClose }: Props) {
  const words = useCaseWords();
  const say = words.review;
  const unsaved = useUnsavedReason(view);
  const payer = view.header.payer;
  const args = ({ version }: StepView) => {
    const { snapshot, hash } = shown;
    return { case: view.id, version, snapshot, hash, warningsRead };
  };
  const check = (read: StepView) => {
    const same = read.package !== null && identity(...read.package) === identity(shown.snapshot, shown.hash);
    if (same) return null;
    const open = () => {
      onClose();
      openNew();
    };
    const note = (
      <Banner tone="danger" stop narrow lead={say.outOfDate.lead} text={say.outOfDate.changed}>
        <Button look="primary" onPress={open}>
          {say.openNew}
        </Button>
      </Banner>
    );
    return { note, reason: say.offBecause.outOfDate };
  };
  return (
    <ConfirmStep
      view={view}
      step="accept"
      title={say.confirmTitle(shown.snapshot)}
      confirm={say.accept(shown.snapshot, false)}
      consequence={say.confirmDoes}
      owner="collate"
      command="confirm_acceptance"
      args={args}
      onClose={onClose}
      check={check}
      off={unsaved}
    >
      <p className="sm">{say.confirmText(payer)}</p>
      <p className="sm">
        <Rich text={say.confirmPackage(shown.snapshot, shown.hash)} />
      </p>
    </ConfirmStep>
  );
}
