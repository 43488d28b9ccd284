// Scenes: kept, shown as a difference, taken with each request once, taken back; the rundown as a file.

import { findings } from "./support/accessibility";
import { button, field, isRefused } from "./support/controls";
import { REFUSED } from "./support/deeds";
import { fits } from "./support/layout";
import type { Panel } from "./support/panel";
import { joinAll } from "./support/people";
import { signIn } from "./support/sign-in";
import { Editor, onAir } from "./support/stage";
import { type Simulator, expect, test } from "./support/test";

const rundown = (panel: Panel) => panel.region("Rundown");
const changes = (panel: Panel) => rundown(panel).getByRole("list", { name: "Changes", exact: true });
const scenes = (panel: Panel) => rundown(panel).getByRole("list", { name: "Scenes", exact: true }).locator(":scope > li");

async function add(panel: Panel, name: string, minutes = ""): Promise<void> {
  const form = rundown(panel).locator("details");
  if (!(await field(form, "Scene name").isVisible())) await form.locator("summary").click();
  await field(form, "Scene name").fill(name);
  await field(form, "Planned minutes").fill(minutes);
  await button(rundown(panel), "Add scene").click();
  await expect(button(rundown(panel), `Take ${name}`)).toBeVisible();
}

const muted = async (sim: Simulator, room: string) =>
  (await sim.state(room)).participants.filter((one: any) => one.is_muted === "YES").length;
const spotlit = async (sim: Simulator, room: string) =>
  (await sim.state(room)).participants.filter((one: any) => one.spotlight > 0).sort((a: any, b: any) => a.spotlight - b.spotlight).map((one: any) => one.uuid);

test("a take of a layout, 3 spotlights and 40 mutes: each request once, and Undo take brings all of it back", async ({ panel, sim, room }) => {
  test.setTimeout(120_000);
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, Array.from({ length: 43 }, (_, at) => `Person ${at + 1}`));
  const editor = new Editor(panel);
  const region = rundown(panel);
  await expect(panel.headCount).toHaveAttribute("data-count", String((await sim.state(room)).participants.length));

  await test.step("how it is to be, kept as a scene", async () => {
    const director = await sim.session(room, "Director");
    for (const uuid of uuids.slice(3)) await director.post(`participants/${uuid}/mute`, {});
    for (const [at, uuid] of uuids.slice(0, 3).entries()) await sim.update(room, uuid, { spotlight: 1000 + at });
    await sim.layout(room, "4:0");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
    await expect(panel.row(uuids[2])).toHaveAttribute("data-spotlight", "3");
    await expect.poll(() => muted(sim, room)).toBe(40);
    await expect(panel.page.locator(`[data-uuid="${uuids[3]}"][data-muted="true"]`).first()).toBeVisible();
    await add(panel, "Panel", "5");
    await expect(changes(panel)).toHaveText("Nothing");
  });

  await test.step("how it is before", async () => {
    for (const uuid of uuids.slice(3)) await sim.update(room, uuid, { is_muted: "NO" });
    for (const uuid of uuids.slice(0, 3)) await sim.update(room, uuid, { spotlight: 0 });
    await sim.layout(room, "1:7");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");
    await expect(changes(panel)).toContainText("Hosts to 4:0");
    await expect(changes(panel)).toContainText("Spotlights 3: Person 1, Person 2, Person 3");
    await expect(changes(panel)).toContainText("Mutes 40: ");
    await expect(region).not.toHaveAttribute("data-scene");
  });

  await test.step("taken", async () => {
    await button(region, "Take Panel").click();
    await expect(region).toHaveAttribute("data-scene", "Panel", { timeout: 30_000 });
    // The layout, the queue of the spotlight, the mutes.
    await expect(region).toContainText("all 42 done");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
    expect(await muted(sim, room)).toBe(40);
    expect(await spotlit(sim, room)).toEqual(uuids.slice(0, 3));
    expect(await sim.seen(room, "override_layout")).toHaveLength(1);
    for (const [at, uuid] of uuids.entries()) {
      expect(await sim.seen(room, `participants/${uuid}/${at < 3 ? "spotlighton" : "mute"}`)).toHaveLength(at < 3 ? 1 : 2);
    }
    await expect(scenes(panel).first()).toHaveAttribute("aria-current", "true");
    await expect(scenes(panel).first()).toContainText("/ 5:00");
  });

  await test.step("taken back", async () => {
    await button(region, "Undo take").click();
    await expect(region).not.toHaveAttribute("data-scene", { timeout: 30_000 });
    await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");
    expect(await muted(sim, room)).toBe(0);
    expect(await spotlit(sim, room)).toEqual([]);
    expect(await sim.seen(room, "override_layout")).toHaveLength(2);
    await expect(button(region, "Undo take")).toHaveAttribute("aria-disabled", "true");
    await expect(editor.region).toHaveAttribute("data-changed", "0");
  });
});

