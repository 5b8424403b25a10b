import { pictureSize } from "./picture-size";
import { boundedScale, NotShown, type OpenFile, type Painting, pixels } from "./sheet";

/** Decoding takes four bytes for each: 320 MB for a moment. A page scanned at 600 dots per inch has 34 million. */
const MAX_DECODED = 80_000_000;

/** A picture, as the browser decodes it: turned as the camera says, and no address is made for its bytes. */
export async function openPicture(bytes: ArrayBuffer, type: string, life: AbortSignal): Promise<OpenFile> {
  const said = pictureSize(bytes);
  if (said === null) throw new NotShown("damaged");
  if (said.width * said.height > MAX_DECODED) throw new NotShown("too_large");
  const picture = await bounded(await createImageBitmap(new Blob([bytes], { type })));
  if (life.aborted) release(picture);
  life.addEventListener("abort", () => release(picture), { once: true });
  const { width, height } = picture;
  return {
    pages: 1,
    sheet: () =>
      Promise.resolve({
        width,
        height,
        paint: (canvas, scale) => paint(picture, canvas, scale),
        leave: () => undefined,
      }),
  };
}

type Picture = ImageBitmap | HTMLCanvasElement;

/** What is kept is bounded, too. `createImageBitmap` can scale, but not before it has turned the picture. */
async function bounded(bitmap: ImageBitmap): Promise<Picture> {
  const scale = boundedScale(bitmap.width, bitmap.height, 1);
  if (scale === 1) return bitmap;
  const canvas = document.createElement("canvas");
  draw(bitmap, canvas, scale);
  bitmap.close();
  return canvas;
}

function draw(picture: Picture, canvas: HTMLCanvasElement, scale: number): void {
  canvas.width = pixels(picture.width, scale);
  canvas.height = pixels(picture.height, scale);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new NotShown("too_large");
  // On paper: what is transparent in the picture is white in every theme.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

function paint(picture: Picture, canvas: HTMLCanvasElement, scale: number): Painting {
  // More pixels than it has would show no more.
  const whole = Promise.resolve().then(() => {
    draw(picture, canvas, Math.min(1, scale));
    return true;
  });
  return { whole, stop: () => undefined };
}

function release(picture: Picture): void {
  if (picture instanceof ImageBitmap) picture.close();
  else picture.width = 0;
}
