import { expect, test } from "vitest";
import { english } from "../english";

const { truth } = english("America/Chicago");

test("what a case came to has words, and a word nobody knows is shown as it came", () => {
  expect(["approved", "denied", "modified", "not_required", "failed"].map(truth.decided)).toEqual([
    "Approved",
    "Denied",
    "Approved with changes",
    "Not needed",
    "Ended without a decision",
  ]);
  expect(truth.decided("withdrawn")).toEqual([{ id: "withdrawn" }]);
});
