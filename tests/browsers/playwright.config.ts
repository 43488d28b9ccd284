import { defineConfig } from "@playwright/test";
import { type Options, isThere, names } from "./support/engine";

// Playwright runs and reports the tests, as in tests/e2e; the browsers are the machine's own, driven by WebDriver.
// `cargo xtask test browsers` sets what `support/engine.ts` reads; to run by hand, see the README.
export default defineConfig<{}, Pick<Options, "engine">>({
  projects: names.filter(isThere).map((name) => ({ name, use: { engine: name } })),
  testDir: ".",
  outputDir: "test-results",
  // A test that fails now and then is a fault to be found, so nothing is tried twice.
  retries: 0,
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
});
