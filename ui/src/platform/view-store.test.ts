import { expect, test, vi } from "vitest";
import type { OpenView, ViewMessage } from "./bindings";
import { aDesk } from "./pretend/samples";
import { PAGE, reduceQueue, specOf } from "./queue-store";
import type { Transport } from "./transport";
import { ViewClient } from "./view-client";

type Opened = { open: OpenView; told: (message: ViewMessage) => void };

function aTransport(): Transport & { opened: Opened[]; asked: [string, unknown][] } {
  const opened: Opened[] = [];
  const asked: [string, unknown][] = [];
  return {
    showFile: () => Promise.reject(new Error("no files here")),
    opened,
    asked,
    ask: async (name, args) => {
      asked.push([name, args]);
      return {} as never;
    },
    openView: async (open, told) => {
      opened.push({ open, told });
    },
  };
}

const message = (revision: number, operator: string): ViewMessage => ({
  revision,
  body: { kind: "desk", desk: aDesk({ operator }) },
});

const NOTHING = { total: 0, cases: 0, first: 0, items: [], ids: [], headings: [] };

test("a message that is not newer than the newest is dropped", () => {
  const transport = aTransport();
  const { desk } = new ViewClient(transport);
  desk.subscribe(() => undefined);
  const told = transport.opened[0]?.told;
  told?.(message(2, "new"));
  told?.(message(1, "old"));
  told?.(message(2, "same"));
  expect(desk.snapshot().value?.operator).toBe("new");
});

test("two parts of a screen share one view; it is closed a moment after the last lets go, and numbers are never used twice", async () => {
  const transport = aTransport();
  const client = new ViewClient(transport);
  const one = client.case("auth_1").subscribe(() => undefined);
  const two = client.case("auth_1").subscribe(() => undefined);
  expect(transport.opened).toHaveLength(1);
  one();
  two();
  expect(transport.asked).toEqual([]);
  const back = client.case("auth_1").subscribe(() => undefined);
  expect(transport.opened).toHaveLength(1);
  back();
  const view = transport.opened[0]?.open.view;
  await expect.poll(() => transport.asked).toEqual([["close_view", { view }]]);
  client.case("auth_1").subscribe(() => undefined);
  expect(transport.opened[1]?.open.view).toBeGreaterThan(view ?? 0);
});

test("a view opened ahead is the one its screen looks at, with what came meanwhile", () => {
  const transport = aTransport();
  const { desk } = new ViewClient(transport);
  desk.ahead();
  transport.opened[0]?.told(message(1, "early"));
  desk.subscribe(() => undefined);
  expect(transport.opened).toHaveLength(1);
  expect(desk.snapshot().value?.operator).toBe("early");
});

test("a view opened ahead that nobody comes to look at is closed", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const transport = aTransport();
  const { desk } = new ViewClient(transport);
  desk.ahead();
  vi.advanceTimersByTime(10_000);
  expect(transport.asked).toEqual([["close_view", { view: transport.opened[0]?.open.view }]]);
});

test("a late message of a view that was closed is nobody's", async () => {
  const transport = aTransport();
  const { desk } = new ViewClient(transport);
  const leave = desk.subscribe(() => undefined);
  leave();
  await expect.poll(() => transport.asked.length).toBe(1);
  transport.opened[0]?.told(message(1, "late"));
  expect(desk.snapshot().value).toBeUndefined();
});

test("a patch changes lines in place; one outside the window, or before the first reset, is nothing", () => {
  const group = (cases: number) => ({ kind: "group", step: "tell_collate", cases }) as const;
  const patch = {
    waiting: 3,
    elsewhere: [],
    change: {
      kind: "patch",
      items: [
        [10, group(9)],
        [12, group(5)],
      ],
    },
  } as const;
  expect(reduceQueue(undefined, { kind: "queue", queue: patch as never })).toBeUndefined();
  const state = reduceQueue(undefined, {
    kind: "queue",
    queue: {
      waiting: 0,
      elsewhere: [],
      change: {
        kind: "reset",
        spec: specOf("yours", null),
        total: 20,
        cases: 0,
        first: 10,
        items: [group(1), group(2)],
        ids: [],
        headings: [10, 11],
      },
    },
  });
  const after = reduceQueue(state, { kind: "queue", queue: patch as never });
  expect(after?.items).toEqual([group(9), group(2)]);
  expect(after?.waiting).toBe(3);
});

