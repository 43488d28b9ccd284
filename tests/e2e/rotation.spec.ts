// The rotation: people take turns in a slot of what is on air, one request at a time.

import { isInOrder } from "./support/accessibility";
import { button, isRefused } from "./support/controls";
import { areWithinReach } from "./support/layout";
import type { Panel } from "./support/panel";
import { joinAll } from "./support/people";
import { signIn } from "./support/sign-in";
import type { Simulator } from "./support/simulator";
import { expect, seenOnly, test } from "./support/test";

/** Opens the menu of a slot, counted from 1, and chooses "Rotate". */
async function ask(panel: Panel, slot: number): Promise<void> {
  await button(panel.region("Layout editor"), `More actions for slot ${slot}`).click();
  await panel.menuItem("Rotate").click();
  await expect(panel.dialog("Rotate through a slot")).toBeVisible();
}

async function start(panel: Panel, slot: number, seconds: string, whom: string): Promise<void> {
  await ask(panel, slot);
  const dialog = panel.dialog("Rotate through a slot");
  await dialog.getByRole("spinbutton", { name: "Seconds" }).fill(seconds);
  await dialog.getByRole("combobox", { name: "Who takes turns" }).selectOption(whom);
  await button(dialog, "Start").click();
  await expect(dialog).toHaveCount(0);
}

/** Whom the layouts that were asked for put into the first slot, in order. */
async function firsts(sim: Simulator, room: string): Promise<string[]> {
  const seen = await sim.seen(room, "override_layout");
  return seen.map(({ body }) => body.layouts[0].actors[0]);
}

test("walks the guests through the first slot, skips who left, and stops", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob", "Carol"]);
  await expect(panel.row(uuids[2])).toBeVisible();
  await start(panel, 1, "5", "guests");
  const rotation = panel.region("Rotation");
  await expect(rotation).toContainText(/Slot 1, Hosts: .*Alice.* is in\. Next: .*Bob/);
  await sim.leave(room, uuids[1]);
  const isIn = (words: RegExp) => expect(rotation).toContainText(words, { timeout: 20_000 });
  await isIn(/Carol.* is in\. Next: .*Alice/);
  await isIn(/Alice.* is in\. Next: .*Carol/);
  const sent = (await sim.seen(room, "override_layout")).slice(0, 3);
  expect(sent.map(({ body }) => body.layouts[0].actors[0])).toEqual([uuids[0], uuids[2], uuids[0]]);
  expect(sent.map(({ body }) => body.layouts.map((one: { audience: string }) => one.audience))).toEqual([
    ["hosts"],
    ["hosts"],
    ["hosts"],
  ]);
  await button(panel.region("Layout editor"), "More actions for slot 2").click();
  await isRefused(panel.menuItem("Rotate"), /stop that first/);
  await page.keyboard.press("Escape");
  await button(rotation, "Stop rotation").click();
  await expect(rotation).toHaveCount(0);
  const before = (await firsts(sim, room)).length;
  await seenOnly(sim, room, "override_layout", before);
});

test("a picture that the host takes pauses it; so do a pause and a lost connection", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob"]);
  await expect(panel.row(uuids[1])).toBeVisible();
  await start(panel, 1, "3600", "guests");
  const rotation = panel.region("Rotation");
  await expect(rotation).toContainText(/Alice.* is in/);

  await test.step("a take", async () => {
    const editor = panel.region("Layout editor");
    await editor.getByRole("radio", { name: "4:0", exact: true }).check({ force: true });
    await button(editor, "Take").click();
    await expect(rotation).toContainText("another picture was put on air");
    await button(rotation, "Resume rotation").click();
    await expect(rotation).toContainText(/Bob.* is in/);
    const last = (await sim.seen(room, "override_layout")).at(-1)!;
    expect(last.body.layouts[0].layout).toBe("4:0");
  });

  await test.step("a pause", async () => {
    await button(rotation, "Pause rotation").click();
    await expect(rotation).toContainText("Paused.");
    await button(rotation, "Resume rotation").click();
    await expect(rotation).toContainText(/Alice.* is in/);
  });

  await test.step("a lost connection", async () => {
    await sim.streams(room, "refuse503");
    await panel.connection("stale");
    await expect(rotation).toContainText("the connection isn't live");
    const before = (await firsts(sim, room)).length;
    await sim.streams(room, "ok");
    await panel.live();
    await expect(rotation).toContainText("the connection isn't live");
    await seenOnly(sim, room, "override_layout", before);
    await button(rotation, "Resume rotation").click();
    await expect(rotation).toContainText(/Bob.* is in/);
  });
});

