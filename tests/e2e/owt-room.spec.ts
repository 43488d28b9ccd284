// A room that runs: who is in, what they send, and what is done about it. Truth is the server's own list.

import type { Page } from "@playwright/test";
import { isInOrder } from "./support/accessibility";
import { button, isRefused, press } from "./support/controls";
import { overhang } from "./support/layout";
import { SAMPLE } from "./support/owt";
import { UNTOLD, openRoom, person, stream, withAlice } from "./support/owt-room";
import { expect, signIn, test } from "./support/owt-test";
import { everythingIsOver, stays } from "./support/test";

const grid = (page: Page, name: "Participants" | "Streams") => page.getByRole("grid", { name, exact: true });

/** Watches what is written to the lists from now on: afterwards the ids of the rows, or names of elements outside of rows. */
async function watchChanges(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(globalThis, { changes });
    const whose = ({ target }: MutationRecord) => {
      const element = target instanceof Element ? target : target.parentElement!;
      const row = element.closest<HTMLElement>("[role=row]");
      return row?.dataset.uuid ?? row?.dataset.stream ?? element.nodeName;
    };
    new MutationObserver((records) => changes.push(...records.map(whose))).observe(document.querySelector(".owt-body")!, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { changes: string[] }).changes);
}

test("who is in and what they send is read every two seconds, and people come and go", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice, camera } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Room");
  await expect(person(page, alice)).toHaveAttribute("data-name", "Alice");
  await expect(person(page, alice)).toHaveAttribute("data-role", "presenter");
  await expect(stream(page, camera)).toHaveAttribute("data-owner", alice);
  await expect(stream(page, camera)).toHaveAttribute("data-audio", "active");
  await expect(stream(page, camera)).toContainText("Alice");
  const count = page.getByRole("status").and(page.locator("[data-count]"));
  await expect(count).toHaveText("In the meeting: 1");
  const bob = await owt.join(room, "Bob", "viewer");
  await expect(person(page, bob)).toHaveAttribute("data-role", "viewer");
  await expect(count).toHaveAttribute("data-count", "2");
  await owt.switch(room, camera, "video", "inactive");
  await expect(stream(page, camera)).toHaveAttribute("data-video", "inactive");
  await owt.leave(room, alice);
  await expect(person(page, alice)).toHaveCount(0);
  await expect(stream(page, camera)).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Find a participant" }).fill("nobody");
  await expect(person(page, bob)).toHaveCount(0);
  await expect(page.getByText("Nobody matches.")).toBeVisible();

  await test.step("one thing at a time, and gently", async () => {
    const asked = (await owt.requests(room)).filter(({ method }) => method === "GET");
    const lists = asked.filter(({ path }) => path.endsWith("/participants"));
    const gaps = lists.slice(1).map(({ at }, index) => at - lists[index].at);
    expect(Math.min(...gaps)).toBeGreaterThan(1_500);
  });
  await button(page, "Back to rooms").click();
  await expect(page.getByRole("region", { name: "Rooms" })).toBeVisible();
});

test("muted, heard again, muted for good: the server's list says so before the page does", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice, camera } = await withAlice(owt);
  const audio = (state: { streams: { id: string; media: any }[] }) => state.streams.find(({ id }) => id === camera)?.media.audio.status;
  await openRoom(panel, owt, room);
  await button(person(page, alice), "Mute Alice").dblclick();
  await owt.become(room, audio, "inactive");
  await expect(person(page, alice)).toHaveAttribute("data-muted", "true");
  await expect(stream(page, camera)).toHaveAttribute("data-audio", "inactive");
  expect(await owt.seen(room, "PATCH", camera), "once").toHaveLength(1);
  await press(button(person(page, alice), "Unmute Alice"));
  await owt.become(room, audio, "active");
  await expect(person(page, alice)).toHaveAttribute("data-muted", "false");

  const video = stream(page, camera).getByRole("switch", { name: "Video of Alice" });
  await video.click();
  await expect(video).toHaveAttribute("aria-checked", "false");
  await expect(stream(page, camera)).toHaveAttribute("data-video", "inactive");

  await button(person(page, alice), "More actions for Alice").click();
  await page.getByRole("menuitem", { name: "Mute and keep muted" }).click();
  await owt.become(room, audio, "inactive");
  await owt.become(room, ({ participants }) => participants[0].permission.publish.audio, false);
  const right = person(page, alice).getByRole("switch", { name: "Alice may send audio" });
  await expect(right).toHaveAttribute("aria-checked", "false");
  await press(right);
  await owt.become(room, ({ participants }) => participants[0].permission.publish.audio, true);
  await expect(right).toHaveAttribute("aria-checked", "true");
});

