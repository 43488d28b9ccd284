// The stage: what is on air beside what comes next; staged, taken in one request, confirmed by what is on air.

import { findings } from "./support/accessibility";
import { button } from "./support/controls";
import { FALSE, REFUSED, told } from "./support/deeds";
import type { Panel } from "./support/panel";
import { joinAll } from "./support/people";
import { drag, middle } from "./support/pointer";
import { signIn, signInAsGuest } from "./support/sign-in";
import { Editor, onAir, slotOnAir } from "./support/stage";
import { type Simulator, expect, test, seenOnly } from "./support/test";

async function begin(panel: Panel, sim: Simulator, room: string, names: string[]): Promise<[Editor, string[]]> {
  await signIn(panel, sim, room);
  const uuids = await joinAll(sim, room, names);
  const editor = new Editor(panel);
  await expect(editor.region).toBeVisible();
  // All are there to be found, by the search of a slot too.
  await expect(panel.headCount).toHaveAttribute("data-count", String((await sim.state(room)).participants.length));
  return [editor, uuids];
}

const entry = (audience: string, layout: string, actors: string[] = [], more: object = {}) => ({
  audience,
  actors,
  vad_backfill: true,
  layout,
  plus_n: actors.length ? "off" : "auto",
  actors_overlay_text: "auto",
  ...more,
});

const bodies = async (sim: Simulator, room: string) => (await sim.seen(room, "override_layout")).map(({ body }) => body);

test("both audiences in one request, as the document has it; and the on-air picture follows", async ({ panel, sim, room }) => {
  const [editor, [alice, bob]] = await begin(panel, sim, room, ["Alice", "Bob"]);
  await expect(editor.layout("1:7")).toBeChecked();
  for (const name of ["1:0", "2:0", "3:0", "4:0", "1:5", "1:12", "1:21", "2:21"]) await expect(editor.layout(name)).not.toBeChecked();
  await expect(editor.differs).toContainText("Next is what is on air");

  await test.step("the document's own example", async () => {
    await editor.layout("2:21").check();
    await panel.audience("Guests");
    await expect(editor.layout("2:21")).not.toBeChecked();
    await editor.layout("2:21").check();
    await expect(editor.slots).toHaveCount(23);
    await editor.button("Take").click();
    await expect(onAir(panel)).toHaveAttribute("data-layout", "2:21");
    expect(await bodies(sim, room)).toEqual([{ layouts: [entry("hosts", "2:21"), entry("", "2:21")] }]);
  });

  await test.step("people in slots, hosts' only", async () => {
    await panel.audience("Hosts");
    await editor.layout("4:0").check();
    await editor.fill(0, "Bob");
    await editor.fill(1, "Alice");
    await editor.switch("Fill empty slots with active speakers").click();
    await expect(editor.differs).toContainText("2:21 → 4:0");
    // The layout, two slots, the filling.
    await expect(editor.region).toHaveAttribute("data-changed", "4");
    // Nothing is sent while it is staged.
    await seenOnly(sim, room, "override_layout", 1);
    await editor.button("Take").click();
    await panel.audience("Hosts");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
    await expect(slotOnAir(panel, 0)).toHaveAttribute("data-uuid", bob);
    expect((await bodies(sim, room))[1]).toEqual({
      layouts: [entry("hosts", "4:0", [bob, alice], { vad_backfill: false }), entry("", "2:21")],
    });
    await expect(editor.button("Take")).not.toHaveAttribute("aria-busy", "true");
    await expect(editor.differs).toContainText("Next is what is on air");
    await expect(editor.region).toHaveAttribute("data-changed", "0");
  });

  await test.step("undo goes back and keeps what is staged, reset puts the default back", async () => {
    await editor.layout("1:5").check();
    await editor.button("Undo take").click();
    await expect(onAir(panel)).toHaveAttribute("data-layout", "2:21");
    await expect(editor.layout("1:5")).toBeChecked();
    await expect(editor.differs).toContainText("2:21 → 1:5");
    await editor.button("Discard changes").click();
    await expect(editor.layout("2:21")).toBeChecked();
    await expect(editor.region).toHaveAttribute("data-changed", "0");
    expect((await bodies(sim, room))[2]).toEqual({ layouts: [entry("hosts", "2:21"), entry("", "2:21")] });
    await expect(editor.button("Reset to default")).not.toHaveAttribute("aria-busy", "true");
    await editor.button("Reset to default").click();
    await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");
    expect((await bodies(sim, room))[3]).toEqual({ layouts: [] });
    await expect(editor.layout("1:7")).toBeChecked();
  });
});

