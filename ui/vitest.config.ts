import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

// Components are tested in a real browser, the one Debian ships: what focus, dialogs and scrolling do there is what counts.
export default defineConfig({
  plugins: [react()],
  optimizeDeps: { include: ["axe-core", "react-dom/client", "vitest-browser-react"], exclude: ["pdfjs-dist"] },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    testTimeout: 10_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" },
        contextOptions: { timezoneId: "America/Chicago", locale: "en-US", reducedMotion: "reduce" },
      }),
      instances: [{ browser: "chromium", viewport: { width: 1440, height: 900 } }],
    },
  },
});
