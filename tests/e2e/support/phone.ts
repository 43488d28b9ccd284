// A server of phone conferences of a test's own. All its control paths stand here.

import { deepStrictEqual } from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Program, servedOptions } from "./program";

/** A call of a telephone. */
export interface Call {
  id: string;
  number: string;
  state: "ringing" | "in" | "out" | "failed";
  result: number | null;
}

/** The server's truth about a conference. */
export interface Conference {
  id: string;
  count: number;
  calls: Call[];
}

/** A request that the server has seen. */
export interface Seen {
  n: number;
  at: number;
  client: string;
  method: string | null;
  params: any;
  id: unknown;
  text: string;
  answer: string | null;
}

/** What the server does; see PHONE.md. */
export interface Behaviour {
  hang_up_bug?: boolean;
  notifications?: "off" | "four" | "five" | "both";
  by_name?: boolean;
  nested_errors?: boolean;
  results?: "real" | "documented";
  answer_after_ms?: number | null;
}

/** What becomes of a request. */
export type PhoneDeed =
  | "ignore"
  | "swallow"
  | "cut"
  | "act_then_cut"
  | { delay_ms: number }
  | { error: { code: number; message: string } }
  | { result: unknown }
  | { raw: string };

/** How long the server may take to become what a test expects. */
const BECOME_MS = 10_000;

export class PhoneServer {
  private constructor(private readonly program: Program) {}

  static async start(...options: string[]): Promise<PhoneServer> {
    const all = ["--control", ...servedOptions(), ...options];
    return new PhoneServer(await Program.start(["phone", "--listen", "127.0.0.1:0", ...all]));
  }

  /** Where its sockets are. */
  get url(): string {
    return this.program.url.replace(/^http/, "ws");
  }

  async kill(): Promise<void> {
    await this.program.kill();
  }

  /** What it serves from now on it serves in this test; "" is none. */
  async begin(test: string): Promise<void> {
    await this.control("POST", "test", { test });
  }

  // --- the world

  async behave(behaviour: Behaviour): Promise<void> {
    await this.control("POST", "behave", behaviour);
  }

  /** Somebody else makes a conference; the answer is its number. */
  async conference(): Promise<string> {
    const { id } = await this.control("POST", "conferences", {});
    return id;
  }

  /** Somebody else calls a telephone, and it is answered. */
  async callIn(conf: string, number: string): Promise<void> {
    await this.control("POST", `${conf}/call`, { number });
    await this.answer(conf, number);
  }

  async answer(conf: string, number: string): Promise<void> {
    await this.control("POST", `${conf}/answer`, { number });
  }

  async refuse(conf: string, number: string, result: number): Promise<void> {
    await this.control("POST", `${conf}/refuse`, { number, result });
  }

  async hangUp(conf: string, number: string): Promise<void> {
    await this.control("POST", `${conf}/hang_up`, { number });
  }

  /** The conference is gone. */
  async delete(conf: string): Promise<void> {
    await this.control("POST", `${conf}/delete`);
  }

  /** It tells this. */
  async event(conf: string, method: string, params: unknown): Promise<void> {
    await this.control("POST", `${conf}/event`, { method, params });
  }

  /** It says this text to a client. */
  async say(client: string, text: string): Promise<void> {
    await this.control("POST", `clients/${encodeURIComponent(client)}/raw`, { text });
  }

  async fault(on: string, deed: PhoneDeed, times?: number): Promise<void> {
    await this.control("POST", "faults", { on, do: deed, ...(times === undefined ? {} : { times }) });
  }

  async noFaults(): Promise<void> {
    await this.control("POST", "faults/clear", {});
  }

  async sockets(deed: "cut" | "cut_once" | "half_open" | "refuse503" | "hang" | "ok"): Promise<void> {
    await this.control("POST", "sockets", { do: deed });
  }

  // --- what it saw

  async state(): Promise<{ conferences: Conference[]; clients: string[]; sockets: number }> {
    return this.control("GET", "state");
  }

  /** The only conference that there is. */
  async only(): Promise<Conference> {
    const { conferences } = await this.state();
    if (conferences.length !== 1) throw new Error(`${conferences.length} conferences`);
    return conferences[0];
  }

  async requests(method?: string): Promise<Seen[]> {
    const all: Seen[] = await this.control("GET", "requests");
    return method === undefined ? all : all.filter((one) => one.method === method);
  }

  /** Waits until the only conference is as expected. */
  async become(what: (conference: Conference) => unknown, expected: unknown): Promise<void> {
    const end = Date.now() + BECOME_MS;
    for (;;) {
      const found = what(await this.only());
      if (isDeepStrictEqual(found, expected)) return;
      if (Date.now() > end) deepStrictEqual(found, expected);
      await pause(50);
    }
  }

  private async control(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await fetch(`${this.program.url}/__control/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
