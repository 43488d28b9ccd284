// The token: kept alive in time, and what happens when that fails.

import { signIn } from "./support/sign-in";
import type { Seen } from "./support/simulator";
import { expect, test } from "./support/test";

const times = (requests: Seen[]) => requests.map(({ at }) => at);

test("the token is refreshed at a third of its life, one at a time", async ({ panel, ownSim }) => {
  const sim = await ownSim("--expires", "9");
  const room = sim.room();
  await signIn(panel, sim, room);
  await expect.poll(async () => (await sim.seen(room, "refresh_session")).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
  const at = times(await sim.seen(room, "refresh_session"));
  for (const [index, time] of at.slice(1).entries()) {
    const apart = time - at[index];
    expect(apart).toBeGreaterThan(1_500);
    expect(apart).toBeLessThan(6_000);
  }
  await panel.live();
  expect(await sim.seen(room, "new_session")).toHaveLength(2);

  await test.step("a slow answer doesn't bring a second request", async () => {
    const seen = (await sim.seen(room, "refresh_session")).length;
    await sim.fault(room, "refresh_session", { delay_ms: 1_500 }, 1);
    await expect.poll(async () => (await sim.seen(room, "refresh_session")).length, { timeout: 30_000 }).toBeGreaterThan(seen + 1);
    const [slow, next] = times(await sim.seen(room, "refresh_session")).slice(seen);
    expect(next - slow).toBeGreaterThan(1_400);
  });
});

test("every token dies at once: in again within seconds, as somebody new, and nobody doubled", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();
  await sim.expireTokens(room);
  await expect.poll(async () => (await sim.seen(room, "new_session")).filter(({ status }) => status === 200).length).toBe(2);
  await panel.live();
  await panel.agrees(sim, room);
  await expect(
    panel.page
      .getByRole("status")
      .filter({ hasText: /join|rejoin|again/i })
      .first(),
  ).toBeVisible();
});
