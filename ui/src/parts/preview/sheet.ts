// What a file is once it can be drawn, and the bounds that hold whatever the file asks for.

/** Why a file is not shown. */
export type Problem = "damaged" | "password" | "too_large" | "too_slow";

export class NotShown extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem);
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof NotShown ? error.problem : "damaged";
}

/** One page, or a picture. */
export type Sheet = {
  /** In CSS pixels, at 100 %. */
  width: number;
  height: number;
  /** Draws at so many pixels for each of its own, on a canvas that is made for it. */
  paint: (canvas: HTMLCanvasElement, scale: number) => Painting;
  /** Gives back what was kept for drawing it. */
  leave: () => void;
};

export type Painting = {
  /** Whether all of it is there: false when a part of the sheet could not be read. Rejected when stopped. */
  whole: Promise<boolean>;
  stop: () => void;
};

/** A file lives as long as the signal it was opened with. */
export type OpenFile = {
  pages: number;
  /** Pages count from 1. */
  sheet: (page: number) => Promise<Sheet>;
};

/** 64 MiB, however large the sheet and however far in: further in, the picture is only drawn out. */
export const MAX_PIXELS = 16 * 1024 * 1024;
/** WebKit draws nothing on a canvas with a longer side, and says nothing about it. */
export const MAX_SIDE = 8192;

/** The largest scale, at most the one wanted, at which a canvas of this size keeps the bounds. */
export function boundedScale(width: number, height: number, wanted: number): number {
  const byArea = Math.sqrt(MAX_PIXELS / width / height);
  const bySide = MAX_SIDE / Math.max(width, height);
  return Math.min(wanted, byArea, bySide);
}

/** Whole pixels, at least one: a page may be as thin as a hair. */
export function pixels(length: number, scale: number): number {
  return Math.max(1, Math.floor(length * scale));
}

export type Room = { width: number; height: number };
/** A factor, or as large as the room allows. */
export type Zoom = number | "fit";

const STEP = 1.25;
const LEAST = 0.1;
const MOST = 5;
/** The longest side on screen: it is scrolled through, and not drawn pixel by pixel. */
const MOST_SIDE = 32_768;

/** All of it in sight, and never larger than it is. */
function fitting(sheet: Room, room: Room): number {
  return Math.min(1, room.width / sheet.width, room.height / sheet.height);
}

export function scaleOf(zoom: Zoom, sheet: Room, room: Room): number {
  const most = MOST_SIDE / Math.max(sheet.width, sheet.height);
  return Math.min(zoom === "fit" ? fitting(sheet, room) : zoom, most);
}

/** One step in (1) or out (-1); null when that is as far as it goes. A sheet that fits only smaller may stay so. */
export function stepped(scale: number, by: 1 | -1, sheet: Room): number | null {
  const most = Math.min(MOST, MOST_SIDE / Math.max(sheet.width, sheet.height));
  const next = by === 1 ? Math.min(most, scale * STEP) : Math.max(LEAST, scale / STEP);
  return (by === 1 ? next > scale : next < scale) ? next : null;
}
