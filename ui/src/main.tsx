import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/index.css";
import { App } from "./App";
import { type Platform, platformOver } from "./platform/desk";
import { tauri } from "./platform/tauri";
import type { Transport } from "./platform/transport";
import { parseRoute, type Route } from "./screens/frame/route";
import { NotStarted } from "./screens/NotStarted";
import { readPage } from "./screens/pages";
import { english } from "./words";

/** The program itself; while developing, `?pretend` looks at the window over a desk that is made up. */
async function wayToTheProgram(): Promise<Transport> {
  if (import.meta.env.MODE !== "production" && new URLSearchParams(window.location.search).has("pretend")) {
    const { pretendFromAddress } = await import("./platform/pretend/from-address");
    return pretendFromAddress(window.location.search);
  }
  return tauri;
}

/** How long the first page waits for what it shows, rather than be laid out twice. */
const PATIENCE_MILLIS = 200;

function pageAhead(views: Platform["views"], route: Route) {
  switch (route.page) {
    case "case":
      return views.case(route.id);
    case "queue":
      return views.queue(route.turn, route.step);
    default:
      return null;
  }
}

/** Opens what the first page shows, all at once, and waits a little for it. */
async function openAhead({ views }: Platform): Promise<void> {
  const route = parseRoute(window.location.hash);
  const page = pageAhead(views, route);
  // A page that cannot be read says so itself, when it is drawn.
  const read = readPage(route).catch(() => undefined);
  const told = Promise.all([views.desk.ahead(), page?.ahead(), read]);
  await Promise.race([told, new Promise((enough) => setTimeout(enough, PATIENCE_MILLIS))]);
}

function draw(page: ReactNode): void {
  const root = document.getElementById("desk");
  if (root !== null) createRoot(root).render(page);
}

/**
 * The theme is known when `start` has answered, and nothing is drawn before: the first paint is in the right colors. It
 * closes the views of an earlier page, so none is opened before either. The catalogue is made while it is on its way.
 */
async function begin(): Promise<void> {
  try {
    const transport = await wayToTheProgram();
    const answer = transport.ask("start", {});
    const platform = platformOver(transport);
    const words = english(Intl.DateTimeFormat().resolvedOptions().timeZone);
    const started = await answer;
    await openAhead(platform);
    draw(<App platform={platform} started={started} words={words} />);
  } catch {
    draw(<NotStarted />);
  }
}

// Not awaited here: a page that is a file of its own would wait for this one to end, and this one for the page.
begin();
