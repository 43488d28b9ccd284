// One of the simulator's programs as a child process, found by the address in the first line it writes.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const START_MS = 20_000;

/** The folder for what was served, in a run of all tests: xtask/src/served.rs compares it with the tables of what is covered. */
const SERVED = process.env.GAVEL_SERVED;

let started = 0;

/** The options with which a simulator writes down what it serves, in a run of all tests. */
export function servedOptions(): string[] {
  started += 1;
  return SERVED ? ["--served", join(SERVED, `${process.pid}-${started}.jsonl`)] : [];
}

/** A running server. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it listens: `http://127.0.0.1:PORT`. */
    readonly url: string,
  ) {}

  /** Starts the program that the environment's `variable` names, and waits until it says `listening http://…`. */
  static async start(args: string[], variable = "GAVEL_SIMULATOR"): Promise<Program> {
    const path = process.env[variable];
    if (!path) throw new Error(`${variable} isn't set: run \`cargo xtask test e2e\`, or see the README`);
    const child = spawn(path, args, { stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${path} ${args.join(" ")} said nothing`)), START_MS);
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`${path} ${args.join(" ")} ended with ${code}`)));
      createInterface({ input: child.stdout! }).once("line", (line) => {
        clearTimeout(late);
        const found = /^listening (http:\S+)/.exec(line);
        if (found) resolve(found[1].replace(/\/$/, ""));
        else reject(new Error(`its first line was: ${line}`));
      });
    });
    child.stdout!.resume();
    return new Program(child, url);
  }

  /** The port it got. */
  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Ends it as a crash would, and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await gone;
  }
}
