import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import { Announcer } from "../Announcer";
import { Dialog } from "../Dialog";
import { Preview, type PreviewType, type PreviewWords } from ".";
import {
  chinesePage,
  faxPage,
  filled,
  formPage,
  lockedPages,
  pdfPages,
  pictureFile,
  picturePage,
  pngHead,
  textPage,
  turned,
  twoPages,
} from "./made-files";
import { pictureSize } from "./picture-size";
import { boundedScale, MAX_PIXELS, MAX_SIDE, scaleOf, stepped } from "./sheet";

const words: PreviewWords = {
  preview: (name) => `Preview of ${name}`,
  drawing: (name, at, pages) => `${name}, page ${at} of ${pages}`,
  page: (at, pages) => `Page ${at} of ${pages}`,
  previous: "Previous page",
  next: "Next page",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit",
  zoom: (percent) => `${percent} %`,
  loading: "Opening the file",
  notShown: "This file cannot be shown.",
  why: {
    damaged: "It is damaged.",
    password: "It is locked.",
    too_large: "It is too large.",
    too_slow: "It is too slow.",
  },
  partly: "Something is missing.",
};

const button = (name: string) => page.getByRole("button", { name });
const drawing = (name: string) => page.getByRole("img", { name });

function Shown({ type, bytes, name }: { type: PreviewType; bytes: ArrayBuffer; name: string }) {
  return (
    <Announcer>
      <div style={{ width: 800, height: 600 }}>
        <Preview contentType={type} bytes={bytes} name={name} words={words} />
      </div>
    </Announcer>
  );
}

async function show(type: PreviewType, bytes: ArrayBuffer, name = "a.file") {
  await cleanup();
  return render(<Shown type={type} bytes={bytes} name={name} />);
}

const notShown = (why: string) => page.getByText(`${words.notShown} ${why}`).first();

/** The color at a place of what is drawn, by shares of its width and height. */
function colorAt(name: string, x = 0.5, y = 0.5): number[] {
  const canvas = drawing(name).element() as HTMLCanvasElement;
  const pixel = canvas.getContext("2d")?.getImageData(canvas.width * x, canvas.height * y, 1, 1).data;
  return [...(pixel ?? [])].slice(0, 3);
}

async function drawn(name: string): Promise<HTMLCanvasElement> {
  const found = drawing(name);
  await expect.element(found).toBeVisible();
  await expect.element(found).not.toHaveAttribute("aria-busy");
  return found.element() as HTMLCanvasElement;
}

/** How much of it is dark, from 0 to 1. */
function ink(canvas: HTMLCanvasElement): number {
  const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
  return dark / (data.length / 4);
}

