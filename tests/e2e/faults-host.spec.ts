// What a host does at a bad moment: twice, while being put out, or with a role that is gone.

import { signIn } from "./support/sign-in";
import { type Simulator, expect, isQuiet, row, seenOnly, test } from "./support/test";

const OVER = row("put out, or the meeting ended, with commands under way");
const TWICE = row("double click, key repeat");

for (const [how, words, finish] of [
  [
    "put out",
    /The board needs this room/,
    async (sim: Simulator, room: string, me: string) => sim.putOut(room, me, "The board needs this room"),
  ],
  [
    "the meeting ended by another host",
    /^Ended/,
    async (sim: Simulator, room: string) => (await sim.session(room, "Boss")).post("disconnect"),
  ],
] as const) {
  test(
    `${how} with commands under way: one final state with the reason, requests aborted, nobody knocks again`,
    OVER,
    async ({ panel, sim, room, measured }) => {
      await signIn(panel, sim, room);
      const me = (await sim.state(room)).participants[0].uuid;
      const alice = await sim.join(room, { display_name: "Alice" });
      await expect(panel.row(alice)).toBeVisible();
      for (const command of ["mute", "lock", "refresh_session"]) await sim.fault(room, command, { hang: true });
      const aborted: string[] = [];
      panel.page.on("requestfailed", (request) => aborted.push(new URL(request.url()).pathname.split("/").at(-1)!));
      await panel.row(alice).getByRole("button", { name: "Mute Alice", exact: true }).click();
      await panel.control("Lock meeting").click();
      await expect.poll(async () => (await sim.seen(room, "mute")).length + (await sim.seen(room, "lock")).length).toBe(2);

      await measured.fault(() => finish(sim, room, me));
      await measured.told("ended");
      await expect(panel.main.getByText(words).first()).toBeVisible();
      await expect(panel.main).not.toContainText("Stale");
      await expect.poll(() => aborted).toEqual(expect.arrayContaining(["mute", "lock"]));
      await isQuiet(measured, 2_500);
      await expect(panel.alert).toHaveCount(0);
      await panel.connection("ended");
      expect((await sim.seen(room, "new_session")).filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2);
      measured.record.requests = measured.requests;

      await panel.page.getByRole("button", { name: "Join again", exact: true }).click();
      await panel.live();
      await panel.agrees(sim, room);
    },
  );
}

test(
  "made a guest in mid-meeting: the controls stay in place, disabled, with the reason",
  row("demoted to guest in mid-meeting"),
  async ({ panel, sim, room, measured }) => {
    await signIn(panel, sim, room);
    const me = (await sim.state(room)).participants[0].uuid;
    const boss = await sim.session(room, "Boss");
    await expect(panel.row(boss.uuid)).toBeVisible();
    await measured.fault(() => boss.post(`participants/${me}/role`, { role: "guest" }));
    await measured.told(panel.alert.filter({ hasText: "You are a guest now" }));
    await expect(panel.row(me)).toHaveAttribute("data-role", "guest");
    await expect(panel.control("Lock meeting")).toHaveAttribute("aria-disabled", "true");
    await expect(panel.control("Lock meeting")).toHaveAccessibleDescription(/host/i);
    await panel.control("Lock meeting").click({ force: true });
    await seenOnly(sim, room, "lock", 0);
    await panel.live();
    await measured.over(() => boss.post(`participants/${me}/role`, { role: "chair" }));
    await measured.back(panel.page.locator("main button:not([aria-disabled=true])", { hasText: "Lock meeting" }));
    await expect(panel.control("Lock meeting")).not.toHaveAttribute("aria-disabled", "true");
  },
);

test(
  "a double click and a key held down, while the server takes its time: one request a target",
  TWICE,
  async ({ panel, sim, room, measured }) => {
    await signIn(panel, sim, room);
    const alice = await sim.join(room, { display_name: "Alice" });
    const bob = await sim.join(room, { display_name: "Bob" });
    await expect(panel.row(bob)).toBeVisible();
    for (const command of ["mute", "lock", "message"]) await sim.fault(room, command, { delay_ms: 1_500 }, 3);
    // Done at once and answered late, so its event must not be what ends it.
    await sim.fault(room, "mute", { delay_ms: 1_500 });
    const { keyboard } = panel.page;
    const mute = (name: string) => panel.page.getByRole("button", { name: `Mute ${name}`, exact: true });

    await measured.fault(() => mute("Alice").click({ clickCount: 3, delay: 20 }));
    await measured.told(panel.people.locator(`[data-uuid="${alice}"]:is([data-pending=true], [data-muted=true])`));
    await mute("Bob").focus();
    for (let press = 0; press < 6; press += 1) await keyboard.down("Enter");
    await keyboard.up("Enter");
    await panel.control("Lock meeting").dblclick();
    await measured.back(panel.page.locator(`[data-uuid="${bob}"][data-muted=true]`));
    await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
    await expect(panel.control("Unlock meeting")).toBeVisible();

    const field = panel.page.getByRole("textbox", { name: "Message", exact: true });
    await field.fill("Once");
    for (let press = 0; press < 4; press += 1) await keyboard.down("Enter");
    await keyboard.up("Enter");
    await expect(panel.log("Chat messages").getByText("Once", { exact: true })).toHaveCount(1);

    for (const uuid of [alice, bob]) {
      expect(await sim.seen(room, `participants/${uuid}/mute`)).toHaveLength(1);
      expect(await sim.seen(room, `participants/${uuid}/unmute`)).toHaveLength(0);
    }
    expect(await sim.seen(room, "lock")).toHaveLength(1);
    expect(await sim.seen(room, "unlock")).toHaveLength(0);
    await seenOnly(sim, room, "message", 1);
  },
);
