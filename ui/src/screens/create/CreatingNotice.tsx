import { useEffect, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import { Rich } from "../../parts/Rich";
import type { CreatingView, DeskView, NewCaseProblem } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { useAsking } from "../../platform/use-asking";
import { plain } from "../../words";
import { useCreateWords } from "../../words/pages/create";
import { DangerDialog } from "../dialogs/DangerDialog";
import { codesOf, Fault, Support } from "../frame/Fault";
import { useMemory } from "../frame/memory";
import { navigate } from "../frame/route";
import { hasNoList } from "../queue/states";
import { DRAFT, isSame, isUntouched, type NewCaseDraft, newCaseOf } from "./draft";
import { useWasMade } from "./useNewCase";

/** A new case that is on its way or of which nobody knows whether it was made: above every page, until that is settled. */
export function CreatingNotice({ desk, creating }: { desk: DeskView; creating: CreatingView }) {
  // Sent again, it stays in view with its button at work; sent the first time, it is hardly worth a word.
  if (creating.sending && creating.attempts <= 1) return <OnItsWay />;
  return <NotKnown creating={creating} hasList={!hasNoList(desk)} />;
}

const PATIENCE_MILLIS = 1000;

function OnItsWay() {
  const words = useCreateWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  return late ? <Banner tone="info" {...words.create.sending} /> : null;
}

function NotKnown({ creating, hasList }: { creating: CreatingView; hasList: boolean }) {
  const words = useCreateWords();
  const say = words.create;
  const now = useNow(60_000);
  const [stopping, setStopping] = useState(false);
  const again = useSendAgain(creating);
  const { problem } = creating;
  const why = problem === null ? null : words.fault.fault({ ...problem, outcome: undefined });
  const { tone, lead, text } = say.creating(creating, why === null ? null : plain(why.lead), now);
  return (
    <>
      <Banner
        tone={tone}
        icon="own-unknown"
        stop={tone === "danger"}
        lead={lead}
        text={text}
        support={
          problem === null ? null : <Support requestId={problem.requestId ?? null} about={codesOf(problem, words)} />
        }
      >
        <div className="creating">
          {creating.maySendAgain || creating.sending || again.busy ? (
            <Act
              size="small"
              owner="yours"
              consequence={say.againDoes(hasList)}
              busy={(again.busy || creating.sending) && say.sendingAgain}
              onPress={again.send}
            >
              {say.again}
            </Act>
          ) : null}
          <Act
            size="small"
            owner="yours"
            consequence={say.stopDoes(hasList)}
            unavailable={creating.sending}
            aria-haspopup="dialog"
            onPress={() => setStopping(true)}
          >
            {say.stop}
          </Act>
        </div>
      </Banner>
      <Fault error={again.error} />
      {stopping ? <StopWaiting creating={creating} hasList={hasList} onClose={() => setStopping(false)} /> : null}
    </>
  );
}

/** The draft as it was asked for, with what is wrong: so that it can be mended where it was typed. */
function asDraft({ what }: CreatingView, problems: readonly NewCaseProblem[]): NewCaseDraft {
  return { ...what, npi: what.providerNpi, way: null, problems };
}

/** The same request once more, under its own key: one case, as far as the service remembers the key. */
function useSendAgain(creating: CreatingView) {
  const words = useCreateWords();
  const announce = useAnnounce();
  const asking = useAsking("create_again");
  const { newCases } = useMemory();
  const wasMade = useWasMade();
  const send = async () => {
    const answer = await asking.run({});
    if (answer === undefined) return;
    if (answer.case !== null) {
      announce(words.create.made);
      wasMade(answer.case, creating.what);
    } else if (answer.problems.length > 0) {
      announce(words.create.notMade);
      const typed = newCases.get(DRAFT);
      // Another case that is being typed meanwhile is not overwritten.
      if (isUntouched(typed) || isSame(newCaseOf(typed), creating.what)) {
        newCases.set(DRAFT, asDraft(creating, answer.problems));
      }
      navigate({ page: "new" });
    }
  };
  return { busy: asking.busy, error: asking.error, send };
}

type StopProps = { creating: CreatingView; hasList: boolean; onClose: () => void };

function StopWaiting({ creating, hasList, onClose }: StopProps) {
  const words = useCreateWords();
  const say = words.create;
  const forget = useAsking("forget_creation");
  const stop = async () => {
    if ((await forget.run({})) !== undefined) onClose();
  };
  const look = () => {
    onClose();
    navigate({ page: "queue", turn: "yours", step: null });
  };
  return (
    <DangerDialog
      title={say.stopTitle}
      confirm={say.stopConfirm}
      does={say.stopConfirmDoes}
      busy={forget.busy && say.stopping}
      onConfirm={stop}
      keep={say.keepWaiting}
      keepDoes={say.keepWaitingDoes}
      onClose={onClose}
    >
      <p className="sm">{say.stopText(hasList)}</p>
      <p className="sm soft">
        <Rich text={say.what(creating.what)} />
      </p>
      <Banner tone="warn" narrow {...say.stopWarn}>
        {hasList ? (
          <Button size="small" onPress={look}>
            {say.toList}
          </Button>
        ) : null}
      </Banner>
      <Fault error={forget.error} narrow />
    </DangerDialog>
  );
}
