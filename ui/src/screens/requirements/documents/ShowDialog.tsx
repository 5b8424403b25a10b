import { useEffect, useState } from "react";
import { Banner } from "../../../parts/Banner";
import { Button } from "../../../parts/Button";
import { Dialog } from "../../../parts/Dialog";
import { Preview, type PreviewType } from "../../../parts/preview";
import type { ShowFile, WireError } from "../../../platform/bindings";
import { useShowFile } from "../../../platform/desk";
import { asWireError } from "../../../platform/transport";
import { useCaseWords } from "../../../words/pages/case";
import { Fault } from "../../frame/Fault";

const STARTS: readonly [PreviewType, readonly number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
];

/** What a file is, by how it begins: its name may say anything. */
function typeOf(bytes: ArrayBuffer): PreviewType | null {
  const head = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  return STARTS.find(([, start]) => start.every((byte, index) => head[index] === byte))?.[0] ?? null;
}

type Loaded = { bytes: ArrayBuffer | null; error: WireError | null };

/** A file's content, in memory only while it is on screen. */
function useFile(id: string, document: number | undefined, attachment: string | undefined): Loaded {
  const showFile = useShowFile();
  const [loaded, setLoaded] = useState<Loaded>({ bytes: null, error: null });
  useEffect(() => {
    let here = true;
    const which: ShowFile = {
      case: id,
      ...(document === undefined ? {} : { document }),
      ...(attachment === undefined ? {} : { attachment }),
    };
    setLoaded({ bytes: null, error: null });
    showFile(which)
      .then((bytes) => here && setLoaded({ bytes, error: null }))
      .catch((thrown) => here && setLoaded({ bytes: null, error: asWireError(thrown) }));
    return () => {
      here = false;
    };
  }, [showFile, id, document, attachment]);
  return loaded;
}

/** A file, looked at: one from this computer, or one on the case. */
export function ShowDialog({ args, name, onClose }: { args: ShowFile; name: string; onClose: () => void }) {
  const words = useCaseWords();
  const say = words.document.showing;
  const { bytes, error } = useFile(args.case, args.document, args.attachment);
  const type = bytes === null ? null : typeOf(bytes);
  return (
    <Dialog title={name} onClose={onClose} wide>
      <div className="file-shown">
        {bytes === null && error === null ? <p className="sm muted">{say.loading}</p> : null}
        {bytes === null || type === null ? null : (
          <Preview contentType={type} bytes={bytes} name={name} words={say.preview} />
        )}
        {bytes !== null && type === null ? <Banner tone="info" lead={say.notKnown} /> : null}
        <Fault error={error} about={[[words.case.label.case, args.case]]} />
      </div>
      <span className="start">
        <Button onPress={onClose}>{say.close}</Button>
      </span>
    </Dialog>
  );
}
