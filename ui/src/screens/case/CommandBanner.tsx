import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import type { CaseView, CommandView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { plain, useWords } from "../../words";
import type { CommandWords } from "../../words/en/faults";
import { Fault, Support } from "../frame/Fault";

/**
 * What becomes of a decision is spoken, once, wherever on the page the operator is. What stops interrupts by being an
 * alert, so it is not said a second time, but where it stands without one (`stopsToo`); that it is being sent, the button
 * says.
 */
export function useSaySettled(command: CommandView | null, stopsToo = false): void {
  const words = useWords();
  const announce = useAnnounce();
  const before = useRef(command);
  useEffect(() => {
    const last = before.current;
    before.current = command;
    if (command === null || (last?.id === command.id && last.stage === command.stage)) return;
    if (command.stage === "applied") {
      if (last?.id === command.id) announce(words.fault.decisionArrived(command.kind));
      return;
    }
    const said = words.fault.command(command);
    if (said === null || (said.tone === "danger" && !stopsToo) || command.stage === "sending") return;
    announce(`${said.lead} ${plain(said.text)}`);
  }, [command, stopsToo, announce, words]);
}

/** What became of the operator's newest decision: one banner, at the top of the work area. */
export function CommandBanner({ view }: { view: CaseView }) {
  useSaySettled(view.command);
  return <Note view={view} />;
}

/**
 * The same where the save is: a form scrolls, and the top of it may be out of sight. The banner at the top is the one
 * that is spoken.
 */
export function SaveOutcome({ view }: { view: CaseView }) {
  const { command } = view;
  // While it is sent, the button says so.
  if (command?.kind !== "save_answers" || command.stage === "sending") return null;
  return <Note view={view} narrow />;
}

function Note({ view, narrow = false }: { view: CaseView; narrow?: boolean }) {
  const words = useWords();
  const { command } = view;
  const said = command === null ? null : words.fault.command(command);
  if (command === null || said === null) return null;
  const about = [[words.case.label.status, view.status]] as const;
  return (
    <CommandNote
      id={view.id}
      command={command}
      said={said}
      about={about}
      stop={said.tone === "danger" && !narrow}
      narrow={narrow}
    />
  );
}

/** What is known of a decision, and what can be done about it. */
export function CommandNote({
  id,
  command,
  said,
  about: more = [],
  stop = false,
  narrow = false,
}: {
  id: string;
  command: CommandView;
  said: CommandWords;
  /** What support is told beside the case, the version and the decision. */
  about?: readonly (readonly [string, string])[];
  stop?: boolean;
  narrow?: boolean;
}) {
  const words = useWords();
  const dismiss = useAsking("dismiss");
  const { label } = words.case;
  const about = [
    [label.case, id],
    [label.version, words.case.versions(command.version, command.versionNow)],
    ...more,
    [label.decision, command.kind],
    ...(command.serviceCode === null ? [] : ([[label.code, command.serviceCode]] as const)),
  ] as const;
  return (
    <div className="stack">
      <Banner
        tone={said.tone}
        lead={said.lead}
        text={said.text}
        stop={stop}
        narrow={narrow}
        icon={command.stage === "checking" ? "own-unknown" : undefined}
        support={<Support requestId={command.requestId} about={about} />}
      >
        {said.closes ? (
          <Button size="small" busy={dismiss.busy && words.fault.closing} onPress={() => dismiss.run({ case: id })}>
            {words.fault.closeNote}
          </Button>
        ) : null}
      </Banner>
      {said.choose ? <Choice id={id} command={command} narrow={narrow} /> : null}
      <Fault error={dismiss.error} narrow={narrow} about={[[label.case, id]]} />
    </div>
  );
}

/** No sign of it so far: the same again for the same version, where that cannot count twice, or not wait for it. */
function Choice({ id, command, narrow }: { id: string; command: CommandView; narrow: boolean }) {
  const words = useWords();
  const again = useAsking("send_again");
  const letBe = useAsking("let_be");
  return (
    <>
      <div className={narrow ? "stack-s" : "grid-2"}>
        {command.maySendAgain ? (
          <Act
            owner="collate"
            consequence={words.fault.sendAgainDoes(command.version)}
            block
            busy={again.busy && words.fault.sendingAgain}
            onPress={() => again.run({ case: id })}
          >
            {words.fault.sendAgain}
          </Act>
        ) : null}
        <Act
          owner="yours"
          consequence={words.fault.letItBeDoes}
          block
          busy={letBe.busy && words.fault.lettingItBe}
          onPress={() => letBe.run({ case: id })}
        >
          {words.fault.letItBe}
        </Act>
      </div>
      <Fault error={again.error ?? letBe.error} narrow={narrow} about={[[words.case.label.case, id]]} />
    </>
  );
}
