// Several people at once: one request a person, each once.

import { findings } from "./support/accessibility";
import { button } from "./support/controls";
import type { Panel } from "./support/panel";
import { joinAll, joinNamed } from "./support/people";
import { signIn } from "./support/sign-in";
import type { Simulator } from "./support/simulator";
import { expect, isYes, seenOnly, test } from "./support/test";

const box = (panel: Panel, name: string) => panel.people.getByRole("checkbox", { name: `Select ${name}`, exact: true });
const all = (panel: Panel) => panel.page.getByRole("checkbox", { name: "Select all shown", exact: true });
const tools = (panel: Panel) => panel.page.getByRole("toolbar", { name: "Selected participants" });
const tool = (panel: Panel, name: string) => button(tools(panel), name);

async function meeting(panel: Panel, sim: Simulator, room: string, fields: Record<string, unknown> = {}) {
  const uuids = await joinNamed(sim, room, ["Ann", "Ben", "Cid", "Dan"], fields);
  await signIn(panel, sim, room);
  await expect(panel.row(uuids.Dan)).toBeVisible();
  return uuids;
}

/** Each of three is asked for once, and the fourth not at all. */
async function once(sim: Simulator, room: string, uuids: Record<string, string>, command: string) {
  for (const name of ["Ann", "Ben", "Cid"]) await seenOnly(sim, room, `participants/${uuids[name]}/${command}`, 1);
  await seenOnly(sim, room, command, 3);
}

async function three(panel: Panel) {
  for (const name of ["Ann", "Ben", "Cid"]) await box(panel, name).check();
  await expect(tools(panel)).toContainText("3 selected");
}

test("mute and unmute", async ({ panel, sim, room }) => {
  const uuids = await meeting(panel, sim, room);
  await expect(tools(panel)).toHaveCount(0);
  await three(panel);
  await expect(panel.row(uuids.Ann)).toHaveAttribute("aria-selected", "true");
  await expect(tool(panel, "Unmute")).toHaveAttribute("aria-disabled", "true");
  await expect(tool(panel, "Admit")).toHaveAttribute("aria-disabled", "true");
  await tool(panel, "Mute").dblclick();
  for (const name of ["Ann", "Ben", "Cid"]) await expect(panel.row(uuids[name])).toHaveAttribute("data-muted", "true");
  await once(sim, room, uuids, "mute");
  await sim.become(room, (state) => state.participants.filter((one) => isYes(one.is_muted)).length, 3);
  await tool(panel, "Unmute").click();
  for (const name of ["Ann", "Ben", "Cid"]) await expect(panel.row(uuids[name])).toHaveAttribute("data-muted", "false");
  await once(sim, room, uuids, "unmute");
});

test("spotlight", async ({ panel, sim, room }) => {
  const uuids = await meeting(panel, sim, room);
  await three(panel);
  await tool(panel, "Spotlight").click();
  for (const name of ["Ann", "Ben", "Cid"]) await expect(panel.row(uuids[name])).not.toHaveAttribute("data-spotlight", "0");
  await once(sim, room, uuids, "spotlighton");
});

test("admit", async ({ panel, sim, room }) => {
  const uuids = await meeting(panel, sim, room, { service_type: "waiting_room" });
  await three(panel);
  await expect(tool(panel, "Mute")).toHaveAttribute("aria-disabled", "true");
  await tool(panel, "Admit").click();
  for (const name of ["Ann", "Ben", "Cid"]) await expect(panel.row(uuids[name])).toHaveAttribute("data-service", "conference");
  await once(sim, room, uuids, "unlock");
  await expect(panel.row(uuids.Dan)).toHaveAttribute("data-service", "waiting_room");
});

test("remove asks first: how many, and whom", async ({ panel, sim, room }) => {
  const uuids = await meeting(panel, sim, room);
  await three(panel);
  await tool(panel, "Remove").click();
  const dialog = panel.dialog("Remove 3 people?");
  for (const name of ["Ann", "Ben", "Cid"]) {
    await expect(dialog.getByRole("listitem").filter({ hasText: name })).toContainText(uuids[name].slice(0, 8));
  }
  await expect(dialog).not.toContainText("Dan");
  await panel.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await seenOnly(sim, room, "disconnect", 0);
  await tool(panel, "Remove").click();
  await button(dialog, "Remove").click();
  for (const name of ["Ann", "Ben", "Cid"]) await expect(panel.row(uuids[name])).toHaveCount(0);
  await once(sim, room, uuids, "disconnect");
  await expect(tools(panel)).toHaveCount(0);
});

