// That nothing is sent can't be waited for; it can be proved. A page asks for a file of its own once all that a press, a key or an
// event leads to has happened. A browser tells a page's requests in the order in which the page makes them: what wasn't told before
// that one was not made.

import { type Page, type Request, expect } from "@playwright/test";
import type { Simulator } from "./simulator";

/** What the pages of the test under way have sent. */
const pages = new Map<Page, Request[]>();
let marks = 0;

/** Writes down what a page sends from now on. Every page that a test opens is entered here. */
export function listen(page: Page): void {
  const sent: Request[] = [];
  pages.set(page, sent);
  page.on("request", (request) => sent.push(request));
  page.on("close", () => pages.delete(page));
}

/** Waits until the pages have sent all that they had to send by now. */
async function everythingIsSent(): Promise<void> {
  const open = [...pages.keys()].filter((page) => page.url().startsWith("http"));
  await Promise.all(open.map(fence));
}

async function fence(page: Page): Promise<void> {
  marks += 1;
  const mark = `config.json?mark=${marks}`;
  const told = page.waitForRequest((request) => request.url().endsWith(mark));
  await page.evaluate(async (mark) => {
    // What comes in is dealt with in the next frame at the latest, and what follows from that in the one after it.
    const frame = () => new Promise((resume) => (document.hidden ? setTimeout(resume) : requestAnimationFrame(resume)));
    await frame();
    await frame();
    await new Promise((resume) => setTimeout(resume));
    // Whether there is an answer doesn't matter.
    fetch(mark).catch(() => undefined);
  }, mark);
  await told;
}

/** What goes to servers of meetings and of OWT, but for streams, which go on. */
const ASKS = /\/api\/(?!.*\/events\?)|\/v1(\.1)?\/|\/services/;

/** Waits until what the pages have sent to servers was answered, or has failed. */
async function everythingIsAnswered(): Promise<void> {
  const asked = [...pages.values()].flat().filter((request) => ASKS.test(request.url()));
  await Promise.all(asked.map((request) => request.response()));
}

/** Waits until the pages have sent all that they had to send by now, and have the answers. */
export async function everythingIsOver(): Promise<void> {
  await everythingIsSent();
  await everythingIsAnswered();
}

/** A command of a room's, as the pages have sent it. */
function sent(room: string, command: string): Request[] {
  const isIt = (request: Request) => {
    const path = decodeURIComponent(new URL(request.url()).pathname);
    return path.startsWith(`/api/services/${room}/`) && path.endsWith(`/${command}`);
  };
  return [...pages.values()].flat().filter(isIt);
}

/** The room sees a command so often (named as in `Simulator.seen`), all of them from the test's pages, and no page has sent more. */
export async function seenOnly(sim: Simulator, room: string, command: string, times: number): Promise<void> {
  const seen = async () => (await sim.seen(room, command)).length;
  await expect.poll(seen, { message: command }).toBeGreaterThanOrEqual(times);
  await everythingIsSent();
  expect(sent(room, command), `${command}, as it was sent`).toHaveLength(times);
  expect(await seen(), command).toBe(times);
}

/**
 * A value stays as it is while the pages send all that they have to send, and while that is answered; and for so long afterwards,
 * where a page's clock could still change it.
 */
export async function stays<T>(value: () => Promise<T>, ms = 0): Promise<void> {
  const first = await value();
  await everythingIsOver();
  expect(await value(), "what stays").toBe(first);
  if (ms === 0) return;
  const end = Date.now() + ms;
  const look = async () => ((await value()) === first ? Date.now() >= end : "it changed");
  await expect.poll(look, { timeout: ms + 10_000, intervals: [100] }).toBe(true);
}
