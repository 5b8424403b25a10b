import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DraftSlot } from "../../platform/bindings";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { NOW } from "../../platform/pretend/samples";
import { aKeeping, bodyOf, connected, draft, endAll, NAME, pass, SLOT, stopTheClock } from "../../test/keeping";
import { promised } from "../../test/promised";
import { DRAFT, EMPTY_NEW_CASE } from "../create/draft";
import { Memory } from "../frame/memory";
import { kindsOf, nameOf, written } from "./written";

beforeEach(stopTheClock);
afterEach(endAll);

/** When each write was asked for, counted from now. */
function whenAsked(desk: PretendDesk): number[] {
  const start = performance.now();
  const at: number[] = [];
  const ask = desk.ask.bind(desk);
  desk.ask = (name, args) => {
    if (name === "keep_draft") at.push(performance.now() - start);
    return ask(name, args);
  };
  return at;
}

test("what was typed is asked to be kept soon after the last key", async () => {
  const { desk, type } = await connected();
  const at = whenAsked(desk);
  type("1");
  await pass(100);
  type("19");
  await pass(2000);
  expect(at).toEqual([400]);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("19"));
});

test("whoever types without a pause is written down within a second of every key", async () => {
  const { desk, type } = await connected();
  const at = whenAsked(desk);
  for (let key = 1; key <= 60; key += 1) {
    type(String(key));
    await pass(50);
  }
  await pass(1000);
  // 60 keys over 3 seconds: none waits longer than 700 ms, and there are few writes.
  expect(at[0]).toBe(700);
  for (let index = 1; index < at.length; index += 1) {
    expect((at[index] ?? 0) - (at[index - 1] ?? 0)).toBeLessThanOrEqual(800);
  }
  expect(at.length).toBeLessThanOrEqual(5);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("60"));
});

test("a slow write is never overtaken: what was typed meanwhile follows it", async () => {
  const { desk, type } = await connected();
  const first = promised<{ durable: boolean }>();
  desk.on("keep_draft", () => first.promise);
  type("1");
  await pass(300);
  type("12");
  await pass(2000);
  expect(desk.asked("keep_draft").map(({ body }) => body)).toEqual([bodyOf("1")]);
  desk.on("keep_draft", (args) => desk.drafts.keep(desk, args));
  first.keep({ durable: true });
  await pass(0);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("12"));
});

test("what reads as it is kept already is not written again", async () => {
  const { desk, type } = await connected();
  type("1");
  await pass(1000);
  type("12");
  type("1");
  await pass(1000);
  expect(desk.asked("keep_draft")).toHaveLength(1);
});

test("what was emptied is dropped, and what never was there is not", async () => {
  const { desk, memory, type } = await connected();
  type("1");
  await pass(1000);
  memory.newCases.drop(DRAFT);
  await pass(1000);
  expect(desk.drafts.of(SLOT)).toBeUndefined();
  expect(desk.asked("drop_draft")).toEqual([{ slot: SLOT }]);
  type("1");
  memory.newCases.drop(DRAFT);
  await pass(1000);
  expect(desk.asked("drop_draft")).toHaveLength(1);
});

test("a page that goes writes at once", async () => {
  for (const goes of [
    () => window.dispatchEvent(new Event("pagehide")),
    () => document.dispatchEvent(new Event("visibilitychange")),
  ]) {
    const { desk, type } = await connected();
    type("1");
    goes();
    await pass(0);
    expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
  }
});

test("leaving forgets what was typed in this window and discards nothing", async () => {
  const { desk, memory, keeping, type } = await connected();
  type("1");
  await keeping.flush();
  keeping.follow(null, true);
  await pass(5000);
  expect(memory.newCases.get(DRAFT)).toBe(EMPTY_NEW_CASE);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
  expect(desk.asked("drop_draft")).toEqual([]);
});

test("what is kept comes back once, with its time, and is not written again", async () => {
  const desk = new PretendDesk();
  desk.drafts.put(draft(bodyOf("19")));
  const { memory, keeping } = await connected(desk);
  await pass(5000);
  expect(memory.newCases.get(DRAFT).npi).toBe("19");
  expect(memory.restored.get(NAME)).toEqual({ at: "2026-11-20T15:12:00.000Z", tried: false, said: false });
  expect(keeping.found()).toEqual({ ready: true, unreadable: 0, problem: null });
  expect(desk.calls.map((call) => call.name)).toEqual(["read_drafts"]);
});

test("what is being typed wins over what was kept, and takes its place", async () => {
  const desk = new PretendDesk();
  desk.drafts.put(draft(bodyOf("19")));
  const found = promised<ReturnType<typeof desk.drafts.read>>();
  desk.on("read_drafts", () => found.promise);
  const { memory, keeping, type } = await connected(desk);
  expect(keeping.found().ready).toBe(false);
  await pass(1000);
  expect(keeping.found().ready).toBe(true);
  type("77");
  found.keep(desk.drafts.read());
  await pass(1000);
  expect(memory.newCases.get(DRAFT).npi).toBe("77");
  expect(memory.restored.get(NAME)).toBeNull();
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("77"));
});

