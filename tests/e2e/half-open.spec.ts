// A line that is dead without a word: the connection stays open, and nothing comes any more.

import { HOST_PIN, expect, test } from "./support/test";

test("a stream that has fallen silent is found out, and mended", async ({ panel, sim, room }) => {
  test.setTimeout(120_000);
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();
  await sim.streams(room, "half_open");
  const missed = await sim.join(room, { display_name: "Nobody hears of" });

  // Either the page knows that it is stale, or it has asked the server and shows what is.
  const truth = async () =>
    (await panel.main.getAttribute("data-connection")) === "stale" || (await panel.row(missed).count()) === 1;
  await expect.poll(truth, { timeout: 15_000 }).toBe(true);

  await sim.streams(room, "ok");
  await sim.speak(room, alice, 80);
  await expect(panel.row(alice), "events come again").toHaveAttribute("data-speaking", "true", { timeout: 60_000 });
  await panel.live();
  await panel.agrees(sim, room);
});
