import { createRoot } from "react-dom/client";
import "./styles/index.css";
import { App } from "./App";
import { tauri } from "./platform/tauri";
import type { Transport } from "./platform/transport";
import { NotStarted } from "./screens/NotStarted";

/** The program itself; while developing, `?pretend` looks at the window over a desk that is made up. */
async function wayToTheProgram(): Promise<Transport> {
  if (import.meta.env.MODE !== "production" && new URLSearchParams(window.location.search).has("pretend")) {
    const { pretendFromAddress } = await import("./platform/pretend/from-address");
    return pretendFromAddress(window.location.search);
  }
  return tauri;
}

// The theme is known when `start` has answered, and nothing is drawn before: the first paint is in the right colors.
const root = document.getElementById("desk");
if (root !== null) {
  const page = createRoot(root);
  try {
    const transport = await wayToTheProgram();
    page.render(<App transport={transport} started={await transport.ask("start", {})} />);
  } catch {
    page.render(<NotStarted />);
  }
}