// Its reader is large, and comes with the first test of it.
describe("a PDF", { timeout: 30_000 }, () => {
  test("is shown page by page, by button and by key", async () => {
    const bytes = twoPages();
    await show("application/pdf", bytes, "chart.pdf");
    await drawn("chart.pdf, page 1 of 2");
    expect(colorAt("chart.pdf, page 1 of 2")).toEqual([255, 0, 0]);
    await expect.element(button("Previous page")).toHaveAttribute("aria-disabled", "true");
    await button("Next page").click();
    await drawn("chart.pdf, page 2 of 2");
    expect(colorAt("chart.pdf, page 2 of 2")).toEqual([0, 0, 255]);
    await expect.element(button("Next page")).toHaveAttribute("aria-disabled", "true");
    await expect.element(button("Next page")).toHaveFocus();
    await userEvent.keyboard("{PageUp}");
    await drawn("chart.pdf, page 1 of 2");
    await userEvent.keyboard("{PageUp}{PageDown}{PageDown}");
    await drawn("chart.pdf, page 2 of 2");
    expect(bytes.byteLength, "the caller keeps her bytes").toBeGreaterThan(0);
  });

  test("is zoomed by button and by key, and comes back to fit", async () => {
    await show("application/pdf", twoPages(), "chart.pdf");
    const canvas = await drawn("chart.pdf, page 1 of 2");
    const width = () => Math.round(canvas.getBoundingClientRect().width);
    expect(width(), "200 points are 267 pixels").toBe(267);
    await button("Zoom in").click();
    await expect.poll(width).toBe(333);
    await expect.poll(() => canvas.width).toBe(Math.floor((1000 / 3) * window.devicePixelRatio));
    await userEvent.keyboard("+=");
    await expect.element(page.getByText("195 %").first()).toBeVisible();
    await userEvent.keyboard("-");
    await expect.poll(width).toBe(417);
    await userEvent.keyboard("0");
    await expect.poll(width).toBe(267);
  });

  test("names faces it does not carry: they are bundled", async () => {
    for (const font of ["Helvetica", "Times-Roman", "Courier-Bold", "ZapfDingbats"]) {
      await show("application/pdf", textPage(font, "HHH"), font);
      const canvas = await drawn(`${font}, page 1 of 1`);
      expect(ink(canvas), font).toBeGreaterThan(0.05);
      await expect.element(page.getByText(words.partly)).not.toBeInTheDocument();
    }
  });

  test("holds a fax: the decoder is found", async () => {
    await show("application/pdf", faxPage(), "fax.pdf");
    expect(ink(await drawn("fax.pdf, page 1 of 1"))).toBeGreaterThan(0.95);
  });

  test("holds what was filled in", async () => {
    await show("application/pdf", formPage(), "form.pdf");
    await drawn("form.pdf, page 1 of 1");
    expect(colorAt("form.pdf, page 1 of 1")).toEqual([0, 128, 0]);
    expect(document.querySelectorAll(".preview input, .preview a").length).toBe(0);
  });

  test("of which something cannot be read says so", async () => {
    await show("application/pdf", picturePage("JPXDecode", "00", 10, 10, "/ColorSpace /DeviceGray"), "scan.pdf");
    await drawn("scan.pdf, page 1 of 1");
    await expect.element(page.getByText(words.partly).first()).toBeVisible();
    await show("application/pdf", chinesePage(), "names.pdf");
    await drawn("names.pdf, page 1 of 1");
    await expect.element(page.getByText(words.partly).first()).toBeVisible();
  });

  test("that is damaged, empty or locked is not shown, and says why", async () => {
    const half = pdfPages([filled(1, 0, 0)]).slice(0, 40);
    for (const bytes of [half, new ArrayBuffer(0), new TextEncoder().encode("not a PDF at all").buffer]) {
      await show("application/pdf", bytes);
      await expect.element(notShown("It is damaged.")).toBeVisible();
    }
    await show("application/pdf", lockedPages());
    await expect.element(notShown("It is locked.")).toBeVisible();
  });

  test("of any size keeps the bounds", async () => {
    for (const box of ["[0 0 14400 14400]", "[0 0 1000000 1]", "[0 0 1 1000000]"]) {
      await show("application/pdf", pdfPages([{ ...filled(1, 0, 0), box }]), box);
      const canvas = await drawn(`${box}, page 1 of 1`);
      for (let times = 0; times < 3; times += 1) await userEvent.click(button("Zoom in"));
      await drawn(`${box}, page 1 of 1`);
      expect(canvas.width * canvas.height).toBeLessThanOrEqual(MAX_PIXELS);
      expect(Math.max(canvas.width, canvas.height)).toBeLessThanOrEqual(MAX_SIDE);
    }
  });

  test("can be taken away and put back at any moment", async () => {
    const first = await show("application/pdf", twoPages(), "one.pdf");
    await first.unmount();
    const second = await show("application/pdf", twoPages(), "two.pdf");
    await second.rerender(<Shown type="application/pdf" bytes={pdfPages([filled(0, 1, 0)])} name="three.pdf" />);
    await drawn("three.pdf, page 1 of 1");
    expect(colorAt("three.pdf, page 1 of 1")).toEqual([0, 255, 0]);
  });
});

