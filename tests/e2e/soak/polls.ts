// An hour of polls of a lively room of an OWT server, with the page's clock run fast: as many requests and answers, in a fraction of the time.

import type { Request } from "@playwright/test";
import type { OwtServer } from "../support/owt";
import { UNTOLD, openRoom } from "../support/owt-room";
import { expect } from "../support/owt-test";
import type { Panel } from "../support/panel";
import { type Sample, isHeld, keepMemory, look, table } from "./held";

/** How often the list of streams is read, and how often to look. */
export interface Plan {
  polls: number;
  samples: number;
}

/** What came of it. */
export interface Result {
  samples: Sample[];
  polls: number;
  /** Requests of all lists. */
  requests: number;
  /** By the page's clock, seconds. */
  seconds: number;
  /** People who came. */
  came: number;
}

const PEOPLE = 60;
const STREAMS = 90;
/** How long the panel waits after an answer while things change, ms. */
const PERIOD_MS = 2_000;

/** A room in which something happens before each poll. */
class Room {
  came = 0;
  private turn = 0;
  private people: { id: string; stream: string }[] = [];
  private recording: string | undefined;

  constructor(
    private readonly owt: OwtServer,
    private readonly id: string,
  ) {}

  async happens(): Promise<void> {
    const { owt, id } = this;
    this.turn += 1;
    const one = this.people[this.turn % (this.people.length || 1)];
    // Somebody comes; when there are enough, who came first goes.
    const person = await owt.join(id, `Somebody ${this.turn % 500}`);
    this.people.push({ id: person, stream: await owt.publish(id, person) });
    this.came += 1;
    if (this.people.length > 10) await owt.leave(id, this.people.shift()!.id);
    if (one && this.people.includes(one)) {
      const value = this.turn % 2 === 0;
      const path = "/permission/publish/video";
      await owt.api("PATCH", id, `participants/${one.id}`, [{ op: "replace", path, value }]);
      await owt.switch(id, one.stream, "audio", value ? "active" : "inactive");
    }
    if (this.turn % 10 === 0) await this.record();
  }

  /** Begins a recording, or ends the one that goes on. */
  private async record(): Promise<void> {
    const { owt, id } = this;
    if (this.recording) {
      await owt.api("DELETE", id, `recordings/${this.recording}`);
      this.recording = undefined;
      return;
    }
    const from = (await owt.state(id)).streams[0].id;
    const media = { audio: { from }, video: { from } };
    const { status, json } = await owt.api("POST", id, "recordings", { container: "mkv", media });
    expect(status, JSON.stringify(json)).toBe(200);
    this.recording = json.id;
  }
}

/** Opens a room, and then looks at the page again and again while the polls go on. */
export async function soakPolls(panel: Panel, owt: OwtServer, plan: Plan): Promise<Result> {
  const { page } = panel;
  await keepMemory(panel);
  await page.clock.install();
  const id = await owt.room(owt.name(), { ...UNTOLD, views: [], participantLimit: -1, inputLimit: -1 });
  await owt.people(id, PEOPLE, STREAMS);
  await openRoom(panel, owt, id);
  // From here on time goes on where it is told to.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + PERIOD_MS);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");

  const isOfRoom = (request: Request) => request.url().includes(`/rooms/${id}/`);
  const isPoll = (request: Request) => isOfRoom(request) && request.url().endsWith("/streams");
  let [requests, polls] = [0, 0];
  page.on("requestfinished", (request: Request) => {
    if (isOfRoom(request)) requests += 1;
    if (isPoll(request)) polls += 1;
  });
  const room = new Room(owt, id);
  const poll = async () => {
    await room.happens();
    // A page that was late with the last answer sets its timer when the clock has gone on already: then it goes on once more.
    await expect(async () => {
      const read = page.waitForEvent("requestfinished", { predicate: isPoll, timeout: PERIOD_MS });
      await Promise.all([read, page.clock.runFor(PERIOD_MS)]);
    }).toPass({ timeout: 5 * PERIOD_MS });
  };
  // What has an end is filled before it counts.
  for (let turn = 0; turn < 20; turn++) await poll();

  [requests, polls, room.came] = [0, 0, 0];
  const now = () => page.evaluate(() => performance.now() / 1000);
  const begun = await now();
  const sample = async () => {
    const at = (await now()) - begun;
    return { ...(await look(panel, devtools, 0)), at };
  };
  const samples = [await sample()];
  for (let turn = 1; turn < plan.samples; turn++) {
    const end = Math.round((plan.polls * turn) / (plan.samples - 1));
    while (polls < end) await poll();
    samples.push(await sample());
  }
  const { participants, streams } = await owt.state(id);
  await page.clock.resume();
  const grid = (name: string) => page.getByRole("grid", { name, exact: true });
  await expect(grid("Participants")).toHaveAttribute("aria-rowcount", String(participants.length));
  await expect(grid("Streams")).toHaveAttribute("aria-rowcount", String(streams.length));
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "live");
  return { samples, polls, requests, seconds: samples.at(-1)!.at, came: room.came };
}

/** The result as lines to print. */
export function told({ samples, polls, requests, seconds, came }: Result): string {
  const minutes = (seconds / 60).toFixed(0);
  const head = `${polls} polls (${requests} requests) in ${minutes} minutes by the page's clock, ${came} people who came`;
  return `${head}; after each collection of garbage:\n${table(samples)}`;
}

/** Nothing grows. */
export function isFlat({ samples }: Result): void {
  isHeld(samples, { heap: 512 * 1024, wasm: 512 * 1024, nodes: 300, listeners: 60 });
}
