import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useAnnounce } from "../Announcer";
import { type Room, type Sheet, scaleOf, stepped, type Zoom } from "./sheet";

/** The room for a sheet, in CSS pixels. What is inside does not change it, or fitting would chase its own scroll bars. */
export function useRoom(view: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const element = view.current;
    if (element === null) return;
    const read = () => {
      const found = roomOf(element);
      setRoom((last) => (last?.width === found.width && last.height === found.height ? last : found));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  return room;
}

function roomOf(element: HTMLElement): Room {
  const style = getComputedStyle(element);
  const without = (size: number, ...sides: string[]) =>
    Math.max(1, Math.floor(sides.reduce((left, side) => left - Number.parseFloat(side), size)));
  return {
    width: without(
      element.offsetWidth,
      style.paddingLeft,
      style.paddingRight,
      style.borderLeftWidth,
      style.borderRightWidth,
    ),
    height: without(
      element.offsetHeight,
      style.paddingTop,
      style.paddingBottom,
      style.borderTopWidth,
      style.borderBottomWidth,
    ),
  };
}

export type Zooming = {
  scale: number;
  percent: number;
  canCome: boolean;
  canGo: boolean;
  /** Closer, farther, or as large as the room allows. */
  to: (by: 1 | -1 | "fit") => void;
};

const percentOf = (scale: number) => Math.round(scale * 100);

export function useZoom(sheet: Sheet | null, room: Room | null, say: (percent: number) => string): Zooming {
  const announce = useAnnounce();
  const [zoom, setZoom] = useState<Zoom>("fit");
  // While the next page is on its way, the last scale stands.
  const last = useRef(1);
  if (sheet !== null && room !== null) last.current = scaleOf(zoom, sheet, room);
  const scale = last.current;
  const next = (by: 1 | -1) => (sheet === null ? null : stepped(scale, by, sheet));
  const to = (by: 1 | -1 | "fit") => {
    const wanted = by === "fit" ? by : next(by);
    if (wanted === null || sheet === null || room === null) return;
    setZoom(wanted);
    announce(say(percentOf(scaleOf(wanted, sheet, room))));
  };
  return { scale, percent: percentOf(scale), canCome: next(1) !== null, canGo: next(-1) !== null, to };
}
