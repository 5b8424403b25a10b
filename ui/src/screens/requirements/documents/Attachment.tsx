import { useState } from "react";
import { Button } from "../../../parts/Button";
import { Chip } from "../../../parts/Chip";
import { OwnerGlyph } from "../../../parts/owner";
import type { AttachmentView, CaseView } from "../../../platform/bindings";
import { useNow } from "../../../platform/clock";
import { useCaseWords } from "../../../words/pages/case";
import { RemoveDialog } from "./RemoveDialog";
import { ReplaceDialog } from "./ReplaceDialog";
import { ShowDialog } from "./ShowDialog";
import type { DocumentsPlace } from "./useDocuments";

/** A file on the case: what it counts for, and what can be done with it. */
export function Attachment({
  view,
  attachment,
  place,
}: {
  view: CaseView;
  attachment: AttachmentView;
  place: DocumentsPlace;
}) {
  const words = useCaseWords();
  const say = words.document;
  const now = useNow(60_000);
  const [open, setOpen] = useState<"show" | "replace" | "remove" | null>(null);
  const [main, ...also] = attachment.types;
  const close = () => setOpen(null);
  const of = <span className="vh"> {attachment.name}</span>;
  return (
    <div className="doc">
      <OwnerGlyph turn="done" word={say.onCase} />
      <span className="stack-s">
        <span className="break">
          <b className="strong">{main ?? say.noType}</b> <span className="muted">{attachment.name}</span>
          {attachment.createdAt === null ? null : (
            <span className="muted">, {say.attached(words.time.brief(attachment.createdAt, now))}</span>
          )}
        </span>
        {attachment.description === null ? null : <span className="xs soft">{attachment.description}</span>}
      </span>
      <span className="row wrap end">
        {also.map((type, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the service may say a type twice
          <Chip key={index}>{say.also(type)}</Chip>
        ))}
        {attachment.canShow ? (
          <Button size="small" look="quiet" aria-haspopup="dialog" onPress={() => setOpen("show")}>
            {say.show}
            {of}
          </Button>
        ) : null}
        {place.off === null ? (
          <>
            <Button size="small" look="quiet" aria-haspopup="dialog" onPress={() => setOpen("replace")}>
              {say.replace}
              {of}
            </Button>
            <Button size="small" look="quiet" aria-haspopup="dialog" onPress={() => setOpen("remove")}>
              {say.remove}
              {of}
            </Button>
          </>
        ) : null}
      </span>
      {open === "show" ? (
        <ShowDialog args={{ case: view.id, attachment: attachment.id }} name={attachment.name} onClose={close} />
      ) : null}
      {open === "replace" ? (
        <ReplaceDialog
          attachment={attachment}
          onChoose={() => place.pick(attachment.types, attachment.id)}
          onClose={close}
        />
      ) : null}
      {open === "remove" ? <RemoveDialog view={view} attachment={attachment} onClose={close} /> : null}
    </div>
  );
}
