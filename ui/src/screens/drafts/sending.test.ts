import { afterEach, beforeEach, expect, test } from "vitest";
import type { Code, DraftSlot, WireError } from "../../platform/bindings";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { bodyOf, connected, endAll, NAME, pass, SLOT, stopTheClock } from "../../test/keeping";
import { promised } from "../../test/promised";
import { DRAFT } from "../create/draft";
import { Memory } from "../frame/memory";
import { NO_DRAFT } from "../requirements/draft";
import { kindsOf, written } from "./written";

beforeEach(stopTheClock);
afterEach(endAll);

/** What sending was told, once it was told anything. */
function told(answer: Promise<WireError | null>) {
  const came: { answer?: WireError | null } = {};
  answer.then((error) => {
    came.answer = error;
  });
  return came;
}

test("before it is sent it is written that it may have been; what is typed afterwards does not unsay it", async () => {
  const { desk, keeping, type } = await connected();
  type("1");
  expect(await keeping.willSend(SLOT)).toBeNull();
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1", true));
  type("12");
  await pass(1000);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("12", true));
  const { memory } = await connected(desk);
  expect(memory.restored.get(NAME)?.tried).toBe(true);
  keeping.wasNotSent(SLOT);
  await pass(1000);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("12"));
});

const DISK: [Code, Code][] = [
  ["disk_full", "disk_full"],
  ["disk_read_only", "disk_read_only"],
  // Every other decision is refused by a disk like that in these words.
  ["not_kept", "disk_failing"],
];

for (const [refused, said] of DISK) {
  test(`a disk that refuses (${refused}) stops the sending, and the mark is taken back`, async () => {
    const { desk, memory, keeping, type } = await connected();
    type("1");
    await pass(1000);
    desk.fails("keep_draft", wireError(refused, "nothing_sent"));
    expect(await keeping.willSend(SLOT)).toMatchObject({ code: said, outcome: "nothing_sent" });
    expect(memory.tried.get(NAME)).toBe(false);
    desk.on("keep_draft", (args) => desk.drafts.keep(desk, args));
    await pass(5000);
    expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
    expect(await keeping.willSend(SLOT)).toBeNull();
    expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1", true));
  });
}

test("a disk that does not answer stops the sending after five seconds, and what it did late is taken back", async () => {
  const { desk, memory, keeping, type } = await connected();
  const slow = promised<{ durable: boolean }>();
  desk.on("keep_draft", (args) => {
    desk.drafts.keep(desk, args);
    return slow.promise;
  });
  type("1");
  const came = told(keeping.willSend(SLOT));
  await pass(4999);
  expect(came).toEqual({});
  await pass(1);
  expect(came.answer).toMatchObject({ code: "disk_failing", outcome: "nothing_sent" });
  expect(memory.tried.get(NAME)).toBe(false);
  expect(desk.drafts.of(SLOT)?.body, "the mark arrived all the same").toBe(bodyOf("1", true));
  slow.keep({ durable: true });
  await pass(1000);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
});

test("a slow disk that answers in time is waited for", async () => {
  const { desk, keeping, type } = await connected();
  const slow = promised<{ durable: boolean }>();
  desk.on("keep_draft", () => slow.promise);
  type("1");
  const came = told(keeping.willSend(SLOT));
  await pass(4000);
  expect(came).toEqual({});
  slow.keep({ durable: true });
  await pass(0);
  expect(came).toEqual({ answer: null });
});

test("what may have been sent before stays marked when it cannot be sent once more", async () => {
  const { desk, memory, keeping, type } = await connected();
  type("1");
  await keeping.willSend(SLOT);
  type("12");
  desk.fails("keep_draft", wireError("disk_full", "nothing_sent"));
  expect(await keeping.willSend(SLOT)).toMatchObject({ code: "disk_full" });
  expect(memory.tried.get(NAME)).toBe(true);
});

for (const code of ["too_many_drafts", "draft_too_long"] as const) {
  test(`what is not written at all (${code}) is sent nevertheless`, async () => {
    const { desk, keeping, type } = await connected();
    desk.fails("keep_draft", wireError(code, "nothing_sent"));
    type("1");
    expect(await keeping.willSend(SLOT)).toBeNull();
  });
}

test("where nothing outlives the program, sending goes on", async () => {
  const { desk, keeping, type } = await connected(new PretendDesk().setDesk({ draftsSurvive: false }));
  type("1");
  expect(await keeping.willSend(SLOT)).toBeNull();
  expect(desk.asked("keep_draft")).toHaveLength(1);
});

test("what was confirmed on one connection is not sent on the next", async () => {
  const { desk, keeping, type } = await connected();
  const slow = promised<{ durable: boolean }>();
  desk.on("keep_draft", () => slow.promise);
  type("1");
  const came = told(keeping.willSend(SLOT));
  keeping.follow("Production", true);
  slow.keep({ durable: true });
  await pass(0);
  expect(came.answer).toMatchObject({ code: "not_connected", outcome: "nothing_sent" });
  keeping.follow(null, true);
  expect(await keeping.willSend(SLOT)).toMatchObject({ code: "not_connected" });
});

test("nothing typed is nothing to mark", async () => {
  const { desk, memory, keeping } = await connected();
  expect(await keeping.willSend(SLOT)).toBeNull();
  expect(memory.newCases.entries().has(DRAFT)).toBe(false);
  expect(desk.asked("keep_draft")).toEqual([]);
});

test("answers say themselves what was sent of them, and that is on the disk before it is", async () => {
  const { desk, memory, keeping } = await connected();
  const slot: DraftSlot = { kind: "answers", case: "auth_5TF1QS" };
  const fields = { "t-score": { base: [], values: ["-2.7"] } };
  const answers = { ...NO_DRAFT, fields, sent: { fields, groups: {}, before: null, version: "23" } };
  memory.answers.set("auth_5TF1QS", answers);
  expect(await keeping.willSend(slot)).toBeNull();
  expect(desk.drafts.of(slot)?.body).toBe(written(kindsOf(new Memory()).answers, answers, false));
});
