// A conference server of a test's own: what it does, what it saw, what goes wrong with it. All control paths stand here.
// It knows no browser's driver: the tests in tests/browsers use it as well.

import { deepStrictEqual } from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Program, servedOptions } from "./program";

/** A row of the server's own list, as it goes over the wire. */
export interface Person {
  uuid: string;
  display_name: string;
  role: string;
  service_type: string;
  is_muted: string | boolean;
  is_presenting: string | boolean;
  spotlight: number;
  rx_presentation_policy: string;
  uri: string;
  [field: string]: unknown;
}

/** The server's truth about a room. */
export interface State {
  locked: boolean;
  guests_muted: boolean;
  participants: Person[];
  calls: SubCall[];
}

/** A call beside somebody's own. */
export interface SubCall {
  uuid: string;
  participant: string;
  call_type: "WEBRTC" | "RTMP";
  present: "send" | "receive" | null;
  acknowledged: boolean;
  frames_received: number;
}

/** A request that a room has seen. Tokens and PINs are only "present" or "absent". */
export interface Seen {
  n: number;
  at: number;
  method: string;
  path: string;
  status: number | null;
  body: any;
  headers: { token: string; pin: string };
}

/** What a faulty command does. */
export type Deed =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | { delay_ms: number }
  | { hang: true }
  | { act_then_hang: true }
  | { act_then_cut: true }
  | { lose: true }
  | { swallow: true }
  | { silent: true }
  | { no_cors: true };

export type Streams = "ok" | "cut" | "cut_once" | "end_once" | "half_open" | "refuse503" | "html";

/** How long the server may take to become what a test expects. */
const BECOME_MS = 10_000;

export const HOST_PIN = "1111";
export const GUEST_PIN = "2222";

/** How a flag of the wire reads. */
export const isYes = (flag: unknown): boolean => flag === true || flag === 1 || /^(yes|true)$/i.test(String(flag));

let count = 0;

export class Simulator {
  private test = "";

  private constructor(
    private program: Program,
    private readonly options: string[],
  ) {}

  static async start(...options: string[]): Promise<Simulator> {
    const all = ["--control", ...servedOptions(), ...options];
    const program = await Program.start(["serve", "--listen", "127.0.0.1:0", ...all]);
    return new Simulator(program, all);
  }

  get url(): string {
    return this.program.url;
  }

  async kill(): Promise<void> {
    await this.program.kill();
  }

  /** Starts it again where it was. All uuids and tokens are new, and nobody is in. */
  async restart(): Promise<void> {
    await this.program.kill();
    const listen = `127.0.0.1:${this.program.port}`;
    this.program = await Program.start(["serve", "--listen", listen, ...this.options]);
    await this.begin(this.test);
  }

  /** What it serves from now on it serves in this test; "" is none. */
  async begin(test: string): Promise<void> {
    this.test = test;
    await this.ask("POST", "test", { test });
  }

