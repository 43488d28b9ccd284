// An Open WebRTC Toolkit server of a test's own. All its control paths stand here.

import { deepStrictEqual } from "node:assert/strict";
import { createHmac, randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Program, servedOptions } from "./program";
import type { Deed } from "./simulator";

/** The services that each server has: id and key. */
export const SAMPLE = { id: "6b0234e24d6cc98f7c424e76", key: "sampleKeyForTests0001" };
export const SUPER = { id: "6b0234e24d6cc98f7c424e75", key: "superKeyForTests0001" };

/** Somebody in a room, as the API tells it. */
export interface Person {
  id: string;
  user: string;
  role: string;
  permission: Record<"publish" | "subscribe", { audio: boolean; video: boolean }>;
}

/** A stream, as v1.1 of the API tells it. */
export interface Stream {
  id: string;
  type: "forward" | "mixed";
  media: { audio: { status?: string } | null; video: { status?: string } | null };
  info: {
    owner?: string;
    inViews?: string[];
    label?: string;
    layout?: { stream?: string; region: { id: string; area: Record<string, unknown> } }[];
  };
}

/** What goes out of a room. */
export interface Subscription {
  id: string;
  kind: "recording" | "streaming" | "analytics" | "sip";
  media: Partial<Record<"audio" | "video", { from: string; format: { codec: string }; parameters?: Record<string, unknown> }>>;
  url?: string;
  storage?: { host: string; file: string };
  analytics?: { id: string; algorithm: string };
}

/** A SIP call. */
export interface Call {
  id: string;
  peer: string;
  output: { media: Subscription["media"] };
}

/** The server's truth about a room. */
export interface State {
  id: string;
  live: boolean;
  /** The Room object, as it is told. */
  config: Record<string, unknown>;
  participants: Person[];
  streams: Stream[];
  subscriptions: Subscription[];
  calls: Call[];
  /** Who is in by the portal. */
  by_portal: string[];
}

/** A request that the server has seen. */
export interface Seen {
  n: number;
  at: number;
  method: string;
  path: string;
  status: number | null;
  body: any;
  headers: { authorization: "present" | "absent" };
}

/** What a panel is called in a room while it listens there. */
export const PANEL = "Gavel";

/** How long the server may take to become what a test expects. */
const BECOME_MS = 10_000;

let count = 0;

export class OwtServer {
  private constructor(private readonly program: Program) {}

  static async start(...options: string[]): Promise<OwtServer> {
    const listen = ["--listen", "127.0.0.1:0", "--portal", "127.0.0.1:0"];
    const all = ["--control", ...servedOptions(), ...options];
    return new OwtServer(await Program.start(["owt", ...listen, ...all]));
  }

  get url(): string {
    return this.program.url;
  }

  async kill(): Promise<void> {
    await this.program.kill();
  }

  /** What it serves from now on it serves in this test; "" is none. */
  async begin(test: string): Promise<void> {
    await this.control("POST", "test", { test });
  }

  /** It forgets who is in, and all tokens; the rooms stay. */
  async restart(): Promise<void> {
    await this.control("POST", "restart", {});
  }

  /** A room of a test's own; the answer is its id. */
  async room(name = this.name(), options?: unknown): Promise<string> {
    const { id } = await this.control("POST", "rooms", { name, ...(options === undefined ? {} : { options }) });
    return id;
  }

  /** A name that no other test's room has. */
  name(): string {
    count += 1;
    return `Room ${process.pid}-${count}`;
  }

  // --- the world

  /** Somebody comes in; the answer is their id. */
  async join(room: string, user: string, role = "presenter"): Promise<string> {
    const { id } = await this.control("POST", `${room}/join`, { user, role });
    return id;
  }

  async people(room: string, count: number, streams = 0): Promise<{ ids: string[]; streams: string[] }> {
    return this.control("POST", `${room}/people`, { count, streams });
  }

  async leave(room: string, id: string): Promise<void> {
    await this.control("POST", `${room}/leave`, { id });
  }

  /** Somebody publishes; the answer is the stream's id. */
  async publish(room: string, id: string, what: Record<string, unknown> = {}): Promise<string> {
    const { id: stream } = await this.control("POST", `${room}/publish`, { id, ...what });
    return stream;
  }

  async unpublish(room: string, stream: string): Promise<void> {
    await this.control("POST", `${room}/unpublish`, { stream });
  }

  /** The owner of a stream switches a track of it. */
  async switch(room: string, stream: string, track: "audio" | "video", status: "active" | "inactive"): Promise<void> {
    await this.control("POST", `${room}/switch`, { stream, track, status });
  }

  async mix(room: string, stream: string, view: string): Promise<void> {
    await this.control("POST", `${room}/mix`, { stream, view });
  }

  async unmix(room: string, stream: string, view: string): Promise<void> {
    await this.control("POST", `${room}/unmix`, { stream, view });
  }

  /** Which agents the cluster has from now on. */
  async agents(agents: Partial<Record<"audio" | "video" | "sip" | "analytics", boolean>>): Promise<void> {
    await this.control("POST", "agents", agents);
  }

  /** What happens to whoever joins by the portal. */
  async portal(mode: "ok" | "gone" | "cut" | "cut_once" | "half_open" | "refuse503" | "hang"): Promise<void> {
    await this.control("POST", "portal", { do: mode });
  }

  /** Somebody writes something. */
  async text(room: string, id: string, message: string): Promise<void> {
    await this.control("POST", `${room}/text`, { id, message });
  }

