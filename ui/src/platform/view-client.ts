import type { CaseView, DeskView, StepCode, TurnCode, ViewBody, ViewSpec } from "./bindings";
import { QueueStore } from "./queue-store";
import type { Transport } from "./transport";
import { ViewStore } from "./view-store";

class DeskStore extends ViewStore<DeskView> {
  constructor(transport: Transport) {
    super(transport, (before, body: ViewBody) => (body.kind === "desk" ? body.desk : before));
  }

  protected override spec(): ViewSpec {
    return { kind: "desk" };
  }
}

class CaseStore extends ViewStore<CaseView | null> {
  readonly #id: string;

  constructor(transport: Transport, id: string) {
    super(transport, (before, body: ViewBody) => (body.kind === "case" ? body.case : before));
    this.#id = id;
  }

  protected override spec(): ViewSpec {
    return { kind: "case", case: this.#id };
  }
}

/** Hands out one store per thing looked at, so that two parts of a screen share one view. */
export class ViewClient {
  readonly desk: ViewStore<DeskView>;
  readonly #transport: Transport;
  readonly #queues = new Map<string, QueueStore>();
  readonly #cases = new Map<string, CaseStore>();

  constructor(transport: Transport) {
    this.#transport = transport;
    this.desk = new DeskStore(transport);
  }

  /** A list. What it shows of its cases is said to it: one view follows what is typed and chosen. */
  queue(turn: TurnCode, step: StepCode | null): QueueStore {
    return held(this.#queues, `${turn}/${step ?? ""}`, () => new QueueStore(this.#transport, turn, step));
  }

  case(id: string): ViewStore<CaseView | null> {
    return held(this.#cases, id, () => new CaseStore(this.#transport, id));
  }
}

function held<S>(stores: Map<string, S>, key: string, make: () => S): S {
  const known = stores.get(key);
  if (known !== undefined) return known;
  const made = make();
  stores.set(key, made);
  return made;
}
