// What a page itself saw, and when, by its own clock: a test that looks late, on a busy machine, learns when it was all the same.

import type { Locator, Page } from "@playwright/test";

/** What stands in the page. Times are ms since 1970. */
interface Witness {
  /** The states of the connection, with when each began. */
  readonly connections: [number, string][];
  /** When the host or the browser last did something that the page heard of; 0 = never. */
  moment: number;
  /** Since when an element is there and looks as it does. */
  since(element: Element): number;
}

declare global {
  var witness: Witness;
}

/** Begins to watch, in each document of a page from its next one on. */
export async function watchFromWithin(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // The time as it is, whatever a test does to the clock.
    const now = Date.now.bind(Date);
    const came = new WeakMap<Node, number>();
    const changed = new WeakMap<Node, number>();
    const connections: [number, string][] = [];
    const latest = (node: Node) => Math.max(came.get(node) ?? 0, changed.get(node) ?? 0);
    globalThis.witness = {
      connections,
      moment: 0,
      since(element) {
        let at = latest(element);
        for (let above = element.parentNode; above; above = above.parentNode) at = Math.max(at, came.get(above) ?? 0);
        const within = document.createTreeWalker(element);
        while (within.nextNode()) at = Math.max(at, latest(within.currentNode));
        return at;
      },
    };
    const look = (mutations: MutationRecord[]) => {
      const at = now();
      for (const { addedNodes, attributeName, target } of mutations) {
        for (const node of addedNodes) came.set(node, at);
        // How loud somebody is changes ten times a second, and is nothing that a test looks for.
        if (attributeName !== "style") changed.set(target, at);
      }
      const state = document.querySelector("main[data-connection]")?.getAttribute("data-connection");
      if (state && state !== connections.at(-1)?.[1]) connections.push([at, state]);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

    const hear = () => {
      globalThis.witness.moment = now();
    };
    for (const type of ["click", "keydown", "online", "offline"]) addEventListener(type, hear, true);
    document.addEventListener("resume", hear);
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) hear();
    });
  });
}

/** Returns when the page last heard of something that the host or the browser did; 0 where it never did, or is gone. */
export async function lastMoment(page: Page): Promise<number> {
  return page.isClosed() ? 0 : page.evaluate(() => globalThis.witness.moment);
}

/** Returns when the connection was first in a state, from a time on; it may have been so for a moment only. */
export async function connectedAt(page: Page, state: string, from: number, timeout: number): Promise<number> {
  const find = ([state, from]: [string, number]) => globalThis.witness.connections.find(([at, was]) => at >= from && was === state)?.[0];
  const found = await page.waitForFunction(find, [state, from] as [string, number], { timeout, polling: 50 });
  return Number(await found.jsonValue());
}

/** Returns since when the first of what is looked for is there and looks so. */
export async function shownAt(what: Locator, timeout: number): Promise<number> {
  const first = what.first();
  await first.waitFor({ timeout });
  return first.evaluate((element) => globalThis.witness.since(element), undefined, { timeout: 10_000 });
}
