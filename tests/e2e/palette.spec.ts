// The command palette, and keys.

import { findings } from "./support/accessibility";
import { button } from "./support/controls";
import { signIn } from "./support/sign-in";
import type { Panel } from "./support/panel";
import { expect, seenOnly, test } from "./support/test";

const palette = (panel: Panel) => panel.dialog("Command palette");
const box = (panel: Panel) => palette(panel).getByRole("combobox", { name: "Find a person or an action" });
const option = (panel: Panel, name: string | RegExp) => palette(panel).getByRole("option", { name, exact: typeof name === "string" });

async function open(panel: Panel): Promise<void> {
  await panel.page.keyboard.press("Control+k");
  await expect(box(panel)).toBeFocused();
}

test("finds people and actions; says why one is not allowed", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const li = await sim.join(room, { display_name: "Li Na" });
  await sim.join(room, { display_name: "Ann" });
  const waits = await sim.join(room, { display_name: "Lin", service_type: "waiting_room" });
  await expect(panel.row(waits)).toBeVisible();

  await test.step("an action, by its first letters", async () => {
    await open(panel);
    await page.keyboard.type("lock");
    await expect(option(panel, "Lock meeting")).toHaveAttribute("aria-selected", "true");
    const active = await box(panel).getAttribute("aria-activedescendant");
    await expect(option(panel, "Lock meeting")).toHaveAttribute("id", active!);
    await page.keyboard.press("Enter");
    await expect(palette(panel)).toHaveCount(0);
    await expect(panel.control("Unlock meeting")).toBeVisible();
    await seenOnly(sim, room, "lock", 1);
  });

  await test.step("somebody, by what is to be done", async () => {
    await open(panel);
    await page.keyboard.type("mute li n");
    await expect(option(panel, "Mute Li Na")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await option(panel, "Mute Li Na").click();
    await expect(panel.row(li)).toHaveAttribute("data-muted", "true");
    await seenOnly(sim, room, `participants/${li}/mute`, 1);
  });

  await test.step("what is not allowed stays and says why; Enter does nothing", async () => {
    await open(panel);
    await page.keyboard.type("spotlight lin");
    const refused = option(panel, "Spotlight: Lin");
    await expect(refused).toHaveAttribute("aria-disabled", "true");
    await expect(refused).toHaveAccessibleDescription(/not in the meeting/i);
    expect(await findings(page)).toEqual([]);
    await refused.click({ force: true });
    await expect(palette(panel)).toBeVisible();
    await box(panel).fill("no such thing");
    await expect(palette(panel).getByText("Nothing is found.")).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(palette(panel)).toHaveCount(0);
    await seenOnly(sim, room, `participants/${waits}/spotlighton`, 0);
  });

  await test.step("a row", async () => {
    await page.getByRole("searchbox", { name: "Find a participant" }).fill("nobody");
    await open(panel);
    await page.keyboard.type("go to li na");
    await page.keyboard.press("Enter");
    await expect(panel.row(li)).toBeFocused();
  });
});

test("scenes, the talk timer and the roll call are found as well, and one key takes the next scene", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const rundown = panel.region("Rundown");
  for (const name of ["Scene 1", "Scene 2"]) {
    await button(rundown, "Add scene").click();
    await expect(button(rundown, `Take ${name}`)).toBeVisible();
  }
  await page.keyboard.press("n");
  await expect(rundown).toHaveAttribute("data-scene", "Scene 1");

  await open(panel);
  await page.keyboard.type("next sc");
  await page.keyboard.press("Enter");
  await expect(rundown).toHaveAttribute("data-scene", "Scene 2");

  await open(panel);
  await page.keyboard.type("scene");
  await expect(option(panel, "Next scene")).toHaveAttribute("aria-disabled", "true");
  await expect(option(panel, "Next scene")).toHaveAccessibleDescription(/No scene comes after/);
  await option(panel, "Previous scene").click();
  await expect(rundown).toHaveAttribute("data-scene", "Scene 1");

  await open(panel);
  await page.keyboard.type("timer");
  await page.keyboard.press("Enter");
  await expect(panel.dialog("Talk timer")).toBeVisible();
  await page.keyboard.press("Escape");

  await open(panel);
  await page.keyboard.type("roll");
  await page.keyboard.press("Enter");
  await expect(button(panel.region("Roll call"), "Start roll call")).toBeVisible();
});

