// One visit to one page: a fresh context, so that nothing is left of the visit before.

import { harness } from "./harness.mjs";
import { JOIN, PAGES } from "./pages.mjs";

const VIEW = { width: 1280, height: 800 };
const PATIENCE_MS = 60_000;
/** What a page may still have to do after its first paint, ms. */
const REST_MS = 600;

export class Visit {
  /** Opens `name`'s page, and waits until its form answers. */
  static async open(...what) {
    const visit = await Visit.begin(...what);
    await visit.until("ready");
    return visit;
  }

  /** Opens `name`'s page for a room with `people`. `prepare` is called before anything is loaded. */
  static async begin(browser, server, name, room, people, prepare = async () => {}) {
    const visit = new Visit();
    visit.definition = PAGES[name];
    visit.context = await browser.newContext({ viewport: VIEW });
    visit.page = await visit.context.newPage();
    visit.errors = [];
    visit.page.on("pageerror", (error) => visit.errors.push(String(error)));
    visit.cdp = await visit.context.newCDPSession(visit.page);
    await visit.cdp.send("Performance.enable", { timeDomain: "timeTicks" });
    const { count, early } = visit.definition;
    await visit.page.addInitScript(harness, { count, early, people, join: JOIN });
    await prepare(visit);
    await visit.page.goto(visit.definition.address(server.origin, room.number));
    return visit;
  }

  /**
   * Presses the form's button, and waits for the roster. Nobody presses it in the moment in which it appears; what a page does
   * meanwhile is its own matter.
   */
  async join() {
    await this.rest();
    await this.page.click(JOIN);
    await this.until("painted");
  }

  /** Until the page has come to rest. */
  async rest() {
    await this.page.waitForTimeout(REST_MS);
  }

  /** Waits until the harness has seen something; gives when, ms since 1970. */
  async until(what) {
    const seen = (what) => window.bench[what];
    try {
      await this.page.waitForFunction(seen, what, { timeout: PATIENCE_MS, polling: 50 });
    } catch {
      throw new Error(`${this.definition.title} was not ${what} in ${PATIENCE_MS} ms ${this.errors.join("; ")}`);
    }
    return this.page.evaluate(seen, what);
  }

  /** Waits until the last event is on the screen; gives when, ms since 1970. */
  async untilSettled(lastId, lastName) {
    await this.page.evaluate((last) => Object.assign(window.bench, last), { lastId, lastName });
    return this.until("settled");
  }

  /** The browser's own counters. */
  async metrics() {
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  async close() {
    await this.context.close();
  }
}