test("on air at the left and next at the right, of one audience; under each other on a phone", async ({ panel, sim, room }) => {
  const { page } = panel;
  const [editor] = await begin(panel, sim, room, ["Alice"]);
  const stage = panel.region("Stage");
  await expect(stage.getByRole("region", { name: "On air", exact: true })).toBeVisible();
  await expect(stage.getByRole("region", { name: "Layout editor", exact: true })).toBeVisible();
  const boxes = async () => [(await onAir(panel).boundingBox())!, (await editor.region.boundingBox())!] as const;
  for (const [width, height] of [[1280, 800], [1440, 900], [1920, 1080]] as const) {
    await page.setViewportSize({ width, height });
    const [air, next] = await boxes();
    expect(air.x + air.width, `${width}`).toBeLessThan(next.x);
    expect(Math.abs(air.y - next.y), `${width}`).toBeLessThan(2);
    await expect(editor.button("Take")).toBeInViewport();
  }
  await page.setViewportSize({ width: 390, height: 780 });
  await page.getByRole("tab", { name: "Picture", exact: true }).click();
  const [air, next] = await boxes();
  expect(air.y + air.height).toBeLessThanOrEqual(next.y);
});

test("24 slots of a layout that nobody knows, by keyboard alone", async ({ panel, sim, room }) => {
  const names = Array.from({ length: 24 }, (_, at) => `Person ${at + 1}`);
  const [editor, uuids] = await begin(panel, sim, room, names);
  await sim.layout(room, "3:21");
  await expect(editor.layout("3:21")).toBeChecked();
  await expect(editor.slots).toHaveCount(24);
  const { keyboard } = panel.page;
  await editor.slot(0).getByRole("button").first().focus();
  for (const [at, name] of names.entries()) {
    await keyboard.press("Enter");
    await expect(panel.page.getByRole("dialog").getByRole("option", { name, exact: true })).toHaveCount(1);
    await keyboard.type(name);
    await expect(panel.page.getByRole("dialog").getByRole("option").first()).toHaveAccessibleName(name);
    await keyboard.press("Enter");
    await expect(panel.page.getByRole("dialog")).toHaveCount(0);
    await expect(editor.slot(at).getByRole("button").first()).toBeFocused();
    await keyboard.press("ArrowRight");
  }
  for (const [at, uuid] of uuids.entries()) await expect(editor.slot(at)).toHaveAttribute("data-uuid", uuid);
  await editor.button("Take").focus();
  await keyboard.press("Enter");
  await expect.poll(async () => (await bodies(sim, room)).length).toBe(1);
  const [body] = await bodies(sim, room);
  expect(body.layouts[0]).toEqual(entry("hosts", "3:21", uuids));
  await panel.audience("Hosts");
  await expect(slotOnAir(panel, 23)).toHaveAttribute("data-uuid", uuids[23]);
});

test("24 slots by dragging people, from the roster and from the strip", async ({ panel, sim, room }) => {
  const names = Array.from({ length: 24 }, (_, at) => `Person ${at + 1}`);
  const [editor, uuids] = await begin(panel, sim, room, names);
  await sim.layout(room, "3:21");
  await expect(editor.slots).toHaveCount(24);
  const strip = editor.region.getByRole("list", { name: "People to place" });
  for (const [at, uuid] of uuids.entries()) {
    const from = at < 8 ? panel.row(uuid) : strip.locator(`[data-person="${uuid}"]`);
    await drag(panel.page, from, editor.slot(at));
    await expect(editor.slot(at)).toHaveAttribute("data-uuid", uuid);
  }
  await drag(panel.page, editor.slot(0), editor.slot(2));
  await expect(editor.slot(0)).toHaveAttribute("data-uuid", uuids[2]);
  await expect(editor.slot(2)).toHaveAttribute("data-uuid", uuids[0]);
  await editor.button("Take").click();
  await expect.poll(async () => (await bodies(sim, room)).length).toBe(1);
  const [body] = await bodies(sim, room);
  expect(body.layouts[0].actors).toEqual([uuids[2], uuids[1], uuids[0], ...uuids.slice(3)]);
});

