// What every test gets: a simulator and a web server for its worker, and a browser with the panel that may not complain of it.

import { test as base, expect } from "@playwright/test";
import { withPanel, withSimulator } from "../../e2e/support/servers";
import type { Simulator } from "../../e2e/support/simulator";
import { Browser, type Options } from "./engine";
import { Panel } from "./panel";

export { expect } from "@playwright/test";
export { GUEST_PIN, HOST_PIN, type Simulator, isYes } from "../../e2e/support/simulator";
export type { Panel } from "./panel";
export type { Place } from "./place";

interface PerWorker extends Pick<Options, "engine"> {
  /** The conference server of this worker; rooms keep tests apart. */
  sim: Simulator;
  /** Where the built panel is served, with the production headers. */
  home: string;
}

interface PerTest extends Pick<Options, "remembers"> {
  /** A room of the test's own. */
  room: string;
  /** In a browser of the test's own, whose console has nothing to complain of. */
  panel: Panel;
}

export const test = base.extend<PerTest, PerWorker>({
  engine: ["firefox", { option: true, scope: "worker" }],
  remembers: [true, { option: true }],
  sim: [async ({}, use) => withSimulator(use), { scope: "worker" }],
  home: [async ({}, use) => withPanel(use, "cargo xtask test browsers"), { scope: "worker" }],
  room: async ({ sim }, use) => use(sim.room()),
  panel: async ({ engine, remembers, home }, use, info) => {
    const browser = await Browser.start({ engine, remembers }, info.outputPath());
    try {
      await use(new Panel(browser, home));
      expect(await browser.faults(), "what the console said").toEqual([]);
    } finally {
      await browser.quit();
    }
  },
});
