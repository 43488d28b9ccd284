// The soak of `cargo xtask soak`, ten times as fast and for a minute: what a page holds stays as it is.

import { isFlat, soak, told } from "./soak/soak";
import { test } from "./support/test";

// A trace keeps nodes of the page.
test.use({ trace: "off" });

test("a page holds no more after a minute at ten times the pace", async ({ panel, ownSim }) => {
  test.setTimeout(240_000);
  const sim = await ownSim("--rate", "0");
  const result = await soak(panel, sim, sim.room(), { seconds: 60, eventsPerSecond: 500, samples: 13 });
  console.log(told(result));
  isFlat(result, { heap: 512 * 1024, wasm: 512 * 1024, nodes: 300, listeners: 60 });
});
