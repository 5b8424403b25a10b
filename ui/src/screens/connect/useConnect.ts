import { useState } from "react";
import type {
  Code,
  ContractCode,
  DeskView,
  Environment,
  EnvironmentView,
  FoundOut,
  SessionView,
  Started,
  WireError,
} from "../../platform/bindings";
import { useAsk } from "../../platform/desk";
import { type Ask, asWireError } from "../../platform/transport";
import { plain, useWords, type Words } from "../../words";
import { type Finding, useContract, useFindingOut } from "./useContract";

type FieldName = "name" | "key" | "address" | "contract";

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
  /** Which generation of the service; `null` while a person must say. */
  contract: ContractCode | null;
  chooseContract: (contract: ContractCode) => void;
  /** The one the kept key connects with. */
  rememberedContract: ContractCode;
  finding: Finding;
  /** Finds out the generation with the key that was typed, by reading only. */
  findOut: () => void;
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
type Typed = {
  environment: Environment;
  name: string;
  key: string;
  address: string;
  contract: ContractCode | null;
};

/** How the key gets there: it is typed and kept, typed for this session, or the keychain has it. */
type How = "keep" | "session" | "kept";

type Errors = Partial<Record<FieldName, string>>;

/** What is missing of the key and of where it goes. */
function keyMissing({ environment, key, address }: Typed, words: Words): Errors {
  const found: Errors = {};
  if (environment !== "practice" && key.trim() === "") found.key = words.connect.keyMissing;
  if (environment === "test" && address.trim() === "") found.address = words.connect.addressMissing;
  return found;
}

/** What is missing, said at its field before anything is asked. */
function missing(typed: Typed, how: How, words: Words): Errors {
  const found: Errors = {};
  if (typed.name.trim() === "") found.name = words.connect.nameMissing;
  if (how === "kept") return found;
  if (typed.contract === null) found.contract = words.connect.contractMissing;
  return { ...found, ...keyMissing(typed, words) };
}

/** An error that belongs to one field, in words; `null` for any other. */
function atField(error: WireError, words: Words): Errors | null {
  const field = OF_FIELD[error.code];
  if (field === undefined) return null;
  const said = words.fault.fault({ ...error, outcome: undefined });
  return { [field]: `${said.lead} ${plain(said.text)}` };
}

const where = ({ environment, address }: Typed) => (environment === "test" ? { address: address.trim() } : {});

async function send(ask: Ask, typed: Typed, how: How): Promise<void> {
  const { environment, name, key } = typed;
  const contract = typed.contract ?? "b1";
  await ask("set_operator", { name: name.trim() });
  if (environment === "practice") await ask("start_practice", { contract });
  else if (how === "kept") await ask("reconnect", {});
  else await ask("connect", { environment, key, keep: how === "keep", contract, ...where(typed) });
}

/** Sends what was typed, and keeps why it came to nothing: at its field, or for the banner. */
function useSending(typed: Typed, idle: boolean, setErrors: (errors: Errors) => void) {
  const ask = useAsk();
  const words = useWords();
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
      const known = atField(error, words);
      if (known === null) setFailed(error);
      else setErrors(known);
    } finally {
      setSending(false);
    }
  };
  const forget = () => {
    setFailed(null);
    setErrors({});
  };
  return { failed, sending, submit, forget };
}

/** Whether what was found leaves others, and not the one that is chosen. */
const rulesOut = ({ candidates }: FoundOut, contract: ContractCode | null) =>
  candidates.length > 0 && (contract === null || !candidates.includes(contract));

/** The generation chosen, and finding it out. What was found goes with the key and the address it was found with. */
function useGeneration(
  environments: readonly EnvironmentView[],
  typed: Omit<Typed, "contract">,
  setErrors: (errors: Errors) => void,
) {
  const words = useWords();
  const { contract, remembered, choose } = useContract(environments, typed.environment);
  const { run, clear, ...found } = useFindingOut();
  const findOut = async () => {
    const whole = { ...typed, contract };
    const lacks = keyMissing(whole, words);
    setErrors(lacks);
    if (Object.keys(lacks).length > 0 || found.busy) return;
    const answer = await run({ environment: typed.environment, key: typed.key, ...where(whole) });
    if (answer === null) return;
    if ("code" in answer) {
      const known = atField(answer, words);
      if (known !== null) {
        setErrors(known);
        clear();
      }
    } else if (answer.certain !== null) choose(answer.certain);
    else if (rulesOut(answer, contract)) choose(null);
  };
  return { contract, remembered, choose, finding: found satisfies Finding, findOut, forget: clear };
}

/** The form, and what comes of sending it. Nothing typed is lost by an error. */
export function useConnect(started: Started, desk: DeskView, session: Session): Connecting {
  const words = useWords();
  const [chosen, setChosen] = useState<Environment | null>(null);
  const [typedName, setName] = useState<string | null>(null);
  const [keys, setKeys] = useState<Partial<Record<Environment, string>>>({});
  const [address, setAddress] = useState("");
  const idle = session.state === "signed_out";
  const environment = idle ? (chosen ?? known(started, session)) : session.environment;
  // A key belongs to where it was typed for: another place is never shown it, and never sent it.
  const key = keys[environment] ?? "";
  const name = typedName ?? desk.operator ?? "";
  const [errors, setErrors] = useState<Errors>({});
  const generation = useGeneration(started.environments, { environment, name, key, address }, setErrors);
  const { contract } = generation;
  const { failed, sending, submit, forget } = useSending(
    { environment, name, key, address, contract },
    idle,
    setErrors,
  );
  // What went wrong with another environment is no longer the point once this one is chosen.
  const ofSession = idle && (chosen === null || chosen === session.remembered) ? session.problem : null;
  const problem = failed ?? ofSession;
  const busy = idle ? (sending ? words.connect.connecting : null) : busyWords(session, words);
  return {
    environment,
    choose: (next) => {
      setChosen(next);
      forget();
      generation.forget();
    },
    host: started.environments.find((entry) => entry.environment === environment)?.host ?? null,
    name,
    setName,
    key,
    setKey: (text) => {
      setKeys((before) => ({ ...before, [environment]: text }));
      generation.forget();
    },
    address,
    setAddress: (text) => {
      setAddress(text);
      generation.forget();
    },
    errors,
    problem,
    busy,
    keeps: desk.keyring === "available",
    offersSession: problem !== null && KEYRING_FAILED.includes(problem.code),
    keyKept: idle && session.keyKept && environment === session.remembered,
    contract,
    chooseContract: (code) => {
      generation.choose(code);
      const { contract: _, ...others } = errors;
      setErrors(others);
    },
    rememberedContract: generation.remembered,
    finding: generation.finding,
    findOut: generation.findOut,
    submit: (keep) => submit(keep ? "keep" : "session"),
    useKept: () => submit("kept"),
  };
}

function busyWords(session: Extract<SessionView, { state: "connecting" }>, words: Words): string {
  return session.waitsForKeyring ? words.connect.waitsForKeyring : words.connect.connecting;
}