test("who leaves is selected no more; all shown are those found", async ({ panel, sim, room }) => {
  const uuids = await meeting(panel, sim, room);
  await three(panel);
  await sim.leave(room, uuids.Ben);
  await expect(tools(panel)).toContainText("2 selected");
  await tool(panel, "Clear selection").click();
  await expect(tools(panel)).toHaveCount(0);

  const search = panel.page.getByRole("searchbox", { name: "Find a participant" });
  await search.fill("an");
  await expect(panel.row(uuids.Cid)).toHaveCount(0);
  // Ann, Dan and the host, Wang Fang.
  await expect(panel.rows).toHaveCount(3);
  await all(panel).check();
  await expect(tools(panel)).toContainText("3 selected");
  await search.fill("");
  await expect(box(panel, "Ann")).toBeChecked();
  await expect(box(panel, "Cid")).not.toBeChecked();
  await expect(all(panel)).toHaveJSProperty("indeterminate", true);
  await all(panel).check();
  await expect(box(panel, "Cid")).toBeChecked();
  await all(panel).uncheck();
  await expect(tools(panel)).toHaveCount(0);
});

test("by keyboard, the box is one more place in the row", async ({ panel, sim, room }) => {
  const uuids = await meeting(panel, sim, room);
  const { keyboard } = panel.page;
  await panel.row(uuids.Ann).focus();
  await keyboard.press("ArrowRight");
  await expect(box(panel, "Ann")).toBeFocused();
  await keyboard.press("Space");
  await expect(box(panel, "Ann")).toBeChecked();
  await keyboard.press("ArrowDown");
  await expect(box(panel, "Ben")).toBeFocused();
  await keyboard.press("Space");
  await expect(tools(panel)).toContainText("2 selected");
});

test("fifty are asked for one after the other, each once", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await joinAll(sim, room, Array.from({ length: 50 }, (_, at) => `Guest ${at}`));
  await expect(panel.headCount).toHaveAttribute("data-count", "51");
  await panel.page.getByRole("searchbox", { name: "Find a participant" }).fill("guest");
  await expect(panel.people).toHaveAttribute("aria-rowcount", "50");
  await all(panel).check();
  await tool(panel, "Mute").click();
  await sim.become(room, (state) => state.participants.filter((one) => isYes(one.is_muted)).length, 50);
  const asked = (await sim.requests(room)).filter(({ method, path }) => method === "POST" && path.endsWith("/mute"));
  expect(asked).toHaveLength(50);
  expect(new Set(asked.map(({ path }) => path)).size).toBe(50);
});

for (const [theme, width] of [
  ["light", 1280],
  ["dark", 360],
] as const) {
  test(`axe finds nothing serious, and nothing is off to the side: ${theme}, ${width} pixels`, async ({ panel, sim, room }) => {
    const { page } = panel;
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 740 });
    const good = async (where: string) => {
      expect.soft(await findings(page), where).toEqual([]);
      const dialog = page.getByRole("dialog");
      for (const part of (await dialog.count()) ? await dialog.all() : [page.locator("section", { has: panel.people })]) {
        const over = await part.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect.soft(over, `${where}: wider than there is room`).toBeLessThanOrEqual(0);
      }
    };
    await sim.join(room, { display_name: "Ann", spotlight: 1_441_720_001 });
    await sim.join(room, { display_name: "Ben with a name that is much too long for a telephone", spotlight: 1_441_720_002 });
    await signIn(panel, sim, room, { theme });
    await all(panel).check();
    await expect(tools(panel)).toContainText("3 selected");
    await good("selected");
    await tool(panel, "Remove").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await good("remove");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await button(page, "Spotlight order").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await good("queue");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    for (const item of ["Send DTMF", "Transfer", "Change caption"]) {
      await panel.openMenu("Ann");
      await expect(page.getByRole("menu")).toBeInViewport({ ratio: 0.99 });
      await panel.menuItem(item).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await good(item);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}
