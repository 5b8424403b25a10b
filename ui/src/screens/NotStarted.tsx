import { Banner } from "../parts/Banner";
import { Button } from "../parts/Button";
import { notStarted } from "../words/en/frame";

/** The page could not reach the program behind it. Nothing else can be shown: theme, words and data come from there. */
export function NotStarted() {
  return (
    <main className="solo">
      <div className="sheet">
        <h1>{notStarted.title}</h1>
        <Banner tone="danger" stop lead={notStarted.lead} text={notStarted.text}>
          <Button onPress={() => window.location.reload()}>{notStarted.again}</Button>
        </Banner>
      </div>
    </main>
  );
}