test("who leaves during their turn is followed at once, and nobody is said to be in when all have left", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob"]);
  await expect(panel.row(uuids[1])).toBeVisible();
  await start(panel, 1, "3600", "everybody");
  const rotation = panel.region("Rotation");
  await expect(rotation).toContainText(/Alice.* is in\. Next: .*Bob/);
  await sim.leave(room, uuids[0]);
  await expect(rotation).toContainText(/Bob.* is in\. Next: nobody/);
  expect(await firsts(sim, room)).toEqual(uuids);
  await sim.leave(room, uuids[1]);
  await expect(rotation).toContainText("nobody is in. Next: nobody");
});

test("a control session, which has no picture, takes no turn", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await sim.join(room, { display_name: "Panel", role: "chair", protocol: "api", has_media: false });
  const uuids = await joinAll(sim, room, ["Alice", "Bob"]);
  await expect(panel.row(uuids[1])).toBeVisible();
  await ask(panel, 1);
  await expect(panel.dialog("Rotate through a slot")).toContainText("2 people take turns");
  await panel.page.keyboard.press("Escape");
  await start(panel, 1, "3600", "everybody");
  await expect(panel.region("Rotation")).toContainText(/Alice.* is in\. Next: .*Bob/);
});

for (const viewport of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    test("it stands above the stage, in sight, and the focus goes there and back", async ({ panel, sim, room }) => {
      await signIn(panel, sim, room);
      const uuids = await joinAll(sim, room, ["Alice", "Bob"]);
      await expect(panel.row(uuids[1])).toBeVisible();
      await expect(panel.region("On air")).toHaveAttribute("data-layout", "1:7");
      await start(panel, 1, "3600", "everybody");
      const rotation = panel.region("Rotation");
      for (const name of ["Pause rotation", "Stop rotation"]) await expect(button(rotation, name)).toBeInViewport({ ratio: 1 });
      await expect(button(rotation, "Pause rotation")).toBeFocused();
      const [bar, stage] = [await rotation.boundingBox(), await panel.region("Stage").boundingBox()];
      expect(bar!.y + bar!.height).toBeLessThanOrEqual(stage!.y);
      await button(rotation, "Stop rotation").press("Enter");
      await expect(rotation).toHaveCount(0);
      await expect(button(panel.region("Layout editor"), "More actions for slot 1")).toBeFocused();
    });
  });
}

test("never a second request while one is under way; a refusal pauses it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob"]);
  await expect(panel.row(uuids[1])).toBeVisible();
  // Longer than a turn.
  await sim.fault(room, "override_layout", { delay_ms: 7_000 }, 1);
  await sim.fault(room, "override_layout", { status: 403 }, 1);
  await start(panel, 1, "5", "guests");
  await expect(panel.region("Rotation")).toContainText("the server did not do the last turn", { timeout: 20_000 });
  expect(await firsts(sim, room)).toEqual(uuids);
  const [first, second] = (await sim.seen(room, "override_layout")).map(({ at }) => at);
  expect(second - first).toBeGreaterThanOrEqual(7_000);
});

const WORDS = {
  en: { menu: "More actions for slot 1", rotate: "Rotate", dialog: "Rotate through a slot", start: "Start", region: "Rotation", picture: "Picture" },
  "zh-CN": { menu: "位置 1 的更多操作", rotate: "轮询", dialog: "在一个位置轮询", start: "开始", region: "轮询", picture: "画面" },
};

for (const lang of ["en", "zh-CN"] as const) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }, { width: 320, height: 256 }]) {
    test.describe(`${viewport.width} × ${viewport.height}`, () => {
      test.use({ viewport });

      test(`everything can be read and reached: ${lang}`, async ({ panel, sim, room }) => {
        const { page } = panel;
        const words = WORDS[lang];
        await page.emulateMedia({ reducedMotion: "reduce", colorScheme: lang === "en" ? "dark" : "light" });
        await signIn(panel, sim, room, { lang });
        const [alice] = await joinAll(sim, room, ["Alice with a name that is much too long for this"]);
        await expect(panel.row(alice)).toHaveCount(1);
        const tab = page.getByRole("tab", { name: words.picture, exact: true });
        if (await tab.isVisible()) await tab.click();
        await button(page, words.menu).click();
        await page.getByRole("menuitem", { name: words.rotate, exact: true }).click();
        const dialog = page.getByRole("dialog", { name: words.dialog });
        await expect(dialog).toBeVisible();
        await isInOrder(page, "dialog");
        await areWithinReach(dialog.getByRole("button").filter({ visible: true }));
        await button(dialog, words.start).click();
        const region = page.getByRole("region", { name: words.region, exact: true });
        await expect(region).toContainText("Alice");
        await isInOrder(page, "under way");
        await areWithinReach(region.getByRole("button"));
      });
    });
  }
}
