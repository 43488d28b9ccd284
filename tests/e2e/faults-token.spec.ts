// The token dies, or the server won't renew it.

import { HOST_PIN, PROMISED, alone, expect, refusedAt, row, seenAt, stays, test } from "./support/test";

const INVALID = { status: 403, body: { status: "failed", result: "Invalid token" } };
const LATER = { status: 503, body: { status: "failed", result: "Try later" } };
/** Times as fast: a minute is three seconds. */
const FAST = 20;
const REFRESH = "event: refresh_session\n\n";

test(
  "a refresh that is refused with 403 is asked for once; one new session with what the host typed, and the list is right",
  row("403 on refresh"),
  async ({ panel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    const knocks = (await sim.seen(room, "new_session")).length;
    await sim.fault(room, "refresh_session", INVALID);
    await sim.raw(room, REFRESH);
    await measured.fault(() => refusedAt(sim, room, "refresh_session"));
    await measured.told("stale");
    await measured.back("live");
    await expect(panel.page.getByRole("status").filter({ hasText: "Joined again" })).toBeVisible();
    expect(await sim.seen(room, "refresh_session")).toHaveLength(1);
    const again = (await sim.seen(room, "new_session")).slice(knocks);
    expect(again).toMatchObject([{ status: 200, headers: { pin: "present" }, body: { display_name: "Wang Fang" } }]);
    await panel.agrees(sim, room);
  },
);

test(
  "a refresh that is refused with 403, and the new session too: ended, with the reason and a button, and nothing more is sent",
  row("403 on refresh"),
  async ({ panel, sim, room, measured }) => {
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    await sim.fault(room, "refresh_session", INVALID);
    await sim.fault(room, "new_session", { status: 403, body: { status: "failed", result: "Not today" } }, 1);
    await sim.raw(room, REFRESH);
    await measured.fault(() => refusedAt(sim, room, "refresh_session"));
    await measured.told("ended");
    await expect(panel.main).toContainText("Not today");
    expect(await sim.seen(room, "refresh_session")).toHaveLength(1);
    const sent = async () => (await sim.requests(room)).length;
    await stays(sent, 2_000);
    await measured.over(() => panel.page.getByRole("button", { name: "Join again", exact: true }).click());
    await measured.back("live");
    await panel.agrees(sim, room);
  },
);

test(
  "a token that dies while the browser is offline: said; back online it joins again, and chat, log and selection stay",
  { ...row("token dies while offline"), ...alone },
  async ({ panel, ownSim, context, measured }) => {
    const sim = await ownSim("--expires", "8");
    const room = sim.room();
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const alice = await sim.join(room, { display_name: "Alice" });
    await sim.say(room, alice, "Good morning");
    await panel.row(alice).getByRole("checkbox").check();
    await expect(panel.log("Chat messages").getByText("Good morning")).toBeVisible();
    const me = (await sim.state(room)).participants.find(({ display_name }) => display_name === "Wang Fang")!.uuid;

    await measured.fault(() => context.setOffline(true));
    await measured.told("stale");
    await expect(panel.page.getByRole("status").filter({ hasText: /Offline since \d\d:\d\d/ }).first()).toBeVisible();
    // By itself the server forgets the session when its token is eight seconds old.
    await sim.become(room, ({ participants }) => participants.some(({ uuid }) => uuid === me), false);

    await measured.over(() => context.setOffline(false));
    await measured.back("live", PROMISED.backSeen);
    await expect(panel.row(me)).toHaveCount(0);
    await panel.agrees(sim, room);
    await expect(panel.log("Chat messages").getByText("Good morning")).toBeVisible();
    await expect(panel.log("Event log").getByText("Alice joined")).toBeVisible();
    await expect(panel.row(alice).getByRole("checkbox")).toBeChecked();
    expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200)).toHaveLength(2);
  },
);

test(
  "a refresh that fails until the token is dead: the meeting is joined again by itself",
  row("500/502/503/504 on refresh"),
  async ({ panel, ownSim, measured }) => {
    const sim = await ownSim("--expires", "8");
    const room = sim.room();
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    await sim.fault(room, "refresh_session", LATER);
    await measured.fault(() => refusedAt(sim, room, "refresh_session"));
    await measured.told(panel.alert.filter({ hasText: "doesn't renew this session" }));
    const admitted = (nth: number) => seenAt(sim, room, "new_session", { nth, is: ({ status }) => status === 200 });
    // What can't be renewed can be begun anew once it is over.
    await measured.over(async () => (await admitted(1)) + 8_000);
    await measured.back(admitted(2));
    await sim.noFaults(room);
    await panel.live();
    await panel.agrees(sim, room);
  },
);

test(
  "refused refreshes and sessions don't flood the server: at most 20 requests in the first 20 s",
  row("500/502/503/504 on refresh"),
  async ({ panel, ownSim, measured }) => {
    const sim = await ownSim("--expires", "6");
    const room = sim.room();
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    const before = (await sim.requests(room)).length;
    for (const command of ["refresh_session", "new_session"]) await sim.fault(room, command, LATER);
    await measured.fault(() => refusedAt(sim, room, "refresh_session"));
    await measured.told(panel.alert.filter({ hasText: "doesn't renew this session" }));
    // The promise is 30 in the first minute. Tries thin out, so the first 20 s hold most of them: not above 20 there.
    const begin = Date.now();
    await expect.poll(() => Date.now() - begin, { timeout: 30_000, intervals: [1_000] }).toBeGreaterThan(20_000);
    const sent = (await sim.requests(room)).slice(before).filter(({ method }) => method !== "OPTIONS");
    expect(sent.length).toBeLessThanOrEqual(20);
    await panel.connection("stale");
    await measured.over(() => sim.noFaults(room));
    await measured.back("live", 40_000);
    measured.note(`${sent.length} requests in 20 s of refusals`);
    await panel.agrees(sim, room);
  },
);

test(
  "a server that refuses everything for five minutes: 30 requests in the first, 6 in each that follows and 6 more once; then live",
  row("500/502/503/504 on refresh"),
  async ({ panel, ownSim, measured }) => {
    // Its tokens outlive all of it.
    const sim = await ownSim("--expires", "600");
    const room = sim.room();
    const quicken = await measured.quickClock(FAST);
    await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
    await quicken();
    await sim.fault(room, "*", LATER);
    await measured.fault(() => sim.streams(room, "cut_once"));
    await measured.told("stale");
    const end = Date.now() + 300_000 / FAST;
    await expect.poll(() => Date.now(), { timeout: 60_000, intervals: [500] }).toBeGreaterThan(end);
    await panel.connection("stale");
    // It has not given up either.
    const sent = measured.requests;
    expect(sent).toBeGreaterThan(20);
    await measured.over(() => sim.noFaults(room));
    await measured.back("live");
    measured.note(`${sent} requests in five minutes, in a page whose clock runs ${FAST} times as fast`);
    await panel.agrees(sim, room);
  },
);
