// A long meeting in a short time: events by the thousand, people who come and go, a host who opens and closes things. What the page
// holds is measured after each collection of garbage: it must not grow.

import { setTimeout as pause } from "node:timers/promises";
import type { Panel } from "../support/panel";
import { event } from "../support/events";
import { signIn } from "../support/sign-in";
import { type Simulator, expect } from "../support/test";
import { type Measure, type Sample, isHeld, keepMemory, look, table } from "./held";

/** How long, how much, and how often to look. */
export interface Plan {
  seconds: number;
  eventsPerSecond: number;
  samples: number;
}

/** What came of it. */
export interface Result {
  samples: Sample[];
  events: number;
  /** How many of them were somebody who came. */
  came: number;
}

/** People in the meeting, more or less. */
const PEOPLE = 120;
const TICK_MS = 100;
/** More than the panel keeps of each (chat lines, log entries, who has left), so that all are full before it counts. */
const CHAT = 1_100;
const LOG = 2_200;
const LEFT = 4_200;

/** Events as a server writes them. Which ones follows from the numbers alone. */
class Crowd {
  uuids: string[] = [];
  sent = 0;
  came = 0;
  private turn = 0;

  constructor(
    private readonly sim: Simulator,
    private readonly room: string,
  ) {}

  /** So many come, on the server's own list. */
  async come(count: number): Promise<void> {
    this.uuids.push(...(await this.sim.people(this.room, count)));
    this.sent += count;
    this.came += count;
  }

  /** Who has been there longest goes. */
  async go(count: number): Promise<void> {
    await Promise.all(this.uuids.splice(0, count).map((uuid) => this.sim.leave(this.room, uuid)));
    this.sent += count;
  }

  async talk(count: number): Promise<void> {
    await this.sim.raw(this.room, Array.from({ length: count }, () => this.event()).join(""));
    this.sent += count;
  }

  /** So many come, are seen, and go; the server's own list knows nothing of them. */
  async passBy(panel: Panel, count: number): Promise<void> {
    const uuids = Array.from({ length: count }, () => `00000000-0000-4000-8000-${String((this.turn += 1)).padStart(12, "0")}`);
    const before = Number(await panel.headCount.getAttribute("data-count"));
    const come = uuids.map((uuid) => event("participant_create", { uuid, display_name: `Passer-by ${uuid.slice(-6)}`, role: "guest" }));
    await this.sim.raw(this.room, come.join(""));
    await expect(panel.headCount).toHaveAttribute("data-count", String(before + count));
    await this.sim.raw(this.room, uuids.map((uuid) => event("participant_delete", { uuid })).join(""));
    await expect(panel.headCount).toHaveAttribute("data-count", String(before));
    this.sent += 2 * count;
  }

  async chat(count: number): Promise<void> {
    await this.sim.raw(this.room, Array.from({ length: count }, () => this.line()).join(""));
    this.sent += count;
  }

  private line(): string {
    this.turn += 1;
    const uuid = this.uuids[this.turn % this.uuids.length];
    return event("message", { origin: "Somebody", uuid, type: "text/plain", payload: `Line ${this.turn}, and some more words` });
  }

  /** Six in ten are news of somebody, three a stage, the rest chat and layouts. */
  private event(): string {
    this.turn += 1;
    const uuid = this.uuids[(this.turn * 7) % this.uuids.length];
    const kind = this.turn % 20;
    if (kind < 6) {
      const speakers = [0, 1, 2].map((at) => this.uuids[(this.turn + at * 11) % this.uuids.length]);
      return event("stage", speakers.map((one, at) => ({ participant_uuid: one, stage_index: at, vad: at === 0 ? 90 : 0 })));
    }
    if (kind === 6) return this.line();
    if (kind === 7) return event("layout", { view: this.turn % 40 === 7 ? "1:7" : "4:0", participants: this.uuids.slice(0, 4) });
    const fields = [
      { is_muted: this.turn % 40 < 20 ? "YES" : "NO" },
      { spotlight: this.turn % 3 ? 0 : 1_441_720_000 + (this.turn % 1000) },
      { rx_presentation_policy: this.turn % 40 < 20 ? "ALLOW" : "DENY" },
      { display_name: `Person ${this.turn % 5000}` },
    ];
    return event("participant_update", { uuid, ...fields[this.turn % fields.length] });
  }
}

