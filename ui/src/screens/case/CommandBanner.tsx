import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import type { CaseView, CommandView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { useWords } from "../../words";
import { Fault, Support } from "../frame/Fault";

/** A decision that took effect is seen in the case itself; it is only spoken, once. */
function useSayApplied(command: CommandView | null): void {
  const words = useWords();
  const announce = useAnnounce();
  const before = useRef(command);
  useEffect(() => {
    const last = before.current;
    before.current = command;
    const settled =
      command !== null && command.stage === "applied" && last?.id === command.id && last.stage !== "applied";
    if (settled) announce(words.fault.decisionArrived(command.kind));
  }, [command, announce, words]);
}

/** What became of the operator's newest decision: one banner, at the top of the work area. */
export function CommandBanner({ view }: { view: CaseView }) {
  const words = useWords();
  const { command } = view;
  const dismiss = useAsking("dismiss");
  useSayApplied(command);
  const said = command === null ? null : words.fault.command(command);
  if (command === null || said === null) return null;
  const { label } = words.case;
  const about = [
    [label.case, view.id],
    [label.version, words.case.versions(command.version, command.versionNow)],
    [label.status, view.status],
    [label.decision, command.kind],
    ...(command.serviceCode === null ? [] : ([[label.code, command.serviceCode]] as const)),
  ] as const;
  const stop = said.tone === "danger";
  return (
    <div className="stack">
      <Banner
        tone={said.tone}
        lead={said.lead}
        text={said.text}
        stop={stop}
        icon={command.stage === "checking" ? "own-unknown" : undefined}
        support={<Support requestId={command.requestId} about={about} />}
      >
        {said.closes ? (
          <Button
            size="small"
            busy={dismiss.busy && words.fault.closing}
            onPress={() => dismiss.run({ case: view.id })}
          >
            {words.fault.closeNote}
          </Button>
        ) : null}
      </Banner>
      {said.choose ? <Choice id={view.id} /> : null}
      <Fault error={dismiss.error} about={[[label.case, view.id]]} />
    </div>
  );
}

/** No sign of it so far: the same again under its own key, or wait. Nothing is ever sent again by itself. */
function Choice({ id }: { id: string }) {
  const words = useWords();
  const again = useAsking("send_again");
  const letBe = useAsking("let_be");
  return (
    <>
      <div className="grid-2">
        <Act
          owner="collate"
          consequence={words.fault.sendAgainDoes}
          block
          busy={again.busy && words.fault.sendingAgain}
          onPress={() => again.run({ case: id })}
        >
          {words.fault.sendAgain}
        </Act>
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
      <Fault error={again.error ?? letBe.error} about={[[words.case.label.case, id]]} />
    </>
  );
}
