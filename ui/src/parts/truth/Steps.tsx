import { Icon } from "../Icon";

export type Step = { name: string; at: string | null };

/** Where a handoff stands. `now` is null before it starts. */
export function Steps({
  label,
  steps,
  now,
  notYou,
}: {
  label: string;
  steps: readonly Step[];
  now: number | null;
  /** Said at the present step when it is somebody else's. */
  notYou?: string;
}) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => {
        const past = now !== null && index < now;
        const present = index === now;
        const aside = present && notYou !== undefined ? notYou : past || present ? step.at : null;
        const look = past ? "past" : present && notYou !== undefined ? "notyou" : undefined;
        return (
          <li key={step.name} className={look} aria-current={present ? "step" : undefined}>
            <span className="dot">{past ? <Icon name="check" size="s" /> : index + 1}</span>
            {step.name} {aside === null ? null : <small>{aside}</small>}
          </li>
        );
      })}
    </ol>
  );
}
