import { defineConfig } from "@playwright/test";
import type { Forms } from "./support/test";

// `cargo xtask test e2e` sets these; to run by hand, see the README.
const chromium = process.env.GAVEL_CHROMIUM;

const ALONE = /@alone/;

export default defineConfig<{}, Forms>({
  // What differs between what the vendor's clients need and what follows from the document alone is tried with both.
  projects: [
    { name: "vendor", grepInvert: ALONE },
    {
      name: "document",
      testMatch: ["chat-and-log", "events", "picture", "private", "truth"].map((topic) => `${topic}.spec.ts`),
      grepInvert: ALONE,
      use: { form: "document" },
    },
    // One at a time, and by itself in `cargo xtask test e2e`: what is promised within a second or two is measured with nothing beside it.
    { name: "alone", grep: ALONE, workers: 1 },
  ],
  testDir: ".",
  outputDir: "test-results",
  // A test that fails now and then is a fault to be found, so nothing is tried twice.
  retries: 0,
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  // Some wait for what takes a server half a minute; a test that hangs is found out by the 10 s below.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./support/fault-report.ts"]],
  use: {
    // What was done, asked and written to the console; where it lies is printed with the failure, beside a picture of the page in words.
    // With the page at each step it would cost the suite a tenth of its time and more. Where times are written down there is none.
    trace: process.env.GAVEL_FAULTS ? "off" : { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
    video: "off",
    screenshot: "off",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Names that nobody has, whatever the network here says; and names of this machine that don't look like it.
        "--host-resolver-rules=MAP *.invalid ~NOTFOUND, MAP *.example.test 127.0.0.1",
      ],
    },
  },
});
