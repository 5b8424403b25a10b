import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Density } from "../../platform/bindings";
import { useAsk } from "../../platform/desk";
import { useWords } from "../../words";

type DensityChoice = { density: Density; choose: (density: Density) => void };

const DensityContext = createContext<DensityChoice>({ density: "comfortable", choose: () => undefined });

/** How close the lines of a list stand, for as long as the window is there; the program keeps it for next time. */
export function DensityProvider({ began, children }: { began: Density; children: ReactNode }) {
  const ask = useAsk();
  const [density, set] = useState(began);
  const choice = useMemo(() => {
    const choose = (next: Density) => {
      set(next);
      // As with the theme: that it could not be kept is nothing to interrupt anybody for.
      ask("set_density", { density: next }).catch(() => undefined);
    };
    return { density, choose };
  }, [density, ask]);
  return <DensityContext value={choice}>{children}</DensityContext>;
}

export function useDensity(): Density {
  return useContext(DensityContext).density;
}

/** One line a case, or two. Where a list is too narrow for one line it is not offered. */
export function DensityButton() {
  const words = useWords();
  const { density, choose } = useContext(DensityContext);
  const compact = density === "compact";
  return (
    <button
      type="button"
      className="btn quiet small q-density"
      aria-pressed={compact}
      onClick={() => choose(compact ? "comfortable" : "compact")}
    >
      {words.queue.compact}
    </button>
  );
}
