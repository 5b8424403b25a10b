/** Opens the palette, from every page. */
export const PALETTE_KEY = "Ctrl+k";
