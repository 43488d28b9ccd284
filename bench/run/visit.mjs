// One visit to one page, by default in a fresh context, so that nothing is left of the visit before.

import { countDrawnFrames, harness } from "./harness.mjs";
import { address, answers, FIELDS, JOIN, PAGES } from "./pages.mjs";

const PATIENCE_MS = 60_000;
/** From the filled form to the press on its button, on every page alike, ms. */
const BEFORE_JOIN_MS = 600;
/** What a page may still have to do after its roster's first paint, ms. */
const AFTER_JOIN_MS = 600;

/** @typedef {{ profile?: import("playwright-core").BrowserContext, press?: boolean, prepare?: (visit: Visit) => Promise<unknown> }} Options */

const nothing = async (_visit) => {};

export class Visit {
  /** Why the page failed, if it did. */
  errors = [];

  constructor({ name, answers, page, cdp, close }) {
    this.name = name;
    this.answers = answers;
    this.page = page;
    this.cdp = cdp;
    this.close = close;
  }

  /**
   * Opens `name`'s page for a room. `profile`: a context to visit it in; `press`: the address fills the form in and its button is pressed
   * in the moment in which it is shown; `prepare(visit)` is called before anything is loaded.
   */
  static async open(bench, name, room, /** @type {Options} */ { profile, press = false, prepare = nothing } = {}) {
    const { origin } = bench.server;
    const { count } = PAGES[name];
    const context = profile ?? (await bench.newContext());
    const page = await context.newPage();
    const visit = new Visit({
      name,
      answers: answers(name, origin, room.number),
      page,
      cdp: await context.newCDPSession(page),
      close: () => (profile ? page.close() : context.close()),
    });
    page.on("pageerror", (error) => visit.errors.push(String(error)));
    await visit.cdp.send("Performance.enable", { timeDomain: "timeTicks" });
    await page.addInitScript(harness, { count, people: room.people, join: JOIN, press });
    await prepare(visit);
    await page.goto(address(origin, name, press ? visit.answers : {}));
    return visit;
  }

  /** Fills the form in, presses its button after the same rest on every page, and waits for the roster. */
  async join() {
    await this.until("formShown");
    for (const [field, text] of Object.entries(this.answers)) {
      await this.page.getByRole("textbox", { name: FIELDS[field], exact: true }).fill(text);
    }
    await this.page.waitForTimeout(BEFORE_JOIN_MS);
    await this.page.getByRole("button", { name: JOIN, exact: true }).click();
    await this.until("painted");
  }

  /** Waits until the page has come to rest after it was joined. */
  async rest() {
    await this.page.waitForTimeout(AFTER_JOIN_MS);
  }

  /** Waits until the harness has seen something; gives when, ms since 1970. */
  async until(what) {
    const seen = (what) => window.bench[what];
    try {
      await this.page.waitForFunction(seen, what, { timeout: PATIENCE_MS, polling: 50 });
    } catch {
      const { title } = PAGES[this.name];
      throw new Error(`${title}: "${what}" was not seen within ${PATIENCE_MS} ms. ${this.errors.join("; ")}`);
    }
    return this.page.evaluate(seen, what);
  }

  /** Waits until the last event is on the screen; gives when, ms since 1970. */
  async untilSettled(lastId, lastName) {
    await this.page.evaluate((last) => Object.assign(window.bench, last), { lastId, lastName });
    return this.until("settled");
  }

  /** Counts, from now on, the frames in which the page wrote to its document. */
  async countDrawnFrames() {
    await this.page.evaluate(countDrawnFrames);
  }

  /** How many they were. */
  drawnFrames() {
    return this.page.evaluate(() => window.bench.drawn);
  }

  /** The browser's own counters. */
  metrics() {
    return metrics(this.cdp);
  }
}

/** The browser's own counters of a page, once they are enabled. */
export async function metrics(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
