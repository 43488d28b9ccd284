// Sent on to another meeting by the server (`refer`), and kept waiting outside of what happens (`on_hold`).

import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { HOST_PIN, type Simulator, expect, seenOnly, test } from "./support/test";

/** The panel's own row. */
async function own(sim: Simulator, room: string, name = "Wang Fang"): Promise<string> {
  const { participants } = await sim.state(room);
  return participants.find((one) => one.display_name === name)!.uuid;
}

const refer = (room: string) => `event: refer\ndata: ${JSON.stringify({ alias: room, token: "no-such-ticket" })}\n\n`;
const DISCONNECT = 'event: disconnect\ndata: {"reason":"Transferred to another conference"}\n\n';

const note = (panel: Panel, text: string) => panel.main.getByText(text, { exact: true });
const button = (panel: Panel, name: string) => panel.main.getByRole("button", { name, exact: true });
const here = (state: { participants: { display_name: string }[] }) => state.participants.map((one) => one.display_name).sort();

test("a host who is transferred follows, is told where to, and comes back with one press", async ({ panel, sim, room }) => {
  const next = sim.room();
  const [alice, bob] = [await sim.join(room, { display_name: "Alice" }), await sim.join(next, { display_name: "Bob" })];
  const boss = await sim.session(room, "Boss");
  await signIn(panel, sim, room);
  await expect(panel.row(alice)).toBeVisible();
  await boss.post(`participants/${await own(sim, room)}/transfer`, { role: "chair", conference_alias: next });
  await expect(note(panel, `You were transferred to \u2068${next}\u2069`)).toBeVisible();
  await panel.live();
  // Nobody of the old meeting is left on the page, and nobody of the panel in the old meeting.
  await panel.agrees(sim, next);
  await expect(panel.row(bob)).toBeVisible();
  await sim.become(room, here, ["Alice", "Boss"]);
  await sim.become(next, here, ["Bob", "Wang Fang"]);
  await seenOnly(sim, next, "new_session", 1);
  // It acts where it is.
  await panel.row(bob).getByRole("button", { name: "Mute Bob", exact: true }).click();
  await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");

  await button(panel, `Back to ${room}`).click();
  await panel.live();
  await panel.agrees(sim, room);
  await sim.become(next, here, ["Bob"]);
  await sim.become(room, here, ["Alice", "Boss", "Wang Fang"]);
  await expect(panel.main.getByText(/You were transferred/)).toHaveCount(0);
  await expect(button(panel, `Back to ${room}`)).toHaveCount(0);
});

test("who stays is asked no more", async ({ panel, sim, room }) => {
  const next = sim.room();
  await signIn(panel, sim, room);
  // What opens the room is worth nothing; the PIN is.
  await sim.raw(room, refer(next));
  await expect(note(panel, `You were transferred to \u2068${next}\u2069`)).toBeVisible();
  await panel.main.getByRole("status").filter({ hasText: "You were transferred" }).getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(panel.main.getByText(/You were transferred/)).toHaveCount(0);
  await expect(button(panel, `Back to ${room}`)).toHaveCount(0);
  await panel.live();
  await sim.become(next, here, ["Wang Fang"]);
});

test("refused there: told in the server's words, with both ways on", async ({ panel, sim, room }) => {
  const next = sim.room();
  await signIn(panel, sim, room);
  await sim.fault(next, "new_session", { status: 403, body: { status: "failed", result: "Participant limit reached" } }, 2);
  await sim.raw(room, refer(next));
  await panel.connection("ended");
  await expect(panel.main.getByText(/Participant limit reached/).first()).toBeVisible();
  await expect(panel.rows).toHaveCount(0);
  await button(panel, `Go to ${next}`).click();
  await expect.poll(() => sim.seen(next, "new_session")).toHaveLength(2);
  await panel.connection("ended");
  await button(panel, `Back to ${room}`).click();
  await panel.live();
  await panel.agrees(sim, room);
  await sim.become(room, here, ["Wang Fang"]);
});

test("a question there says which meeting asks, and needn't be answered", async ({ panel, sim, room }) => {
  const next = sim.room("4000");
  await signIn(panel, sim, room);
  await sim.raw(room, refer(next));
  const dialog = panel.dialog("Extension required");
  await expect(dialog.getByText(`You were transferred to ${next}`, { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
  await panel.connection("ended");
  await button(panel, `Go to ${next}`).click();
  await dialog.getByLabel("Extension", { exact: true }).fill("42");
  await dialog.getByRole("button", { name: "Continue", exact: true }).click();
  await panel.live();
  await expect(button(panel, `Back to ${room}`)).toBeVisible();
  await panel.agrees(sim, next);
});

test("sent round and round: after three times the host is asked", async ({ panel, sim, room }) => {
  const next = sim.room();
  await signIn(panel, sim, room);
  for (const [from, to] of [
    [room, next],
    [next, room],
    [room, next],
  ]) {
    await sim.raw(from, refer(to));
    await expect(note(panel, `You were transferred to \u2068${to}\u2069`)).toBeVisible();
    await panel.live();
    await panel.agrees(sim, to);
  }
  await sim.raw(next, refer(room));
  await panel.connection("ended");
  // Signing in takes two, for the PIN's sake.
  await seenOnly(sim, room, "new_session", 3);
  await button(panel, `Go to ${room}`).click();
  await panel.live();
  await panel.agrees(sim, room);
});

test("the old session's end may come before or behind, and alone it is the end", async ({ panel, sim, room }) => {
  const next = sim.room();
  await signIn(panel, sim, room);
  // In one go: a session that has ended is listened to for two seconds more.
  await sim.raw(room, DISCONNECT + refer(next));
  await panel.live();
  await panel.agrees(sim, next);
  await sim.raw(next, refer(room) + DISCONNECT);
  await panel.live();
  await expect(note(panel, `You were transferred to \u2068${room}\u2069`)).toBeVisible();
  await panel.agrees(sim, room);
  await sim.raw(room, DISCONNECT);
  await panel.connection("ended");
  await expect(panel.main.getByText(/Transferred to another conference/).first()).toBeVisible();
  await button(panel, "Join again").click();
  await panel.live();
});

test("on hold is said until it ends", async ({ panel, sim, room }) => {
  const boss = await sim.session(room, "Boss");
  await signIn(panel, sim, room);
  const me = await own(sim, room);
  const held = note(panel, "You are on hold");
  await boss.post(`participants/${me}/hold`);
  await expect(held).toBeVisible();
  await expect(panel.log("Event log").getByText("You were put on hold", { exact: true })).toBeVisible();
  await boss.post(`participants/${me}/resume`);
  await expect(held).toHaveCount(0);
  // Its end may be missed while the stream is away.
  await boss.post(`participants/${me}/hold`);
  await expect(held).toBeVisible();
  await sim.streams(room, "cut_once");
  await expect(held).toHaveCount(0);
  await panel.live();
});

test("in Chinese, and a meeting's name where the node knows it", async ({ panel, sim, room }) => {
  const next = sim.room();
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN, lang: "zh-CN" });
  await sim.raw(room, refer(next));
  await expect(note(panel, `您已被转移到 \u2068${next}\u2069`)).toBeVisible();
  // Only the node can have told it: no API server was asked for the way there.
  await expect(panel.page.getByRole("heading", { level: 1 })).toHaveText("测试 · Quiet");
  await panel.page.getByRole("button", { name: `返回 ${room}`, exact: true }).click();
  await expect(panel.page.getByText(/您已被转移/)).toHaveCount(0);
});
