import type { ReactNode } from "react";
import { Banner } from "../../parts/Banner";
import { CopyButton } from "../../parts/CopyButton";
import type { WireError } from "../../platform/bindings";
import { useDesk } from "../../platform/desk";
import { useWords } from "../../words";

/** The request id, and a button that copies what support asks for: no key, no patient data. */
export function Support({
  requestId,
  about,
}: {
  requestId: string | null;
  about: readonly (readonly [string, string])[];
}) {
  const words = useWords();
  const desk = useDesk().value;
  if (requestId === null) return null;
  const connection = desk?.session.state === "connected" ? desk.session.connection : null;
  const text = () =>
    words.case.summary([
      ["Request", requestId],
      ...about,
      ...(connection === null
        ? []
        : ([
            ["Environment", connection.environment],
            ["Contract", connection.contract],
          ] as const)),
      ["Time", new Date().toISOString()],
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

/** An error of something that was asked for, in the place that asked: what happened, what we know, what to press. */
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
  if (error === null) return null;
  const said = words.fault.fault(error);
  const stop = said.tone === "danger" || error.outcome === "not_known";
  return (
    <Banner
      tone={said.tone}
      lead={said.lead}
      text={said.text}
      stop={stop}
      narrow={narrow}
      support={<Support requestId={error.requestId ?? null} about={[["Code", error.code], ...about]} />}
    >
      {children}
    </Banner>
  );
}
