// What a worker's tests share: a conference server, and a web server with the built panel. Tests of any driver use them.

import { Program } from "./program";
import { Simulator } from "./simulator";

/** Starts a conference server for as long as `use` takes. */
export async function withSimulator(use: (sim: Simulator) => Promise<void>, ...options: string[]): Promise<void> {
  const sim = await Simulator.start(...options);
  await use(sim);
  await sim.kill();
}

/** Serves the built panel for as long as `use` takes, with the production headers. `command` is what builds it first. */
export async function withPanel(use: (home: string) => Promise<void>, command: string): Promise<void> {
  const dist = process.env.GAVEL_DIST;
  if (!dist) throw new Error(`GAVEL_DIST isn't set: run \`${command}\`, or see the README`);
  const server = await Program.start(["panel", "--dir", dist, "--listen", "127.0.0.1:0"]);
  await use(`${server.url}/`);
  await server.kill();
}
