import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The window's content security policy allows only files of our own: nothing may become inline (`assetsInlineLimit`),
// and the preload polyfill would be an inline script.
export default defineConfig({
  plugins: [react()],
  build: {
    target: ["safari18", "chrome120"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // pdf.js is the largest; it comes when there is a PDF to look at.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        // What the window starts with is one file; else there is one for every set of pages that share something.
        codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] },
        // pdf.js looks for its picture decoders by their names, in one folder.
        assetFileNames: ({ originalFileNames: [from] }) =>
          from?.includes("pdfjs-dist/wasm/") ? "assets/pdf/[name][extname]" : "assets/[name]-[hash][extname]",
      },
    },
  },
  // A worker of ours loads modules, too.
  worker: { format: "es" },
});
