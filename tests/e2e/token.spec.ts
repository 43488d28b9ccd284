// The token: kept alive in time, and what happens when that fails.

import type { Panel } from "./support/panel";
import type { Seen } from "./support/simulator";
import { HOST_PIN, type Simulator, expect, test } from "./support/test";

const signIn = (panel: Panel, sim: Simulator, room: string) => panel.signIn({ server: sim.url, room, pin: HOST_PIN });

const times = (requests: Seen[]) => requests.map(({ at }) => at);

test("the token is refreshed at a third of its life, one at a time", async ({ panel, ownSim }) => {
  const sim = await ownSim("--expires", "6");
  const room = sim.room();
  await signIn(panel, sim, room);
  await expect.poll(async () => (await sim.seen(room, "refresh_session")).length, { timeout: 12_000 }).toBeGreaterThanOrEqual(3);
  const at = times(await sim.seen(room, "refresh_session"));
  for (const [index, time] of at.slice(1).entries()) {
    const apart = time - at[index];
    expect(apart).toBeGreaterThan(1_000);
    expect(apart).toBeLessThan(4_000);
  }
  await panel.live();
  expect(await sim.seen(room, "new_session")).toHaveLength(2);

  await test.step("a slow answer doesn't bring a second request", async () => {
    const seen = (await sim.seen(room, "refresh_session")).length;
    await sim.fault(room, "refresh_session", { delay_ms: 1_500 }, 1);
    await expect.poll(async () => (await sim.seen(room, "refresh_session")).length).toBeGreaterThan(seen + 1);
    const [slow, next] = times(await sim.seen(room, "refresh_session")).slice(seen);
    expect(next - slow).toBeGreaterThan(1_400);
  });
});

test("a token that died: the meeting is joined again by itself, and it is said", async ({ panel, ownSim }) => {
  const sim = await ownSim("--expires", "4");
  const room = sim.room();
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();
  await sim.fault(room, "refresh_session", { status: 503, body: { status: "failed", result: "Try later" } });
  await expect
    .poll(async () => (await sim.seen(room, "new_session")).filter(({ status }) => status === 200).length, { timeout: 15_000 })
    .toBe(2);
  await sim.noFaults(room);
  await panel.live(15_000);
  await panel.agrees(sim, room);
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

test("a refused refresh doesn't flood the server", async ({ panel, ownSim }) => {
  const sim = await ownSim("--expires", "6");
  const room = sim.room();
  await signIn(panel, sim, room);
  const failed = { status: 503, body: { status: "failed", result: "Try later" } };
  for (const command of ["refresh_session", "new_session"]) await sim.fault(room, command, failed);
  const before = (await sim.requests(room)).length;
  await expect.poll(async () => (await sim.seen(room, "refresh_session")).length, { timeout: 10_000 }).toBeGreaterThan(0);
  // The promise is 30 in the first minute. Tries thin out, so the first 20 s hold most of them: not above 20 there.
  const begin = Date.now();
  await expect.poll(() => Date.now() - begin, { timeout: 30_000, intervals: [1_000] }).toBeGreaterThan(20_000);
  const all = (await sim.requests(room)).slice(before);
  const sent = all.filter(({ method }) => method !== "OPTIONS");
  console.log(`requests in 20 s of refused refreshes: ${sent.length}, and ${all.length - sent.length} preflights`);
  expect(sent.length).toBeLessThanOrEqual(20);
  await panel.connection("stale");
  await sim.noFaults(room);
  await panel.live(40_000);
  await panel.agrees(sim, room);
});
