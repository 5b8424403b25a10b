// Files made for the tests, byte by byte.

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A PDF of these objects, numbered from 1, of which the first is the catalog. */
export function pdfOf(objects: readonly string[], trailer = ""): ArrayBuffer {
  let text = "%PDF-1.7\n";
  const at = objects.map((object, index) => {
    const from = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return from;
  });
  const lines = at.map((from) => `${String(from).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`;
  return latin(`${text}startxref\n${text.indexOf("xref\n0 ")}\n%%EOF\n`).buffer;
}

const stream = (content: string, entries = "") =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;

type Page = { content: string; resources?: string; box?: string; more?: string };

/** A PDF of pages of 200 by 100 points. What they use besides follows; its first object is number 3 + 2 × pages. */
export function pdfPages(pages: readonly Page[], more: readonly string[] = [], trailer = ""): ArrayBuffer {
  const kids = pages.map((_, index) => `${3 + 2 * index} 0 R`).join(" ");
  return pdfOf(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
      ...pages.flatMap((page, index) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${page.box ?? "[0 0 200 100]"} /Contents ${4 + 2 * index} 0 R
/Resources << ${page.resources ?? ""} >> ${page.more ?? ""} >>`,
        stream(page.content),
      ]),
      ...more,
    ],
    trailer,
  );
}

/** A page that is all of one color. */
export const filled = (red: number, green: number, blue: number): Page => ({
  content: `${red} ${green} ${blue} rg 0 0 200 100 re f`,
});

/** Red, then blue. */
export const twoPages = () => pdfPages([filled(1, 0, 0), filled(0, 0, 1)]);

/** Black blocks in a face the file names and does not carry. */
export const textPage = (font: string, text: string) =>
  pdfPages(
    [{ content: `BT /F 90 Tf 5 15 Td (${text}) Tj ET`, resources: "/Font << /F 5 0 R >>" }],
    [`<< /Type /Font /Subtype /Type1 /BaseFont /${font} >>`],
  );

/** Text in a Chinese encoding that is not bundled. */
export const chinesePage = () =>
  pdfPages(
    [{ content: "BT /F 90 Tf 5 15 Td <4E2D> Tj ET", resources: "/Font << /F 5 0 R >>" }],
    [
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    ],
  );

/** A picture over the whole page, packed as this filter says. */
export const picturePage = (filter: string, data: string, width: number, height: number, more = "") =>
  pdfPages(
    [{ content: "200 0 0 100 0 0 cm /P Do", resources: "/XObject << /P 5 0 R >>" }],
    [
      stream(
        `${data}>`,
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${more} /Filter [/ASCIIHexDecode /${filter}]`,
      ),
    ],
  );

/** A fax line of 1728 black dots: white 0, black 1728, in the codes of group 3. */
export const faxPage = () =>
  picturePage(
    "CCITTFaxDecode",
    hexOfBits("00110101" + "0000001100101" + "0000110111"),
    1728,
    1,
    "/BitsPerComponent 1 /ColorSpace /DeviceGray /DecodeParms [null << /K 0 /Columns 1728 /Rows 1 >>]",
  );

/** A form with a field that was filled in: what it looks like is kept beside the page. */
export const formPage = () =>
  pdfPages(
    [{ content: "", more: "/Annots [5 0 R]" }],
    [
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (x) /F 4 /Rect [0 0 200 100] /P 3 0 R /AP << /N 6 0 R >> >>",
      stream("0 0.5 0 rg 0 0 200 100 re f", "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << >>"),
    ],
  );

/** Locked with a password that is not empty. */
export const lockedPages = () =>
  pdfPages(
    [filled(1, 0, 0)],
    [`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> >>`],
    `/Encrypt 5 0 R /ID [<${"33".repeat(16)}> <${"33".repeat(16)}>]`,
  );

function hexOfBits(bits: string): string {
  const whole = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
  return (whole.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, "0")).join("");
}

/** A picture of one color, as the browser packs it. */
export async function pictureFile(
  type: "image/png" | "image/jpeg",
  width: number,
  height: number,
  color: string,
): Promise<ArrayBuffer> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.fillStyle = color;
    context.fillRect(0, 0, width, height);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
  if (blob === null) throw new Error("this browser makes no such picture");
  return blob.arrayBuffer();
}

/** The same JPEG, as a camera marks it that was held on its side: to be turned right by a quarter. */
export function turned(jpeg: ArrayBuffer): ArrayBuffer {
  const exif = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const mark = [0xff, 0xe1, 0, 8 + exif.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...exif];
  const bytes = new Uint8Array(jpeg);
  return Uint8Array.from([...bytes.slice(0, 2), ...mark, ...bytes.slice(2)]).buffer;
}

/** The head of a PNG that says it is this large. */
export function pngHead(width: number, height: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(33));
  for (const [at, byte] of [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].entries()) view.setUint8(at, byte);
  view.setUint32(8, 13);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return view.buffer;
}