test("what can't be done is told before, what fails after, and the rest is done", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const [alice, bob] = await joinAll(sim, room, ["Alice", "Bob"]);
  const region = rundown(panel);
  await sim.update(room, alice, { spotlight: 1000 });
  await sim.update(room, bob, { is_muted: "YES" });
  await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");
  await expect(panel.row(alice)).toHaveAttribute("data-spotlight", "1");
  await add(panel, "Talk");
  await sim.leave(room, alice);
  await sim.update(room, bob, { is_muted: "NO" });
  await expect(changes(panel)).toContainText("Mutes Bob");
  await expect(changes(panel)).toContainText("Not possible: Spotlight – Alice");
  await sim.fault(room, "mute", REFUSED, 1);
  await button(region, "Take Talk").click();
  await expect(region).toContainText("1 of 1 not done: Mute – Bob (The server said: Not for you today");
  await expect(region).toContainText("not sent: 1");
  await expect(region).not.toHaveAttribute("data-scene");
  await button(region, "Take Talk").click();
  await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");
  await expect(region).toHaveAttribute("data-scene", "Talk");
});

test("forth and back through a rundown; from what is staged; as a file", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const editor = new Editor(panel);
  const region = rundown(panel);
  await add(panel, "Opening");
  await editor.layout("4:0").check();
  await region.getByRole("switch", { name: "With the picture under Next", exact: true }).click();
  await add(panel, "Debate");
  // Folded away it would speak for the next scene as well.
  await expect(region.getByRole("switch", { name: "With the picture under Next", exact: true })).not.toBeChecked();
  await editor.button("Discard changes").click();
  await button(region, "Add scene").click();
  await expect(scenes(panel)).toHaveCount(3);
  await expect(button(region, "Take Scene 1")).toBeVisible();

  await expect(button(region, "Previous scene")).toHaveAttribute("aria-disabled", "true");
  await button(region, "Next scene").click();
  await expect(region).toHaveAttribute("data-scene", "Opening");
  await button(region, "Next scene").click();
  await expect(region).toHaveAttribute("data-scene", "Debate");
  await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
  await button(region, "Previous scene").click();
  await expect(region).toHaveAttribute("data-scene", "Opening");
  await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");

  await test.step("another order, by keyboard", async () => {
    const more = button(region, "More for Scene 1");
    const moveUp = panel.page.getByRole("menuitem", { name: "Move up", exact: true });
    for (const order of [["Opening", "Scene 1", "Debate"], ["Scene 1", "Opening", "Debate"]]) {
      await more.press("Enter");
      await moveUp.press("Enter");
      for (const [at, name] of order.entries()) await expect(scenes(panel).nth(at)).toContainText(name);
      await expect(more).toBeFocused();
    }
    await more.press("Enter");
    await isRefused(moveUp, /^It is the first scene$/);
    await panel.page.keyboard.press("Escape");
  });

  const download = panel.page.waitForEvent("download");
  await button(region, "Export rundown").click();
  const file = await (await download).path();
  for (const name of ["Opening", "Debate", "Scene 1"]) {
    await button(region, `More for ${name}`).click();
    await panel.page.getByRole("menuitem", { name: "Delete", exact: true }).click();
  }
  await expect(scenes(panel)).toHaveCount(0);
  // The controls stay in their places.
  for (const name of ["Previous scene", "Next scene", "Export rundown"]) {
    await isRefused(button(region, name), /^There are no scenes yet$/);
  }
  await region.getByLabel("Import rundown").setInputFiles(file);
  await expect(scenes(panel)).toHaveCount(3);
  // This browser has them in the next meeting too.
  await panel.page.goto("about:blank");
  await signIn(panel, sim, room);
  await expect(scenes(panel)).toHaveCount(3);
  await region.getByLabel("Import rundown").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("nothing") });
  await expect(region.getByText("That file holds no scenes.")).toBeVisible();
});