test("what is typed is done and no opposite of it; a removal asks", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  const bob = await sim.join(room, { display_name: "Bob", is_muted: "YES" });
  await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");
  const dialog = panel.dialog("Remove Alice?");

  await open(panel);
  await page.keyboard.type("remove alice");
  await expect(palette(panel).getByRole("option")).toHaveText([/^Remove Alice/]);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await button(dialog, "Cancel").click();
  await expect(dialog).toHaveCount(0);
  await seenOnly(sim, room, `participants/${alice}/spotlighton`, 0);
  await seenOnly(sim, room, `participants/${alice}/disconnect`, 0);

  await open(panel);
  await page.keyboard.type("mute bob");
  await expect(palette(panel).getByText("Nothing is found.")).toBeVisible();
  await box(panel).fill("make host alice");
  await expect(option(panel, "Make host: Alice")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(panel.row(alice)).toHaveAttribute("data-role", "host");

  await test.step("what stands in no bar's first place: files, and another meeting", async () => {
    for (const [typed, file] of [["export log", /^event-log-.*\.csv$/], ["export attendance", /^attendance-.*\.csv$/]] as const) {
      await open(panel);
      await page.keyboard.type(typed);
      await expect(palette(panel).getByRole("option")).toHaveCount(1);
      const download = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      expect((await download).suggestedFilename()).toMatch(file);
    }
    await open(panel);
    await page.keyboard.type("another");
    await page.keyboard.press("Enter");
    await expect(panel.form).toBeVisible();
  });
});

test("in Chinese no space is needed, and names are found by how they are read", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room, { lang: "zh-CN" });
  const zhang = await sim.join(room, { display_name: "张伟" });
  await expect(panel.row(zhang)).toBeVisible();
  const found = panel.dialog("命令面板").getByRole("option");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zhangwei");
  await expect(found.filter({ hasText: "转到 张伟" })).toBeVisible();
  const query = panel.dialog("命令面板").getByRole("combobox");
  await query.fill("取消 张伟");
  await expect(found).toHaveCount(0);
  await query.fill("移出张伟");
  await expect(found).toHaveText([/^移出 张伟/]);
  await query.fill("静音张伟");
  await expect(found).toHaveText([/^静音 张伟/]);
  await page.keyboard.press("Enter");
  await expect(panel.row(zhang)).toHaveAttribute("data-muted", "true");
});

test("single keys: what the overview says, not in a field, not in a dialog, and not when they are off", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await sim.join(room, { display_name: "Ann" });
  const ann = await sim.join(room, { display_name: "Bob", service_type: "waiting_room" });
  const find = page.getByRole("searchbox", { name: "Find a participant" });
  await expect(panel.waitingRoom).toBeVisible();

  await page.keyboard.press("/");
  await expect(find).toBeFocused();
  await page.keyboard.type("mal?");
  await expect(find).toHaveValue("mal?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await find.fill("");
  await find.blur();

  await page.keyboard.press("?");
  const overview = panel.dialog("Keyboard shortcuts");
  await expect(overview).toBeVisible();
  await expect(overview.getByText("Mute all guests")).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("m");
  await seenOnly(sim, room, "muteguests", 0);
  const single = overview.getByRole("switch", { name: "Single-key shortcuts", exact: true });
  await expect(single).toHaveAttribute("aria-checked", "true");
  await button(overview, "Close").click();

  await page.keyboard.down("m");
  await page.keyboard.down("m");
  await page.keyboard.up("m");
  await expect(panel.control("Unmute all guests")).toBeVisible();
  await seenOnly(sim, room, "muteguests", 1);
  await page.keyboard.press("a");
  await expect(panel.row(ann)).toHaveAttribute("data-service", "conference");

  await page.keyboard.press("e");
  const end = panel.dialog("End meeting for everyone?");
  await expect(end).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(end).toHaveCount(0);
  await seenOnly(sim, room, "disconnect", 0);

  await page.keyboard.press("?");
  await single.click();
  await expect(single).toHaveAttribute("aria-checked", "false");
  await page.keyboard.press("Escape");
  await expect(overview).toHaveCount(0);
  await page.keyboard.press("l");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await seenOnly(sim, room, "lock", 0);
  await page.keyboard.press("Control+k");
  await expect(palette(panel)).toBeVisible();
});
