// The roll call: one after another is heard and seen, ticked, and muted again; the sheet at the end.

import { readFileSync } from "node:fs";
import { isInOrder } from "./support/accessibility";
import { button, isRefused } from "./support/controls";
import { areWithinReach } from "./support/layout";
import type { Panel } from "./support/panel";
import { joinAll, person } from "./support/people";
import { signIn, signInAsGuest } from "./support/sign-in";
import type { Simulator, State } from "./support/simulator";
import { expect, isYes, seenOnly, test } from "./support/test";

const rollCall = (panel: Panel) => panel.region("Roll call");
const open = (panel: Panel) => button(panel.region("Participants"), "Roll call").click();

/** Who is heard and who is seen, on the server. */
const turns = (uuids: readonly string[]) => (state: State) => {
  const of = (is: (one: State["participants"][number]) => boolean) =>
    uuids.filter((uuid) => is(person(uuid)(state)!)).map((uuid) => uuids.indexOf(uuid));
  return { heard: of((one) => !isYes(one.is_muted)), seen: of((one) => Number(one.spotlight) > 0) };
};

/** How often a server was asked to do something to somebody. */
const times = async (sim: Simulator, room: string, uuid: string, word: string) =>
  (await sim.seen(room, `participants/${uuid}/${word}`)).length;

test("one after another, each command once; later comes again; the sheet", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob", "=Carol"], { is_muted: "YES" });
  await expect(panel.row(uuids[2])).toHaveAttribute("data-muted", "true");
  await open(panel);
  const region = rollCall(panel);
  await expect(region).toContainText("3 people");
  await button(region, "Start roll call").click();
  await expect(region).toContainText("Alice");
  await expect(region).toContainText("Next: ⁨Bob⁩ (2 to go)");
  // Closed, it goes on, and the button says so.
  await button(region, "Close roll call").click();
  await expect(region).toHaveCount(0);
  await button(panel.region("Participants"), "Roll call (3 to go)").click();
  await sim.become(room, turns(uuids), { heard: [0], seen: [0] });
  await button(region, "Present").click();
  await sim.become(room, turns(uuids), { heard: [1], seen: [1] });
  await button(region, "Later").click();
  await sim.become(room, turns(uuids), { heard: [2], seen: [2] });
  await button(region, "Absent").click();
  // Again.
  await sim.become(room, turns(uuids), { heard: [1], seen: [1] });
  await button(region, "Present").click();
  await expect(region).toContainText("The roll call is over");
  await sim.become(room, turns(uuids), { heard: [], seen: [] });
  for (const [at, turns] of [1, 2, 1].entries()) {
    for (const word of ["mute", "unmute", "spotlighton", "spotlightoff"]) {
      expect(await times(sim, room, uuids[at], word), `${at} ${word}`).toBe(turns);
    }
  }

  await expect(region).toContainText("2 present, 1 absent, 0 left, of 3");
  await button(region, "Tick =Carol as present").click();
  await expect(region).toContainText("3 present, 0 absent, 0 left, of 3");
  const [download] = await Promise.all([panel.page.waitForEvent("download"), button(region, "Export roll call").click()]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[3]).toMatch(/^'=Carol,.*,Present,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/);
});

test("who leaves is skipped; a lost connection stops it, and it goes on when told to", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob", "Carol"], { is_muted: "YES" });
  await expect(panel.row(uuids[2])).toHaveAttribute("data-muted", "true");
  await open(panel);
  const region = rollCall(panel);
  await button(region, "Start roll call").click();
  await sim.become(room, turns(uuids), { heard: [0], seen: [0] });
  await sim.streams(room, "refuse503");
  await panel.connection("stale");
  await expect(region).toContainText("the connection isn't live");
  await button(region, "Present").click();
  await sim.streams(room, "ok");
  await panel.live();
  await sim.leave(room, uuids[1]);
  await expect(panel.row(uuids[1])).toHaveCount(0);
  await expect(region).toContainText("1 left");
  await sim.become(room, turns([uuids[0], uuids[2]]), { heard: [0], seen: [0] });
  await button(region, "Resume roll call").click();
  await sim.become(room, turns([uuids[0], uuids[2]]), { heard: [1], seen: [1] });
  await button(region, "Absent").click();
  await expect(region).toContainText("1 present, 1 absent, 1 left, of 3");
  await sim.become(room, turns([uuids[0], uuids[2]]), { heard: [], seen: [] });
});

test("a mute that fails stops it, and nobody else is unmuted meanwhile", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, ["Alice", "Bob"], { is_muted: "YES" });
  await expect(panel.row(uuids[1])).toHaveAttribute("data-muted", "true");
  await open(panel);
  const region = rollCall(panel);
  await button(region, "Start roll call").click();
  await sim.become(room, turns(uuids), { heard: [0], seen: [0] });
  await sim.fault(room, "mute", { status: 403 }, 1);
  await button(region, "Present").click();
  await expect(region).toContainText(/Alice.* could not be muted again/);
  expect(await times(sim, room, uuids[0], "mute")).toBe(1);
  await seenOnly(sim, room, `participants/${uuids[1]}/unmute`, 0);
  await button(region, "Resume roll call").click();
  await sim.become(room, turns(uuids), { heard: [1], seen: [1] });
});

test("a guest is told why nobody is unmuted, and ticks by hand", async ({ panel, sim, room }) => {
  await sim.join(room, { display_name: "Host", role: "chair" });
  await signInAsGuest(panel, sim, room);
  await open(panel);
  const region = rollCall(panel);
  await expect(region).toContainText(/Nobody is unmuted.*host/i);
  await region.getByRole("combobox", { name: "Who is called" }).selectOption("selected");
  await isRefused(button(region, "Start roll call"), /Nobody/);
  await region.getByRole("combobox", { name: "Who is called" }).selectOption("everybody");
  await button(region, "Start roll call").click();
  await button(region, "Present").click();
  await expect(region).toContainText("1 present, 0 absent, 0 left, of 1");
  expect(await sim.seen(room, "unmute")).toHaveLength(0);
});

const WORDS = {
  en: { open: "Roll call", start: "Start roll call", present: "Present", over: "The roll call is over" },
  "zh-CN": { open: "点名", start: "开始点名", present: "到", over: "点名已结束" },
};

for (const lang of ["en", "zh-CN"] as const) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }, { width: 320, height: 256 }]) {
    test.describe(`${viewport.width} × ${viewport.height}`, () => {
      test.use({ viewport });

      test(`everything can be read and reached: ${lang}`, async ({ panel, sim, room }) => {
        const { page } = panel;
        const words = WORDS[lang];
        const allIsInOrder = async (where: string) => {
          await isInOrder(page, where);
          await areWithinReach(region.getByRole("button").filter({ visible: true }));
        };
        await page.emulateMedia({ reducedMotion: "reduce", colorScheme: lang === "en" ? "dark" : "light" });
        await signIn(panel, sim, room, { lang });
        const [alice] = await joinAll(sim, room, ["Alice with a name that is much too long for this"]);
        await expect(panel.row(alice)).toHaveCount(1);
        const region = page.getByRole("region", { name: words.open, exact: true });
        await button(page, words.open).click();
        await allIsInOrder("before");
        await button(region, words.start).click();
        await allIsInOrder("under way");
        await button(region, words.present).click();
        await expect(region).toContainText(words.over);
        await allIsInOrder("over");
      });
    });
  }
}
