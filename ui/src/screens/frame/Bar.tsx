import { useState } from "react";
import { ButtonLink } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import type { DeskView, Environment } from "../../platform/bindings";
import { useLeft } from "../../platform/clock";
import { useWords } from "../../words";
import { ConnectionDialog } from "./ConnectionDialog";
import { href } from "./route";

export function Brand({ environment }: { environment: Environment }) {
  const words = useWords();
  return (
    <div className="bar-start">
      <span className="env">{words.frame.environment[environment]}</span>
      <span className="brand">
        <Icon name="mark" />
        {words.frame.product}
      </span>
    </div>
  );
}

/** The link to the handoff that is open: the one with the least time left, with that time. */
function HandoffLink({ desk, at }: { desk: DeskView; at: number }) {
  const words = useWords();
  const open = desk.handoffs.toSorted((one, other) => (one.leftMillis ?? Infinity) - (other.leftMillis ?? Infinity))[0];
  const left = useLeft(open?.leftMillis ?? null, at);
  if (open === undefined) return null;
  return (
    <ButtonLink size="small" owner="yours" href={href({ page: "case", id: open.case, tab: "handoff" })}>
      {words.frame.handoffOpen(desk.handoffs.length, left === null ? null : words.time.countdown(left))}
    </ButtonLink>
  );
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  return `${parts[0]?.charAt(0) ?? ""}${parts.length > 1 ? (parts.at(-1)?.charAt(0) ?? "") : ""}`.toUpperCase();
}

/** The strip at the top. The handoff page has its own clock, so the link to it is left out there. */
export function Bar({
  desk,
  at,
  onHandoff,
  programVersion,
  find,
}: {
  desk: DeskView;
  at: number;
  onHandoff: boolean;
  programVersion: string;
  /** Opens the palette. */
  find: () => void;
}) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  if (desk.session.state !== "connected") return null;
  const { connection } = desk.session;
  const operator = desk.operator ?? "";
  return (
    <header className="bar">
      <Brand environment={connection.environment} />
      <button type="button" className="omni" aria-haspopup="dialog" aria-keyshortcuts="Control+K" onClick={find}>
        <Icon name="search" />
        <span className="trunc">{words.frame.find}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="bar-end">
        {onHandoff ? null : <HandoffLink desk={desk} at={at} />}
        <button type="button" className="btn quiet small" aria-haspopup="dialog" onClick={() => setAsked(true)}>
          <span className="avatar" aria-hidden="true">
            {initials(operator)}
          </span>
          {operator}
        </button>
      </div>
      {asked ? (
        <ConnectionDialog
          connection={connection}
          operator={operator}
          programVersion={programVersion}
          creating={desk.creating !== null}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </header>
  );
}
