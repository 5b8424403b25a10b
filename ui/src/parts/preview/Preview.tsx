import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useAnnounce, useSaid } from "../Announcer";
import { Banner } from "../Banner";
import { Button } from "../Button";
import { Icon } from "../Icon";
import type { OpenFile, Problem, Sheet } from "./sheet";
import { type PreviewType, useDrawing, useOpenFile, useSheet } from "./usePreview";
import { useRoom, useZoom, type Zooming } from "./useZoom";

export type { PreviewType, Problem };

/** What the preview says. Of the case it knows nothing but the file's name. */
export type PreviewWords = {
  /** Names the whole part: "Preview of chart.pdf". */
  preview: (name: string) => string;
  /** Stands for what is drawn: "chart.pdf, page 1 of 2". A picture is page 1 of 1. */
  drawing: (name: string, page: number, pages: number) => string;
  page: (page: number, pages: number) => string;
  previous: string;
  next: string;
  zoomIn: string;
  zoomOut: string;
  /** As large as the room allows. */
  fit: string;
  /** How large it is drawn: "120 %". */
  zoom: (percent: number) => string;
  loading: string;
  /** "This file cannot be shown." The reason follows. */
  notShown: string;
  why: Record<Problem, string>;
  /** Something in the file could not be read, and may be missing from what is drawn. */
  partly: string;
};

export type PreviewProps = {
  contentType: PreviewType;
  /** They stay the caller's, and are not written to while they are shown: another file is another buffer. */
  bytes: ArrayBuffer;
  name: string;
  words: PreviewWords;
};

/** Looks at a file, one page at a time. It is drawn: nothing in it can be pressed, followed, typed or run. */
export function Preview({ contentType, bytes, name, words }: PreviewProps) {
  const opening = useOpenFile(contentType, bytes);
  const problem = opening.at === "failed" ? opening.problem : null;
  useSaid(problem === null ? null : `${words.notShown} ${words.why[problem]}`);
  if (opening.at === "failed") return <Banner tone="warn" lead={words.notShown} text={words.why[opening.problem]} />;
  const { file, giveUp } = opening.at === "open" ? opening : { file: null, giveUp: () => undefined };
  return <Pages {...{ file, giveUp, name, words }} />;
}

type PagesProps = {
  file: OpenFile | null;
  giveUp: (problem: Problem) => void;
  name: string;
  words: PreviewWords;
};

function Pages({ file, giveUp, name, words }: PagesProps) {
  const pages = file?.pages ?? 1;
  // Every file begins at its first page; how closely the operator looks stays as she chose it.
  const [turned, setTurned] = useState<{ file: OpenFile | null; page: number } | null>(null);
  const page = turned?.file === file ? turned.page : 1;
  const sheet = useSheet(file, page, giveUp);
  const view = useRef<HTMLElement>(null);
  const zoom = useZoom(sheet, useRoom(view), words.zoom);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useDrawing(canvas, sheet, zoom.scale * window.devicePixelRatio, giveUp);
  const announce = useAnnounce();
  useSaid(drawn === "partly" ? words.partly : null);

  const turn = (by: 1 | -1): boolean => {
    const to = page + by;
    if (to < 1 || to > pages) return false;
    setTurned({ file, page: to });
    view.current?.scrollTo(0, 0);
    announce(words.page(to, pages));
    return true;
  };
  useKeysHere(view, keysOf(turn, zoom));
  return (
    <section className="preview" aria-label={words.preview(name)}>
      <div className="preview-bar">
        {pages === 1 ? null : <PageButtons {...{ page, pages, turn, words }} />}
        <ZoomButtons zoom={zoom} words={words} />
      </div>
      {drawn === "partly" ? (
        <p className="preview-note">
          <Icon name="warn" />
          {words.partly}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, and not by mouse alone */}
      <section className="scroll preview-view" tabIndex={0} aria-label={words.page(page, pages)} ref={view}>
        {drawn === "not_yet" ? <p className="preview-wait">{words.loading}</p> : null}
        <canvas
          ref={canvas}
          className="preview-sheet"
          role="img"
          aria-label={words.drawing(name, page, pages)}
          // Not seen while busy: what was drawn never stands under another page's number.
          aria-busy={drawn === "not_yet" || undefined}
          style={sheet === null ? undefined : sizeOf(sheet, zoom.scale)}
        />
      </section>
    </section>
  );
}

const sizeOf = ({ width, height }: Sheet, scale: number) => ({
  width: Math.max(1, width * scale),
  height: Math.max(1, height * scale),
});

type PageButtonsProps = { page: number; pages: number; turn: (by: 1 | -1) => void; words: PreviewWords };

function PageButtons({ page, pages, turn, words }: PageButtonsProps) {
  const at = useId();
  return (
    <div className="row">
      <Button size="small" unavailable={page === 1} aria-describedby={at} onPress={() => turn(-1)}>
        {words.previous}
      </Button>
      <span className="num" id={at}>
        {words.page(page, pages)}
      </span>
      <Button size="small" unavailable={page === pages} aria-describedby={at} onPress={() => turn(1)}>
        {words.next}
      </Button>
    </div>
  );
}

function ZoomButtons({ zoom, words }: { zoom: Zooming; words: PreviewWords }) {
  const at = useId();
  return (
    <div className="row">
      <Button size="small" hint="-" unavailable={!zoom.canGo} aria-describedby={at} onPress={() => zoom.to(-1)}>
        {words.zoomOut}
      </Button>
      <span className="num" id={at}>
        {words.zoom(zoom.percent)}
      </span>
      <Button size="small" hint="+" unavailable={!zoom.canCome} aria-describedby={at} onPress={() => zoom.to(1)}>
        {words.zoomIn}
      </Button>
      <Button size="small" hint="0" onPress={() => zoom.to("fit")}>
        {words.fit}
      </Button>
    </div>
  );
}

/** In a dialog of its own the keys work as soon as it is open, wherever in it the focus is; else while it is inside. */
function useKeysHere(inside: RefObject<HTMLElement | null>, act: (event: KeyboardEvent) => void): void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const here = inside.current?.closest<HTMLElement>("dialog") ?? inside.current?.parentElement;
    const pressed = (event: KeyboardEvent) => newest.current(event);
    here?.addEventListener("keydown", pressed);
    return () => here?.removeEventListener("keydown", pressed);
  }, [inside]);
}

/** What each key does. Where there is no other page, a key scrolls, as it does everywhere. */
function keysOf(turn: (by: 1 | -1) => boolean, zoom: Zooming): (event: KeyboardEvent) => void {
  const zoomTo = (by: 1 | -1 | "fit") => () => {
    zoom.to(by);
    return true;
  };
  const acts = new Map<string, () => boolean>([
    ["+", zoomTo(1)],
    ["=", zoomTo(1)],
    ["-", zoomTo(-1)],
    ["0", zoomTo("fit")],
    ["PageDown", () => turn(1)],
    ["PageUp", () => turn(-1)],
  ]);
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (acts.get(event.key)?.()) event.preventDefault();
  };
}