test("swap and clear by keyboard; codes of the private edition by their meanings", async ({ panel, sim }) => {
  const room = sim.room("7100");
  // A name that nobody of this room's own people can have: they are made up anew in each run.
  const [editor, [alice, bob]] = await begin(panel, sim, room, ["Ada", "Bob"]);
  const { keyboard } = panel.page;
  await editor.layout("1:5").check();
  await editor.fill(0, "Ada");
  await editor.fill(1, "Bob");
  await editor.slot(0).getByRole("button").first().focus();
  await keyboard.press("Shift+ArrowRight");
  await expect(editor.slot(0)).toHaveAttribute("data-uuid", bob);
  await expect(editor.slot(1)).toHaveAttribute("data-uuid", alice);
  await editor.slot(1).getByRole("button").first().focus();
  await keyboard.press("Delete");
  await expect(editor.slot(1)).toHaveAttribute("data-uuid", "");
  await expect(editor.slot(1)).toContainText("Active speaker");
  for (const [at, code] of ["Rotate", "Speaker", "Automatic", "Empty"].entries()) {
    await editor.slot(at + 1).getByRole("button").first().click();
    await panel.page.getByRole("dialog").getByRole("option", { name: code, exact: true }).click();
    await expect(editor.slot(at + 1)).toContainText(code);
  }
  await editor.button("Take").click();
  await expect.poll(async () => (await bodies(sim, room)).length).toBe(1);
  const [body] = await bodies(sim, room);
  expect(body.layouts[0]).toEqual(entry("hosts", "1:5", [bob, "-2", "1010", "0", "-1"]));
  await panel.audience("Hosts");
  await expect(onAir(panel)).toHaveAttribute("data-layout", "1:5");
});

test("a layout that the server's edition lacks is said to be one before it is taken, and may be asked for", async ({ panel, sim, room }) => {
  const [editor] = await begin(panel, sim, room, ["Alice"]);
  const lacks = (layout: string, edition = "public") => `${layout} isn't a layout of the ${edition} edition`;
  for (const layout of ["2:0", "3:0", "1:5", "1:12"]) await expect(editor.layout(layout)).toHaveAccessibleDescription(new RegExp(lacks(layout)));
  for (const layout of ["1:0", "4:0", "1:7", "1:21", "2:21"]) await expect(editor.layout(layout)).toHaveAccessibleDescription("");
  await editor.layout("2:0").check();
  await expect(editor.differs).toContainText(lacks("2:0"));

  await test.step("whosever picture is shown: one take is for both", async () => {
    await panel.audience("Guests");
    await expect(editor.layout("1:7")).toBeChecked();
    await expect(editor.differs).toContainText(lacks("2:0"));
    await panel.audience("Hosts");
  });

  await test.step("of a scene as well", async () => {
    const rundown = panel.region("Rundown");
    await rundown.locator("summary").click();
    await rundown.getByRole("switch", { name: "With the picture under Next", exact: true }).click();
    await button(rundown, "Add scene").click();
    await expect(rundown.getByRole("list", { name: "Changes", exact: true })).toContainText(lacks("2:0"));
  });

  await test.step("what the server then says is told", async () => {
    await editor.button("Take").click();
    await expect(told(panel, "Change layout", "2:0", "change it first")).toBeVisible();
    await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");
    await expect(editor.layout("2:0")).toBeChecked();
  });

  await test.step("what is on air there is", async () => {
    await sim.layout(room, "2:0");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "2:0");
    await expect(editor.differs).not.toContainText("edition");
  });

  await test.step("the private edition has others", async () => {
    await panel.page.goto("about:blank");
    await begin(panel, sim, sim.room("7100"), []);
    await expect(editor.layout("2:0")).toHaveAccessibleDescription("");
    await editor.layout("2:21").check();
    await expect(editor.differs).toContainText(lacks("2:21", "private"));
  });
});

