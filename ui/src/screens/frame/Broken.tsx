import { Component, type ReactNode } from "react";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { broken } from "../../words/en/frame";

/** A fault of the page leaves no empty window: it is said, and the page can be opened again. The program goes on behind it. */
export class Broken extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="solo">
        <div className="sheet">
          <h1>{broken.title}</h1>
          <Banner tone="danger" stop lead={broken.lead} text={broken.text}>
            <Button onPress={() => window.location.reload()}>{broken.again}</Button>
          </Banner>
        </div>
      </main>
    );
  }
}
