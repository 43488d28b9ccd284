// Not among the tests: what `cargo xtask soak` runs.

import { isFlat, soak, told } from "./soak";
import { test } from "../support/test";

const MINUTES = Number(process.env.GAVEL_SOAK_MINUTES ?? 30);
const SPEED = Number(process.env.GAVEL_SOAK_SPEED ?? 1);

test(`${MINUTES} minutes at ${50 * SPEED} events a second`, async ({ panel, ownSim }) => {
  test.setTimeout((MINUTES + 5) * 60_000);
  const sim = await ownSim("--rate", "0");
  const seconds = MINUTES * 60;
  const samples = Math.max(7, Math.min(61, Math.round(seconds / 10)));
  const result = await soak(panel, sim, sim.room(), { seconds, eventsPerSecond: 50 * SPEED, samples });
  console.log(told(result));
  isFlat(result, { heap: 512 * 1024, wasm: 512 * 1024, nodes: 300, listeners: 60 });
});
