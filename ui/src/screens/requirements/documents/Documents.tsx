import { useId, useState } from "react";
import { Button } from "../../../parts/Button";
import { Icon } from "../../../parts/Icon";
import { OwnerGlyph } from "../../../parts/owner";
import { Rich } from "../../../parts/Rich";
import type { CaseView, DocumentWantedView } from "../../../platform/bindings";
import { useCaseWords } from "../../../words/pages/case";
import { Fault } from "../../frame/Fault";
import { documentAt, fileFor } from "../open-items";
import { Attachment } from "./Attachment";
import { FileGlyph, FileName, FileSteps } from "./FileOnItsWay";
import { LargestFileDialog } from "./LargestFileDialog";
import type { DocumentsPlace } from "./useDocuments";

type Props = { view: CaseView; place: DocumentsPlace };

/** Files: on the case, wanted, and on their way from this computer. */
export function Documents({ view, place }: Props) {
  const words = useCaseWords();
  const say = words.document;
  const { documents, attachments, sending } = view.requirements;
  const inRows = new Set(documents.map(({ kind }) => fileFor(sending, kind)?.document));
  const others = sending.filter((file) => !inRows.has(file.document));
  const first = firstRows(documents, sending);
  return (
    <section className="qgroup" aria-labelledby="documents-title">
      <h3 id="documents-title">
        {say.title} <span className="muted sm plain">{say.about}</span>
      </h3>
      <div>
        {documents.length === 0 && attachments.length === 0 ? <p className="sm muted">{say.none}</p> : null}
        {attachments.map((attachment) => (
          <Attachment key={attachment.id} view={view} attachment={attachment} place={place} />
        ))}
        {documents.map((wanted, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same type may be missing twice
          <Wanted key={index} view={view} wanted={wanted} place={place} steps={first.includes(index)} />
        ))}
      </div>
      {others.length === 0 ? null : (
        <div>
          <h4 className="sm">{say.fromHere}</h4>
          {others.map((file) => (
            <div className="doc" key={file.document} data-item={`file ${file.document}`}>
              <FileGlyph file={file} />
              <FileName view={view} file={file} name={<b className="strong">{file.name}</b>} />
              <FileSteps view={view} file={file} place={place} />
            </div>
          ))}
        </div>
      )}
      {place.closed ? null : <Drop view={view} place={place} />}
    </section>
  );
}

/** The rows a file's steps stand in: it may count for several, and is seen on its way once. */
function firstRows(documents: readonly DocumentWantedView[], sending: CaseView["requirements"]["sending"]) {
  const seen = new Set<number>();
  return documents.flatMap(({ kind }, index) => {
    const file = fileFor(sending, kind);
    if (file === null || seen.has(file.document)) return [];
    seen.add(file.document);
    return [index];
  });
}

/** A document that is missing, with the file that is on its way for it. */
function Wanted({ view, wanted, place, steps }: Props & { wanted: DocumentWantedView; steps: boolean }) {
  const words = useCaseWords();
  const say = words.document;
  const file = fileFor(view.requirements.sending, wanted.kind);
  const message = wanted.message === null ? null : <span className="muted">{wanted.message}</span>;
  return (
    <div className="doc" data-item={documentAt(wanted.kind)} tabIndex={-1}>
      {file === null ? <OwnerGlyph turn="yours" word={say.missing} /> : <FileGlyph file={file} />}
      {file === null || !steps ? (
        <span>
          <b className="strong">{wanted.kind}</b>{" "}
          {file === null ? message : <span className="muted">{say.alsoIn(file.name)}</span>}
        </span>
      ) : (
        <FileName
          view={view}
          file={file}
          name={
            <>
              <b className="strong">{wanted.kind}</b> <span className="muted">{file.name}</span>
            </>
          }
        />
      )}
      {file === null && !place.closed ? <Choose type={wanted.kind} place={place} /> : null}
      {file !== null && steps ? <FileSteps view={view} file={file} place={place} wanted={wanted.kind} /> : null}
    </div>
  );
}

function Choose({ type, place }: { type: string; place: DocumentsPlace }) {
  const words = useCaseWords();
  const say = words.document;
  return (
    <Button size="small" icon="up" unavailable={place.off !== null} onPress={() => place.pick([type])}>
      {say.choose}
      <span className="vh"> {say.chooseFor(type)}</span>
    </Button>
  );
}

/** Where files are dropped, and chosen without saying first what they count for. The program takes what is dropped. */
function Drop({ view, place }: Props) {
  const words = useCaseWords();
  const say = words.document;
  const id = useId();
  const [asked, setAsked] = useState(false);
  const { largestFile } = view.requirements;
  return (
    <div className="stack-s">
      <div className="drop">
        <Icon name="file" />
        <span className="grow">
          <span id={id}>
            {place.off === null ? (
              <>
                {say.orDrop} {say.largest(largestFile)}
              </>
            ) : (
              <Rich text={words.fault.notAvailable(place.off)} />
            )}
          </span>{" "}
          {place.off === null ? (
            <Button
              size="small"
              look="quiet"
              aria-describedby={id}
              aria-haspopup="dialog"
              onPress={() => setAsked(true)}
            >
              {say.change} <span className="vh">{say.changeOf}</span>
            </Button>
          ) : null}
        </span>
        <Button
          size="small"
          icon="up"
          hint="U"
          busy={place.choosing && say.choosing}
          unavailable={place.off !== null}
          aria-describedby={id}
          onPress={() => place.pick([])}
        >
          {say.chooseSome}
        </Button>
      </div>
      <Fault error={place.error} about={[[words.case.label.case, view.id]]} />
      {asked ? <LargestFileDialog largest={largestFile} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}
