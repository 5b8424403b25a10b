import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import type { Rich as RichText } from "../words/rich";
import { Announcer } from "./Announcer";
import { giveBack, placeOfFocus } from "./focus";
import { Rich } from "./Rich";

/**
 * A modal dialog while it is rendered. The browser keeps the focus inside and makes the rest inert; we move the focus to
 * the first field, or to the heading when there is none, and give it back to whatever had it.
 */
export function Dialog({
  title,
  onClose,
  wide = false,
  bare = false,
  children,
}: {
  title: RichText;
  onClose: () => void;
  /** For what is looked at, not answered: as large as the window lets it be. */
  wide?: boolean;
  /** With its title only spoken, and nothing around what is in it. */
  bare?: boolean;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const opener = placeOfFocus();
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select");
    (first ?? dialog.querySelector<HTMLElement>("h2"))?.focus();
    return () => {
      dialog.close();
      giveBack(opener);
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={bare ? "dialog bare" : wide ? "dialog wide" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The parent decides: it may be in the middle of something that cannot be left.
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // A browser closes a dialog by itself when Escape is pressed twice. What cannot be left now comes back.
        onClose();
        queueMicrotask(() => {
          if (ref.current?.isConnected && !ref.current.open) ref.current.showModal();
        });
      }}
    >
      <div className="in">
        <h2 id={titleId} className={bare ? "vh" : undefined} tabIndex={-1}>
          <Rich text={title} />
        </h2>
        {/* What is said outside is not heard while everything there is inert. */}
        <Announcer>{children}</Announcer>
      </div>
    </dialog>
  );
}
