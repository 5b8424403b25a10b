import type { ReportView } from "../../platform/bindings";
import type { ServiceWords } from "../../words/pages/service";

/** The report as plain text for support: the service's words, numbers of cases and requests. No names, no answers, no key. */
export function reportText(report: ReportView, words: ServiceWords): string {
  const say = words.service;
  const { none, answered, failed, last, request, cases } = say.text;
  const connection = words.frame.connection;
  const section = (title: string, lines: readonly string[]) => [
    "",
    `${title}:`,
    ...(lines.length === 0 ? [`- ${none}`] : lines.map((line) => `- ${line}`)),
  ];
  return [
    say.title,
    `${say.program}: ${words.frame.product} ${report.programVersion}`,
    `${say.contract}: ${connection.contracts[report.contract]}`,
    `${say.host}: ${report.host}`,
    `${say.since}: ${report.since}`,
    ...section(say.disabled, report.disabled),
    ...section(
      say.operations,
      report.operations.map((one) =>
        [
          one.operation,
          answered(one.answered),
          failed(one.failed),
          one.failed === 0
            ? null
            : `${last} ${[one.lastStatus ?? say.noAnswer, one.lastCode].filter((part) => part !== null).join(" ")}`,
          one.lastRequestId === null ? null : `${request} ${one.lastRequestId}`,
          one.lastAt,
        ]
          .filter((part) => part !== null)
          .join(", "),
      ),
    ),
    ...section(
      say.unknownWords,
      report.unknownWords.map(({ vocabulary, word, cases: of }) =>
        of.length === 0 ? `${vocabulary}: ${word}` : `${vocabulary}: ${word}, ${cases} ${of.join(", ")}`,
      ),
    ),
    ...section(
      say.unknownFields,
      report.unknownFields.map(({ object, name, times }) => `${object}.${name}, ${say.times(times)}`),
    ),
    ...section(
      say.otherShapes,
      report.otherShapes.map(([place, times]) => `${place}, ${say.times(times)}`),
    ),
    "",
    `${say.unreadableRows}: ${report.unreadableRows}`,
  ].join("\n");
}
