import { type ReactNode, useState } from "react";
import { Button } from "../../../parts/Button";
import { FieldError } from "../../../parts/form/Field";
import { Icon } from "../../../parts/Icon";
import { OwnerGlyph } from "../../../parts/owner";
import type { CaseView, DocumentView } from "../../../platform/bindings";
import { useAsking } from "../../../platform/use-asking";
import { plain } from "../../../words";
import { useCaseWords } from "../../../words/pages/case";
import { Fault, Support } from "../../frame/Fault";
import { stateOf } from "../open-items";
import { ShowDialog } from "./ShowDialog";
import { TypesForm } from "./TypesForm";
import type { DocumentsPlace } from "./useDocuments";

type FileProps = { view: CaseView; file: DocumentView };

/** How far a file is, as a glyph. */
export function FileGlyph({ file }: { file: DocumentView }) {
  const words = useCaseWords();
  const say = words.document;
  if (file.stage === "refused" || file.stage === "failed") {
    return (
      <span className="tone-danger">
        <Icon name="stop" />
        <span className="vh">{words.requirements.open[stateOf(file)]}</span>
      </span>
    );
  }
  const ours = file.stage === "waiting" || file.stage === "stopped";
  return <OwnerGlyph turn={ours ? "yours" : "collate"} word={ours ? say.missing : say.onItsWay} />;
}

/** Its name and size, and what it counts for or replaces. */
export function FileName({ view, file, name }: FileProps & { name: ReactNode }) {
  const words = useCaseWords();
  const say = words.document;
  const replaced = view.requirements.attachments.find((one) => one.id === file.replaces)?.name ?? null;
  return (
    <span className="break">
      {name}
      {file.size === null ? null : <span className="muted">, {say.size(file.size)}</span>}
      {file.types.length > 1 ? <span className="xs muted block">{say.counts(file.types)}</span> : null}
      {replaced === null ? null : <span className="xs muted block">{say.replaces(replaced)}</span>}
    </span>
  );
}

/** What there is to do with a file on its way, and where it is on it. */
export function FileSteps({ view, file, place, wanted }: FileProps & { place: DocumentsPlace; wanted?: string }) {
  const send = useAsking("send_document");
  const stop = useAsking("stop_document");
  const drop = useAsking("drop_document");
  const [shown, setShown] = useState(false);
  const words = useCaseWords();
  const about = [[words.case.label.case, view.id]] as const;
  return (
    <>
      <span className="row wrap end">
        <Actions {...{ view, file, place, wanted, send, stop, drop }} show={() => setShown(true)} />
      </span>
      <div className="wide stack-s">
        <Where file={file} largest={view.requirements.largestFile} />
        <Fault error={send.error ?? stop.error ?? drop.error} narrow about={about} />
        {file.stage === "waiting" && !place.closed ? (
          <TypesForm view={view} file={file} off={place.off} send={send} />
        ) : null}
      </div>
      {shown ? (
        <ShowDialog
          args={{ case: view.id, document: file.document }}
          name={file.name}
          onClose={() => setShown(false)}
        />
      ) : null}
    </>
  );
}

type Send = ReturnType<typeof useAsking<"send_document">>;
type ActionsProps = FileProps & {
  place: DocumentsPlace;
  wanted?: string | undefined;
  send: Send;
  stop: ReturnType<typeof useAsking<"stop_document">>;
  drop: ReturnType<typeof useAsking<"drop_document">>;
  show: () => void;
};

/** What it can be gone on with: never a second file for the same one. */
const GOES_ON: readonly DocumentView["stage"][] = ["stopped", "failed", "ready"];