describe("a picture", () => {
  test.each(["image/png", "image/jpeg"] as const)("%s is drawn, fitted and zoomed", async (type) => {
    await show(type, await pictureFile(type, 2000, 500, "#00f"), "photo");
    const canvas = await drawn("photo, page 1 of 1");
    const [red, green, blue] = colorAt("photo, page 1 of 1");
    expect(red).toBeLessThan(5);
    expect(green).toBeLessThan(5);
    expect(blue).toBeGreaterThan(250);
    const width = () => canvas.getBoundingClientRect().width;
    const fitted = width();
    expect(fitted).toBeLessThan(800);
    expect(fitted).toBeGreaterThan(700);
    await userEvent.click(page.getByRole("region", { name: "Page 1 of 1" }));
    await userEvent.keyboard("+");
    await expect.poll(width).toBeCloseTo(fitted * 1.25, 0);
    await expect.element(button("Next page")).not.toBeInTheDocument();
  });

  test("is turned as the camera says", async () => {
    await show("image/jpeg", turned(await pictureFile("image/jpeg", 300, 100, "#f00")), "photo");
    const canvas = await drawn("photo, page 1 of 1");
    expect([canvas.clientWidth, canvas.clientHeight]).toEqual([100, 300]);
  });

  test("that is large is kept smaller; one that is far too large is not decoded", async () => {
    await show("image/png", await pictureFile("image/png", 9000, 3000, "#f00"), "scan");
    const canvas = await drawn("scan, page 1 of 1");
    for (let times = 0; times < 12; times += 1) await userEvent.click(button("Zoom in"));
    await expect
      .element(
        page
          .getByText("112 %")
          .or(page.getByText(/^1\d\d %/))
          .first(),
      )
      .toBeVisible();
    await expect.poll(() => canvas.width).toBeGreaterThan(4000);
    expect(canvas.width * canvas.height).toBeLessThanOrEqual(MAX_PIXELS);
    await show("image/png", pngHead(60_000, 60_000));
    await expect.element(notShown("It is too large.")).toBeVisible();
  });

  test("that is damaged, or something else, is not shown", async () => {
    const jpeg = await pictureFile("image/jpeg", 40, 40, "#f00");
    for (const bytes of [new ArrayBuffer(0), jpeg.slice(0, 300), pngHead(10, 10), twoPages()]) {
      await show("image/jpeg", bytes);
      await expect.element(notShown("It is damaged.")).toBeVisible();
    }
  });

  test("has its size in its head", async () => {
    expect(pictureSize(await pictureFile("image/png", 31, 17, "#000"))).toEqual({ width: 31, height: 17 });
    expect(pictureSize(await pictureFile("image/jpeg", 31, 17, "#000"))).toEqual({ width: 31, height: 17 });
    expect(pictureSize(pngHead(0, 5))).toBeNull();
    expect(pictureSize(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]).buffer)).toBeNull();
  });
});

test("scales keep their bounds", () => {
  expect(boundedScale(100, 100, 2)).toBe(2);
  expect(boundedScale(10_000, 10_000, 1) ** 2 * 1e8).toBeCloseTo(MAX_PIXELS, 0);
  expect(boundedScale(1e6, 1, 1) * 1e6).toBeCloseTo(MAX_SIDE);
  expect(scaleOf("fit", { width: 1000, height: 2000 }, { width: 500, height: 500 })).toBe(0.25);
  expect(scaleOf("fit", { width: 10, height: 10 }, { width: 500, height: 500 })).toBe(1);
  expect(stepped(5, 1, { width: 10, height: 10 })).toBeNull();
  expect(stepped(0.05, -1, { width: 10, height: 10 })).toBeNull();
});

test("no violation in any theme, open or not", async () => {
  for (const bytes of [pdfPages([filled(1, 0, 0), filled(0, 1, 0)]), new ArrayBuffer(3), chinesePage()]) {
    await show("application/pdf", bytes, "chart.pdf");
    await expect.element(page.getByText(/damaged|^100 %$/).first()).toBeVisible();
    for (const theme of ["light", "dark", "contrast"]) {
      document.documentElement.dataset.theme = theme;
      const found = await axe.run(".preview, .banner", { resultTypes: ["violations"] });
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)).toEqual([]);
    }
  }
});

/** The page starts without any of it: what reads files is asked for when there is one, by these two lines. */
test("nothing that reads a file is part of the start", () => {
  const sources = import.meta.glob<string>(["/src/**/*.{ts,tsx}", "!/src/parts/preview/**", "!/src/**/*.test.*"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const own = import.meta.glob<string>("./*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
  const reaches = /from "(pdfjs-dist|[./\w-]*\/(pdf|picture|pdf-fonts|pdf-worker))/;
  for (const [file, source] of Object.entries(sources)) expect(source, file).not.toMatch(/pdfjs-dist/);
  for (const file of ["./index.tsx", "./Preview.tsx", "./usePreview.ts", "./useZoom.ts", "./sheet.ts"])
    expect(own[file], file).not.toMatch(reaches);
});

test("in a dialog the keys work as soon as it is open, wherever in it the focus is", async () => {
  await cleanup();
  await render(
    <Dialog title="a.pdf" onClose={() => undefined} wide>
      <Preview contentType="application/pdf" bytes={twoPages()} name="a.pdf" words={words} />
    </Dialog>,
  );
  await expect.element(drawing("a.pdf, page 1 of 2")).toHaveAttribute("aria-label");
  await expect.poll(() => document.activeElement?.tagName).toBe("H2");
  await userEvent.keyboard("{PageDown}");
  await expect.element(drawing("a.pdf, page 2 of 2")).toBeVisible();
});
