import type { Commands, OpenView, ShowFile, ViewMessage, WireError } from "./bindings";

export type CommandName = keyof Commands;
export type Args<N extends CommandName> = Commands[N]["args"];
export type Answer<N extends CommandName> = Commands[N]["answer"];

/** The way to the program. There is the real one and a pretend one for tests and for looking at screens. */
export interface Transport {
  /** Asks for one thing. Rejects with a `WireError`. */
  ask<N extends CommandName>(name: N, args: Args<N>): Promise<Answer<N>>;
  /** A file's content, byte by byte. Rejects with a `WireError`. */
  showFile(args: ShowFile): Promise<ArrayBuffer>;
  /** Opens a view; `told` is called with every message of it, in order. */
  openView(open: OpenView, told: (message: ViewMessage) => void): Promise<void>;
}

export type Ask = Transport["ask"];

function isWireError(thrown: unknown): thrown is WireError {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string";
}

/** Whatever was thrown, as the error the window can word. A throw of our own code is a defect, and is said to be one. */
export function asWireError(thrown: unknown): WireError {
  if (isWireError(thrown)) return thrown;
  return { code: "bad_input", message: String(thrown) };
}
