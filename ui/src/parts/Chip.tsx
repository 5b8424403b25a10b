import type { ReactNode } from "react";
import type { TurnCode } from "../platform/bindings";
import { Icon, type IconName } from "./Icon";

type ChipTone = "info" | "ok" | "warn" | "danger" | "claim" | "unknown";

export function Chip({
  tone,
  owner,
  icon,
  children,
}: {
  tone?: ChipTone;
  owner?: TurnCode;
  icon?: IconName;
  children: ReactNode;
}) {
  const look = tone === undefined ? "" : tone === "claim" ? " claim" : ` t-${tone}`;
  return (
    <span className={`chip${look}`} data-own={owner}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </span>
  );
}
