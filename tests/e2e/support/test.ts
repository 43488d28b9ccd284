// What every test gets: a simulator and a web server for its worker, a panel that may not break any rule of the page.

import { basename } from "node:path";
import { type Page, test as base, expect } from "@playwright/test";
import { Measured } from "./fault";
import { Panel } from "./panel";
import { listen } from "./quiet";
import { withPanel, withSimulator } from "./servers";
import { Simulator } from "./simulator";

export { expect } from "@playwright/test";
export { PROMISED, REQUEST_LIMIT, alone, isQuiet, refusedAt, row, seenAt } from "./fault";
export { everythingIsOver, seenOnly, stays } from "./quiet";
export { GUEST_PIN, HOST_PIN, isYes } from "./simulator";
export type { Seen, Simulator } from "./simulator";

export interface Forms {
  /** What the server does as the vendor's own clients need it, or as the document has it. */
  form: "vendor" | "document";
}

interface PerWorker extends Forms {
  /** The conference server of this worker; rooms keep tests apart. */
  sim: Simulator;
  /** Where the built panel is served, with the production headers. */
  home: string;
}

interface PerTest {
  /** A room of the test's own. */
  room: string;
  panel: Panel;
  /** Another page with the panel, watched like the first. */
  openPanel: () => Promise<Panel>;
  /** Writes down what a fault cost. */
  measured: Measured;
  /** The test's name in what simulators write down. */
  testName: string;
  /** What this worker's simulator serves meanwhile, it serves in this test. */
  served: void;
  /** A simulator for this test alone. */
  ownSim: (...options: string[]) => Promise<Simulator>;
}

// What the browser itself writes for a request that fails on purpose.
const NETWORK =
  /^(Failed to load resource|Access to (fetch|resource) at .* has been blocked by CORS policy|EventSource's response has a MIME type|WebSocket connection to .* failed)/;

/** Collects what must not happen on any page: errors, rejections, panics, and breaches of the content policy. */
async function watch(page: Page, faults: string[]): Promise<void> {
  listen(page);
  page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !NETWORK.test(text)) faults.push(`console: ${text}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`Content-Security-Policy: ${violatedDirective} ${blockedURI}`),
    );
  });
}

export const test = base.extend<PerTest & { faults: string[] }, PerWorker>({
  form: ["vendor", { option: true, scope: "worker" }],
  sim: [
    async ({ form }, use) => withSimulator(use, ...(form === "document" ? ["--old-forms"] : [])),
    { scope: "worker" },
  ],
  home: [async ({}, use) => withPanel(use, "cargo xtask test e2e"), { scope: "worker" }],
  testName: async ({}, use, { file, title }) => use(`${basename(file)} ${title}`),
  served: [
    async ({ sim, testName }, use) => {
      await sim.begin(testName);
      await use();
      await sim.begin("");
    },
    { auto: true },
  ],
  room: async ({ sim }, use) => use(sim.room()),
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, "errors on the page").toEqual([]);
  },
  panel: async ({ page, home, faults }, use) => {
    await watch(page, faults);
    await use(new Panel(page, home));
  },
  measured: async ({ page }, use, info) => {
    const measured = await Measured.of(page);
    await use(measured);
    if (info.errors.length === 0) measured.check();
    await info.attach("measured", { body: JSON.stringify(measured.record), contentType: "application/json" });
  },
  openPanel: async ({ context, home, faults }, use) => {
    await use(async () => {
      const page = await context.newPage();
      await watch(page, faults);
      return new Panel(page, home);
    });
  },
  ownSim: async ({ testName }, use) => {
    const all: Simulator[] = [];
    await use(async (...options) => {
      const sim = await Simulator.start(...options);
      all.push(sim);
      await sim.begin(testName);
      return sim;
    });
    await Promise.all(all.map((sim) => sim.kill()));
  },
});