test("somebody who leaves leaves a hole, and nobody moves up in silence", async ({ panel, sim, room }) => {
  const [editor, [alice, bob, carol]] = await begin(panel, sim, room, ["Alice", "Bob", "Carol"]);
  await editor.layout("4:0").check();
  for (const [at, name] of ["Alice", "Bob", "Carol"].entries()) await editor.fill(at, name);
  await editor.button("Take").click();
  await panel.audience("Hosts");
  await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
  await sim.leave(room, bob);
  await expect(panel.row(bob)).toHaveCount(0);
  await expect(editor.slot(1)).toHaveAttribute("data-hole", "true");
  await expect(editor.slot(1)).toContainText("Bob isn't here");
  await expect(editor.slot(0)).toHaveAttribute("data-uuid", alice);
  await expect(editor.slot(2)).toHaveAttribute("data-uuid", carol);
  await expect(editor.button("Take")).not.toHaveAttribute("aria-busy", "true");

  await test.step("the slot stays theirs when it is sent again; opened by hand, the editor says what the server will do", async () => {
    await editor.button("Take").click();
    await expect.poll(async () => (await bodies(sim, room)).length).toBe(2);
    expect((await bodies(sim, room))[1].layouts[0].actors).toEqual([alice, bob, carol]);
    await editor.button("Clear slot 2").click();
    await expect(editor.differs).toContainText("moves the later ones up");
  });
});

test("what fails is told, and stays staged", async ({ panel, sim, room }) => {
  const [editor] = await begin(panel, sim, room, ["Alice"]);
  const isTold = (why: string | RegExp) => expect(told(panel, "Change layout", why)).toBeVisible({ timeout: 30_000 });
  const apply = async () => {
    await expect(editor.button("Take")).not.toHaveAttribute("aria-busy", "true");
    await editor.button("Take").click();
  };
  await editor.layout("4:0").check();

  await test.step("403", async () => {
    await sim.fault(room, "override_layout", REFUSED, 1);
    await apply();
    await isTold("Not for you today");
    await expect(editor.layout("4:0")).toBeChecked();
    await expect(editor.differs).toContainText("1:7 → 4:0");
  });

  await test.step("result false", async () => {
    await sim.fault(room, "override_layout", FALSE, 1);
    await apply();
    await isTold(/not done/);
  });

  await test.step("accepted, and no event", async () => {
    await sim.fault(room, "override_layout", { swallow: true }, 1);
    await apply();
    await isTold("nothing changed");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "1:7");
  });

  await test.step("accepted, and the server shows something else", async () => {
    await sim.fault(room, "override_layout", { swallow: true }, 1);
    await apply();
    await expect.poll(async () => (await bodies(sim, room)).length).toBe(4);
    await sim.layout(room, "1:21");
    await isTold("shows something else");
    await expect(editor.layout("4:0")).toBeChecked();
    await expect(editor.differs).toContainText("1:21 → 4:0");
  });

  await test.step("a server that refuses plus_n auto for hosts gets off, and is remembered", async () => {
    const refusal = { status: 400, body: { status: "failed", result: "plus_n" } };
    await sim.fault(room, "override_layout", refusal, 1);
    await apply();
    await panel.audience("Hosts");
    await expect(onAir(panel)).toHaveAttribute("data-layout", "4:0");
    const sent = (await bodies(sim, room)).slice(4).map((body: any) => body.layouts.map((one: any) => one.plus_n));
    expect(sent).toEqual([["auto", "auto"], ["off", "auto"]]);
  });

  await test.step("captions off is sent, and refused in the server's words", async () => {
    await editor.switch("Show captions").click();
    await apply();
    await isTold("actors_overlay_text");
    expect((await bodies(sim, room)).at(-1).layouts[0].actors_overlay_text).toBe("off");
  });
});

