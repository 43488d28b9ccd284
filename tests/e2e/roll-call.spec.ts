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

test("who drops out and is back under another uuid is called, before their turn and after it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const people = ["Alice", "Bob", "Carol"].map((name) => ({ display_name: name, uri: `sip:${name}@example.com`, is_muted: "YES" }));
  const uuids: string[] = [];
  for (const one of people) uuids.push(await sim.join(room, one));
  await expect(panel.row(uuids[2])).toHaveAttribute("data-muted", "true");
  await open(panel);
  const region = rollCall(panel);
  await button(region, "Start roll call").click();
  await sim.become(room, turns(uuids), { heard: [0], seen: [0] });
  await sim.leave(room, uuids[2]);
  await expect(panel.row(uuids[2])).toHaveCount(0);
  uuids[2] = await sim.join(room, people[2]);
  await expect(panel.row(uuids[2])).toHaveAttribute("data-muted", "true");
  await button(region, "Present").click();
  await sim.become(room, turns(uuids), { heard: [1], seen: [1] });
  // The one who is called: the next one is, and then they are once more.
  await sim.leave(room, uuids[1]);
  await expect(region).toContainText("1 present, 0 absent, 1 left, of 3");
  uuids[1] = await sim.join(room, people[1]);
  await expect(region).toContainText("1 present, 0 absent, 0 left, of 3");
  await sim.become(room, turns(uuids), { heard: [2], seen: [2] });
  await button(region, "Present").click();
  await sim.become(room, turns(uuids), { heard: [1], seen: [1] });
  await button(region, "Present").click();
  await expect(region).toContainText("3 present, 0 absent, 0 left, of 3");
});

test("by keyboard: the focus is on what comes next, and a sheet goes only when it is in a file or a host says so", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const [, bob] = await joinAll(sim, room, ["Alice", "Bob"]);
  await expect(panel.row(bob)).toBeVisible();
  await open(panel);
  const region = rollCall(panel);
  const question = panel.dialog("Discard the sheet?");
  const callAll = async () => {
    await button(region, "Start roll call").press("Enter");
    await expect(button(region, "Present")).toBeFocused();
    await panel.page.keyboard.press("Enter");
    await expect(region).toContainText("The last one");
    await expect(button(region, "Present")).toBeFocused();
    await panel.page.keyboard.press("Enter");
    await expect(region).toContainText("The roll call is over");
    await expect(button(region, "Export roll call")).toBeFocused();
  };
  await callAll();
  await button(region, "New roll call").press("Enter");
  await button(question, "Cancel").click();
  await expect(question).toHaveCount(0);
  await expect(region).toContainText("2 present, 0 absent, 0 left, of 2");
  await button(region, "New roll call").click();
  await button(question, "Discard sheet").click();
  await expect(button(region, "Start roll call")).toBeFocused();
  await callAll();
  await Promise.all([panel.page.waitForEvent("download"), button(region, "Export roll call").click()]);
  await button(region, "New roll call").press("Enter");
  await expect(button(region, "Start roll call")).toBeFocused();
  await expect(question).toHaveCount(0);
});

for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    test("who is called and what to tick stand while the sheet is open", async ({ panel, sim, room }) => {
      await signIn(panel, sim, room);
      const names = ["Alice", ...Array.from({ length: 19 }, (_, at) => `Person ${at}`)];
      const uuids = await joinAll(sim, room, names);
      await open(panel);
      const region = rollCall(panel);
      await expect(region).toContainText("20 people");
      await button(region, "Start roll call").click();
      await region.getByText(/^Sheet:/).click();
      await expect(button(region, "Tick Alice as present")).toBeVisible();
      const name = region.getByRole("status").filter({ hasText: "Alice" });
      await expect(name).toBeInViewport({ ratio: 1 });
      expect((await name.boundingBox())!.height).toBeGreaterThan(20);
      await button(region, "Tick Person 18 as present").scrollIntoViewIfNeeded();
      await expect(name).toBeInViewport({ ratio: 1 });
      for (const mark of ["Present", "Absent"]) await expect(button(region, mark)).toBeInViewport({ ratio: 1 });
      if (viewport.width > 719) await expect(panel.row(uuids[0])).toBeInViewport();
    });
  });
}

test.describe("six who wait", () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test("waiting room, roll call and participants share the column", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room);
    const [alice] = await joinAll(sim, room, ["Alice", "Bob"]);
    await joinAll(sim, room, ["W1", "W2", "W3", "W4", "W5", "W6"], { service_type: "waiting_room" });
    await expect(button(panel.waitingRoom, "Admit W1")).toBeVisible();
    await open(panel);
    const region = rollCall(panel);
    await button(region, "Start roll call").click();
    // The list has rows of its own, to which the column is scrolled.
    const allAreSeen = async () => {
      await panel.row(alice).scrollIntoViewIfNeeded();
      await expect(panel.row(alice)).toBeInViewport({ ratio: 1 });
      await button(panel.waitingRoom, "Admit W1").scrollIntoViewIfNeeded();
      for (const name of ["Present", "Absent"]) await expect(button(region, name)).toBeInViewport({ ratio: 1 });
    };
    await allAreSeen();
    await region.getByText(/^Sheet:/).click();
    await allAreSeen();
  });
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
