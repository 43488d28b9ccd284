// The list of people comes in pieces, twice, late, or not at all: afterwards it is the server's.

import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { expect, row, test } from "./support/test";

const SYNC = row("sync without end; no sync at all; create never sent (private edition)");
const STRANGE = row("update for an unknown uuid; delete of an unknown one; doubled and late events");
const FLOOD = row("10,000 events in one chunk");

/** An event as the server writes it. */
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Of a page's main thread, by the processor's time, ms: what else this machine does is no matter of the page's. */
function longestTask(trace: Buffer): number {
  const { traceEvents }: { traceEvents: { name: string; pid: number; tid: number; tdur?: number; args: { name?: string } }[] } =
    JSON.parse(trace.toString());
  const mains = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const tasks = traceEvents.filter((one) => one.name.endsWith("RunTask") && mains.some(({ pid, tid }) => pid === one.pid && tid === one.tid));
  return Math.round(Math.max(...tasks.map(({ tdur }) => tdur ?? 0)) / 1_000);
}

/** The fewest rows that were on screen at any time from here on. */
async function fewestRows(panel: Panel): Promise<() => Promise<number>> {
  await panel.page.evaluate(() => {
    const count = () => document.querySelectorAll("[role=grid] [role=row][data-uuid]").length;
    const fewest = { count: count() };
    Object.assign(globalThis, { fewest });
    const look = () => {
      fewest.count = Math.min(fewest.count, count());
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
  });
  return () => panel.page.evaluate(() => (globalThis as unknown as { fewest: { count: number } }).fewest.count);
}

for (const [what, faults] of [
  ["without an end", { drop_end: true }],
  ["left out", { drop_all: true }],
] as const) {
  test(
    `a list that is ${what} after a break: complete all the same, and the old one stays until then`,
    SYNC,
    async ({ panel, sim, room, measured }) => {
      await signIn(panel, sim, room);
      const early = await sim.join(room, { display_name: "Early" });
      const late = await sim.join(room, { display_name: "Late" });
      await expect(panel.row(late)).toBeVisible();
      await sim.sync(room, faults);
      const fewest = await fewestRows(panel);
      await measured.fault(async () => {
        const at = await sim.streams(room, "cut_once");
        await sim.update(room, early, { is_muted: "YES" });
        return at;
      });
      await measured.told("stale");
      // P7: where the list's end doesn't come, ten seconds of quiet are taken for it.
      await measured.back("live", 15_000);
      await expect(panel.row(early)).toHaveAttribute("data-muted", "true");
      await panel.agrees(sim, room);
      expect(await fewest()).toBe(3);
    },
  );
}

test("a list that is left out from the beginning: complete all the same", SYNC, async ({ panel, sim, room, measured }) => {
  const early = await sim.join(room, { display_name: "Early" });
  await sim.sync(room, { drop_all: true });
  await measured.fault(() => signIn(panel, sim, room));
  await measured.back(panel.row(early));
  await panel.agrees(sim, room);
});

test(
  "the private edition never sends participant_create: people come by their updates, and the list is complete",
  SYNC,
  async ({ panel, sim, measured }) => {
    const room = sim.room("7000");
    await sim.join(room, { display_name: "Early" });
    await signIn(panel, sim, room);
    await expect(panel.rows).toHaveCount((await sim.state(room)).participants.length);
    await panel.agrees(sim, room);
    await measured.fault(async () => {
      const at = await sim.streams(room, "cut_once");
      await sim.join(room, { display_name: "Late" });
      return at;
    });
    await measured.told("stale");
    await measured.back("live");
    await panel.agrees(sim, room);
  },
);

test(
  "a server of the public edition that never sends participant_create: nobody is missed",
  SYNC,
  async ({ panel, sim, room, measured }) => {
    await signIn(panel, sim, room);
    await sim.sync(room, { drop_create: true });
    const unseen = await sim.join(room, { display_name: "Never created" });
    await measured.fault(() => sim.update(room, unseen, { is_muted: "YES" }));
    await measured.back(panel.row(unseen), 5_000);
    await expect(panel.row(unseen)).toHaveAttribute("data-name", "Never created");
    await panel.agrees(sim, room);
  },
);

test(
  "news of people that nobody knows, twice or too late: no ghost stays and nobody is doubled",
  STRANGE,
  async ({ panel, sim, room, measured }) => {
    await signIn(panel, sim, room);
    const alice = await sim.join(room, { display_name: "Alice" });
    const bob = await sim.join(room, { display_name: "Bob" });
    await expect(panel.row(bob)).toBeVisible();
    const known = (await sim.state(room)).participants;
    const [asAlice, asBob] = [alice, bob].map((uuid) => known.find((person) => person.uuid === uuid)!);
    const ghost = "99999999-0000-4000-8000-000000000000";
    await sim.leave(room, bob);
    await expect(panel.row(bob)).toHaveCount(0);
    await measured.fault(async () => {
      await sim.raw(
        room,
        [
          event("participant_update", { uuid: ghost, is_muted: "YES" }),
          event("participant_delete", { uuid: "88888888-0000-4000-8000-000000000000" }),
          event("participant_delete", { uuid: bob }),
          event("participant_create", asAlice),
          event("participant_create", asAlice),
          // Of somebody who has left already.
          event("participant_update", { ...asBob, is_muted: "YES" }),
          event("participant_create", asBob),
        ].join(""),
      );
      // After all of it, so that it can be seen when they have been read: the list agrees before, too.
      return sim.update(room, alice, { is_muted: "YES" });
    });
    await measured.back(panel.people.locator(`[data-uuid="${alice}"][data-muted=true]`));
    await panel.agrees(sim, room);
    await expect(panel.row(ghost)).toHaveCount(0);
    await expect(panel.rows).toHaveCount(2);
    await expect(panel.log("Event log").getByText("Alice joined")).toHaveCount(1);
    await panel.live();
  },
);

test(
  "10,000 events in one piece: worked through in slices, and nothing of it is lost",
  FLOOD,
  async ({ panel, sim, room, browser, measured }) => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => sim.join(room, { display_name: `Number ${index}` })));
    await signIn(panel, sim, room);
    await expect(panel.rows).toHaveCount(13);
    const whole = (await sim.state(room)).participants;
    const text = Array.from({ length: 10_000 }, (_, index) => {
      const person = whole.find(({ uuid }) => uuid === people[index % 12])!;
      return event("participant_update", { ...person, is_muted: index % 24 < 12 ? "YES" : "NO", spotlight: index });
    }).join("");
    const last = event("participant_update", { ...whole.find(({ uuid }) => uuid === people[0]), display_name: "The last" });
    await browser.startTracing(panel.page, { categories: ["toplevel"] });
    await measured.fault(() => sim.raw(room, text + last));
    await measured.back(panel.people.locator(`[data-uuid="${people[0]}"][data-name="The last"]`));
    const longest = longestTask(await browser.stopTracing());
    // By turns and halves: the last that is told of these two.
    await expect(panel.row(people[11])).toHaveAttribute("data-muted", "true");
    await expect(panel.row(people[3])).toHaveAttribute("data-muted", "false");
    await panel.live();
    await panel.agrees(sim, room);
    measured.note(`${(text.length / 1e6).toFixed(1)} MB; the longest task took ${longest} ms of the processor's time`);
  },
);
