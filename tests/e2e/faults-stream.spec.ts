// The event stream breaks, falls silent, or speaks nonsense. Nothing stale is shown as live, and afterwards the roster is the
// server's. Both readers of the stream keep the same promises: `fetch`, and `EventSource` where a body can't be streamed.

import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { PROMISED, alone, expect, row, test } from "./support/test";

/** The connection's state in words, as a status. */
const inWords = (panel: Panel, words: RegExp) =>
  expect(panel.page.getByRole("status").filter({ hasText: words }).first()).toBeVisible();


for (const reader of ["fetch", "EventSource"]) {
  test.describe(`read by ${reader}`, () => {
    if (reader === "EventSource") {
      test.beforeEach(async ({ page }) => page.addInitScript(() => Reflect.deleteProperty(Response.prototype, "body")));
    }

    for (const [what, mode] of [
      ["cut", "cut_once"],
      ["ended", "end_once"],
    ] as const) {
      test(
        `the stream is ${what} once: told, and live again within 5 s, nobody doubled`,
        row("stream cut, or ended, or answered 503 / HTML"),
        async ({ panel, sim, room, measured }) => {
          await signIn(panel, sim, room);
          const left = await sim.join(room, { display_name: "Leaves at that moment" });
          await expect(panel.row(left)).toBeVisible();
          await measured.fault(async () => {
            const at = await sim.streams(room, mode);
            await sim.leave(room, left);
            return at;
          });
          await measured.told("stale");
          await measured.back("live", 5_000);
          await panel.agrees(sim, room);
        },
      );
    }

    test(
      "the stream is cut and refused with 503 for a while: said within 2 s, the last known people stay, live within 10 s of health",
      row("stream cut, or ended, or answered 503 / HTML"),
      async ({ panel, sim, room, measured }) => {
        await signIn(panel, sim, room);
        const left = await sim.join(room, { display_name: "Leaves meanwhile" });
        await sim.join(room, { display_name: "Stays" });
        await expect(panel.rows).toHaveCount(3);
        await measured.fault(() => sim.streams(room, "refuse503"));
        await measured.told("stale");
        await inWords(panel, /\d\d:\d\d/);
        await expect(panel.rows, "the last known people stay").toHaveCount(3);
        await expect(panel.control("Lock meeting"), "nothing can be known of its effect").toHaveAttribute("aria-disabled", "true");
        await sim.leave(room, left);
        await sim.join(room, { display_name: "Joins meanwhile" });
        const tries = async () => (await sim.seen(room, "events")).length;
        await expect.poll(tries).toBeGreaterThan(2);
        await measured.over(() => sim.streams(room, "ok"));
        await measured.back("live");
        await panel.agrees(sim, room);
        await expect(panel.control("Lock meeting")).not.toHaveAttribute("aria-disabled", "true");
      },
    );

    test(
      "a stream that answers with a web page isn't believed, and live within 10 s of health",
      row("stream cut, or ended, or answered 503 / HTML"),
      async ({ panel, sim, room, measured }) => {
        await signIn(panel, sim, room);
        await measured.fault(() => sim.streams(room, "html"));
        await measured.told("stale");
        await expect.poll(async () => (await sim.seen(room, "events")).length).toBeGreaterThan(1);
        await measured.over(() => sim.streams(room, "ok"));
        await measured.back("live");
        await panel.agrees(sim, room);
      },
    );

    test(
      "the server is killed and started again while a host watches: one new session, and the new list in one go",
      row("the server restarts: all uuids, tokens and numbers new"),
      async ({ panel, ownSim, measured }) => {
        const sim = await ownSim();
        const room = sim.room();
        await signIn(panel, sim, room);
        const before = await sim.join(room, { display_name: "Before the crash" });
        await expect(panel.row(before)).toBeVisible();
        await measured.fault(async () => {
          const at = Date.now();
          await sim.kill();
          return at;
        });
        await measured.told("stale");
        await inWords(panel, /\d\d:\d\d/);
        await expect(panel.row(before), "the old list stays, marked").toBeVisible();
        await measured.over(() => sim.restart());
        await sim.join(room, { display_name: "After the crash" });
        await measured.back("live");
        await expect(panel.row(before)).toHaveCount(0);
        await panel.agrees(sim, room);
        expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200)).toHaveLength(1);
      },
    );

    test(
      "what can't be understood is dropped and counted, and the stream goes on",
      row("garbled, truncated, huge (10 MB line), deeply nested (10,000), wrong types, NUL, lone surrogates"),
      async ({ panel, sim, room, measured }) => {
        await signIn(panel, sim, room);
        const bob = await sim.join(room, { display_name: "Bob" });
        await expect(panel.row(bob)).toBeVisible();
        const bad = [
          ["participant_create", '{"uuid":'],
          ["participant_update", "[".repeat(10_000)],
          ["participant_update", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
          ["participant_update", '"a text"'],
          ["participant_delete", "[7]"],
          ["stage", "7"],
          ["message", "nul\0"],
          ["layout", '{"view":'],
        ].map(([name, data]) => `event: ${name}\ndata: ${data}\n\n`);
        // Read as far as they make sense: a wrong type and half a letter spoil one field, not the person.
        const odd = [
          `event: participant_update\ndata: {"uuid":"${bob}","is_muted":{},"spotlight":[],"display_name":"B\\ud800b"}\n\n`,
          "event: participant_update\ndata: {}\n\n",
          "event: nobody_knows_this\ndata: null\n\n: a comment\n\n\0\0\0\n\n",
        ];
        await measured.fault(async () => {
          for (const text of [...bad, ...odd]) await sim.raw(room, text);
          // One line of ten megabytes, of which nothing is wrong but that.
          const line = { uuid: bob, origin: "Bob", type: "text/plain", payload: "x".repeat(10 * 1024 * 1024) };
          await sim.raw(room, `event: message\ndata: ${JSON.stringify(line)}\n\n`);
          return sim.update(room, bob, { display_name: "Bob", is_muted: "YES" });
        });
        await measured.told(panel.page.getByText(/\d+ events were not understood/));
        await measured.back(panel.people.locator(`[data-uuid="${bob}"][data-muted=true]`));
        // Half an event, and then nothing more on that line.
        await sim.raw(room, `event: participant_delete\ndata: {"uuid":"${bob}"`);
        await sim.streams(room, "end_once");
        const alice = await sim.join(room, { display_name: "Alice" });
        await expect(panel.row(alice)).toBeVisible();
        const counted = async () => Number.parseInt(await panel.page.getByText(/\d+ events were not understood/).innerText());
        await expect.poll(counted).toBeGreaterThanOrEqual(bad.length);
        measured.note(`${await counted()} events counted`);
        await panel.live();
        await panel.agrees(sim, room);
        await expect(panel.log("Chat messages").getByText("xxx")).toHaveCount(0);
        expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200)).toHaveLength(1);
      },
    );
  });
}