test("what the server refuses is told in its words, and the switch stays as it is", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const right = person(page, alice).getByRole("switch", { name: "Alice may get video" });
  await owt.fault(room, "PATCH participants/{id}", { status: 500, body: { error: { code: 1301, message: "Operation failed" } } }, 1);
  await press(right);
  await expect(page.getByRole("alert").filter({ hasText: "Change what Alice may do: not done." })).toContainText("Operation failed");
  await expect(right).toHaveAttribute("aria-checked", "true");

  await test.step("an answer that is lost: the list tells", async () => {
    await owt.fault(room, "PATCH participants/{id}", { act_then_cut: true }, 1);
    await press(right);
    await expect(right).toHaveAttribute("aria-checked", "false");
    await expect(right).not.toHaveAttribute("aria-busy", "true");
    await expect(page.getByRole("alert").filter({ hasText: "not done" })).toHaveCount(1);
  });

  await test.step("accepted without effect", async () => {
    await owt.fault(room, "PATCH participants/{id}", { swallow: true }, 1);
    await press(right);
    await expect(page.getByRole("alert").filter({ hasText: "nothing changed" })).toBeVisible({ timeout: 15_000 });
    await expect(right).toHaveAttribute("aria-checked", "false");
  });
});

test("somebody is removed once it was asked, also where the server says that it failed", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt);
  const bob = await owt.join(room, "Bob");
  await openRoom(panel, owt, room);
  const remove = async (name: string) => {
    await button(page, `More actions for ${name}`).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await button(page.getByRole("dialog", { name: `Remove ${name}?` }), "Remove").click();
  };
  await remove("Alice");
  await expect(person(page, alice)).toHaveCount(0);
  await owt.become(room, ({ participants }) => participants.map(({ user }) => user), ["Bob"]);
  // A second DELETE fails as anything else does: the list tells the truth.
  await button(page, "More actions for Bob").click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await owt.leave(room, bob);
  const confirm = button(page.getByRole("dialog"), "Remove");
  await confirm.click();
  await expect(person(page, bob)).toHaveCount(0);
  await expect(page.getByRole("alert").filter({ hasText: "not done" })).toHaveCount(0);
});

test("mixed into a view and taken out; a stream is ended once it was asked", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  const views = (state: { streams: { id: string; info: { inViews?: string[] } }[] }) =>
    state.streams.find(({ id }) => id === camera)?.info.inViews;
  await openRoom(panel, owt, room);
  const before = views(await owt.state(room))!;
  const view = stream(page, camera).getByRole("switch", { name: "Alice in view common" });
  await expect(view).toHaveAttribute("aria-checked", String(before.includes("common")));
  await view.click();
  const after = before.includes("common") ? [] : ["common"];
  await owt.become(room, views, after);
  await expect(stream(page, camera)).toHaveAttribute("data-views", after.join(" "));
  await press(view);
  await owt.become(room, views, before);
  await button(stream(page, camera), "End the stream of Alice").click();
  await button(page.getByRole("dialog", { name: "End the stream of Alice?" }), "End stream").click();
  await expect(stream(page, camera)).toHaveCount(0);
  await owt.become(room, views, undefined);
});

test("a server in trouble, a device offline, a room that is gone: each is told, and nothing stale is called live", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const main = page.getByRole("main");
  const mute = button(person(page, alice), "Mute Alice");
  await owt.fault(room, "GET", { status: 503, body: "" });
  await expect(main).toHaveAttribute("data-connection", "stale");
  await expect(main).toContainText(/Stale since \d\d:\d\d:\d\d/);
  await expect(person(page, alice)).toBeVisible();
  await isRefused(mute, /wait until the server answers/);
  await owt.noFaults(room);
  await expect(main).toHaveAttribute("data-connection", "live", { timeout: 20_000 });
  await expect(mute).not.toHaveAttribute("aria-disabled", "true");

  await page.context().setOffline(true);
  await expect(main).toHaveAttribute("data-connection", "stale");
  await expect(main).toContainText("Offline since");
  await page.context().setOffline(false);
  await expect(main).toHaveAttribute("data-connection", "live");

  await owt.restart();
  await expect(person(page, alice)).toHaveCount(0);
  await expect(page.getByText("Nobody is in the room.")).toBeVisible();
  await owt.delete(room);
  await expect(main).toHaveAttribute("data-connection", "ended");
  await expect(page.getByRole("alert")).toContainText("no such room any more");
  await everythingIsOver();
  await stays(async () => (await owt.allRequests()).length, 5_000);
});