  /** A quiet room that no other test knows; `template` is the number of the kind of room. */
  room(template = "9000"): string {
    count += 1;
    // In letters: a number could hold a PIN, and tests look for those.
    const own = `${process.pid}-${count}`.replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]);
    return `${template}.${own}`;
  }

  // --- the world; where it is a number, the answer is when it was done, by the server's clock

  /** Somebody comes in; the answer is their uuid. */
  async join(room: string, person: Record<string, unknown>): Promise<string> {
    const { uuid } = await this.control("POST", room, "join", person);
    return uuid;
  }

  /** So many come in at once; the answer is their uuids. */
  async people(room: string, count: number): Promise<string[]> {
    const { uuids } = await this.control("POST", room, "people", { count });
    return uuids;
  }

  async update(room: string, uuid: string, fields: Record<string, unknown>): Promise<number> {
    return this.at(room, "update", { uuid, ...fields });
  }

  async leave(room: string, uuid: string): Promise<void> {
    await this.control("POST", room, "leave", { uuid });
  }

  /** How loud somebody speaks, 0…100. */
  async speak(room: string, uuid: string, vad: number): Promise<void> {
    await this.control("POST", room, "speak", { uuid, vad });
  }

  async present(room: string, uuid: string): Promise<void> {
    await this.control("POST", room, "present", { uuid });
  }

  async stopPresenting(room: string): Promise<void> {
    await this.control("POST", room, "stop_presenting", {});
  }

  /** Shows a layout, until `override_layout` shows another. */
  async layout(room: string, view: string, fields: Record<string, unknown> = {}): Promise<void> {
    await this.control("POST", room, "layout", { view, ...fields });
  }

  async nextFrame(room: string): Promise<void> {
    await this.control("POST", room, "frame", {});
  }

  /** A chat line from somebody in the room. */
  async say(room: string, uuid: string, text: string): Promise<void> {
    await this.control("POST", room, "chat", { uuid, payload: text });
  }

  /** All calls beside people's own are over, for this reason. */
  async endCalls(room: string, reason: string): Promise<void> {
    await this.control("POST", room, "end_calls", { reason });
  }

  async state(room: string): Promise<State> {
    return this.control("GET", room, "state");
  }

  async requests(room: string): Promise<Seen[]> {
    return this.control("GET", room, "requests");
  }

  /** How often the room saw a command, named as its path ends (`lock`, `participants/UUID/mute`). */
  async seen(room: string, command: string): Promise<Seen[]> {
    const all = await this.requests(room);
    return all.filter(({ method, path }) => method !== "OPTIONS" && path.split("?")[0].endsWith(`/${command}`));
  }

  /** From now on (or so many times) a command does something else. */
  async fault(room: string, on: string, deed: Deed, times?: number): Promise<void> {
    await this.control("POST", room, "faults", { on, do: deed, ...(times === undefined ? {} : { times }) });
  }

  async noFaults(room: string): Promise<void> {
    await this.control("POST", room, "faults/clear", {});
  }

  async streams(room: string, mode: Streams): Promise<number> {
    return this.at(room, "streams", { do: mode });
  }

  /** Faults of the lists that streams begin with; what isn't named is well. */
  async sync(room: string, faults: { drop_end?: boolean; drop_all?: boolean; drop_create?: boolean }): Promise<void> {
    await this.control("POST", room, "sync", faults);
  }

  /** From now on these are as the document has them (the names are in the simulator's README), and nothing else is. */
  async oldForms(room: string, old: string[]): Promise<void> {
    await this.control("POST", room, "forms", { old });
  }

  /** Every token dies now; whoever had one is out of the list. */
  async expireTokens(room: string): Promise<number> {
    return this.at(room, "expire_tokens", {});
  }

  /** Puts a session out, in these words. */
  async putOut(room: string, uuid: string, reason: string): Promise<number> {
    return this.at(room, "disconnect_session", { uuid, reason });
  }

  /** Bytes on every stream, as they are. */
  async raw(room: string, text: string): Promise<number> {
    return this.at(room, "raw", { text });
  }

  /** Another person's client, over the API itself. */
  async session(room: string, name: string, pin = HOST_PIN): Promise<Session> {
    return Session.open(`${this.url}/api/services/${encodeURIComponent(room)}`, name, pin);
  }

  /** Waits until the server's state is as expected. */
  async become(room: string, what: (state: State) => unknown, expected: unknown): Promise<void> {
    const end = Date.now() + BECOME_MS;
    for (;;) {
      const found = what(await this.state(room));
      if (isDeepStrictEqual(found, expected)) return;
      // Says what it is in place of what was expected.
      if (Date.now() > end) deepStrictEqual(found, expected);
      await pause(50);
    }
  }

  private async control(method: string, room: string, what: string, body?: unknown): Promise<any> {
    const { text } = await this.ask(method, `${encodeURIComponent(room)}/${what}`, body);
    return text ? JSON.parse(text) : undefined;
  }

  /** Does something to a room, and says when it was done. */
  private async at(room: string, what: string, body: unknown): Promise<number> {
    return (await this.ask("POST", `${encodeURIComponent(room)}/${what}`, body)).at;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<{ at: number; text: string }> {
    const answer = await fetch(`${this.url}/__control/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return { at: Number(answer.headers.get("at")), text };
  }
}

/** A client that is not the panel: another host, who does things to the meeting. */
export class Session {
  private constructor(
    private readonly base: string,
    private readonly token: string,
    /** Its own row. */
    readonly uuid: string,
  ) {}

  static async open(base: string, name: string, pin: string): Promise<Session> {
    const answer = await fetch(`${base}/new_session`, {
      method: "POST",
      headers: { "content-type": "application/json", pin },
      body: JSON.stringify({ display_name: name, hideme: "no" }),
    });
    const { result } = await answer.json();
    if (!answer.ok) throw new Error(`new_session: ${answer.status} ${JSON.stringify(result)}`);
    return new Session(base, result.token, result.participant_uuid);
  }

  /** Sends a command, and says when. */
  async post(command: string, body: unknown = {}): Promise<number> {
    const at = Date.now();
    const answer = await fetch(`${this.base}/${command}`, {
      method: "POST",
      headers: { "content-type": "application/json", token: this.token },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${command}: ${answer.status} ${await answer.text()}`);
    return at;
  }
}
