import { useEffect, useState } from "react";
import { Button } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import type { ShowFile, WireError } from "../../../platform/bindings";
import { useShowFile } from "../../../platform/desk";
import { asWireError } from "../../../platform/transport";
import { useWords } from "../../../words";
import { Fault } from "../../frame/Fault";

type Loaded = { bytes: ArrayBuffer | null; error: WireError | null };

/** A file, looked at. Its bytes are in memory only while it is on screen. */
export function ShowDialog({
  args,
  name,
  onClose,
}: {
  args: ShowFile;
  name: string;
  contentType?: string | null;
  onClose: () => void;
}) {
  const words = useWords();
  const say = words.document.showing;
  const showFile = useShowFile();
  const [loaded, setLoaded] = useState<Loaded>({ bytes: null, error: null });
  const { case: id, document, attachment } = args;
  useEffect(() => {
    let here = true;
    const which = document === undefined ? { attachment } : { document };
    showFile({ case: id, ...which } as ShowFile)
      .then((bytes) => here && setLoaded({ bytes, error: null }))
      .catch((thrown) => here && setLoaded({ bytes: null, error: asWireError(thrown) }));
    return () => {
      here = false;
    };
  }, [showFile, id, document, attachment]);
  return (
    <Dialog title={say.title(name)} onClose={onClose} wide>
      {loaded.bytes === null && loaded.error === null ? <p className="sm muted">{say.loading}</p> : null}
      {loaded.bytes === null ? null : <p className="sm">{loaded.bytes.byteLength}</p>}
      <Fault error={loaded.error} about={[[words.case.label.case, id]]} />
      <span className="start">
        <Button onPress={onClose}>{say.close}</Button>
      </span>
    </Dialog>
  );
}
