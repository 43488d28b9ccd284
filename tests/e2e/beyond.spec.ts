// What the vendor's own panel can do beyond the document: done, confirmed by the row, and not offered where a server hasn't it.

import { HOST_PIN, expect, test } from "./support/test";

test("a camera is blocked and allowed, sound is turned off and on", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  const row = panel.row(alice);
  const seen = async (command: string) => (await sim.seen(room, `participants/${alice}/${command}`)).length;
  for (const [item, command, badge, stands] of [
    ["Block camera", "hard_vmute", "Camera blocked", true],
    ["Allow camera", "hard_uvmute", "Camera blocked", false],
    ["Turn sound off", "mutear", "Hears nothing", true],
    ["Turn sound on", "unmutear", "Hears nothing", false],
  ] as const) {
    await test.step(item, async () => {
      await panel.choose("Alice", item);
      await expect(row.getByText(badge, { exact: true })).toHaveCount(stands ? 1 : 0);
      await expect(row).toHaveAttribute("data-pending", "false");
      expect(await seen(command)).toBe(1);
    });
  }
  await expect(panel.alert).toHaveCount(0);
});

test("hands are seen, lowered one by one and all at once", async ({ panel, sim, room }) => {
  const names = ["Alice", "Bob", "Chen"];
  const people: string[] = [];
  for (const display_name of names) people.push(await sim.join(room, { display_name }));
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  const hands = panel.people.getByText("Hand raised", { exact: true });
  const all = panel.control("Lower all hands");
  await expect(all).toHaveCount(0);
  for (const uuid of people) await sim.update(room, uuid, { hand_raised: "YES" });
  await expect(hands).toHaveCount(3);

  await panel.choose("Bob", "Lower hand");
  await expect(hands).toHaveCount(2);
  expect(await sim.seen(room, `participants/${people[1]}/clearhand`)).toHaveLength(1);

  await all.click();
  await expect(hands).toHaveCount(0);
  await expect(all).toHaveCount(0);
  expect(await sim.seen(room, "clearallhand")).toHaveLength(1);
});

test("a private edition bars cameras, records and goes live by its own commands", async ({ panel, sim }) => {
  const room = sim.room("7000");
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  for (const [press, command, becomes] of [
    ["Record", "record", "Stop recording"],
    ["Stop recording", "unrecord", "Record"],
    ["Go live", "live", "Stop live"],
    ["Stop live", "unlive", "Go live"],
  ]) {
    await test.step(press, async () => {
      await panel.control(press).click();
      await expect(panel.control(becomes)).toBeVisible();
      expect(await sim.seen(room, command)).toHaveLength(1);
    });
  }
  expect(await sim.seen(room, "dial")).toHaveLength(0);

  const blocked = panel.row(alice).getByText("Camera blocked", { exact: true });
  await panel.choose("Alice", "Block camera");
  await expect(blocked).toHaveCount(1);
  await panel.choose("Alice", "Allow camera");
  await expect(blocked).toHaveCount(0);
  for (const command of ["camera_disable", "camera_enable"]) {
    expect(await sim.seen(room, `participants/${alice}/${command}`)).toHaveLength(1);
  }
});

test("what a server hasn't is told once, and leaves the menu", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await sim.oldForms(room, ["document_commands"]);
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  await panel.choose("Alice", "Block camera");
  await expect(panel.alert.filter({ hasText: "Alice" }).filter({ hasText: /doesn't offer/ })).toBeVisible();
  await panel.openMenu("Alice");
  await expect(panel.menuItem("Spotlight")).toBeVisible();
  await expect(panel.menuItem("Block camera")).toHaveCount(0);
  expect(await sim.seen(room, `participants/${alice}/hard_vmute`)).toHaveLength(1);
});
