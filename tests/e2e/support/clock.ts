// Minutes of a page's life in seconds.

import type { Page } from "@playwright/test";

/**
 * Lets a page's clocks and timers run so many times as fast, once the returned function is called. To be said before the page opens, and
 * called when it is signed in: the page's limits for a server's answers run faster as well, and the server doesn't.
 */
export async function quickClock(page: Page, times: number): Promise<() => Promise<void>> {
  await page.addInitScript((times) => {
    // Its timers can't be reached from here; without it the page's own are used.
    Reflect.deleteProperty(globalThis, "Worker");
    const wait = globalThis.setTimeout;
    let speed = 1;
    const quick = (act: TimerHandler, ms = 0, ...rest: unknown[]) => wait(act, ms / speed, ...rest);
    const clocks = [Date, performance].map((clock) => {
      const now = clock.now.bind(clock);
      let start = now();
      clock.now = () => start + (now() - start) * speed;
      return () => (start = now());
    });
    const quicken = () => {
      for (const begin of clocks) begin();
      speed = times;
    };
    Object.assign(globalThis, { setTimeout: quick, quicken });
  }, times);
  return () => page.evaluate(() => (globalThis as unknown as { quicken: () => void }).quicken());
}