/** What a host does now and then; each thing ends as it began. */
async function gestures(panel: Panel): Promise<void> {
  const { page } = panel;
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const open of [() => panel.control("Call out").click(), () => press("Protocol doctor")]) {
    await open();
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  const search = page.getByRole("searchbox", { name: "Find a participant" });
  await search.fill("Person 1");
  await search.fill("");
  await page.mouse.move(300, 500);
  await page.mouse.wheel(0, 2_000);
  await page.mouse.wheel(0, -4_000);
  await page.mouse.move(5, 5);
  await panel.audience("Guests");
  await panel.audience("Hosts");
  const dismiss = page.getByRole("button", { name: "Dismiss all", exact: true });
  if (await dismiss.isVisible()) await dismiss.click();
}

/** Signs in, fills what has an end, and then looks at the page again and again while it rains. */
export async function soak(panel: Panel, sim: Simulator, room: string, plan: Plan): Promise<Result> {
  await keepMemory(panel);
  await signIn(panel, sim, room);
  const devtools = await panel.page.context().newCDPSession(panel.page);
  await devtools.send("Performance.enable");
  const crowd = new Crowd(sim, room);
  await crowd.come(PEOPLE);
  // The host is one more.
  await expect(panel.headCount).toHaveAttribute("data-count", String(PEOPLE + 1));
  await crowd.chat(CHAT);
  for (let sent = 0; sent < LEFT; sent += 100) await crowd.passBy(panel, 100);
  for (let sent = 0; sent < LOG * 2; sent += 100) await crowd.talk(100);
  await gestures(panel);
  await crowd.talk(100);
  await pours(panel, crowd, plan, 10);
  await gestures(panel);

  [crowd.sent, crowd.came] = [0, 0];
  const since = Date.now();
  const samples = [await look(panel, devtools, since)];
  const each = plan.seconds / (plan.samples - 1);
  while (samples.length < plan.samples) {
    await pours(panel, crowd, plan, since / 1000 + each * samples.length - Date.now() / 1000);
    await gestures(panel);
    samples.push(await look(panel, devtools, since));
  }
  const { length } = (await sim.state(room)).participants;
  await expect(panel.headCount).toHaveAttribute("data-count", String(length));
  await panel.live();
  return { samples, events: crowd.sent, came: crowd.came };
}

/** Events at the plan's pace for so long; one in ten is somebody who comes or goes. */
async function pours(panel: Panel, crowd: Crowd, plan: Plan, seconds: number): Promise<void> {
  const begin = Date.now();
  const ticks = Math.floor((seconds * 1000) / TICK_MS);
  const moves = Math.max(1, Math.round(plan.eventsPerSecond / 20));
  for (let tick = 0; tick < ticks; tick++) {
    const wait = begin + tick * TICK_MS - Date.now();
    if (wait > 0) await pause(wait);
    if (tick % 10 === 0) await crowd.come(moves);
    if (tick % 10 === 5) await crowd.go(moves);
    await crowd.talk(Math.round((plan.eventsPerSecond * 0.9 * TICK_MS) / 1000));
  }
  await expect(panel.main).toHaveAttribute("data-connection", "live");
}

/** The result as lines to print. */
export function told({ samples, events, came }: Result): string {
  const seconds = samples.at(-1)!.at;
  const head = `${events} events in ${seconds.toFixed(0)} s, ${(events / seconds).toFixed(0)} a second, ${came} people who came`;
  return `${head}; after each collection of garbage:\n${table(samples)}`;
}

/** The attendance keeps everybody who came, with when: so much of memory for each, in bytes. */
const ATTENDEE = 700;

/** The last third holds no more than the first, but for so much, and for the attendance of who came. */
export function isFlat({ samples, came }: Result, most: Record<Measure, number>): void {
  isHeld(samples, { ...most, wasm: most.wasm + came * ATTENDEE });
}
