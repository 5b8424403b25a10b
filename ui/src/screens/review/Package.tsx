import type { ReactNode } from "react";
import { Icon } from "../../parts/Icon";
import { LeafList } from "../../parts/truth/FactList";
import type { PackageView, SectionView, WarningView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import type { Marks } from "./marks";

type Props = { pack: PackageView; marks: Marks | null; isVoid: boolean };

/** Warnings first: each is read and marked before anything is accepted. Where nothing is, there is nothing to mark. */
export function Warnings({ pack, marks, isVoid }: Props) {
  const words = useCaseWords();
  const say = words.review;
  const all = pack.warnings.length;
  return (
    <section className={isVoid ? "card void" : "card"} aria-labelledby="warnings-title">
      <header>
        <Icon name="warn" />
        <h2 id="warnings-title">{say.readFirst}</h2>
        <span className="muted sm">{all === 0 ? say.noWarnings : say.warningsFrom(all)}</span>
        {all === 0 || marks === null ? null : (
          <span className="push sm strong">
            {isVoid ? say.acknowledgedVoid(marks.read.size, all) : say.acknowledged(marks.read.size, all)}
          </span>
        )}
      </header>
      {all === 0 ? null : (
        <ul className="warnlist">
          {pack.warnings.map((warning, index) => (
            <Warning
              // biome-ignore lint/suspicious/noArrayIndexKey: warnings have no identity but their place in this package
              key={index}
              number={index + 1}
              warning={warning}
            >
              {marks === null ? null : (
                <Mark
                  number={index + 1}
                  read={marks.read.has(index)}
                  onRead={(read) => marks.set(index, read)}
                  isVoid={isVoid}
                />
              )}
            </Warning>
          ))}
        </ul>
      )}
    </section>
  );
}

function Warning({ number, warning, children }: { number: number; warning: WarningView; children: ReactNode }) {
  const words = useCaseWords();
  return (
    <li>
      <span className="muted strong">{number}</span>
      <div className="said select-all">
        {warning.text ?? words.review.noWarningText}
        {warning.rows.length === 0 ? null : <LeafList rows={warning.rows} />}
      </div>
      {children}
    </li>
  );
}

type MarkProps = { number: number; read: boolean; onRead: (read: boolean) => void; isVoid: boolean };

/** Void, it is not `disabled`: that would take the focus from whoever is on it. */
function Mark({ number, read, onRead, isVoid }: MarkProps) {
  const words = useCaseWords();
  return (
    <label className="opt">
      <input
        type="checkbox"
        checked={read}
        aria-disabled={isVoid || undefined}
        onChange={(event) => {
          if (!isVoid) onRead(event.target.checked);
        }}
      />
      <span>{words.review.iHaveRead(number)}</span>
    </label>
  );
}

/** Every leaf of the package, in full: nothing collapsed, nothing scrolled inside a box of its own. */
export function Everything({ pack, isVoid }: { pack: PackageView; isVoid: boolean }) {
  const words = useCaseWords();
  const say = words.review;
  return (
    <section className={isVoid ? "card void" : "card"} aria-labelledby="everything-title">
      <header>
        <h2 id="everything-title">{say.everything}</h2>
        <span className="muted sm">{say.everythingCount(pack.leaves, pack.files)}</span>
      </header>
      {pack.sections.map((section) => (
        <Section key={section.name} section={section} />
      ))}
    </section>
  );
}

function Section({ section }: { section: SectionView }) {
  const words = useCaseWords();
  return (
    <div className="section">
      <h3>{words.review.section[section.name]}</h3>
      {section.rows.length === 0 ? (
        <p className="sm muted">{words.review.emptySection}</p>
      ) : (
        <LeafList rows={section.rows} />
      )}
    </div>
  );
}