test("presets: saved, used in another meeting by name, exported and imported", async ({ panel, sim, room }) => {
  const [editor] = await begin(panel, sim, room, ["Alice", "Bob"]);
  await editor.layout("4:0").check();
  await editor.fill(0, "Bob");
  await editor.fill(1, "Alice");
  await editor.region.getByText("Presets", { exact: true }).click();
  await editor.region.getByLabel("Preset name").fill("Two people");
  await editor.button("Save preset").click();
  await expect(editor.button("Use Two people")).toBeVisible();

  const download = panel.page.waitForEvent("download");
  await editor.button("Export presets").click();
  const file = await (await download).path();

  await test.step("another meeting, the same people, other numbers", async () => {
    const other = sim.room();
    await panel.page.goto("about:blank");
    const [again, [, bob]] = await begin(panel, sim, other, ["Alice", "Bob"]);
    await again.region.getByText("Presets", { exact: true }).click();
    await again.button("Use Two people").click();
    await expect(again.layout("4:0")).toBeChecked();
    await expect(again.slot(0)).toHaveAttribute("data-uuid", bob);
    // Two of one name: neither is taken for the one who was meant, and nobody is called gone.
    await sim.leave(other, bob);
    await joinAll(sim, other, ["Bob", "Bob"]);
    await expect(panel.headCount).toHaveAttribute("data-count", String((await sim.state(other)).participants.length));
    await again.button("Use Two people").click();
    await expect(again.slot(0)).toContainText("Bob: several people here have this name");
    await again.button("Delete Two people").click();
    await expect(again.button("Use Two people")).toHaveCount(0);
    await again.region.getByLabel("Import presets").setInputFiles(file);
    await expect(again.button("Use Two people")).toBeVisible();
    await again.region.getByLabel("Import presets").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("nothing") });
    await expect(again.region.getByText("That file holds no presets.")).toBeVisible();
  });
});

test("a guest may look and stage, but not apply", async ({ panel, sim }) => {
  const room = sim.room("6000");
  await signInAsGuest(panel, sim, room);
  const editor = new Editor(panel);
  await expect(editor.button("Take")).toHaveAttribute("aria-disabled", "true");
  await expect(editor.button("Take")).toHaveAttribute("title", "Only hosts may do this");
});

test("nothing serious for who can't see or use a mouse", async ({ panel, sim, room }) => {
  await panel.page.emulateMedia({ reducedMotion: "reduce" });
  const [editor] = await begin(panel, sim, room, ["Alice", "Bob"]);
  await editor.fill(0, "Alice");
  await editor.region.getByText("Presets", { exact: true }).click();
  expect(await findings(panel.page)).toEqual([]);
  await editor.slot(1).getByRole("button").first().click();
  await expect(panel.page.getByRole("searchbox", { name: "Search people" })).toBeFocused();
  expect(await findings(panel.page)).toEqual([]);
});

test.describe("by finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a person is pulled out of the strip onto a slot", async ({ panel, sim, room }) => {
    const [editor, [alice]] = await (async () => {
      await signIn(panel, sim, room);
      const alice = await sim.join(room, { display_name: "Alice" });
      await panel.page.getByRole("tab", { name: "Picture", exact: true }).click();
      return [new Editor(panel), [alice]] as const;
    })();
    const chip = editor.region.locator(`[data-person="${alice}"]`);
    await chip.scrollIntoViewIfNeeded();
    const [from, to] = [await middle(chip), await middle(editor.slot(6))];
    const cdp = await panel.page.context().newCDPSession(panel.page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
      cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await touch("touchStart", [from]);
    for (let step = 1; step <= 8; step += 1) {
      await touch("touchMove", [{ x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 }]);
    }
    await touch("touchEnd", []);
    await expect(editor.slot(6)).toHaveAttribute("data-uuid", alice);
  });
});