test("where only the number of what waits changes, the lines are the same ones", () => {
  const change = { kind: "reset", spec: specOf("yours", null) } as const;
  const state = reduceQueue(undefined, {
    kind: "queue",
    queue: { waiting: 0, elsewhere: [], change: { ...change, ...NOTHING } },
  });
  const waits = { waiting: 1, elsewhere: [], change: { kind: "patch", items: [] } } as const;
  const after = reduceQueue(state, { kind: "queue", queue: waits as never });
  expect(after?.items).toBe(state?.items);
  expect(after?.ids).toBe(state?.ids);
});

test("a list that holds something back does not linger: whoever comes to it anew has everything", () => {
  const transport = aTransport();
  const client = new ViewClient(transport);
  const told = (at: number, revision: number, waiting: number) => {
    const change = { kind: "reset", spec: specOf("yours", null) } as const;
    const queue = { waiting, elsewhere: [], change: { ...change, ...NOTHING } };
    transport.opened[at]?.told({ revision, body: { kind: "queue", queue } });
  };
  const leave = client.queue("yours", null).subscribe(() => undefined);
  told(0, 1, 0);
  leave();
  client.queue("yours", null).subscribe(() => undefined)();
  expect(transport.opened).toHaveLength(1);
  told(0, 2, 1);
  expect(client.queue("yours", null).snapshot().value).toBeUndefined();
  client.queue("yours", null).subscribe(() => undefined);
  expect(transport.opened).toHaveLength(2);
  told(1, 1, 3);
  expect(client.queue("yours", null).snapshot().value?.waiting).toBe(3);
});

test("one view follows what is typed, one thing at a time: what nobody waits for any more is skipped", () => {
  const transport = aTransport();
  const client = new ViewClient(transport);
  const store = client.queue("yours", null);
  const typed = (search: string) => ({ ...specOf("yours", null), search });
  const told = (search: string, revision: number) =>
    transport.opened[0]?.told({
      revision,
      body: {
        kind: "queue",
        queue: { waiting: 0, elsewhere: [], change: { kind: "reset", spec: typed(search), ...NOTHING } },
      },
    });
  const asked = () =>
    transport.asked.map(([name, args]) => [name, (args as { spec?: { search: string } }).spec?.search]);
  store.setSpec(typed("be"));
  store.subscribe(() => undefined);
  expect(transport.opened[0]?.open.spec).toEqual({
    kind: "queue",
    spec: typed("be"),
    window: { first: 0, count: PAGE },
  });
  told("be", 1);
  for (const search of ["bef", "befo", "befor"]) store.setSpec(typed(search));
  expect(asked()).toEqual([["set_view_spec", "bef"]]);
  // Lines of what is about to go are not asked for.
  store.setWindow({ first: 100, count: 100 });
  expect(store.snapshot().value?.spec.search).toBe("be");
  told("bef", 2);
  expect(asked()).toEqual([
    ["set_view_spec", "bef"],
    ["set_view_spec", "befor"],
  ]);
  told("befor", 3);
  store.setSpec(typed("befor"));
  expect(asked()).toHaveLength(2);
  expect(transport.opened).toHaveLength(1);
});

test("words that were typed are gone with their view", async () => {
  const transport = aTransport();
  const store = new ViewClient(transport).queue("payer", null);
  store.setSpec({ ...specOf("payer", null), search: "before" });
  store.subscribe(() => undefined)();
  await expect.poll(() => transport.asked.map(([name]) => name)).toEqual(["close_view"]);
  store.subscribe(() => undefined);
  expect(transport.opened[1]?.open.spec).toMatchObject({ spec: { search: "" } });
});
