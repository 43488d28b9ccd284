// A callback gateway of a test's own, and the vendors that report to it. It signs by their documents.

import { createHash, createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "./program";

export const TOKEN = "panel-token-1f6c";
const KEY = "northbound-key";
const APP = "app";
const SECRET = "0123456789ab";

export class Gateway {
  private constructor(
    private program: Program,
    private readonly folder: string,
    private readonly settings: string,
  ) {}

  /** Starts one that pages of this origin may ask. `more`: lines of its configuration. */
  static async start(home: string, more = ""): Promise<Gateway> {
    const folder = await mkdtemp(join(tmpdir(), "gavel-gateway-"));
    const { origin } = new URL(home);
    const settings = `${more}\n[api]\ntokens = ["${TOKEN}"]\norigins = ["${origin}"]`;
    return new Gateway(await Gateway.run(folder, settings, 0), folder, settings);
  }

  private static async run(folder: string, settings: string, port: number): Promise<Program> {
    const config = join(folder, "gateway.toml");
    const lines = [
      `listen = "127.0.0.1:${port}"`,
      `database = ${JSON.stringify(join(folder, "events.sqlite"))}`,
      `log = "warn"`,
      settings,
      `[[netease.apps]]\nkey = "${APP}"\nsecrets = ["${SECRET}"]`,
      `[three_tee]\nkeys = ["${KEY}"]`,
    ];
    await writeFile(config, lines.join("\n"));
    return Program.start(["serve", "--config", config], "GAVEL_GATEWAY");
  }

  get url(): string {
    return this.program.url;
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    await this.program.kill();
  }

  /** Starts it again where it was, with what it knew, or with nothing. */
  async restart(keep: "events" | "nothing" = "events"): Promise<void> {
    const { port } = this.program;
    await this.kill();
    if (keep === "nothing") {
      for (const end of ["", "-wal", "-shm"]) await rm(join(this.folder, `events.sqlite${end}`), { force: true });
    }
    this.program = await Gateway.run(this.folder, this.settings, port);
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** 叁体's media server tells an event; the answer is the gateway's status. */
  async threeTee(event: string, parameters: Record<string, string>, key = KEY): Promise<number> {
    const all: Record<string, string> = { event, trace_id: randomUUID(), ...parameters };
    const values = Object.keys(all)
      .sort()
      .map((name) => all[name])
      .filter((value) => value !== "");
    const code = createHmac("sha256", key).update(values.join("|")).digest("hex");
    const body = new URLSearchParams(key === "" ? all : { ...all, check_code: code });
    const { status } = await fetch(`${this.url}/callbacks/3tee`, { method: "POST", body });
    return status;
  }

  /** NetEase tells something. */
  async netease(told: unknown): Promise<void> {
    const body = JSON.stringify(told);
    const time = String(Date.now());
    const md5 = createHash("md5").update(body).digest("hex");
    const sum = createHash("sha1").update(SECRET + md5 + time).digest("hex");
    const headers = { AppKey: APP, CurTime: time, MD5: md5, CheckSum: sum, "Content-Type": "application/json" };
    await fetch(`${this.url}/callbacks/netease`, { method: "POST", body, headers });
  }

  /** Somebody comes into a room of 叁体's. */
  async join(room: string, user: string, name = user): Promise<void> {
    await this.threeTee("join", { room_id: room, user_id: user, user_name: name, event_type: "normal", endpoint_type: "web" });
  }
}
