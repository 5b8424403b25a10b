import type { ReactNode } from "react";

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

/** The product's own symbols, all on a 16 by 16 field. */
const SHAPES = {
  "own-yours": <path fill="currentColor" d="M8 .9 15.1 8 8 15.1.9 8z" />,
  "own-collate": (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" strokeOpacity=".38" />
      <path fill="none" stroke="currentColor" strokeWidth="2.5" d="M8 2a6 6 0 0 1 6 6" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </>
  ),
  "own-payer": (
    <path fill="currentColor" d="M8 1 15 5v1.5H1V5zM2.5 7.5h2v5h-2zM7 7.5h2v5H7zM11.5 7.5h2v5h-2zM1 13.5h14V15H1z" />
  ),
  "own-done": (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m3.9 4.6-1.2-1L7 9 5.1 7.1 4 8.2l3.1 3.1z"
    />
  ),
  "own-stopped": (
    <>
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
        d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"
      />
      <path stroke="currentColor" strokeWidth="2" d="M4.6 8h6.8" />
    </>
  ),
  "own-unknown": (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.6 2.35" />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        d="M6.2 6.4a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.1"
      />
      <circle cx="8" cy="11.4" r="1" fill="currentColor" />
    </>
  ),
  mark: (
    <>
      <path fill="currentColor" d="M1 2h14v2.4H1zM1 6.1h14v2.4H1z" />
      <path fill="currentColor" opacity=".62" d="M1 10.2h14v1.3H1zM1 11.9h14v.7H1z" />
      <path fill="none" stroke="currentColor" strokeDasharray="2 1.3" d="M1 14.5h14" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="8" r="3" {...line} />
      <path d="M8 8h6v2.5M11.5 8v2" {...line} />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8.5" rx="1" {...line} />
      <path d="M10.5 5.5V2.5h-8V11h3" {...line} />
    </>
  ),
  check: (
    <path
      d="m3 8.5 3.2 3.2L13 4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  warn: <path fill="currentColor" fillRule="evenodd" d="M8 1.2 15.5 14.5H.5zM7.2 6v4.5h1.6V6zm0 5.5v1.6h1.6v-1.6z" />,
  stop: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M7.1 4v5h1.8V4zm0 6.2V12h1.8v-1.8z"
    />
  ),
  info: (
    <path fill="currentColor" fillRule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m-.8 3v1.7h1.6V4zm0 3v5h1.6V7z" />
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6" {...line} />
      <path d="M8 4.5V8l2.5 1.5" {...line} />
    </>
  ),
  out: <path d="M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5 7.5 8.5" {...line} />,
  file: <path d="M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3" {...line} />,
  eye: (
    <>
      <path d="M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8z" {...line} />
      <circle cx="8" cy="8" r="2" {...line} />
    </>
  ),
  x: <path d="m4 4 8 8M12 4l-8 8" {...line} />,
  sync: <path d="M13.5 8a5.5 5.5 0 0 1-9.7 3.5M2.5 8a5.5 5.5 0 0 1 9.7-3.5M12.5 1.5v3h-3M3.5 14.5v-3h3" {...line} />,
  plus: <path d="M8 3v10M3 8h10" {...line} />,
  up: <path d="M8 11V3M4.5 6 8 2.5 11.5 6M2.5 13.5h11" {...line} />,
  pen: <path d="M3 13l.7-3L11 2.7 13.3 5 6 12.300zM9.500 4.200l2.300 2.300" {...line} />,
  right: <path d="m6 4 4 4-4 4" {...line} />,
  user: (
    <>
      <circle cx="8" cy="5" r="2.7" {...line} />
      <path d="M2.5 14c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5" {...line} />
    </>
  ),
  two: (
    <>
      <circle cx="5.5" cy="5" r="2.3" {...line} />
      <circle cx="11" cy="6" r="1.9" {...line} />
      <path d="M1.5 13.5c.3-2.8 1.8-4.2 4-4.2s3.7 1.4 4 4.2M11 10c1.9 0 3.1 1.2 3.5 3.5" {...line} />
    </>
  ),
  off: (
    <path
      d="M2 2l12 12M4.5 6.5A6 6 0 0 0 2.5 8M6.8 5.2A6.5 6.5 0 0 1 13.5 8M5.2 10.2a3.5 3.5 0 0 1 4-.7M8 13h.01"
      {...line}
    />
  ),
  flag: <path d="M3.5 14.5v-12h8l-1.5 3 1.5 3h-8" {...line} />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" {...line} />
      <path d="m10.5 10.5 3.5 3.5" {...line} />
    </>
  ),
  grad: <path d="M1 6l7-3 7 3-7 3zM4 7.5V11c1.5 1.5 6.5 1.5 8 0V7.5M15 6v4" {...line} />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2.3" {...line} />
      <path
        d="M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4"
        {...line}
      />
    </>
  ),
  lock: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1" {...line} />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" {...line} />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** A symbol beside a word; never the only bearer of a meaning, so it is hidden from assistive technology. */
export function Icon({ name, size, className }: { name: IconName; size?: "s" | "l"; className?: string }) {
  const classes = ["i", size === undefined ? "" : `i-${size}`, className ?? ""].filter(Boolean).join(" ");
  return (
    <svg className={classes} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
