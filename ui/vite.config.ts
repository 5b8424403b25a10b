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
  },
});
