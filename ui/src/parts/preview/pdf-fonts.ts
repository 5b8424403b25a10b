// Faces for what a file names and does not carry: the fourteen every reader has. They are modules, not files that are
// fetched: the page may load its own scripts and nothing else.
const FACES = import.meta.glob<string>("/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", {
  query: "?url&inline",
  import: "default",
});

export async function standardFont(file: string): Promise<Uint8Array> {
  const load = FACES[`/node_modules/pdfjs-dist/standard_fonts/${file}`];
  if (load === undefined) throw new Error("not bundled");
  const address = await load();
  return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));
}
