import { afterEach, beforeEach, expect, test } from "vitest";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { bodyOf, connected, draft, endAll, pass, SLOT, stopTheClock } from "../../test/keeping";
import { DRAFT, EMPTY_NEW_CASE } from "../create/draft";

beforeEach(stopTheClock);
afterEach(endAll);

/** As a newer version of this program writes it. */
const NEWER = bodyOf("19").replace('"format":1', '"format":2');

test("what a newer version wrote is counted and stays where it is, as what the program could not open", async () => {
  const desk = new PretendDesk();
  desk.drafts.put(draft(NEWER)).unreadable = 2;
  const { memory, keeping } = await connected(desk);
  await pass(10_000);
  expect(keeping.found().unreadable).toBe(3);
  expect(memory.newCases.get(DRAFT)).toBe(EMPTY_NEW_CASE);
  expect(desk.drafts.of(SLOT)?.body).toBe(NEWER);
  expect(desk.calls.map((call) => call.name)).toEqual(["read_drafts"]);
});

test("a form that is only looked at leaves it; what is typed there takes its place", async () => {
  const desk = new PretendDesk();
  desk.drafts.put(draft(NEWER));
  const { memory, keeping, type } = await connected(desk);
  memory.newCases.set(DRAFT, EMPTY_NEW_CASE);
  await keeping.flush();
  keeping.follow(null, true);
  keeping.follow("Sandbox", true);
  await pass(1000);
  expect(desk.drafts.of(SLOT)?.body).toBe(NEWER);
  type("1");
  await pass(1000);
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
  memory.newCases.drop(DRAFT);
  await pass(1000);
  expect(desk.drafts.of(SLOT)).toBeUndefined();
});

test("discarding drops what cannot be understood here, and asks the program to drop what it cannot open", async () => {
  const desk = new PretendDesk();
  desk.drafts.put(draft(NEWER)).unreadable = 2;
  const { keeping } = await connected(desk);
  expect(await keeping.discardUnreadable()).toBeNull();
  expect(keeping.found().unreadable).toBe(0);
  expect(desk.asked("drop_draft")).toEqual([{ slot: SLOT }]);
  expect(desk.asked("drop_unreadable_drafts")).toEqual([{}]);
  expect(desk.drafts.read()).toEqual({ drafts: [], unreadable: 0 });
});

test("discarding never takes what was typed in its place", async () => {
  const desk = new PretendDesk();
  desk.drafts.put(draft(NEWER));
  const { keeping, type } = await connected(desk);
  type("1");
  // Not written yet when it is pressed.
  const discarded = keeping.discardUnreadable();
  await pass(1000);
  expect(await discarded).toBeNull();
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("1"));
  type("12");
  await pass(1000);
  await keeping.discardUnreadable();
  expect(desk.drafts.of(SLOT)?.body).toBe(bodyOf("12"));
  expect(desk.asked("drop_draft")).toHaveLength(1);
});

test("what could not be discarded is still told of, and can be tried again", async () => {
  const desk = new PretendDesk().fails("drop_draft", wireError("disk_read_only", "nothing_sent"));
  desk.drafts.put(draft(NEWER)).unreadable = 1;
  const { keeping } = await connected(desk);
  expect(await keeping.discardUnreadable()).toMatchObject({ code: "disk_read_only" });
  expect(keeping.found().unreadable).toBe(2);
  expect(desk.asked("drop_unreadable_drafts")).toEqual([]);
  desk.on("drop_draft", (args) => desk.drafts.drop(args));
  desk.fails("drop_unreadable_drafts", wireError("not_kept", "nothing_sent"));
  expect(await keeping.discardUnreadable()).toMatchObject({ code: "not_kept" });
  expect(keeping.found().unreadable).toBe(2);
  desk.on("drop_unreadable_drafts", () => desk.drafts.dropUnreadable());
  expect(await keeping.discardUnreadable()).toBeNull();
  expect(keeping.found().unreadable).toBe(0);
});