test("takes of the stage and of the rundown are undone where they were made, the last one first", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const [alice] = await joinAll(sim, room, ["Alice", "Bob"]);
  const editor = new Editor(panel);
  const region = rundown(panel);
  const isFree = async () => {
    for (const undo of [editor.button("Undo take"), button(region, "Undo take")]) await expect(undo).not.toHaveAttribute("aria-busy", "true");
  };
  await sim.update(room, alice, { is_muted: "YES" });
  await sim.layout(room, "4:0");
  await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
  await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
  await add(panel, "Panel");
  await sim.update(room, alice, { is_muted: "NO" });
  await sim.layout(room, "1:7");
  await expect(changes(panel)).toContainText("Mutes Alice");
  await expect(changes(panel)).toContainText("Hosts to 4:0");

  await button(region, "Take Panel").click();
  await expect(region).toHaveAttribute("data-scene", "Panel");
  // The picture alone is half a scene.
  await isRefused(editor.button("Undo take"), /^The last take was a scene: undo it in the rundown$/);

  await editor.layout("1:21").check();
  await editor.button("Take").click();
  await expect(onAir(panel)).toHaveAttribute("data-layout", "1:21");
  await expect(region).not.toHaveAttribute("data-scene");
  await isFree();
  await isRefused(button(region, "Undo take"), /^Something was taken on the stage since: undo that there first$/);

  await editor.button("Undo take").click();
  await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
  await expect(region).toHaveAttribute("data-scene", "Panel");
  await isFree();
  await button(region, "Undo take").click();
  await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");
  await expect(region).not.toHaveAttribute("data-scene");
  await expect.poll(() => muted(sim, room)).toBe(0);
  await isFree();
  // What was undone isn't put on air again.
  await isRefused(editor.button("Undo take"), /^Nothing to undo$/);
  await isRefused(button(region, "Undo take"), /^Nothing to undo$/);
  expect(await sim.seen(room, "override_layout")).toHaveLength(4);
});

test("a scene whose picture is replaced, or that is deleted, isn't on air, and the rundown goes on after it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const region = rundown(panel);
  for (const [name, layout] of [["One", "1:7"], ["Two", "4:0"], ["Three", "1:0"]] as const) {
    await sim.layout(room, layout);
    await expect(onAir(panel)).toHaveAttribute("data-layout", layout);
    await add(panel, name);
  }
  const take = async (which: string, scene: string) => {
    await expect(button(region, which)).not.toHaveAttribute("aria-busy", "true");
    await button(region, which).click();
    await expect(region).toHaveAttribute("data-scene", scene);
  };
  await take("Next scene", "One");
  await take("Next scene", "Two");

  await test.step("another host's picture", async () => {
    await sim.layout(room, "2:21");
    await expect(region).not.toHaveAttribute("data-scene");
    await expect(scenes(panel).nth(1)).not.toHaveAttribute("aria-current");
    await take("Next scene", "Three");
    await take("Previous scene", "Two");
  });

  await test.step("deleted", async () => {
    await button(region, "More for Two").click();
    await panel.page.getByRole("menuitem", { name: "Delete", exact: true }).click();
    await expect(scenes(panel)).toHaveCount(2);
    await expect(region).not.toHaveAttribute("data-scene");
    await take("Next scene", "Three");
  });
});

test("who leaves while a scene is taken is no failure", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, Array.from({ length: 24 }, (_, at) => `Person ${at + 1}`));
  const region = rundown(panel);
  await expect(panel.headCount).toHaveAttribute("data-count", String((await sim.state(room)).participants.length));
  await add(panel, "Open");
  for (const uuid of uuids) await sim.update(room, uuid, { is_muted: "YES" });
  await expect(changes(panel)).toContainText("Unmutes 24: ");
  await sim.fault(room, "unmute", { delay_ms: 800 });
  await button(region, "Take Open").click();
  await expect(region).toContainText(/Open: \d+ of 24/);
  for (const uuid of uuids.slice(-12)) await sim.leave(room, uuid);
  await expect(region).toContainText("all 24 done", { timeout: 30_000 });
  await expect(region).toHaveAttribute("data-scene", "Open");
});