  /** An event of the portal to everybody who is in by it, or this text. */
  async event(room: string, name: string, data?: unknown): Promise<void> {
    await this.control("POST", `${room}/event`, { name, data });
  }

  /** Somebody else asks the management API for something of a room. Answers with the status and what is answered. */
  async api(method: string, room: string, path: string, body?: unknown): Promise<{ status: number; json: any }> {
    const [time, nonce] = [Date.now(), randomInt(100_000)];
    const hex = createHmac("sha256", SAMPLE.key).update(`${time},${nonce}`).digest("hex");
    const fields = [
      "realm=http://example.com",
      "mauth_signature_method=HMAC_SHA256",
      `mauth_serviceid=${SAMPLE.id}`,
      `mauth_cnonce=${nonce}`,
      `mauth_timestamp=${time}`,
      `mauth_signature=${Buffer.from(hex).toString("base64")}`,
    ];
    const answer = await fetch(`${this.url}/v1.1/rooms/${room}/${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: `MAuth ${fields.join(",")}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, json: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text };
  }

  /** Everybody is dropped, and the room isn't live any more. */
  async end(room: string): Promise<void> {
    await this.control("POST", `${room}/end`, {});
  }

  /** The same, and it is gone. */
  async delete(room: string): Promise<void> {
    await this.control("POST", `${room}/delete`, {});
  }

  /** From now on (or so many times) a call about a room does something else. */
  async fault(room: string, on: string, deed: Deed, times?: number): Promise<void> {
    await this.control("POST", `${room}/faults`, { on, do: deed, ...(times === undefined ? {} : { times }) });
  }

  async noFaults(room: string): Promise<void> {
    await this.control("POST", `${room}/faults/clear`, {});
  }

  /** The same for calls about no room. */
  async faultOfAll(on: string, deed: Deed, times?: number): Promise<void> {
    await this.control("POST", "faults", { on, do: deed, ...(times === undefined ? {} : { times }) });
  }

  async clearFaults(): Promise<void> {
    await this.control("POST", "faults/clear", {});
  }

  /** From now on pages of other addresses may use PUT, which the real server doesn't let them. */
  async allowPut(): Promise<void> {
    const headers = { "access-control-allow-methods": "POST, GET, OPTIONS, DELETE, PATCH, PUT" };
    await this.faultOfAll("OPTIONS", { status: 200, headers });
  }

  // --- what it saw

  async rooms(): Promise<{ id: string; name: string; live: boolean }[]> {
    return (await this.control("GET", "state")).rooms;
  }

  async services(): Promise<{ id: string; name: string; rooms: string[] }[]> {
    return (await this.control("GET", "state")).services;
  }

  /** A service of a test's own; the answer is its id. */
  async service(name: string, key = "a key of a test's own"): Promise<string> {
    const { id } = await this.control("POST", "services", { name, key });
    return id;
  }

  /** A room of another service. */
  async roomOf(service: string, name = this.name()): Promise<string> {
    const { id } = await this.control("POST", "rooms", { name, service });
    return id;
  }

  /** A room as it is, without panels that listen there. */
  async state(room: string): Promise<State> {
    const state: State = await this.control("GET", `${room}/state`);
    const isPanel = ({ id, user }: Person) => user === PANEL && state.by_portal.includes(id);
    return { ...state, participants: state.participants.filter((one) => !isPanel(one)) };
  }

  /** Waits until so many panels listen in a room; answers with their ids. */
  async panels(room: string, count: number): Promise<string[]> {
    await this.become(room, ({ by_portal }) => by_portal.length, count);
    return (await this.state(room)).by_portal;
  }

  async requests(room: string): Promise<Seen[]> {
    return this.control("GET", `${room}/requests`);
  }

  async allRequests(): Promise<Seen[]> {
    return this.control("GET", "requests");
  }

  /** The requests of a method to what a path of the room ends with. */
  async seen(room: string, method: string, end: string): Promise<Seen[]> {
    const all = await this.requests(room);
    return all.filter((one) => one.method === method && one.path.split("?")[0].endsWith(end));
  }

  /** Somebody else asks as the super service. Answers with the status. */
  async asSuper(method: string, path: string): Promise<number> {
    const [stamp, nonce] = [Date.now(), 1];
    const signature = Buffer.from(createHmac("sha256", SUPER.key).update(`${stamp},${nonce}`).digest("hex")).toString("base64");
    const fields = `mauth_serviceid=${SUPER.id},mauth_cnonce=${nonce},mauth_timestamp=${stamp},mauth_signature=${signature}`;
    const authorization = `MAuth realm=http://example.com,mauth_signature_method=HMAC_SHA256,${fields}`;
    return (await fetch(`${this.url}${path}`, { method, headers: { authorization } })).status;
  }

  /** Waits until the room is as expected. */
  async become(room: string, what: (state: State) => unknown, expected: unknown): Promise<void> {
    const end = Date.now() + BECOME_MS;
    for (;;) {
      const found = what(await this.state(room));
      if (isDeepStrictEqual(found, expected)) return;
      if (Date.now() > end) deepStrictEqual(found, expected);
      await pause(50);
    }
  }

  private async control(method: string, path: string, body?: unknown): Promise<any> {
    const text = await this.ask(method, path, body);
    return text ? JSON.parse(text) : undefined;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(`${this.url}/__control/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text;
  }
}