function Actions({ view, file, place, wanted, send, stop, drop, show }: ActionsProps) {
  const words = useCaseWords();
  const say = words.document;
  const { stage } = file;
  const me = { case: view.id, document: file.document };
  const of = <span className="vh"> {file.name}</span>;
  const under = stage === "sending" || stage === "checking";
  const chooseAnother = () => {
    // What was refused can never be gone on with: it makes room for the other one.
    if (stage === "refused") drop.run(me);
    place.pick(wanted === undefined ? file.types : [wanted], file.replaces ?? undefined);
  };
  const over = stage === "stopped" || stage === "failed" || stage === "refused" || stage === "waiting";
  return (
    <>
      {stage === "refused" || file.contentType === null ? null : (
        <Button size="small" look="quiet" aria-haspopup="dialog" onPress={show}>
          {say.show}
          {of}
        </Button>
      )}
      {under ? (
        <Button size="small" look="quiet" busy={stop.busy && say.stopping} onPress={() => stop.run(me)}>
          {say.stop}
          {of}
        </Button>
      ) : null}
      {GOES_ON.includes(stage) && file.types.length > 0 && !place.closed ? (
        <Button
          size="small"
          busy={send.busy && say.goingOn}
          unavailable={place.off !== null}
          onPress={() => send.run({ ...me, types: file.types })}
        >
          {say.goOn}
          {of}
        </Button>
      ) : null}
      {(stage === "refused" || stage === "failed") && !place.closed ? (
        <Button size="small" icon="up" unavailable={place.off !== null} onPress={chooseAnother}>
          {say.another}
          {wanted === undefined ? of : <span className="vh"> {say.chooseFor(wanted)}</span>}
        </Button>
      ) : null}
      {over ? (
        <Button size="small" look="quiet" busy={drop.busy && say.dropping} onPress={() => drop.run(me)}>
          {say.drop}
          {of}
        </Button>
      ) : null}
    </>
  );
}

/** Which of the four steps it is at; a refused file never got past the one that refused it. */
const AT: Record<DocumentView["stage"], number> = {
  waiting: -1,
  sending: 0,
  checking: 1,
  ready: 2,
  attaching: 3,
  stopped: -1,
  failed: -1,
  refused: -1,
};

function Where({ file, largest }: { file: DocumentView; largest: number }) {
  const words = useCaseWords();
  const say = words.document;
  switch (file.stage) {
    case "waiting":
      return null;
    case "stopped":
      return <span className="xs soft">{say.stopped}</span>;
    case "failed":
      return <Failed file={file} />;
    case "refused":
      return (
        <>
          <FieldError text={say.refusal(file.refusal ?? "unreadable", largest)} />
          {file.refusal === "by_service" ? <Steps at={1} bad /> : null}
        </>
      );
    default:
      return (
        <>
          {file.stage === "ready" ? <span className="xs soft">{say.readyText}</span> : null}
          <Steps at={AT[file.stage]} />
          {file.stage === "sending" ? <Progress file={file} /> : null}
        </>
      );
  }
}

/** A step failed: what is known of it, in the words every fault has. */
function Failed({ file }: { file: DocumentView }) {
  const words = useCaseWords();
  const said = file.problem === null ? null : words.fault.fault(file.problem);
  const lead = said === null || file.problem?.outcome === undefined ? words.document.failed : said.lead;
  const text = said === null ? "" : ` ${plain(said.text)}`;
  return (
    <>
      <FieldError text={`${lead}${text}`} />
      <Support
        requestId={file.problem?.requestId ?? null}
        about={[[words.case.label.code, file.problem?.code ?? ""]]}
      />
    </>
  );
}

function Steps({ at, bad = false }: { at: number; bad?: boolean }) {
  const words = useCaseWords();
  const say = words.document;
  const { sent, checked, ready, attached } = say.stage;
  const now = say.now;
  const under = [now.sending, now.checking, now.ready, now.attaching];
  return (
    <ol className="stages" aria-label={say.steps}>
      {[sent, checked, ready, attached].map((step, index) => (
        <li
          key={step}
          className={index < at ? "ok" : index > at ? undefined : bad ? "bad" : "at"}
          aria-current={index === at ? "step" : undefined}
        >
          {index === at && !bad ? under[index] : step}
        </li>
      ))}
    </ol>
  );
}

function Progress({ file }: { file: DocumentView }) {
  const words = useCaseWords();
  const say = words.document;
  const size = file.size ?? 0;
  const part = size === 0 ? 0 : Math.min(100, Math.floor((file.sent / size) * 100));
  return (
    <span className="row">
      <progress className="meter grow" max={100} value={part} aria-label={say.progress(file.name)} />
      <span className="xs num">{say.percent(part)}</span>
    </span>
  );
}
