import { type FormEvent, useEffect, useLayoutEffect, useRef } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { ScrollRegion } from "../../parts/ScrollRegion";
import type { DeskView, SessionView, Started } from "../../platform/bindings";
import { useWords } from "../../words";
import { Brand } from "../frame/Bar";
import { Fault } from "../frame/Fault";
import { useFocusIfLost } from "../frame/focus";
import { startOver } from "../frame/route";
import { ThemeButton, type ThemeChoice } from "../frame/StatusLine";
import { applyEnvironment } from "../frame/theme";
import { KeyCard, OperatorCard, PracticeCard } from "./cards";
import { EnvironmentChoice } from "./EnvironmentChoice";
import { type Connecting, useConnect } from "./useConnect";

type Props = {
  started: Started;
  desk: DeskView;
  session: Exclude<SessionView, { state: "connected" }>;
  theme: ThemeChoice;
};

/** Where one works, with which key, and who one is. Shown whenever no connection is open. */
export function ConnectScreen({ started, desk, session, theme }: Props) {
  const words = useWords();
  const form = useConnect(started, desk, session);
  useFocusIfLost();
  useEffect(startOver, []);
  useLayoutEffect(() => applyEnvironment(form.environment), [form.environment]);
  const sheet = useFirstInvalid(form.errors);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(form.keeps);
  };
  return (
    <main className="solo">
      <div className="bar">
        <Brand environment={form.environment} />
      </div>
      <ScrollRegion label={words.connect.region}>
        <form ref={sheet} className="sheet" onSubmit={submit} noValidate>
          <div className="stack-s">
            <h1 tabIndex={-1}>{words.connect.title}</h1>
            <p className="soft measure">{words.connect.intro}</p>
          </div>
          <Problem form={form} />
          <EnvironmentChoice
            environments={started.environments}
            chosen={form.environment}
            onChoose={form.choose}
            busy={form.busy !== null}
          />
          <div className="two">
            <div className="stack">
              {form.environment === "production" ? <ProductionNote /> : null}
              {desk.keyring === "unavailable" && form.environment !== "practice" ? (
                <Banner tone="info" {...words.connect.noKeyring} />
              ) : null}
              {form.environment === "practice" ? <PracticeCard form={form} /> : <KeyCard form={form} />}
            </div>
            <OperatorCard form={form} />
          </div>
        </form>
      </ScrollRegion>
      <footer className="status">
        <span>{words.connect.nothingLeaves}</span>
        <span className="push" />
        <ThemeButton {...theme} />
      </footer>
    </main>
  );
}

/** Before a key is typed: that this is no place to try things out. */
function ProductionNote() {
  const { lead, text } = useWords().connect.production;
  useSaid(`${lead} ${text}`);
  return <Banner tone="warn" lead={lead} text={text} />;
}

/** An error at a field takes the focus there, so that it is read with the field. */
function useFirstInvalid(errors: Connecting["errors"]) {
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every set of errors that came
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  return form;
}

/** The one place where it is said why there is no connection. */
function Problem({ form }: { form: Connecting }) {
  const words = useWords();
  return form.problem === null ? null : (
    <Fault error={form.problem} about={[[words.connect.environment, form.environment]]} />
  );
}
