import type { ReactNode } from "react";

/** What exactly is accepted: the package, whether it still holds, and what marks its content. */
export function Seal({
  label,
  snapshot,
  struck,
  chip,
  children,
}: {
  label: string;
  snapshot: string;
  struck: boolean;
  chip: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="seal">
      <span className="row between">
        <span className="muted">{label}</span>
        {chip}
      </span>
      {struck ? <del className="id">{snapshot}</del> : <span className="id strong">{snapshot}</span>}
      <span className="soft">{children}</span>
    </div>
  );
}
