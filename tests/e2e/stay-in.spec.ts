// Staying in: what the page says and does while server and network come and go. Nothing stale is shown as live, and
// afterwards the roster is the server's.

import type { Panel } from "./support/panel";
import { HOST_PIN, type Simulator, expect, stays, test } from "./support/test";

const signIn = (panel: Panel, sim: Simulator, room: string) => panel.signIn({ server: sim.url, room, pin: HOST_PIN });

/** The connection's state in words, as a status. */
const inWords = (panel: Panel, words: RegExp) =>
  expect(panel.page.getByRole("status").filter({ hasText: words }).first()).toBeVisible();

// Both readers of the stream keep the same promises: `fetch`, and `EventSource` where a body can't be streamed.
for (const reader of ["fetch", "EventSource"]) {
  test.describe(`read by ${reader}`, () => {
    if (reader === "EventSource") {
      test.beforeEach(async ({ page }) => page.addInitScript(() => Reflect.deleteProperty(Response.prototype, "body")));
    }

    test("the stream is cut: said within two seconds, and mended without a doubled row", async ({ panel, sim, room }) => {
      await signIn(panel, sim, room);
      const left = await sim.join(room, { display_name: "Leaves meanwhile" });
      await sim.join(room, { display_name: "Stays" });
      await expect(panel.rows).toHaveCount(3);
      await sim.streams(room, "refuse503");
      await panel.connection("stale", 2_000);
      await inWords(panel, /\d\d:\d\d/);
      await expect(panel.rows, "the last known people stay").toHaveCount(3);
      await expect(panel.control("Lock meeting"), "nothing can be known of its effect").toHaveAttribute("aria-disabled", "true");
      await sim.leave(room, left);
      await sim.join(room, { display_name: "Joins meanwhile" });
      await sim.streams(room, "ok");
      await panel.live(35_000);
      await panel.agrees(sim, room);
      await expect(panel.control("Lock meeting")).not.toHaveAttribute("aria-disabled", "true");
    });

    test("a stream that answers with a web page isn't believed", async ({ panel, sim, room }) => {
      await signIn(panel, sim, room);
      await sim.streams(room, "html");
      await panel.connection("stale", 2_000);
      await sim.streams(room, "ok");
      await panel.live(35_000);
      await panel.agrees(sim, room);
    });

    test("the server is killed and started again while a host watches", async ({ panel, ownSim }) => {
      const sim = await ownSim();
      const room = sim.room();
      await signIn(panel, sim, room);
      const before = await sim.join(room, { display_name: "Before the crash" });
      await expect(panel.row(before)).toBeVisible();
      await sim.kill();
      await panel.connection("stale", 2_000);
      await inWords(panel, /\d\d:\d\d/);
      await sim.restart();
      const after = await sim.join(room, { display_name: "After the crash" });
      await panel.live(35_000);
      await expect(panel.row(after)).toBeVisible();
      await expect(panel.row(before)).toHaveCount(0);
      await panel.agrees(sim, room);
      expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200)).toHaveLength(1);
    });

    test("what can't be understood is dropped, and the stream goes on", async ({ panel, sim, room }) => {
      await signIn(panel, sim, room);
      await sim.raw(room, 'event: participant_create\ndata: {"uuid":\n\n');
      await sim.raw(room, `event: participant_update\ndata: ${"[".repeat(20_000)}\n\n`);
      await sim.raw(room, "event: nobody_knows_this\ndata: null\n\nevent: stage\ndata: 7\n\n: a comment\n\n");
      const alice = await sim.join(room, { display_name: "Alice" });
      await expect(panel.row(alice)).toBeVisible();
      await panel.live();
      await panel.agrees(sim, room);
    });
  });
}

test("the browser is offline, and comes back", async ({ panel, sim, room, context }) => {
  await signIn(panel, sim, room);
  await context.setOffline(true);
  await panel.connection("stale", 2_000);
  await context.setOffline(false);
  await panel.live();
  await panel.agrees(sim, room);
});

test("the private edition sends no list with its stream: the roster is complete all the same", async ({ panel, sim }) => {
  const room = sim.room("7000");
  await signIn(panel, sim, room);
  await expect(panel.rows).toHaveCount((await sim.state(room)).participants.length);
  await panel.agrees(sim, room);
});

test("a browser without workers and without storage: said, and everything works", async ({ panel, sim, room }) => {
  await panel.page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "Worker");
    Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  });
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await expect(panel.form).toContainText("no background clock");
  await expect(panel.form).toContainText("remembers nothing");
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();
});

test("leaving gives the session back", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await panel.control("Leave").click();
  await expect.poll(async () => (await sim.seen(room, "end_session")).length).toBe(1);
  await sim.become(room, (state) => state.participants.length, 0);
});

test("closing the page, or going elsewhere, gives it back too", async ({ panel, openPanel, sim, room }) => {
  await signIn(panel, sim, room);
  const second = await openPanel();
  await signIn(second, sim, room);
  await sim.become(room, (state) => state.participants.length, 2);
  await panel.page.close({ runBeforeUnload: false });
  await expect.poll(async () => (await sim.seen(room, "end_session")).length).toBe(1);
  await second.page.goto("about:blank");
  await expect.poll(async () => (await sim.seen(room, "end_session")).length).toBe(2);
  await sim.become(room, (state) => state.participants.length, 0);
});

test("made a guest in mid-meeting: the controls stay in place, disabled, with the reason", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const me = (await sim.state(room)).participants[0].uuid;
  const boss = await sim.session(room, "Boss");
  await expect(panel.row(boss.uuid)).toBeVisible();
  await boss.post(`participants/${me}/role`, { role: "guest" });
  await expect(panel.row(me)).toHaveAttribute("data-role", "guest");
  await expect(panel.control("Lock meeting")).toHaveAttribute("aria-disabled", "true");
  await expect(panel.control("Lock meeting")).toHaveAccessibleDescription(/host/i);
  await panel.live();
  await boss.post(`participants/${me}/role`, { role: "chair" });
  await expect(panel.control("Lock meeting")).not.toHaveAttribute("aria-disabled", "true");
});

test("put out: it is over, with the reason, and nobody knocks again", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const me = (await sim.state(room)).participants[0].uuid;
  await sim.putOut(room, me, "The board needs this room");
  await panel.connection("ended");
  await expect(panel.main).toContainText("The board needs this room");
  const knocks = async () => (await sim.requests(room)).filter(({ path }) => !path.endsWith("/end_session")).length;
  await stays(knocks, 3_000);
});
