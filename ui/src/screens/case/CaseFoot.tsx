import { ActLink } from "../../parts/Button";
import type { CaseView } from "../../platform/bindings";
import { useCaseWords } from "../../words/pages/case";
import { href } from "../frame/route";
import { CancelButton } from "./CancelDialog";
import { knowsOf } from "./knows";
import { canWatch, isWatching } from "./over";

/** What can be done with a case at any time, beside what is wanted next: look at the portal, and stop for good. */
export function CaseFoot({ view }: { view: CaseView }) {
  const words = useCaseWords();
  // Where watching is the main button of the case, it is not offered twice.
  const isMain = words.wanted(view.wanted, knowsOf(view)).main?.does === "open_watch";
  const watch = (canWatch(view) && !isMain) || isWatching(view);
  if (!watch && !view.canCancel) return null;
  return (
    <section className="card" aria-label={words.case.more}>
      <div className="body stack">
        {watch ? <WatchLink view={view} /> : null}
        <CancelButton view={view} />
      </div>
    </section>
  );
}

function WatchLink({ view }: { view: CaseView }) {
  const words = useCaseWords();
  const say = words.watch;
  return (
    <ActLink
      block
      owner="yours"
      consequence={isWatching(view) ? say.goOpen : say.goDoes}
      href={href({ page: "case", id: view.id, tab: "watch" })}
    >
      {say.go}
    </ActLink>
  );
}
