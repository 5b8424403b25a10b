import type { ComponentType } from "react";
import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Broken } from "../screens/frame/Broken";
import { promised } from "../test/promised";
import { later } from "./later";

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

test("nothing is drawn of a part before it is here, and it is read once", async () => {
  const coming = promised<ComponentType<{ name: string }>>();
  const read = vi.fn(() => coming.promise);
  const Part = later(read);
  await render(
    <div data-testid="place">
      <Part name="A" />
      <Part name="B" />
    </div>,
  );
  expect(page.getByTestId("place").element().textContent).toBe("");
  coming.keep(Greeting);
  await expect.element(page.getByTestId("place")).toHaveTextContent("Hello AHello B");
  expect(read).toHaveBeenCalledTimes(1);
  expect(Part.isHere()).toBe(true);
});

test("a part that is here already is drawn at once", async () => {
  const Part = later(async () => Greeting);
  await Part.ahead();
  await render(<Part name="C" />);
  expect(page.getByText("Hello C").elements()).toHaveLength(1);
});

test("what could not be read ahead is read again when it is wanted; lost then, it is a fault of the page", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const read = vi.fn<() => Promise<typeof Greeting>>().mockRejectedValueOnce(new TypeError("lost"));
  const Part = later(read.mockResolvedValue(Greeting));
  await expect(Part.ahead()).rejects.toThrow("lost");
  const first = await render(<Part name="D" />);
  await expect.element(page.getByText("Hello D")).toBeVisible();
  await first.unmount();
  const Lost = later<{ name: string }>(() => Promise.reject(new TypeError("lost")));
  await render(
    <Broken>
      <Lost name="E" />
    </Broken>,
  );
  await expect.element(page.getByRole("alert")).toHaveTextContent(/Nothing was sent by it/);
  told.mockRestore();
});
