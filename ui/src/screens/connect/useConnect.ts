import { useState } from "react";
import type {
  Code,
  DeskView,
  Environment,
  EnvironmentView,
  SessionView,
  Started,
  WireError,
} from "../../platform/bindings";
import { useAsk } from "../../platform/desk";
import { type Ask, asWireError } from "../../platform/transport";
import { plain, useWords, type Words } from "../../words";

type FieldName = "name" | "key" | "address";

/** Errors that belong to one field are said there; all others in the banner. */
const OF_FIELD: Partial<Record<Code, FieldName>> = {
  name_missing: "name",
  key_malformed: "key",
  address_refused: "address",
};
const KEYRING_FAILED: readonly Code[] = ["keyring_locked", "keyring_failed", "keyring_unavailable"];

export type Connecting = {
  environment: Environment;
  choose: (environment: Environment) => void;
  host: string | null;
  name: string;
  setName: (text: string) => void;
  key: string;
  setKey: (text: string) => void;
  address: string;
  setAddress: (text: string) => void;
  errors: Partial<Record<FieldName, string>>;
  problem: WireError | null;
  /** What is under way, in words. */
  busy: string | null;
  /** Whether the main button keeps the key. */
  keeps: boolean;
  /** Whether to offer to connect without keeping it as well. */
  offersSession: boolean;
  /** Whether the keychain should have a key for the environment chosen. */
  keyKept: boolean;
  submit: (keep: boolean) => void;
  /** Connects with the key that is kept. */
  useKept: () => void;
};

function firstOpen(environments: readonly EnvironmentView[], remembered: Environment | null): Environment {
  const open = environments.filter((entry) => entry.closed === null).map((entry) => entry.environment);
  if (remembered !== null && open.includes(remembered)) return remembered;
  return open.includes("sandbox") ? "sandbox" : (open[0] ?? "practice");
}

function known(started: Started, session: Session): Environment {
  if (session.state === "connecting") return session.environment;
  return firstOpen(started.environments, session.remembered);
}

type Session = Exclude<SessionView, { state: "connected" }>;
type Typed = { environment: Environment; name: string; key: string; address: string };

/** How the key gets there: it is typed and kept, typed for this session, or the keychain has it. */
type How = "keep" | "session" | "kept";

/** What is missing, said at its field before anything is asked. */
function missing(
  { environment, name, key, address }: Typed,
  how: How,
  words: Words,
): Partial<Record<FieldName, string>> {
  const found: Partial<Record<FieldName, string>> = {};
  if (name.trim() === "") found.name = words.connect.nameMissing;
  if (how === "kept") return found;
  if (environment !== "practice" && key.trim() === "") found.key = words.connect.keyMissing;
  if (environment === "test" && address.trim() === "") found.address = words.connect.addressMissing;
  return found;
}

async function send(ask: Ask, { environment, name, key, address }: Typed, how: How): Promise<void> {
  await ask("set_operator", { name: name.trim() });
  if (environment === "practice") await ask("start_practice", { contract: "b1" });
  else if (how === "kept") await ask("reconnect", {});
  else {
    const at = environment === "test" ? { address: address.trim() } : {};
    await ask("connect", { environment, key, keep: how === "keep", contract: "b1", ...at });
  }
}

/** Sends what was typed, and keeps why it came to nothing: at its field, or for the banner. */
function useSending(typed: Typed, idle: boolean) {
  const ask = useAsk();
  const words = useWords();
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});
  const [failed, setFailed] = useState<WireError | null>(null);
  const [sending, setSending] = useState(false);
  const submit = async (how: How) => {
    if (sending || !idle) return;
    const found = missing(typed, how, words);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setSending(true);
    setFailed(null);
    try {
      await send(ask, typed, how);
    } catch (thrown) {
      const error = asWireError(thrown);
      const field = OF_FIELD[error.code];
      if (field === undefined) setFailed(error);
      else {
        const said = words.fault.fault({ ...error, outcome: undefined });
        setErrors({ [field]: `${said.lead} ${plain(said.text)}` });
      }
    } finally {
      setSending(false);
    }
  };
  const forget = () => {
    setFailed(null);
    setErrors({});
  };
  return { errors, failed, sending, submit, forget };
}

/** The form, and what comes of sending it. Nothing typed is lost by an error. */
export function useConnect(started: Started, desk: DeskView, session: Session): Connecting {
  const words = useWords();
  const [chosen, setChosen] = useState<Environment | null>(null);
  const [typedName, setName] = useState<string | null>(null);
  const [key, setKey] = useState("");
  const [address, setAddress] = useState("");
  const idle = session.state === "signed_out";
  const environment = idle ? (chosen ?? known(started, session)) : session.environment;
  const name = typedName ?? desk.operator ?? "";
  const { errors, failed, sending, submit, forget } = useSending({ environment, name, key, address }, idle);
  // What went wrong with another environment is no longer the point once this one is chosen.
  const ofSession = idle && (chosen === null || chosen === session.remembered) ? session.problem : null;
  const problem = failed ?? ofSession;
  const busy = idle ? (sending ? words.connect.connecting : null) : busyWords(session, words);
  return {
    environment,
    choose: (next) => {
      setChosen(next);
      forget();
    },
    host: started.environments.find((entry) => entry.environment === environment)?.host ?? null,
    name,
    setName,
    key,
    setKey,
    address,
    setAddress,
    errors,
    problem,
    busy,
    keeps: desk.keyring === "available",
    offersSession: problem !== null && KEYRING_FAILED.includes(problem.code),
    keyKept: idle && session.keyKept && environment === session.remembered,
    submit: (keep) => submit(keep ? "keep" : "session"),
    useKept: () => submit("kept"),
  };
}

function busyWords(session: Extract<SessionView, { state: "connecting" }>, words: Words): string {
  return session.waitsForKeyring ? words.connect.waitsForKeyring : words.connect.connecting;
}
