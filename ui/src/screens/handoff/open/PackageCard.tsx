import { Button } from "../../../parts/Button";
import type { CaseView, FactRow, PackageView, RequirementsView } from "../../../platform/bindings";
import { useReading } from "../../../platform/use-reading";
import { useCaseWords } from "../../../words/pages/case";
import { Fault } from "../../frame/Fault";
import { answered } from "../../requirements/flat";

/** The package's answers, to read from and to select: what may be typed into the portal. */
export function PackageCard({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.handoff.package;
  const onCase = view.package === null ? null : `${view.package.snapshot} ${view.package.hash}`;
  const read = useReading("read_package", { case: view.id }, onCase === null ? null : `${view.id} ${onCase}`);
  return (
    <section className="card" aria-labelledby="package-title">
      <header>
        <h2 id="package-title">{onCase === null ? say.titleOfCase : say.title}</h2>
        {view.package === null ? null : <span className="push xs muted id">{view.package.snapshot}</span>}
      </header>
      <p className="xs muted hint-line">
        {onCase === null ? say.none : read.answer === null && read.error === null ? say.loading : say.help}
      </p>
      {onCase === null ? <CaseAnswers requirements={view.requirements} /> : null}
      {read.answer === null ? null : <Answers pack={read.answer} />}
      {read.error === null ? null : (
        <div className="body">
          <Fault error={read.error} narrow about={[[words.case.label.case, view.id]]}>
            <Button size="small" busy={read.busy && say.loading} onPress={read.again}>
              {words.fault.readAgain}
            </Button>
          </Fault>
        </div>
      )}
    </section>
  );
}

/** Without a package: the answers on the case. */
function CaseAnswers({ requirements }: { requirements: RequirementsView }) {
  const words = useCaseWords();
  const found = answered(requirements);
  if (found.length === 0) return <p className="body sm muted">{words.handoff.package.empty}</p>;
  return (
    <dl>
      {found.map((question, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a repeated question has the same name every time
        <div className="copy" key={index}>
          <dt className="l">{question.text}</dt>
          <dd className="v">{question.values.join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The answers; where a package has none under that name, everything it has. */
function rowsOf(pack: PackageView): readonly FactRow[] {
  const answers = pack.sections.find((section) => section.name === "answers")?.rows ?? [];
  return answers.length > 0 ? answers : pack.sections.flatMap((section) => section.rows);
}

function Answers({ pack }: { pack: PackageView }) {
  const words = useCaseWords();
  const rows = rowsOf(pack);
  if (rows.length === 0) return <p className="body sm muted">{words.handoff.package.empty}</p>;
  return (
    <dl>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is made of the service's names, which may repeat
        <div className="copy" key={index}>
          <dt className="l">{row.label}</dt>
          <dd className="v">{words.case.fact(row).text}</dd>
        </div>
      ))}
    </dl>
  );
}
