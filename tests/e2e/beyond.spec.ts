// What the vendor's own panel can do beyond the document: done, confirmed by the row, and not offered where a server hasn't it.

import type { Panel } from "./support/panel";
import { HOST_PIN, expect, test } from "./support/test";

/** Chooses what rows don't tell of: it stands behind "More". */
async function chooseSeldom(panel: Panel, name: string, item: string): Promise<void> {
  await panel.openMenu(name);
  await expect(panel.menuItem(item)).toHaveCount(0);
  await panel.menuItem("More").click();
  await panel.menuItem(item).click();
}

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

test("one is held and resumed, which no row tells", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  const told = panel.page.getByRole("status").filter({ hasText: "Alice" }).filter({ hasText: "done" });
  for (const [item, command] of [
    ["Hold", "hold"],
    ["Resume", "resume"],
  ]) {
    await test.step(item, async () => {
      await chooseSeldom(panel, "Alice", item);
      await expect(told.filter({ hasText: item })).toBeVisible();
      expect(await sim.seen(room, `participants/${alice}/${command}`)).toHaveLength(1);
    });
  }
  await test.step("refused, in the server's words", async () => {
    const words = "Nobody is held here";
    await sim.fault(room, "hold", { status: 400, body: { status: "failed", result: words } }, 1);
    await chooseSeldom(panel, "Alice", "Hold");
    await expect(panel.alert.filter({ hasText: words })).toContainText("Hold");
  });
});

test("one is held where rows tell it: a yes that the row doesn't show is told", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  const row = panel.row(alice);
  await sim.update(room, alice, { is_on_hold: "YES" });
  await expect(row.getByText("On hold", { exact: true })).toHaveCount(1);
  await panel.choose("Alice", "Resume");
  await expect(row).toHaveAttribute("data-pending", "true");
  await sim.update(room, alice, { is_on_hold: "NO" });
  await expect(row).toHaveAttribute("data-pending", "false");
  await expect(row.getByText("On hold", { exact: true })).toHaveCount(0);
  await expect(panel.alert).toHaveCount(0);

  await panel.choose("Alice", "Hold");
  await expect(panel.alert.filter({ hasText: /Hold.*nothing changed/ })).toBeVisible({ timeout: 20_000 });
  await expect(row.getByText("On hold", { exact: true })).toHaveCount(0);
});

test("one is pinned in the picture and unpinned, as the row tells", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  const pinned = panel.row(alice).getByText("Pinned in the picture", { exact: true });
  await chooseSeldom(panel, "Alice", "Pin in the picture");
  await expect(pinned).toHaveCount(1);
  // The server tells it now.
  await panel.choose("Alice", "Unpin from the picture");
  await expect(pinned).toHaveCount(0);
  await panel.choose("Alice", "Pin in the picture");
  await expect(pinned).toHaveCount(1);
  await expect(panel.row(alice)).toHaveAttribute("data-pending", "false");
  for (const [command, count] of [
    ["stick", 2],
    ["unstick", 1],
  ] as const) {
    const seen = await sim.seen(room, `participants/${alice}/${command}`);
    expect(seen.map(({ body }) => body)).toEqual(Array(count).fill({}));
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

  await test.step("and what stands behind More", async () => {
    await panel.page.keyboard.press("Escape");
    await chooseSeldom(panel, "Alice", "Hold");
    await expect(panel.alert.filter({ hasText: /Hold.*doesn't offer/ })).toBeVisible();
    await panel.openMenu("Alice");
    await panel.menuItem("More").click();
    await expect(panel.menuItem("Pin in the picture")).toBeVisible();
    for (const item of ["Hold", "Resume"]) await expect(panel.menuItem(item)).toHaveCount(0);
    expect(await sim.seen(room, `participants/${alice}/hold`)).toHaveLength(1);
  });
});

test("a person's menu is no longer than a small screen", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice", hand_raised: "YES" });
  await panel.page.setViewportSize({ width: 1280, height: 480 });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  await panel.openMenu("Alice");
  const menu = panel.page.getByRole("menu");
  const fits = () =>
    menu.evaluate((list) => {
      const { top, bottom } = list.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
  expect(await fits()).toBe(true);
  await panel.menuItem("More").click();
  await expect(panel.menuItem("Unpin from the picture")).toBeVisible();
  await expect.poll(fits).toBe(true);
  await panel.menuItem("More").press("ArrowDown");
  await expect(panel.menuItem("Hold")).toBeFocused();
  await panel.menuItem("Hold").press("Enter");
  await expect.poll(() => sim.seen(room, `participants/${alice}/hold`)).toHaveLength(1);
});

test("in Chinese", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN, lang: "zh-CN" });
  await panel.people.getByRole("button", { name: "Alice 的更多操作", exact: true }).click();
  await panel.menuItem("更多").click();
  for (const item of ["保持通话", "恢复通话", "取消画面固定"]) await expect(panel.menuItem(item)).toBeVisible();
  await panel.menuItem("固定在画面中").click();
  await expect(panel.row(alice).getByText("已固定在画面中", { exact: true })).toHaveCount(1);
});
