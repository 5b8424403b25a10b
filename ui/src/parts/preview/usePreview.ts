import { type RefObject, useEffect, useRef, useState } from "react";
import { type OpenFile, type Problem, problemOf, type Sheet } from "./sheet";

export type PreviewType = "application/pdf" | "image/jpeg" | "image/png";

/** How long opening, or drawing one page, may take: a file can be made so that it never ends. */
const PATIENCE_MILLIS = 60_000;

/** Calls when patience is at its end. Nothing is drawn while the window is hidden: that is not the file's fault. */
function whenLate(call: () => void): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) call();
  }, PATIENCE_MILLIS);
  return () => clearInterval(timer);
}

type GiveUp = (problem: Problem) => void;
export type Opening =
  | { at: "opening" }
  | { at: "open"; file: OpenFile; giveUp: GiveUp }
  | { at: "failed"; problem: Problem };

/** What reads a file comes when there is a file to read: none of it is there at the start. */
async function open(type: PreviewType, bytes: ArrayBuffer, life: AbortSignal): Promise<OpenFile> {
  if (type === "application/pdf") return (await import("./pdf")).openPdf(bytes, life);
  return (await import("./picture")).openPicture(bytes, type, life);
}

/** The file while it is on screen. */
export function useOpenFile(type: PreviewType, bytes: ArrayBuffer): Opening {
  const [opening, setOpening] = useState<{ of: ArrayBuffer; is: Opening } | null>(null);
  useEffect(() => {
    const life = new AbortController();
    const giveUp = (problem: Problem) => {
      if (life.signal.aborted) return;
      life.abort();
      setOpening({ of: bytes, is: { at: "failed", problem } });
    };
    const inTime = whenLate(() => giveUp("too_slow"));
    open(type, bytes, life.signal)
      .then(
        (file) => {
          if (!life.signal.aborted) setOpening({ of: bytes, is: { at: "open", file, giveUp } });
        },
        (error) => giveUp(problemOf(error)),
      )
      .finally(inTime);
    return () => {
      inTime();
      life.abort();
    };
  }, [type, bytes]);
  // What is known of the file before is not said of this one.
  return opening?.of === bytes ? opening.is : { at: "opening" };
}

/** One page of the file, held while it is the one shown. */
export function useSheet(file: OpenFile | null, page: number, giveUp: GiveUp): Sheet | null {
  const [held, setHeld] = useState<{ file: OpenFile; page: number; sheet: Sheet } | null>(null);
  const failed = useLatest(giveUp);
  useEffect(() => {
    if (file === null) return;
    let gone = false;
    let sheet: Sheet | null = null;
    const inTime = whenLate(() => failed.current("too_slow"));
    file
      .sheet(page)
      .then(
        (found) => {
          sheet = found;
          if (!gone) setHeld({ file, page, sheet });
        },
        (error) => {
          if (!gone) failed.current(problemOf(error));
        },
      )
      .finally(inTime);
    return () => {
      gone = true;
      inTime();
      sheet?.leave();
      setHeld(null);
    };
  }, [file, page, failed]);
  return held !== null && held.file === file && held.page === page ? held.sheet : null;
}

export type Drawn = "not_yet" | "whole" | "partly";

/**
 * Draws the sheet beside the canvas, and puts it there when it is done: while a larger one is being made, the one before
 * stays to be read.
 */
export function useDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  sheet: Sheet | null,
  scale: number,
  giveUp: GiveUp,
): Drawn {
  const [drawn, setDrawn] = useState<{ sheet: Sheet; whole: boolean } | null>(null);
  const failed = useLatest(giveUp);
  useEffect(() => {
    if (sheet === null) return;
    let gone = false;
    const beside = document.createElement("canvas");
    const painting = sheet.paint(beside, scale);
    const inTime = whenLate(() => failed.current("too_slow"));
    painting.whole
      .then(
        (whole) => {
          if (gone || canvas.current === null) return;
          copy(beside, canvas.current);
          setDrawn({ sheet, whole });
        },
        (error) => {
          if (!gone) failed.current(problemOf(error));
        },
      )
      .finally(() => {
        inTime();
        // Its memory is given back now, not when it is found unused.
        beside.width = 0;
      });
    return () => {
      gone = true;
      inTime();
      painting.stop();
    };
  }, [canvas, sheet, scale, failed]);
  if (sheet === null || drawn?.sheet !== sheet) return "not_yet";
  return drawn.whole ? "whole" : "partly";
}

function copy(from: HTMLCanvasElement, to: HTMLCanvasElement): void {
  to.width = from.width;
  to.height = from.height;
  to.getContext("2d", { alpha: false })?.drawImage(from, 0, 0);
}

function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
