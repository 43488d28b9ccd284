// The mixed picture of a room: what is on air beside what comes next; staged, taken in one request, confirmed by the server's list.

import { findings } from "./support/accessibility";
import { isRefused, press } from "./support/controls";
import { fits } from "./support/layout";
import { openRoom } from "./support/owt-room";
import { OwtStage, mixedOf, mixedRoom, picture } from "./support/owt-stage";
import { expect, test } from "./support/owt-test";
import { drag } from "./support/pointer";

test("a layout is chosen and filled, taken in one request, seen on air, and undone", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, cameras } = await mixedRoom(owt, ["Alice", "Bob", "Carol"]);
  const [alice, bob, carol] = cameras;
  const mixed = await mixedOf(owt, room, "common");
  await openRoom(panel, owt, room);
  const stage = new OwtStage(page);
  await stage.shows(["Alice", "Bob", "Carol", "Empty"]);
  await expect(stage.layout("Grid of 4")).toBeChecked();
  await stage.differs(0);
  await isRefused(stage.button("Take"), /Next is what is on air/);
  await isRefused(stage.button("Undo take"), /Nothing to undo/);

  await test.step("staged: nothing is sent", async () => {
    await stage.layout("Lecture of 6").check();
    await stage.stages(["Alice", "Bob", "Carol", "Empty", "Empty", "Empty"]);
    await stage.fill(0, /^Carol/);
    await stage.stages(["Carol", "Bob", "Alice", "Empty", "Empty", "Empty"]);
    await stage.differs(3);
    await expect(stage.editor.getByRole("status")).toContainText("Another layout");
    expect(await owt.seen(room, "PATCH", mixed)).toHaveLength(0);
    await stage.shows(["Alice", "Bob", "Carol", "Empty"]);
  });

  await test.step("taken: in one request, pending until it is seen", async () => {
    await stage.button("Take").dblclick();
    await owt.become(room, (state) => picture(state, "common"), [carol, bob, alice, "", "", ""]);
    await stage.shows(["Carol", "Bob", "Alice", "Empty", "Empty", "Empty"]);
    await stage.differs(0);
    const [{ body }, ...more] = await owt.seen(room, "PATCH", mixed);
    expect(more, "once").toEqual([]);
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({ op: "replace", path: "/info/layout" });
    const area = { left: "0", top: "0", width: "2/3", height: "2/3" };
    expect(body[0].value[0]).toEqual({ stream: carol, region: { id: "1", shape: "rectangle", area } });
    expect(body[0].value.map(({ stream }: { stream?: string }) => stream)).toEqual([carol, bob, alice, undefined, undefined, undefined]);
  });

  await test.step("two who change places are one region", async () => {
    await drag(page, stage.slots.nth(0), stage.slots.nth(1));
    await stage.stages(["Bob", "Carol", "Alice", "Empty", "Empty", "Empty"]);
    await stage.differs(2);
    await press(stage.button("Take"));
    await stage.shows(["Bob", "Carol", "Alice", "Empty", "Empty", "Empty"]);
    const { body } = (await owt.seen(room, "PATCH", mixed))[1];
    expect(body).toEqual([{ op: "replace", path: "/info/layout/0/stream", value: bob }]);
  });

  await test.step("undone", async () => {
    await press(stage.button("Undo take"));
    await stage.shows(["Carol", "Bob", "Alice", "Empty", "Empty", "Empty"]);
    await isRefused(stage.button("Undo take"), /Nothing to undo/);
    expect(await owt.seen(room, "PATCH", mixed)).toHaveLength(3);
  });
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a free region that the server fills by itself is no failure, and who has no room is brought back", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, cameras } = await mixedRoom(owt, ["Alice", "Bob"]);
  await openRoom(panel, owt, room);
  const stage = new OwtStage(page);
  await stage.shows(["Alice", "Bob", "Empty", "Empty"]);
  // Cleared, and moved: the server puts Alice into a free region.
  await stage.slots.nth(0).getByRole("button").focus();
  await page.keyboard.press("Delete");
  await stage.stages(["Empty", "Bob", "Empty", "Empty"]);
  await expect(stage.editor.getByRole("status")).toContainText("fills by itself: 1");
  await press(stage.button("Take"));
  await owt.become(room, (state) => picture(state, "common"), [cameras[1], cameras[0], "", ""]);
  await stage.shows(["Bob", "Alice", "Empty", "Empty"]);
  await stage.differs(0);
  await expect(page.getByRole("alert")).toHaveCount(0);

  await test.step("one region: the other waits, and is put in her place by dragging", async () => {
    await stage.layout("Grid of 1").check();
    await press(stage.button("Take"));
    await stage.shows(["Bob"]);
    await expect(stage.chip("Alice")).toBeVisible();
    await drag(page, stage.chip("Alice"), stage.slots.nth(0));
    await stage.stages(["Alice"]);
    await press(stage.button("Take"));
    await stage.shows(["Alice"]);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  await test.step("a layout that stays: who comes has no region", async () => {
    const carol = await owt.publish(room, await owt.join(room, "Carol"));
    await owt.mix(room, carol, "common");
    await expect(stage.chip("Carol")).toBeVisible();
    await stage.shows(["Alice"]);
  });
});

