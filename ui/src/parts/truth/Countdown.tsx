/** Time left as a figure and a ring. The ring is a picture of the figure, so it is not read out. */
export function Countdown({
  left,
  share,
  low,
  children,
}: {
  left: string;
  share: number;
  low: boolean;
  children: string | null;
}) {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div className={low ? "clock low" : "clock"}>
      <svg className="ring" viewBox="0 0 56 56" aria-hidden="true">
        <circle cx="28" cy="28" r="25" />
        <circle cx="28" cy="28" r="25" pathLength="100" strokeDasharray={`${filled} 100`} />
      </svg>
      <div>
        <div className="big" role="timer" aria-live="off">
          {left}
        </div>
        {children === null ? null : <span className="xs muted">{children}</span>}
      </div>
    </div>
  );
}
