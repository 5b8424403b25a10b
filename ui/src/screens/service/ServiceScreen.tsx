import type { ReactNode } from "react";
import { Button } from "../../parts/Button";
import { CopyButton, CopyGlyph } from "../../parts/CopyButton";
import { Icon } from "../../parts/Icon";
import { ScrollRegion } from "../../parts/ScrollRegion";
import { FactList } from "../../parts/truth/FactList";
import type { OperationView, ReportView, UnknownWordView } from "../../platform/bindings";
import { useNow } from "../../platform/clock";
import { type Reading, useReading } from "../../platform/use-reading";
import { useServiceWords } from "../../words/pages/service";
import { Fault } from "../frame/Fault";
import { href } from "../frame/route";
import { Kept } from "./Kept";
import { reportText } from "./report-text";

/** What this service answered since the connection was made, what was new in it, and what does not work because of it. */
export function ServiceScreen() {
  const words = useServiceWords();
  const say = words.service;
  const report = useReading("report", {}, "report");
  const { answer } = report;
  return (
    <ScrollRegion label={say.region} className="case-body whole">
      <div className="stack-l service">
        <div className="row between top wrap">
          <div className="stack-s">
            <h1 tabIndex={-1}>{say.title}</h1>
            <p className="sm soft measure">{say.intro}</p>
          </div>
          <Head report={report} />
        </div>
        <Fault error={report.error} />
        {answer === null ? (
          report.busy ? (
            <p className="sm muted">{say.reading}</p>
          ) : null
        ) : (
          <Report report={answer} again={report.again} />
        )}
      </div>
    </ScrollRegion>
  );
}

function Head({ report }: { report: Reading<"report"> }) {
  const words = useServiceWords();
  const say = words.service;
  const { answer } = report;
  return (
    <div className="row wrap">
      <Button icon="sync" busy={report.busy && say.readingAgain} onPress={report.again}>
        {say.readAgain}
      </Button>
      {answer === null ? null : <CopyButton text={() => reportText(answer, words)}>{say.copy}</CopyButton>}
    </div>
  );
}

function Report({ report, again }: { report: ReportView; again: () => void }) {
  const say = useServiceWords().service;
  return (
    <>
      <div className="two">
        <Disabled report={report} />
        <div className="stack">
          <Connection report={report} />
          <Card id="report-kept" title={say.kept.card}>
            <Kept records={report.records} again={again} />
          </Card>
        </div>
      </div>
      <Operations operations={report.operations} />
      <div className="grid-2 tops">
        <UnknownWords found={report.unknownWords} />
        <div className="stack">
          <UnknownFields report={report} />
          <OtherShapes report={report} />
          <Rows report={report} />
        </div>
      </div>
    </>
  );
}

function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      <div className="body stack-s sm">{children}</div>
    </section>
  );
}

const Mono = ({ children }: { children: string }) => <span className="id">{children}</span>;

/** A name in words, or as it came where there are none for it. */
const Named = ({ name, words }: { name: string; words: string | null }) => words ?? <Mono>{name}</Mono>;

function Connection({ report }: { report: ReportView }) {
  const words = useServiceWords();
  const now = useNow(60_000);
  const say = words.service;
  return (
    <Card id="report-connection" title={say.connection}>
      <FactList
        missing={words.case.notReturned}
        facts={[
          [
            say.contract,
            <span key="contract">
              {words.connect.contractName(report.contract)}{" "}
              <span className="id muted">{words.frame.connection.contracts[report.contract]}</span>
            </span>,
          ],
          [say.host, <Mono key="host">{report.host}</Mono>],
          [say.since, say.sinceTime(report.since, now)],
          [say.program, <Mono key="program">{report.programVersion}</Mono>],
        ]}
      />
    </Card>
  );
}

