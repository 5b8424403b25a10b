import { type AriaAttributes, type MouseEvent, type ReactNode, type Ref, useId } from "react";
import type { TurnCode } from "../platform/bindings";
import type { Rich as RichText } from "../words/rich";
import { Icon, type IconName } from "./Icon";
import { ownerGlyph } from "./owner";
import { Rich } from "./Rich";

export type Look = "plain" | "primary" | "danger" | "quiet";

export type ButtonProps = {
  children: ReactNode;
  onPress?: (event: MouseEvent<HTMLElement>) => void;
  look?: Look;
  size?: "small" | "big";
  block?: boolean;
  icon?: IconName;
  /** A key that does the same, shown in the button. */
  hint?: string;
  /** What the button says while its work is under way. */
  busy?: string | false;
  /** Not possible now. The reason stands in the consequence line; the button stays reachable so that it can be read. */
  unavailable?: boolean;
  submit?: boolean;
  ref?: Ref<HTMLButtonElement>;
} & Pick<AriaAttributes, "aria-describedby" | "aria-label" | "aria-haspopup">;

function classes(look: Look, size: "small" | "big" | undefined, block: boolean): string {
  return ["btn", look === "plain" ? "" : look, size ?? "", block ? "block" : ""].filter(Boolean).join(" ");
}

/** The key as a cap for the eye, and as an attribute for assistive technology: it is no part of the button's name. */
function KeyHint({ hint }: { hint: string | undefined }) {
  return hint === undefined ? null : (
    <span aria-hidden="true">
      <kbd>{hint}</kbd>
    </span>
  );
}

const shortcut = (hint: string | undefined) => hint?.replace("Ctrl ", "Control+");

export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    look = "plain",
    size,
    block = false,
    icon,
    hint,
    busy = false,
    unavailable = false,
  } = props;
  const { submit = false, ref, ...aria } = props;
  const off = unavailable || busy !== false;
  return (
    <button
      ref={ref}
      type={submit ? "submit" : "button"}
      className={classes(unavailable ? "plain" : look, size, block)}
      aria-disabled={off || undefined}
      aria-busy={busy !== false || undefined}
      aria-describedby={aria["aria-describedby"]}
      aria-label={aria["aria-label"]}
      aria-haspopup={aria["aria-haspopup"]}
      aria-keyshortcuts={shortcut(hint)}
      onClick={(event) => {
        // `aria-disabled` keeps the button in the tab order, so that its reason can be read; the press does nothing.
        if (off) event.preventDefault();
        else onPress?.(event);
      }}
    >
      {busy === false ? (
        <>
          {icon === undefined ? null : <Icon name={icon} size="s" />}
          <span>{children}</span>
          <KeyHint hint={hint} />
        </>
      ) : (
        <>
          <span className="spin" aria-hidden="true" />
          <span>{busy}</span>
        </>
      )}
    </button>
  );
}

export function ButtonLink({
  children,
  href,
  look = "plain",
  size,
  block = false,
  hint,
  owner,
  ...aria
}: {
  children: ReactNode;
  href: string;
  look?: Look;
  size?: "small" | "big";
  block?: boolean;
  hint?: string;
  owner?: TurnCode;
} & Pick<AriaAttributes, "aria-describedby">) {
  return (
    <a
      className={`${classes(look, size, block)}${owner === undefined ? "" : " owned"}`}
      href={href}
      data-own={owner}
      aria-describedby={aria["aria-describedby"]}
      aria-keyshortcuts={shortcut(hint)}
    >
      {owner === undefined ? null : <Icon name={ownerGlyph(owner)} size="s" />}
      <span>{children}</span>
      <KeyHint hint={hint} />
    </a>
  );
}

/** What a press leads to: who has the case next, whether it can be undone, which version it uses. */
export function Consequence({ id, owner, text }: { id?: string; owner: TurnCode; text: RichText }) {
  return (
    <p className="conseq" id={id} data-own={owner}>
      <Icon name={ownerGlyph(owner)} className="ownc" />
      <span>
        <Rich text={text} />
      </span>
    </p>
  );
}

/** A button standing on its consequence line. No button that matters is without one. */
export function Act({ owner, consequence, ...button }: ButtonProps & { owner: TurnCode; consequence: RichText }) {
  const id = useId();
  return (
    <div className="act">
      <Button {...button} aria-describedby={id} />
      <Consequence id={id} owner={owner} text={consequence} />
    </div>
  );
}

export function ActLink({
  owner,
  consequence,
  ...link
}: {
  owner: TurnCode;
  consequence: RichText;
  children: ReactNode;
  href: string;
  look?: Look;
  size?: "small" | "big";
  block?: boolean;
  hint?: string;
}) {
  const id = useId();
  return (
    <div className="act">
      <ButtonLink {...link} aria-describedby={id} />
      <Consequence id={id} owner={owner} text={consequence} />
    </div>
  );
}
