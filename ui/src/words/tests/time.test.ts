import { expect, test } from "vitest";
import { Times } from "../time";

const t = new Times("en-US", "America/Chicago");
const now = Date.parse("2026-11-20T16:42:18Z");
const flat = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

test("a full time names month, zone and distance", () => {
  expect(flat(t.full("2026-11-22T21:10:00Z", now))).toBe("Sun 22 Nov 2026, 3:10 PM CST (in 2 d 4 h)");
  expect(flat(t.full("2026-11-20T16:40:00Z", now))).toBe("Fri 20 Nov 2026, 10:40 AM CST (2 min ago)");
});

test("the zone follows daylight saving", () => {
  expect(flat(t.clockZone("2026-07-01T15:00:00Z"))).toBe("10:00:00 AM CDT");
  expect(t.zoneName(now)).toBe("Central Time (CST)");
});

test("a short time leaves out today", () => {
  expect(flat(t.short("2026-11-20T15:26:00Z", now))).toBe("9:26 AM");
  expect(flat(t.short("2026-11-16T15:26:00Z", now))).toBe("Mon 16 Nov, 9:26 AM");
  expect(flat(t.brief("2026-11-16T15:26:00Z", now))).toBe("16 Nov");
  expect(flat(t.moment("2026-11-20T15:26:05Z", now))).toBe("9:26:05 AM");
  expect(flat(t.moment("2026-11-16T15:26:05Z", now))).toBe("Mon 16 Nov, 9:26 AM");
});

test("ages have one unit, spans two", () => {
  expect([12_000, 540_000, 5 * 3_600_000, 3 * 86_400_000].map((age) => t.age(age))).toEqual([
    "12 s",
    "9 min",
    "5 h",
    "3 d",
  ]);
  expect(t.span(677_000)).toBe("11 min 17 s");
});

test("a countdown shows 0:00 only when it is over", () => {
  expect([222_000, 59_999, 1, 0].map((left) => t.countdown(left))).toEqual(["3:42", "1:00", "0:01", "0:00"]);
});

test("a time that does not parse is shown as it came", () => {
  expect(t.clock("soon")).toBe("soon");
  expect(t.ageOf("soon", now)).toBe("soon");
});
