import type { ReactNode } from "react";
import type { Rich as RichText } from "../words/rich";
import { Icon, type IconName } from "./Icon";
import { Rich } from "./Rich";

export type BannerTone = "info" | "yours" | "ok" | "warn" | "danger" | "unknown";

const ICONS: Record<BannerTone, IconName> = {
  info: "info",
  yours: "own-yours",
  ok: "check",
  warn: "warn",
  danger: "stop",
  unknown: "own-unknown",
};

/**
 * One state of things in a fixed order: what happened, what is known, what to press, what support will ask for.
 * Only a stop interrupts a screen reader; everything else waits its turn.
 */
export function Banner({
  tone,
  lead,
  text,
  icon,
  stop = false,
  narrow = false,
  support,
  children,
}: {
  tone: BannerTone;
  lead: RichText;
  text?: RichText | null;
  icon?: IconName;
  stop?: boolean;
  narrow?: boolean;
  support?: ReactNode;
  children?: ReactNode;
}) {
  const bare = children === undefined || children === null;
  return (
    <div
      className={`banner t-${tone}${narrow ? " narrow" : ""}${bare ? " bare" : ""}`}
      role={stop ? "alert" : undefined}
    >
      <Icon name={icon ?? ICONS[tone]} />
      <p>
        <strong>
          <Rich text={lead} />
        </strong>
        {text === undefined || text === null ? null : (
          <>
            {" "}
            <Rich text={text} />
          </>
        )}
      </p>
      {bare ? null : <div className="does">{children}</div>}
      {support}
    </div>
  );
}
