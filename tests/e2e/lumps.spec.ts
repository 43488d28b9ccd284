// A proxy that hands the event stream on in lumps of half a minute: what is shown is right all the same, or says that it is old.

import { message } from "./support/chat";
import { button } from "./support/controls";
import { person } from "./support/people";
import { LumpingProxy } from "./support/proxy";
import { HOST_PIN, expect, isYes, test as base } from "./support/test";

const LUMP_MS = 30_000;
/** What is promised of a stream that has fallen silent. */
const FOUND_OUT_MS = 15_000;
/** A lump, and what a busy machine takes. */
const PATIENCE_MS = LUMP_MS + 15_000;

const test = base.extend<{ lumping: LumpingProxy }>({
  lumping: async ({ sim }, use) => {
    const proxy = await LumpingProxy.start(sim.url, LUMP_MS);
    await use(proxy);
    await proxy.stop();
  },
});

test("a stream that comes in lumps of half a minute", async ({ panel, sim, room, lumping }) => {
  // Each of a few things may have to wait for a lump.
  test.setTimeout(300_000);
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.open({ mcu: lumping.url, room, name: "Wang Fang" });
  await panel.join();
  await panel.answerPin(HOST_PIN);

  await test.step("the people are there before a lump comes", async () => {
    await expect(panel.row(alice)).toBeVisible({ timeout: PATIENCE_MS });
    await panel.agrees(sim, room);
  });

  /** Within the time that is promised, a change is either shown or what is shown says that it is old. */
  const isTrue = async (shown: () => Promise<unknown>) => {
    const said = async () => (await panel.main.getAttribute("data-connection")) !== "live" || (await shown());
    await expect.poll(said, { timeout: FOUND_OUT_MS + 5_000 }).toBeTruthy();
  };

  await test.step("commands work, and are confirmed without an event", async () => {
    await button(panel.row(alice), "Mute Alice").click();
    await sim.become(room, (state) => isYes(person(alice)(state)?.is_muted), true);
    await expect(panel.row(alice)).toHaveAttribute("data-muted", "true", { timeout: FOUND_OUT_MS });
    await expect(panel.row(alice)).toHaveAttribute("data-pending", "false");
    expect(await sim.seen(room, `participants/${alice}/mute`)).toHaveLength(1);
  });

  await test.step("what others do is shown in time, or said to be old, and right in the end", async () => {
    const bob = await sim.join(room, { display_name: "Bob" });
    await isTrue(() => panel.row(bob).isVisible());
    await expect(panel.row(bob)).toBeVisible({ timeout: PATIENCE_MS });
    await sim.leave(room, alice);
    await isTrue(async () => (await panel.row(alice).count()) === 0);
    await expect(panel.row(alice)).toHaveCount(0, { timeout: PATIENCE_MS });
    await panel.agrees(sim, room);
    await expect(panel.headCount).toHaveAttribute("data-count", "2");
  });

  await test.step("the chat goes out at once and comes in with the next lump, each line once", async () => {
    const bob = (await sim.state(room)).participants.find(({ display_name }) => display_name === "Bob")!.uuid;
    const chat = panel.log("Chat messages");
    await message(panel).fill("Who hears me?");
    await message(panel).press("Enter");
    await expect(chat.getByText("Who hears me?", { exact: true })).toHaveCount(1);
    await sim.say(room, bob, "I do, late");
    await expect(chat.getByText("I do, late", { exact: true })).toHaveCount(1, { timeout: 2 * PATIENCE_MS });
    await expect(chat.getByText("Who hears me?", { exact: true })).toHaveCount(1);
  });

  // One session all the while: a lump isn't a reason to join again.
  expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200)).toHaveLength(1);
  await expect(panel.alert).toHaveCount(0);
});