test(
  "a stream that has fallen silent is found out within 15 s, and mended within 60 s",
  row("stream half-open"),
  async ({ panel, sim, room, measured }) => {
    await signIn(panel, sim, room);
    const alice = await sim.join(room, { display_name: "Alice" });
    await expect(panel.row(alice)).toBeVisible();
    let missed = "";
    await measured.fault(async () => {
      const at = await sim.streams(room, "half_open");
      missed = await sim.join(room, { display_name: "Nobody hears of" });
      return at;
    });
    // Either the page knows that it is stale, or it has asked the server and shows what is.
    const stale = panel.page.locator('main[data-connection="stale"]');
    await measured.told(stale.or(panel.row(missed)), PROMISED.toldUnseen);

    await measured.over(() => sim.streams(room, "ok"));
    await sim.speak(room, alice, 80);
    const speaks = panel.people.locator(`[data-uuid="${alice}"][data-speaking=true]`);
    await measured.back(speaks, 60_000);
    await panel.live();
    await panel.agrees(sim, room);
  },
);

test(
  "the browser is offline, and comes back: said at once, live within a second",
  { ...row("the browser is offline, and comes back"), ...alone },
  async ({ panel, sim, room, context, measured }) => {
    await signIn(panel, sim, room);
    await measured.fault(() => context.setOffline(true));
    await measured.told("stale");
    await inWords(panel, /Offline since \d\d:\d\d/);
    const late = await sim.join(room, { display_name: "Comes meanwhile" });
    await measured.over(() => context.setOffline(false));
    await measured.back("live", PROMISED.backSeen);
    await expect(panel.row(late)).toBeVisible();
    await panel.agrees(sim, room);
  },
);
