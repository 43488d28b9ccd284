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
