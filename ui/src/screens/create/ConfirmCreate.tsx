import { useAnnounce } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import type { NewCase } from "../../platform/bindings";
import { useCreateWords } from "../../words/pages/create";
import { useKeeping, useSendingTyped } from "../drafts/useKeeping";
import { Fault } from "../frame/Fault";
import { Summary } from "./CreateScreen";
import { type NewCaseForm, useWasMade } from "./useNewCase";

type Props = { asked: NewCase; payer: string | null; form: NewCaseForm; off: string | null; onClose: () => void };

const TYPED = { kind: "new_case" } as const;

/** The last look before a case is made. What is wrong is said at its field; what is not known, above every page. */
export function ConfirmCreate({ asked, payer, form, off, onClose }: Props) {
  const words = useCreateWords();
  const say = words.create.confirm;
  const announce = useAnnounce();
  const create = useSendingTyped("create_case", TYPED);
  const wasMade = useWasMade();
  const keeping = useKeeping();
  const make = async () => {
    const answer = await create.run(asked);
    if (answer === undefined) return;
    if (answer.case !== null) {
      announce(words.create.made);
      wasMade(answer.case, asked);
    } else {
      // What nobody knows the outcome of stays written down as perhaps sent.
      if (!answer.notKnown) keeping.wasNotSent(TYPED);
      form.setProblems(answer.problems);
    }
    onClose();
  };
  const close = () => !create.busy && onClose();
  return (
    <Dialog title={say.title} onClose={close}>
      <p className="sm">{say.text}</p>
      <Summary asked={asked} payer={payer} />
      {asked.policy === "automatic" ? <Banner tone="warn" narrow {...say.automatic} /> : null}
      <Fault error={create.error} narrow />
      <div className="ends">
        <Act
          look="primary"
          size="big"
          block
          owner="yours"
          consequence={off === null || create.busy ? say.does : words.fault.notAvailable(off)}
          unavailable={off !== null}
          busy={create.busy && say.making}
          onPress={make}
        >
          {say.make}
        </Act>
        <Act size="big" block owner="yours" consequence={say.backDoes} onPress={close}>
          {say.back}
        </Act>
      </div>
    </Dialog>
  );
}
