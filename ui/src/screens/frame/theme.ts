import type { Environment, Theme } from "../../platform/bindings";

const ORDER: readonly Theme[] = ["system", "light", "dark", "contrast"];

export function nextTheme(theme: Theme): Theme {
  return ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "system";
}

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

/** Puts the theme on the page; "system" follows the desktop while it lasts. Gives back how to stop following. */
export function applyTheme(theme: Theme): () => void {
  const root = document.documentElement;
  if (theme !== "system") {
    root.dataset.theme = theme;
    return () => undefined;
  }
  const desktop = dark();
  const follow = () => {
    root.dataset.theme = desktop.matches ? "dark" : "light";
  };
  follow();
  desktop.addEventListener("change", follow);
  return () => desktop.removeEventListener("change", follow);
}

/** The frame's color says where one works, on every page. A test connection looks like the sandbox, with its own word. */
export function applyEnvironment(environment: Environment): void {
  document.documentElement.dataset.env = environment === "test" ? "sandbox" : environment;
}
