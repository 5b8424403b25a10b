import type { ReactNode } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { CopyButton } from "../../parts/CopyButton";
import type { WireError } from "../../platform/bindings";
import { useDesk } from "../../platform/desk";
import { plain, useWords, type Words } from "../../words";

/** The request id, and a button that copies what support asks for: no key, no patient data. */
export function Support({
  requestId,
  about,
}: {
  requestId: string | null;
  about: readonly (readonly [string, string])[];
}) {
  const words = useWords();
  const say = words.frame.connection;
  const desk = useDesk().value;
  if (requestId === null) return null;
  const connection = desk?.session.state === "connected" ? desk.session.connection : null;
  const text = () =>
    words.case.summary([
      [words.fault.request, requestId],
      ...about,
      ...(connection === null
        ? []
        : ([
            [say.environment, connection.environment],
            [say.contract, say.contracts[connection.contract]],
          ] as const)),
      [words.frame.supportTime, new Date().toISOString()],
    ]);
  return (
    <span className="support">
      {words.fault.request} <span className="id">{requestId}</span>
      <CopyButton text={text} look="quiet" size="small">
        {words.fault.copyForSupport}
      </CopyButton>
    </span>
  );
}

/** What support asks for beside the request: our own code, and the service's when it gave one. */
export function codesOf(error: WireError, words: Words): readonly (readonly [string, string])[] {
  const { label } = words.case;
  const theirs = error.serviceCode;
  return [[label.code, error.code], ...(theirs ? ([[words.frame.supportServiceCode, theirs]] as const) : [])];
}

/**
 * An error of something that was asked for, in the place that asked: what happened, what we know, what to press. A stop
 * interrupts by being an alert; anything else is said once, politely.
 */
export function Fault({
  error,
  about = [],
  narrow = false,
  children,
}: {
  error: WireError | null;
  about?: readonly (readonly [string, string])[];
  narrow?: boolean;
  children?: ReactNode;
}) {
  const words = useWords();
  const said = error === null ? null : words.fault.fault(error);
  const stop = said?.tone === "danger" || error?.outcome === "not_known";
  useSaid(said === null || stop ? null : `${said.lead} ${plain(said.text)}`);
  if (error === null || said === null) return null;
  return (
    <Banner
      tone={said.tone}
      lead={said.lead}
      text={said.text}
      stop={stop}
      narrow={narrow}
      support={<Support requestId={error.requestId ?? null} about={[...codesOf(error, words), ...about]} />}
    >
      {children}
    </Banner>
  );
}