test("several people of one name are told as that, and the rest is offered", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const [alice, bob] = await joinAll(sim, room, ["Alice", "Bob"]);
  const region = rundown(panel);
  await sim.update(room, alice, { is_muted: "YES" });
  await sim.update(room, bob, { is_muted: "YES", spotlight: 1000 });
  await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
  await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");
  await expect(panel.row(bob)).toHaveAttribute("data-spotlight", "1");
  await add(panel, "Talk");
  await sim.leave(room, bob);
  await joinAll(sim, room, ["Bob", "Bob"], { is_muted: "NO" });
  await sim.update(room, alice, { is_muted: "NO" });
  await expect(changes(panel)).toContainText("Mutes Alice");
  await expect(changes(panel)).toContainText("Not possible: Mute – Bob. Several people here have this name");
  await expect(changes(panel)).toContainText("Not possible: Spotlight – Bob. Several people here have this name");
  await button(region, "Take Talk").click();
  await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
  await expect(region).toContainText("not sent: 2");
});

test("a planned length that is no whole number of minutes is told, and nothing is added", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const region = rundown(panel);
  await region.locator("details summary").click();
  const minutes = field(region, "Planned minutes");
  for (const typed of ["1.5", "99999", "-1", "0"]) {
    await minutes.fill(typed);
    await expect(minutes).toHaveAccessibleDescription("Whole minutes from 1 to 1440, or nothing");
    await isRefused(button(region, "Add scene"), /^Whole minutes from 1 to 1440, or nothing$/);
  }
  await expect(scenes(panel)).toHaveCount(0);
  await minutes.fill("2");
  await button(region, "Add scene").click();
  await expect(scenes(panel).first()).toContainText("2:00");
});

test("two tabs of one browser keep each other's scenes and presets", async ({ panel, openPanel, sim, room }) => {
  await signIn(panel, sim, room);
  const other = await openPanel();
  await signIn(other, sim, sim.room());
  const savePreset = async (tab: Panel, name: string) => {
    const { region } = new Editor(tab);
    if (!(await field(region, "Preset name").isVisible())) await region.locator("details.presets > summary").click();
    await field(region, "Preset name").fill(name);
    await button(region, "Save preset").click();
    await expect(button(region, `Use ${name}`)).toBeVisible();
  };
  // Both tabs have read what is stored before the other one stores anything.
  await add(panel, "Of the first");
  await add(other, "Of the second");
  await savePreset(panel, "First picture");
  await savePreset(other, "Second picture");
  await expect(scenes(other)).toHaveCount(2);
  await button(rundown(panel), "More for Of the first").click();
  await panel.page.getByRole("menuitem", { name: "Delete", exact: true }).click();
  await expect(scenes(panel)).toHaveCount(1);
  await expect(button(rundown(panel), "Take Of the second")).toBeVisible();
  const { region } = new Editor(panel);
  await button(region, "Delete First picture").click();
  await expect(button(region, "Use First picture")).toHaveCount(0);
  await expect(button(region, "Use Second picture")).toBeVisible();
});

for (const lang of ["en", "zh-CN"] as const) {
  test(`nothing serious, cut off or out of the window: ${lang}`, async ({ panel, sim, room }) => {
    const { page } = panel;
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(panel, sim, room, { lang });
    await joinAll(sim, room, ["Alice with a name that is much too long for this", "Bob"]);
    const region = page.locator(".panel-rundown");
    await region.locator("summary").click();
    await region.locator("details input").first().fill("A scene with a name that is much too long for a telephone");
    await button(region, { en: "Add scene", "zh-CN": "添加场景" }[lang]).click();
    await expect(region.locator(".scene")).toHaveCount(1);
    await page.mouse.move(0, 0);
    expect(await findings(page)).toEqual([]);
    for (const [width, height] of [[1280, 800], [1280, 400], [360, 740], [320, 256]] as const) {
      await page.setViewportSize({ width, height });
      if (width < 720) await page.locator(".room-tabs").getByRole("tab").nth(1).click();
      await fits(page, `${width} × ${height}`);
    }
  });
}
