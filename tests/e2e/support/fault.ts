// A test about a fault names its row of docs/fault-rows.txt, and measures how long its promises took to keep. What takes longer
// than is promised fails; the rest is written down.

import { type Locator, type Page, expect } from "@playwright/test";
import { quickClock } from "./clock";
import type { Seen, Simulator } from "./simulator";
import { connectedAt, lastMoment, shownAt, watchFromWithin } from "./witness";

/** Which row of docs/fault-rows.txt a test is about: its second argument. */
export const row = (fault: string) => ({ annotation: { type: "fault", description: fault } });

/** Of a test for which the machine has to be quiet: what it measures is promised within a second or two. */
export const alone = { tag: "@alone" };

export type Connection = "connecting" | "live" | "stale" | "ended";

/** What docs/faults.md promises; times in ms. */
export const PROMISED = {
  /** P1: a fault that can be seen is told. */
  told: 2_000,
  /** P1: … and one that can't be seen. */
  toldUnseen: 15_000,
  /** P2: after so much health all is as the server has it. */
  back: 10_000,
  /** P2: … and once the network is back, or the page is visible again. */
  backSeen: 1_000,
  /** P4: requests in the first minute. */
  requests: 30,
  /** P4: … and in each later one, with so many more once. */
  laterRequests: 6,
  spareRequests: 6,
} as const;

/** A request that nobody answers is given up. */
export const REQUEST_LIMIT = 10_000;

/** What is written down, in milliseconds; of several faults in one test the worst. */
export interface Record {
  told?: number;
  back?: number;
  requests?: number;
  note?: string;
}

const MINUTE = 60_000;
/** The server's clock and the browser's are read by different programs. */
const SKEW = 20;
/** What is looked for comes late, if need be: when it came is what counts. */
const PATIENCE = 10_000;

/** What a test did and when: `at` is when it was so for certain, `from` when it may have been so. */
interface Deed {
  from: number;
  at: number;
}

/** Measures one test. */
export class Measured {
  readonly record: Record = {};
  private began: Deed = { from: 0, at: 0 };
  private ended: Deed = this.began;
  private readonly sent: number[] = [];
  private minute = MINUTE;

  private constructor(private readonly page: Page) {
    page.on("request", (request) => {
      if (request.url().includes("/api/")) this.sent.push(Date.now());
    });
  }

  /** To be made before the page opens. */
  static async of(page: Page): Promise<Measured> {
    await watchFromWithin(page);
    return new Measured(page);
  }

  /** The page's time runs so many times as fast as this, once the returned function is called. To be said before the page opens. */
  async quickClock(times: number): Promise<() => Promise<void>> {
    this.minute = MINUTE / times;
    return quickClock(this.page, times);
  }

  /** From here on the fault is there: when, the deed may return (as the server's clock has it), or the page heard of it. */
  async fault(act: () => Promise<unknown>): Promise<void> {
    this.sent.length = 0;
    this.began = this.ended = await this.do(act);
  }

  /** From here on it is over. */
  async over(act: () => Promise<unknown>): Promise<void> {
    this.ended = await this.do(act);
  }

  /** The page shows it, so soon after the fault. */
  async told(what: Locator | Connection, within: number = PROMISED.told): Promise<void> {
    this.record.told = Math.max(this.record.told ?? 0, await this.took(what, this.began, within));
    this.isGentle();
  }

  /** All is right again, so soon after the fault's end: the page shows it, or it was at the time that is given. Requests are counted until here. */
  async back(what: Locator | Connection | Promise<number>, within: number = PROMISED.back): Promise<void> {
    this.record.back = Math.max(this.record.back ?? 0, await this.took(what, this.ended, within));
    this.record.requests = Math.max(this.record.requests ?? 0, this.requests);
    this.isGentle();
  }

  /** Requests since the fault, as the browser sent them. */
  get requests(): number {
    return this.sent.length;
  }

  note(text: string): void {
    this.record.note = text;
  }

  /** A test about a fault that measured nothing is none. */
  check(): void {
    expect(this.record.told ?? this.record.back, "how long it took").toBeDefined();
  }

  /** P4: so many requests in the fault's first minute, and so many in each later one. */
  private isGentle(): void {
    const upTo = (minutes: number) => this.sent.filter((at) => at < this.began.from + minutes * this.minute).length;
    const first = upTo(1);
    expect(first, "requests in the first minute").toBeLessThanOrEqual(PROMISED.requests);
    for (let minutes = 2; upTo(minutes - 1) < this.requests; minutes += 1) {
      const most = PROMISED.laterRequests * (minutes - 1) + PROMISED.spareRequests;
      expect(upTo(minutes) - first, `requests in the ${minutes - 1} minutes after the first`).toBeLessThanOrEqual(most);
    }
  }

  private async do(act: () => Promise<unknown>): Promise<Deed> {
    const from = Date.now() - SKEW;
    const told = await act();
    if (typeof told === "number") return { from: Math.min(from, told - SKEW), at: told };
    const heard = await lastMoment(this.page);
    return { from, at: heard >= from ? heard : Date.now() };
  }

  private async took(what: Locator | Connection | Promise<number>, { from, at }: Deed, within: number): Promise<number> {
    const left = Math.max(0, at + within - Date.now()) + PATIENCE;
    let seen: number;
    if (typeof what === "string") seen = await connectedAt(this.page, what, from, left);
    else if (what instanceof Promise) seen = await what;
    else seen = await shownAt(what, left);
    const name = what instanceof Promise ? "it was right again" : String(what);
    expect(seen, `${name} was not so before`).toBeGreaterThanOrEqual(from);
    const took = Math.max(0, Math.round(seen - at));
    expect(took, `ms until ${name}`).toBeLessThanOrEqual(within);
    return took;
  }
}

/** When the server got a command that is as asked for, for the nth time, by the server's clock. */
export async function seenAt(
  sim: Simulator,
  room: string,
  command: string,
  { nth = 1, is = () => true }: { nth?: number; is?: (seen: Seen) => boolean } = {},
): Promise<number> {
  const find = async () => (await sim.seen(room, command)).filter(is)[nth - 1]?.at ?? 0;
  await expect.poll(find, { message: command, timeout: 30_000, intervals: [50] }).toBeGreaterThan(0);
  return find();
}

/** When the server first refused a command, or was in trouble with it. */
export const refusedAt = (sim: Simulator, room: string, command: string): Promise<number> =>
  seenAt(sim, room, command, { is: ({ status }) => (status ?? 0) >= 400 });

/** No request goes out for so long, counted from now. */
export async function isQuiet(measured: Measured, ms: number): Promise<void> {
  const [sent, end] = [measured.requests, Date.now() + ms];
  const look = () => (measured.requests === sent ? Date.now() > end : "a request went out");
  await expect.poll(look, { timeout: ms + 10_000, intervals: [100] }).toBe(true);
}