/** Only what this service or this contract does not have: never a reason of the case. */
function Disabled({ report }: { report: ReportView }) {
  const say = useServiceWords().service;
  return (
    <Card id="report-disabled" title={say.disabled}>
      {report.disabled.length === 0 ? (
        <p className="muted">{say.nothingDisabled}</p>
      ) : (
        <ul className="gate">
          {report.disabled.map((code) => (
            <li key={code} className="off">
              <span className="muted">
                <Icon name="lock" size="s" />
              </span>
              <span>
                <b className="strong">{say.disabledWhy[code].what}.</b> {say.disabledWhy[code].why}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Operations({ operations }: { operations: readonly OperationView[] }) {
  const say = useServiceWords().service;
  const { column } = say;
  return (
    <section className="card" aria-labelledby="report-operations">
      <header>
        <h2 id="report-operations">{say.operations}</h2>
      </header>
      {operations.length === 0 ? (
        <p className="body sm muted">{say.noOperations}</p>
      ) : (
        <table className="report-t">
          <thead>
            <tr>
              <th scope="col">{column.operation}</th>
              <th scope="col" className="figure">
                {column.answered}
              </th>
              <th scope="col" className="figure">
                {column.failed}
              </th>
              <th scope="col">{column.last}</th>
              <th scope="col">{column.request}</th>
              <th scope="col">{column.at}</th>
            </tr>
          </thead>
          <tbody>
            {operations.map((operation) => (
              <Operation key={operation.operation} operation={operation} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Operation({ operation }: { operation: OperationView }) {
  const say = useServiceWords().service;
  const { column } = say;
  const name = say.operation(operation.operation);
  return (
    <tr>
      <th scope="row">
        {name === null ? (
          <Mono>{operation.operation}</Mono>
        ) : (
          <>
            {name} <span className="xs muted id">{operation.operation}</span>
          </>
        )}
      </th>
      <td className="figure" data-label={column.answered}>
        {operation.answered.toLocaleString("en-US")}
      </td>
      <td className={operation.failed > 0 ? "figure tone-warn" : "figure muted"} data-label={column.failed}>
        {operation.failed.toLocaleString("en-US")}
      </td>
      <td data-label={column.last}>
        <Last operation={operation} />
      </td>
      <td>{operation.lastRequestId === null ? null : <Request request={operation.lastRequestId} />}</td>
      <td className="muted nowrap" data-label={column.at}>
        {say.at(operation.lastAt)}
      </td>
    </tr>
  );
}

function Last({ operation }: { operation: OperationView }) {
  const say = useServiceWords().service;
  if (operation.failed === 0) return <span className="muted">{say.noFailure}</span>;
  return (
    <>
      {operation.lastStatus === null ? say.noAnswer : say.status(operation.lastStatus)}{" "}
      {operation.lastCode === null ? null : <Mono>{operation.lastCode}</Mono>}
    </>
  );
}

function Request({ request }: { request: string }) {
  const say = useServiceWords().service;
  return (
    <span className="row-2">
      <Mono>{request}</Mono>
      <CopyGlyph text={() => request} label={say.copyRequest(request)} />
    </span>
  );
}

/** New words, and the cases that are read-only because of one. */
function UnknownWords({ found }: { found: readonly UnknownWordView[] }) {
  const say = useServiceWords().service;
  return (
    <Card id="report-words" title={say.unknownWords}>
      {found.length === 0 ? (
        <p className="muted">{say.noUnknownWords}</p>
      ) : (
        <ul className="listed">
          {found.map(({ vocabulary, word, cases }) => (
            <li key={`${vocabulary} ${word}`} className="stack-s">
              <span>
                <Named name={vocabulary} words={say.vocabulary(vocabulary)} />: <Mono>{word}</Mono>
              </span>
              <span className="xs soft">{say.cases(cases.length)}</span>
              {cases.length === 0 ? null : (
                <span className="row wrap">
                  {cases.map((id) => (
                    <a key={id} className="id" href={href({ page: "case", id, tab: null })}>
                      {id}
                    </a>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Counted({ lines }: { lines: readonly { name: ReactNode; key: string; times: number }[] }) {
  const say = useServiceWords().service;
  return (
    <ul className="listed">
      {lines.map(({ name, key, times }) => (
        <li key={key} className="row between">
          <span>{name}</span>
          <span className="xs muted nowrap">{say.times(times)}</span>
        </li>
      ))}
    </ul>
  );
}

function UnknownFields({ report }: { report: ReportView }) {
  const say = useServiceWords().service;
  return (
    <Card id="report-fields" title={say.unknownFields}>
      {report.unknownFields.length === 0 ? (
        <p className="muted">{say.noUnknownFields}</p>
      ) : (
        <>
          <p className="soft">{say.unknownFieldsText}</p>
          <Counted
            lines={report.unknownFields.map(({ object, name, times }) => ({
              key: `${object}.${name}`,
              name: (
                <>
                  <Named name={object} words={say.object(object)} />: <Mono>{name}</Mono>
                </>
              ),
              times,
            }))}
          />
        </>
      )}
    </Card>
  );
}

function OtherShapes({ report }: { report: ReportView }) {
  const say = useServiceWords().service;
  return (
    <Card id="report-shapes" title={say.otherShapes}>
      {report.otherShapes.length === 0 ? (
        <p className="muted">{say.noOtherShapes}</p>
      ) : (
        <>
          <p className="soft">{say.otherShapesText}</p>
          <Counted
            lines={report.otherShapes.map(([place, times]) => ({ key: place, name: <Mono>{place}</Mono>, times }))}
          />
        </>
      )}
    </Card>
  );
}

function Rows({ report }: { report: ReportView }) {
  const say = useServiceWords().service;
  return (
    <Card id="report-rows" title={say.unreadableRows}>
      <p className={report.unreadableRows === 0 ? "muted" : undefined}>{say.rows(report.unreadableRows)}</p>
    </Card>
  );
}
