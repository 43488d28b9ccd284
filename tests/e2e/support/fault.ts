// A test about a fault names its row of docs/fault-rows.txt, and writes down how long its promise took to keep.

import { type Locator, type Page, expect } from "@playwright/test";
import type { Simulator } from "./simulator";

/** Which row of docs/fault-rows.txt a test is about: its second argument. */
export const row = (fault: string) => ({ annotation: { type: "fault", description: fault } });

export type Connection = "connecting" | "live" | "stale" | "ended";

/** What is written down, in milliseconds; of several faults in one test the worst. */
export interface Record {
  told?: number;
  back?: number;
  requests?: number;
  note?: string;
}

const SLACK_MS = 2_000;

/** Measures one test. Times are told and never asserted, beyond the seconds that are promised. */
export class Measured {
  readonly record: Record = {};
  private began = 0;
  private ended = 0;
  /** When the fault, or its end, was there for certain: what the test itself took to bring it about is no fault of the page's. */
  private certain = 0;
  private sent = 0;

  private constructor(private readonly page: Page) {
    page.on("request", (request) => {
      if (request.url().includes("/api/")) this.sent += 1;
    });
  }

  /** To be made before the page opens. */
  static async of(page: Page): Promise<Measured> {
    await page.addInitScript(() => {
      // The time as it is, whatever a test does to the clock.
      const now = Date.now.bind(Date);
      const seen: [number, string][] = [];
      Object.assign(globalThis, { connections: seen });
      const look = () => {
        const state = document.querySelector("main[data-connection]")?.getAttribute("data-connection");
        if (state && state !== seen.at(-1)?.[1]) seen.push([now(), state]);
      };
      const filter = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-connection"] };
      new MutationObserver(look).observe(document, filter);
    });
    return new Measured(page);
  }

  /** From here on the fault is there. */
  async fault(act: () => Promise<unknown>): Promise<void> {
    this.began = this.ended = Date.now();
    this.sent = 0;
    await act();
    this.certain = Date.now();
  }

  /** The fault showed first at the time that is promised: of a page that slept, when it woke. */
  async faultAt(time: Promise<number>): Promise<void> {
    await this.fault(() => time);
    this.began = this.ended = this.certain = await time;
  }

  /** From here on it is over. */
  async over(act: () => Promise<unknown>): Promise<void> {
    this.ended = Date.now();
    await act();
    this.certain = Date.now();
  }

  /** The page shows it, within so many ms of the fault. */
  async told(what: Locator | Connection, within = 2_000): Promise<void> {
    this.record.told = Math.max(this.record.told ?? 0, (await this.shown(what, this.began, within)) - this.began);
  }

  /** The page is right again, within so many ms of the fault's end. Requests are counted until here. */
  async back(what: Locator | Connection | (() => Promise<unknown>), within = 10_000): Promise<void> {
    let at: number;
    if (typeof what === "function") {
      await what();
      at = Date.now();
    } else {
      at = await this.shown(what, this.ended, within);
    }
    this.record.back = Math.max(this.record.back ?? 0, at - this.ended);
    this.record.requests = Math.max(this.record.requests ?? 0, this.sent);
  }

  /** Requests since the fault, as the browser sent them. */
  get requests(): number {
    return this.sent;
  }

  note(text: string): void {
    this.record.note = text;
  }

  private async shown(what: Locator | Connection, since: number, within: number): Promise<number> {
    // What the test itself was slow about, on a busy machine, is no fault of the page's.
    const left = Math.max(SLACK_MS, this.certain + within - Date.now());
    if (typeof what !== "string") {
      await what.first().waitFor({ timeout: left });
      return Date.now();
    }
    // It may have been so for a moment only: what was seen is looked through.
    const seen = ([state, since]: [string, number]) => {
      const { connections } = globalThis as unknown as { connections: [number, string][] };
      return connections.find(([at, was]) => at >= since && was === state)?.[0];
    };
    // Looked at late, if need be: when it was is written down.
    const timeout = Math.max(10_000, left);
    const found = await this.page.waitForFunction(seen, [what, since] as [string, number], { timeout, polling: 50 });
    const at = Number(await found.jsonValue());
    expect(at - this.certain, `ms until ${what}`).toBeLessThanOrEqual(within);
    return at;
  }
}

/** When the server first refused a command, or was in trouble with it, ms since 1970; a little early, for its clock is its own. */
export async function refusedAt(sim: Simulator, room: string, command: string): Promise<number> {
  const refused = async () => (await sim.seen(room, command)).find(({ status }) => (status ?? 0) >= 400)?.at ?? 0;
  await expect.poll(refused, { timeout: 15_000, intervals: [20] }).toBeGreaterThan(0);
  return (await refused()) - 20;
}

/** No request goes out for so long, counted from now. */
export async function isQuiet(measured: Measured, ms: number): Promise<void> {
  const [sent, end] = [measured.requests, Date.now() + ms];
  const look = () => (measured.requests === sent ? Date.now() > end : "a request went out");
  await expect.poll(look, { timeout: ms + 10_000, intervals: [100] }).toBe(true);
}
