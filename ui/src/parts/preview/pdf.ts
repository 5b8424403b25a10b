import {
  AnnotationMode,
  getDocument,
  PasswordException,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
// Fax and JPEG 2000 pictures are decoded by these, in scripts: the policy allows no WebAssembly. Both lie in one folder
// under their own names, from where pdf.js takes the one it needs.
import faxDecoder from "pdfjs-dist/wasm/jbig2_nowasm_fallback.js?url";
import "pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url";
import { standardFont } from "./pdf-fonts";
import { boundedScale, MAX_PIXELS, NotShown, type OpenFile, type Painting, pixels, type Sheet } from "./sheet";

/** A page counts in points of 1/72 inch, a screen in pixels of 1/96. */
const PIXELS_PER_POINT = 96 / 72;

/** The largest picture on a page that is decoded: four bytes for each, as with a picture by itself. */
const MAX_PICTURE = 80_000_000;

/** Files by pdf.js: taken apart in a worker of its own, which ends with the file, whatever it is doing. */
export async function openPdf(bytes: ArrayBuffer, life: AbortSignal): Promise<OpenFile> {
  life.throwIfAborted();
  const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), { type: "module" });
  const port = PDFWorker.create({ port: worker, verbosity: VerbosityLevel.ERRORS });
  const lacking = { any: false };
  const task = load(bytes, port, lacking);
  const ended = new Promise<never>((_, reject) => {
    const end = () => {
      // Stops what is being drawn here. The worker may be in a loop without end, so nothing waits for its answer.
      task.destroy().catch(() => undefined);
      port.destroy();
      worker.terminate();
      reject(new NotShown("damaged"));
    };
    life.addEventListener("abort", end, { once: true });
    worker.addEventListener("error", end, { once: true });
  });
  ended.catch(() => undefined);
  try {
    const file = await Promise.race([task.promise, ended]);
    return { pages: file.numPages, sheet: (page) => Promise.race([sheet(file, page, lacking), ended]) };
  } catch (error) {
    throw error instanceof PasswordException ? new NotShown("password") : error;
  }
}

/** Something a page needs, and this program does not have. */
type Lacking = { any: boolean };

function load(bytes: ArrayBuffer, worker: PDFWorker, lacking: Lacking): PDFDocumentLoadingTask {
  class Bundled {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      try {
        if (kind === "standardFontDataUrl") return await standardFont(filename);
        throw new Error("not bundled");
      } catch (error) {
        lacking.any = true;
        throw error;
      }
    }
  }
  return getDocument({
    // The worker takes what it is given; the caller keeps hers.
    data: new Uint8Array(bytes.slice(0)),
    worker,
    verbosity: VerbosityLevel.ERRORS,
    BinaryDataFactory: Bundled,
    useWorkerFetch: false,
    useWasm: false,
    wasmUrl: new URL(".", new URL(faxDecoder, import.meta.url)).href,
    // Letters are drawn as outlines: a font from outside never reaches the font code of the system.
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: MAX_PICTURE,
    canvasMaxAreaInBytes: 4 * MAX_PIXELS,
    disableAutoFetch: true,
    disableStream: true,
    disableRange: true,
  });
}

async function sheet(file: PDFDocumentProxy, number: number, lacking: Lacking): Promise<Sheet> {
  const page = await file.getPage(number);
  const { width, height } = page.getViewport({ scale: PIXELS_PER_POINT });
  if (!(width > 0 && height > 0 && Number.isFinite(width) && Number.isFinite(height))) throw new NotShown("damaged");
  return {
    width,
    height,
    paint: (canvas, scale) => paint(page, canvas, boundedScale(width, height, scale), lacking),
    leave: () => page.cleanup(),
  };
}

function paint(page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number, lacking: Lacking): Painting {
  const viewport = page.getViewport({ scale: scale * PIXELS_PER_POINT });
  canvas.width = pixels(viewport.width, 1);
  canvas.height = pixels(viewport.height, 1);
  // What was filled in and stamped is drawn like the rest of the page: without it a form would look empty. There is no
  // layer above it: nothing can be pressed, followed, typed or run.
  const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: "#fff" });
  return { whole: task.promise.then(() => !lacking.any && !misses(page)), stop: () => task.cancel() };
}

/** Whether a picture on this page could not be decoded: pdf.js leaves it out, and goes on. */
function misses(page: PDFPageProxy): boolean {
  for (const [, data] of page.objs) {
    if (data === null) return true;
  }
  return false;
}
