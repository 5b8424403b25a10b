import type { Code, SyncState, WireError } from "../../platform/bindings";
import { useDesk } from "../../platform/desk";

/** What the frame says of the whole connection, by the error it is of. */
const FRAME: Partial<Record<Code, SyncState>> = { unreachable: "offline", key_refused: "key_refused" };

/** An error of reading, unless it is the one the frame tells already: that is cured there and not by reading again. */
export function useNotSaidYet(error: WireError | null): WireError | null {
  const state = useDesk().value?.sync.state;
  return error !== null && state !== undefined && FRAME[error.code] === state ? null : error;
}