test("a take that is refused or unanswered is told in the server's words, and stays staged", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await mixedRoom(owt, ["Alice", "Bob"]);
  const mixed = await mixedOf(owt, room, "common");
  await openRoom(panel, owt, room);
  const stage = new OwtStage(page);
  await stage.shows(["Alice", "Bob", "Empty", "Empty"]);
  await stage.layout("Grid of 9").check();
  await owt.fault(room, "PATCH streams/{id}", { status: 500, body: { error: { code: 1301, message: "Operation failed" } } }, 1);
  await press(stage.button("Take"));
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Take a layout of common: not done");
  await expect(alert).toContainText("Operation failed");
  await stage.differs(1);
  await alert.getByRole("button").click();

  await test.step("the answer is lost, and it was done: the list tells", async () => {
    await owt.fault(room, "PATCH streams/{id}", { act_then_cut: true }, 1);
    await press(stage.button("Take"));
    await stage.differs(0);
    await expect(alert).toHaveCount(0);
    expect(await owt.seen(room, "PATCH", mixed)).toHaveLength(2);
  });
});

test("who isn't mixed in can't be chosen, and who leaves leaves a hole that isn't sent", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, cameras } = await mixedRoom(owt, ["Alice", "Bob"]);
  await owt.publish(room, await owt.join(room, "Dan"));
  await openRoom(panel, owt, room);
  const stage = new OwtStage(page);
  await stage.shows(["Alice", "Bob", "Empty", "Empty"]);
  await stage.slots.nth(2).getByRole("button").click();
  await isRefused(page.getByRole("menuitem", { name: "Dan" }), /Not mixed into this view/);
  await page.keyboard.press("Escape");
  await stage.layout("Grid of 9").check();
  await owt.unpublish(room, cameras[0]);
  await expect(stage.slots.nth(0)).toHaveAttribute("data-hole", "true");
  await press(stage.button("Take"));
  await expect(stage.onAir).toHaveAttribute("data-regions", "9");
  await owt.become(room, (state) => picture(state, "common").filter(Boolean), [cameras[1]]);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("one switch for the view; a view of sound alone has no picture; the room's own layouts are offered", async ({ panel, owt }) => {
  const { page } = panel;
  const area = (left: string) => ({ left, top: "0", width: "1/2", height: "1" });
  const region = ["0", "1/2"].map((left, at) => ({ id: String(at + 1), shape: "rectangle", area: area(left) }));
  const views = [
    { label: "common", video: { layout: { templates: { base: "void", custom: [{ region }] } } } },
    { label: "stage", video: { layout: { templates: { base: "lecture" } } } },
    { label: "voices", video: false },
  ];
  const { room, cameras } = await mixedRoom(owt, ["Alice", "Bob"], views);
  await openRoom(panel, owt, room);
  const stage = new OwtStage(page);
  const view = (name: string) => page.getByRole("radiogroup", { name: "View" }).getByRole("radio", { name, exact: true });
  await expect(page.getByRole("radiogroup", { name: "View" }).getByRole("radio")).toHaveCount(2);
  await expect(view("common")).toBeChecked();
  await stage.shows(["Alice", "Bob"]);
  await expect(stage.layout("Own of 2")).toBeChecked();
  await drag(page, stage.slots.nth(0), stage.slots.nth(1));
  await stage.differs(2);
  await view("stage").check({ force: true });
  await stage.shows(["Alice", "Bob", "Empty", "Empty", "Empty", "Empty"]);
  await stage.differs(0);
  await expect(stage.layout("Lecture of 6")).toBeChecked();
  await view("common").check({ force: true });
  await stage.differs(2);
  await stage.button("Reset").click();
  await stage.differs(0);
  await owt.become(room, (state) => picture(state, "common"), cameras);
});

test("a room without views has no stage; small windows, dark and light, Chinese: everything fits", async ({ panel, owt }) => {
  const { page } = panel;
  const empty = await owt.room(owt.name(), { views: [] });
  await owt.join(empty, "Alice");
  await openRoom(panel, owt, empty);
  await expect(page.getByRole("region", { name: "Streams" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Stage" })).toHaveCount(0);
  const { room } = await mixedRoom(owt, ["Alice", "王芳", "A name that is rather long for a slot", "Bob", "Carol"]);
  await openRoom(panel, owt, room, "zh-CN");
  await expect(page.getByRole("region", { name: "画面台", exact: true })).toBeVisible();
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme as "light" | "dark" });
    expect(await findings(page), theme).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page, "a narrow window");
});