test("a disk that fails is told of once, tried again, and the note goes when it is over", async () => {
  const { desk, memory, type } = await connected();
  desk.fails("keep_draft", wireError("disk_full", "nothing_sent"));
  const told = vi.fn();
  memory.notKept.subscribe(told);
  for (const npi of ["1", "12", "123"]) {
    type(npi);
    await pass(1000);
  }
  expect(desk.asked("keep_draft")).toHaveLength(3);
  expect(memory.notKept.get(NAME)?.code).toBe("disk_full");
  expect(told).toHaveBeenCalledTimes(1);
  desk.on("keep_draft", (args) => desk.drafts.keep(desk, args));
  await pass(5000);
  expect(memory.notKept.get(NAME)).toBeNull();
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("123"));
});

test("what is too long is not tried again before it is shorter", async () => {
  const { desk, memory, type } = await connected();
  desk.fails("keep_draft", wireError("draft_too_long", "nothing_sent"));
  type("1");
  await pass(20_000);
  expect(desk.asked("keep_draft")).toHaveLength(1);
  expect(memory.notKept.get(NAME)?.code).toBe("draft_too_long");
  memory.newCases.drop(DRAFT);
  desk.fails("drop_draft", wireError("not_kept", "nothing_sent"));
  await pass(1000);
  expect(memory.notKept.get(NAME), "what is discarded is no loss").toBeNull();
});

test("a drop that failed is tried until it is done", async () => {
  const { desk, memory, type } = await connected();
  type("1");
  await pass(1000);
  desk.fails("drop_draft", wireError("not_kept", "nothing_sent"));
  memory.newCases.drop(DRAFT);
  await pass(1000);
  expect(desk.drafts.of(SLOT)).toBeDefined();
  desk.on("drop_draft", (args) => desk.drafts.drop(args));
  await pass(5000);
  expect(desk.drafts.of(SLOT)).toBeUndefined();
});

test("a save that was under way may have arrived", async () => {
  const desk = new PretendDesk();
  const kind = kindsOf(new Memory()).answers;
  const field = { base: [], values: ["-2.7"] };
  const sent = { fields: { "t-score": field }, groups: {}, before: null, version: "23" };
  const answers = { fields: { "t-score": field }, groups: {}, sent, problems: {}, added: 0 };
  const slot: DraftSlot = { kind: "answers", case: "auth_5TF1QS" };
  desk.drafts.put({ slot, at: NOW, body: written(kind, answers, false) ?? "" });
  const { memory } = await connected(desk);
  expect(memory.restored.get(nameOf(slot))).toEqual({ at: NOW, tried: true, said: false });
  expect(memory.answers.get("auth_5TF1QS")).toEqual(answers);
});

test("what was typed before another key was entered is kept under that key, too", async () => {
  const { memory, keeping, type } = await connected();
  type("1");
  await keeping.flush();
  memory.hold();
  keeping.follow(null, true);
  const other = new PretendDesk();
  await connected(other, memory);
  await pass(1000);
  expect(memory.newCases.get(DRAFT).npi).toBe("1");
  expect(other.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
});

test("an answer that belongs to a connection that was left is dropped", async () => {
  const desk = new PretendDesk();
  const found = promised<ReturnType<typeof desk.drafts.read>>();
  desk.on("read_drafts", () => found.promise);
  const { memory, keeping } = await connected(desk);
  keeping.follow(null, true);
  found.keep({ drafts: [draft(bodyOf("19"))], unreadable: 0 });
  await pass(1000);
  expect(memory.newCases.get(DRAFT)).toBe(EMPTY_NEW_CASE);
});

test("once the keyring has been opened, what could not be read is looked for again", async () => {
  const desk = new PretendDesk();
  desk.drafts.unreadable = 1;
  const memory = new Memory();
  const keeping = aKeeping(desk, memory);
  keeping.follow("Sandbox", false);
  await pass(0);
  expect(keeping.found().unreadable).toBe(1);
  desk.drafts.put(draft(bodyOf("19"))).unreadable = 0;
  keeping.follow("Sandbox", true);
  await pass(0);
  expect(keeping.found().unreadable).toBe(0);
  expect(memory.newCases.get(DRAFT).npi).toBe("19");
});

test("what could not be read at all is looked for again when that is asked for", async () => {
  const desk = new PretendDesk().fails("read_drafts", wireError("drafts_not_read", "nothing_sent"));
  const { memory, keeping } = await connected(desk);
  expect(keeping.found()).toMatchObject({ ready: true, problem: { code: "drafts_not_read" } });
  desk.drafts.put(draft(bodyOf("19")));
  desk.on("read_drafts", () => desk.drafts.read());
  keeping.lookAgain();
  await pass(0);
  expect(keeping.found().problem).toBeNull();
  expect(memory.newCases.get(DRAFT).npi).toBe("19");
});

test("where drafts are written was begun anew: what is typed is written there, and nothing that was never kept", async () => {
  const { desk, type, keeping } = await connected();
  type("19");
  await pass(1000);
  const before = desk.asked("keep_draft").length;
  keeping.writeAnew();
  await pass(1000);
  expect(desk.asked("keep_draft").length).toBe(before + 1);
  expect(desk.asked("drop_draft")).toEqual([]);
});
