import "vitest-browser-react";
import "../styles/index.css";
import { afterEach, beforeEach, vi } from "vitest";
import { NOW } from "../platform/pretend/samples";

// Everything made up happens at one moment; only the wall clock is held, so that waiting and retrying go on as usual.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(NOW) });
  window.location.hash = "";
});

afterEach(() => {
  vi.useRealTimers();
  document.documentElement.removeAttribute("data-env");
});
