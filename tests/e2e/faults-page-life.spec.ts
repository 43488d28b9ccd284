// The page sleeps, freezes, goes into the back-forward cache and comes out of it, and leaves.

import type { Page } from "@playwright/test";
import { signIn } from "./support/sign-in";
import { PROMISED, type Simulator, alone, expect, row, seenAt, test } from "./support/test";

// Playwright switches the back-forward cache off, for what a page of its own has to survive.
test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] }) });

const AWAY = { ...row("laptop asleep for 10 min; page frozen; back from bfcache"), ...alone };
const GONE = row("the tab closes, or goes elsewhere");

const admitted = async (sim: Simulator, room: string) =>
  (await sim.seen(room, "new_session")).filter(({ status }) => status === 200).length;

/** A wall clock that can be put forward; the other one stands still in sleep, on most machines. */
const withClock = (page: Page) =>
  page.addInitScript(() => {
    const now = Date.now.bind(Date);
    let ahead = 0;
    Date.now = () => now() + ahead;
    Object.assign(globalThis, {
      /** Nothing on this page runs for so long, while the clock goes on by so much; says when it woke. */
      sleep: (real: number, shown: number) => {
        const end = now() + real;
        while (now() < end);
        ahead += shown;
        return now();
      },
    });
  });

const sleep = (page: Page, real: number, shown: number) =>
  page.evaluate(
    ([real, shown]) => (globalThis as unknown as { sleep: (real: number, shown: number) => number }).sleep(real, shown),
    [real, shown],
  );

test(
  "a laptop that slept for ten minutes: said, joined again, and the list is right",
  AWAY,
  async ({ panel, sim, room, measured }) => {
    await withClock(panel.page);
    await signIn(panel, sim, room);
    const left = await sim.join(room, { display_name: "Leaves meanwhile" });
    await expect(panel.row(left)).toBeVisible();
    const woke = sleep(panel.page, 1_000, 600_000);
    await sim.expireTokens(room);
    await sim.leave(room, left);
    const came = await sim.join(room, { display_name: "Comes meanwhile" });
    await measured.fault(() => woke);
    await measured.told(panel.page.getByText(/You were away for/));
    await measured.back("live", PROMISED.backSeen);
    await expect(panel.row(came)).toBeVisible();
    await expect(panel.row(left)).toHaveCount(0);
    await panel.agrees(sim, room);
    expect(await admitted(sim, room)).toBe(2);
  },
);

test(
  "a page that was frozen for less than the token's life: caught up within a second, without a new session",
  AWAY,
  async ({ panel, sim, room, context, measured }) => {
    await withClock(panel.page);
    await signIn(panel, sim, room);
    const left = await sim.join(room, { display_name: "Leaves meanwhile" });
    await expect(panel.row(left)).toBeVisible();
    const devtools = await context.newCDPSession(panel.page);
    await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
    await sim.leave(room, left);
    const came = await sim.join(room, { display_name: "Comes meanwhile" });
    await sleep(panel.page, 0, 100_000);
    await measured.fault(() => devtools.send("Page.setWebLifecycleState", { state: "active" }));
    await measured.told(panel.page.getByText(/You were away for/));
    await measured.back(panel.row(came), PROMISED.backSeen);
    await expect(panel.row(left)).toHaveCount(0);
    await panel.live();
    await panel.agrees(sim, room);
    expect(await admitted(sim, room)).toBe(1);
  },
);

test(
  "away and back by the browser's buttons: the session was given back, a new one begins, and the list is right",
  AWAY,
  async ({ panel, sim, room, measured }) => {
    const { page } = panel;
    /** Goes away and comes back. Returns who came meanwhile, and whether the browser had kept the page. */
    const awayAndBack = async (time: number) => {
      await page.goto("about:blank");
      await signIn(panel, sim, room);
      const left = await sim.join(room, { display_name: "Leaves meanwhile" });
      await expect(panel.row(left)).toBeVisible();
      await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
      await page.goto("about:blank");
      await expect.poll(() => sim.seen(room, "end_session")).toHaveLength(time);
      await sim.leave(room, left);
      const came = await sim.join(room, { display_name: "Comes meanwhile" });
      await measured.fault(() => page.goBack({ waitUntil: "commit" }));
      return { came, isKept: await page.evaluate(() => "sameDocument" in globalThis) };
    };
    let times = 1;
    let back = await awayAndBack(times);
    // A browser is free not to keep a page, and one that is loaded anew is another test's. It keeps one of a few.
    while (!back.isKept && times < 4) back = await awayAndBack((times += 1));
    expect(back.isKept, "out of the cache, not loaded anew").toBe(true);
    await measured.back("live", PROMISED.backSeen);
    await expect(panel.row(back.came)).toBeVisible();
    await panel.agrees(sim, room);
    expect(await admitted(sim, room)).toBe(times + 1);
  },
);

test("leaving gives the session back", GONE, async ({ panel, sim, room, measured }) => {
  await signIn(panel, sim, room);
  await measured.fault(() => panel.control("Leave").click());
  await measured.back(seenAt(sim, room, "end_session"));
    expect(await sim.seen(room, "end_session")).toHaveLength(1);
  await sim.become(room, (state) => state.participants.length, 0);
});

for (const [how, go] of [
  ["the tab closes", (page: Page) => page.close({ runBeforeUnload: false })],
  ["the page goes elsewhere", (page: Page) => page.goto("about:blank")],
  ["the page is loaded anew", (page: Page) => page.reload()],
] as const) {
  test(`${how}: the session is given back`, GONE, async ({ panel, openPanel, sim, room, measured }) => {
    await signIn(panel, sim, room);
    // The browser outlives the tab.
    await (await openPanel()).open({});
    await sim.become(room, (state) => state.participants.length, 1);
    await measured.fault(async () => {
      const at = Date.now();
      await go(panel.page);
      return at;
    });
    await measured.back(seenAt(sim, room, "end_session"));
    expect(await sim.seen(room, "end_session")).toHaveLength(1);
    // Of a page that is gone, only the server can tell what it sent.
    measured.record.requests = 1;
    await sim.become(room, (state) => state.participants.length, 0);
  });
}
