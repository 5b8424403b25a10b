import type { Environment, JournalTrouble, Theme } from "../bindings";
import { manyRows, withDeck } from "./deck";
import { questionnaires } from "./every-kind";
import { PretendDesk, wireError } from "./pretend-desk";
import { aCase, ago, aSync } from "./samples";
import { aCreating } from "./service";
import { aJournal, anOpenHandoff, anUnfinished } from "./unfinished";

/** When what happens by itself in a scene happens: once its list is on screen. */
const LATER_MILLIS = 500;

/**
 * A pretend desk as the address asks for: `?pretend` alone is connected with the whole deck; `&scene=connect` and the
 * like show the other states; `&theme=dark`, `&env=practice`, `&rows=100000`.
 */
export function pretendFromAddress(search: string): PretendDesk {
  const query = new URLSearchParams(search);
  const desk = new PretendDesk();
  desk.alive = true;
  desk.started = { ...desk.started, theme: (query.get("theme") as Theme | null) ?? "light" };
  if (query.get("density") === "compact") desk.started = { ...desk.started, density: "compact" };
  const environment = query.get("env") as Environment | null;
  const scene = query.get("scene");
  if (scene !== "empty") withDeck(desk).put(...questionnaires());
  const rows = Number(query.get("rows"));
  if (rows > 0) desk.putRows(manyRows(rows));
  const { session } = desk.desk;
  if (environment !== null && session.state === "connected") {
    const host = desk.started.environments.find((entry) => entry.environment === environment)?.host ?? "127.0.0.1";
    desk.setDesk({ session: { ...session, connection: { ...session.connection, environment, host } } });
  }
  switch (scene) {
    case "connect":
      desk.setDesk({ session: { state: "signed_out", remembered: environment, keyKept: false, problem: null } });
      break;
    case "connect-problem":
      desk.setDesk({
        session: {
          state: "signed_out",
          remembered: "sandbox",
          keyKept: true,
          problem: wireError("keyring_locked", "nothing_sent", "req_1B03ZK"),
        },
      });
      break;
    case "offline":
      desk.setDesk({
        sync: aSync({ state: "offline", since: ago(4), cases: desk.desk.sync.cases, clockAheadSeconds: 7200 }),
      });
      break;
    case "creating":
      desk.setDesk({ creating: aCreating() });
      break;
    case "unfinished":
      desk.setDesk({
        unfinished: [
          anUnfinished("auth_J4T6BK"),
          anUnfinished("auth_7QK2M9", { kind: "complete", stage: "checking", at: ago(240) }),
          anUnfinished("auth_9WD3RB", { kind: "accept", stage: "in_effect" }),
        ],
        handoffs: [anOpenHandoff("auth_4HX8TD")],
        creating: aCreating({ fromBefore: true }),
      });
      break;
    case "journal":
      desk.setDesk({ journal: aJournal((query.get("trouble") as JournalTrouble | null) ?? "damaged") });
      break;
    case "unreadable":
      desk.setDesk({ journal: { ...aJournal(null), damaged: 3 } });
      desk.drafts.unreadable = 2;
      break;
    case "no-keyring":
      desk.setDesk({ journal: { trouble: null, read: true, sealedForLater: false, damaged: 0 } });
      break;
    case "no-list":
      if (session.state === "connected") {
        desk.setDesk({ session: { ...session, connection: { ...session.connection, hasList: false } } });
      }
      break;
    case "updates":
      setTimeout(() => {
        desk.put(
          aCase("auth_0LDER1", { kind: "take_over" }),
          aCase("auth_9WD3RB", { kind: "working", afterReport: false }),
        );
      }, LATER_MILLIS);
      break;
    case "loading":
      desk.setDesk({ sync: aSync({ state: "starting", firstSweepDone: false, lastGoodAt: null }) });
      break;
  }
  return desk;
}