test("five hundred people and a thousand streams: only the rows in sight are in the page", async ({ panel, owt }) => {
  const { page } = panel;
  const room = await owt.room(owt.name(), { ...UNTOLD, views: [], participantLimit: -1, inputLimit: -1 });
  await owt.people(room, 500, 1_000);
  await openRoom(panel, owt, room);
  await expect(grid(page, "Participants")).toHaveAttribute("aria-rowcount", "500");
  await expect(grid(page, "Streams")).toHaveAttribute("aria-rowcount", "1000");
  expect(await page.locator("*").count()).toBeLessThan(1_500);
  // The other lists are read after these.
  await expect(page.getByText("Reading…", { exact: true })).toHaveCount(0);
  const changes = await watchChanges(page);
  const polls = async () => (await owt.seen(room, "GET", "/streams")).length;
  const before = await polls();
  await expect.poll(polls).toBeGreaterThan(before + 2);
  expect(await changes()).toEqual([]);
});

test("a change of one person, or of one stream, touches their rows and no other", async ({ panel, owt }) => {
  const { page } = panel;
  const room = await owt.room(owt.name(), { views: [], participantLimit: -1, inputLimit: -1, ...UNTOLD });
  const { ids, streams } = await owt.people(room, 40, 80);
  await openRoom(panel, owt, room);
  await expect(grid(page, "Streams")).toHaveAttribute("aria-rowcount", "80");
  await expect(page.getByText("Reading…", { exact: true })).toHaveCount(0);

  const polls = async () => (await owt.seen(room, "GET", "/streams")).length;
  /** Both lists were read again: nothing more follows from it. */
  const nextPoll = async () => {
    const before = await polls();
    await expect.poll(polls).toBeGreaterThan(before + 1);
  };

  await test.step("a permission", async () => {
    const changes = await watchChanges(page);
    const path = "/permission/subscribe/video";
    const { status } = await owt.api("PATCH", room, `participants/${ids[1]}`, [{ op: "replace", path, value: false }]);
    expect(status).toBe(200);
    await expect(person(page, ids[1]).getByRole("switch", { name: / may get video$/ })).not.toBeChecked();
    await nextPoll();
    expect(new Set(await changes())).toEqual(new Set([ids[1]]));
  });

  await test.step("a picture that stops", async () => {
    const changes = await watchChanges(page);
    await owt.switch(room, streams[2], "video", "inactive");
    await expect(stream(page, streams[2])).toHaveAttribute("data-video", "inactive");
    await nextPoll();
    expect(new Set(await changes())).toEqual(new Set([streams[2]]));
  });
});

test("names are text, whatever they hold", async ({ panel, owt }) => {
  const { page } = panel;
  const room = await owt.room();
  const id = await owt.join(room, `<img src=x onerror="globalThis.stolen=1">\u202Egnp`);
  await owt.publish(room, id);
  await openRoom(panel, owt, room);
  await expect(person(page, id)).toContainText("<img src=x onerror=");
  await expect(page.locator("main img")).toHaveCount(0);
  expect(await page.evaluate(() => (globalThis as { stolen?: number }).stolen)).toBeUndefined();
});

for (const lang of ["en", "zh-CN"] as const) {
  for (const width of [360, 390]) {
    test(`all that somebody may stands in sight on a phone: ${lang}, ${width} pixels`, async ({ panel, owt }) => {
      const { page } = panel;
      await page.setViewportSize({ width, height: 740 });
      const { room, alice } = await withAlice(owt);
      await openRoom(panel, owt, room, lang);
      const switches = person(page, alice).getByRole("switch");
      await expect(switches).toHaveCount(4);
      for (const one of await switches.all()) await expect(one).toBeInViewport({ ratio: 1 });
      expect(await overhang(person(page, alice).locator(".owt-switches")), "nothing to scroll to").toBe(0);
      // No word is broken: two lines at most.
      for (const word of await person(page, alice).locator(".owt-switches .row-word").all()) {
        expect((await word.boundingBox())!.height, (await word.textContent())!).toBeLessThan(30);
      }
    });
  }
  for (const width of [1280, 360]) {
    test(`it fits, and a checker finds nothing: ${lang}, ${width} pixels`, async ({ panel, owt }) => {
      const { page } = panel;
      await page.setViewportSize({ width, height: 740 });
      const { room, alice, camera } = await withAlice(owt);
      await owt.join(room, "Somebody with a name that is much too long for a telephone");
      await signIn(panel, owt, SAMPLE, lang);
      const { name } = (await owt.rooms()).find(({ id }) => id === room)!;
      await page.getByRole("searchbox").fill(name);
      await page.locator(`[data-room="${room}"]`).getByRole("button").first().click();
      await expect(page.getByRole("main")).toHaveAttribute("data-connection", "live");
      await expect(person(page, alice)).toBeVisible();
      await expect(stream(page, camera)).toBeAttached();
      await isInOrder(page, "the room");
      await owt.fault(room, "GET", { status: 503, body: "" });
      await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale");
      await isInOrder(page, "stale");
      await owt.noFaults(room);
    });
  }
}
