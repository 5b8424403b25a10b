import type { ReactNode } from "react";

/** A part of the page that scrolls by itself: named, and reachable by keyboard, or it could not be scrolled without a mouse. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said above
    <section className={`scroll ${className ?? ""}`.trim()} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
