// The portal of an OWT server: the room tells at once what happens, to a panel that joins it and shows itself nowhere; and where it
// can't be had, lists are read as before.

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { Watch } from "./support/canaries";
import { button } from "./support/controls";
import { alone } from "./support/fault";
import { type OwtServer, PANEL } from "./support/owt";
import { UNTOLD, enterRoom, openRoom, person, region, stream, withAlice } from "./support/owt-room";
import { expect, test } from "./support/owt-test";

const head = (page: Page) => page.getByRole("status").and(page.locator("[data-count]"));
const grid = (page: Page, name: "Participants" | "Streams") => page.getByRole("grid", { name, exact: true });
const rows = (page: Page) => grid(page, "Participants").getByRole("row");

/** Opens the doctor. Answers with how one thing is. */
async function doctor(page: Page): Promise<(what: string) => Locator> {
  await button(page, "Protocol doctor").click();
  const dialog = page.getByRole("dialog", { name: "Protocol doctor", exact: true });
  return (what) => dialog.locator("dt").getByText(what, { exact: true }).locator("xpath=following-sibling::dd");
}

/** A room with Alice, opened, and listened to. */
async function listening(panel: { page: Page } & Parameters<typeof openRoom>[0], owt: OwtServer) {
  const made = await withAlice(owt);
  await openRoom(panel, owt, made.room);
  const [own] = await owt.panels(made.room, 1);
  return { ...made, own };
}

test("who comes, goes, sends and mutes is shown at once by the portal, while the lists are held back", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room, alice } = await listening(panel, owt);
  await owt.fault(room, "GET", { hang: true });
  const answered = async () => (await owt.requests(room)).filter(({ method, status }) => method === "GET" && status !== null).length;
  const before = await answered();
  const bob = await owt.join(room, "Bob", "viewer");
  await expect(person(page, bob)).toHaveAttribute("data-name", "Bob");
  await expect(head(page)).toHaveAttribute("data-count", "2");
  const camera = await owt.publish(room, bob);
  await expect(stream(page, camera)).toHaveAttribute("data-owner", bob);
  await expect(grid(page, "Streams").getByRole("row").and(stream(page, camera))).toBeVisible();
  await owt.switch(room, camera, "audio", "inactive");
  await expect(stream(page, camera)).toHaveAttribute("data-audio", "inactive");
  await expect(person(page, bob)).toHaveAttribute("data-muted", "true");
  await owt.leave(room, alice);
  await expect(person(page, alice)).toHaveCount(0);
  await expect(head(page)).toHaveAttribute("data-count", "1");
  expect(await answered(), "no list came meanwhile").toBe(before);
  await owt.noFaults(room);
});

test("what the portal doesn't tell is read soon: what somebody new may do, and what they are mixed into", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room } = await listening(panel, owt);
  const bob = await owt.join(room, "Bob", "viewer");
  const camera = await owt.publish(room, bob);
  await owt.mix(room, camera, "common");
  await expect(person(page, bob).getByRole("switch", { name: "Bob may send video" })).toHaveAttribute("aria-checked", "false");
  await expect(stream(page, camera)).toHaveAttribute("data-views", "common");

  await test.step("else people are read every fifteen seconds, and not every two", async () => {
    const lists = async () => (await owt.seen(room, "GET", "/participants")).map(({ at }) => at);
    const from = (await lists()).length;
    await expect.poll(async () => (await lists()).length, { timeout: 35_000 }).toBeGreaterThan(from + 1);
    const [first, second] = (await lists()).slice(from);
    expect(second - first).toBeGreaterThan(14_000);
  });
});

test("the panel itself is in no list and no count, also where the server has it more than once", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room, alice, own } = await listening(panel, owt);
  const everybody = async () => (await owt.api("GET", room, "participants")).json.map(({ user }: { user: string }) => user);
  expect(await everybody()).toEqual(["Alice", PANEL]);
  // A list that is read now has it.
  const read = async () => (await owt.seen(room, "GET", "/participants")).length;
  const before = await read();
  await person(page, alice).getByRole("switch", { name: "Alice may get video" }).click();
  await owt.become(room, ({ participants }) => participants[0].permission.subscribe.video, false);
  await expect.poll(read, { timeout: 20_000 }).toBeGreaterThan(before);
  await expect(rows(page)).toHaveCount(1);
  await expect(head(page)).toHaveText("In the meeting: 1");

  await owt.portal("cut_once");
  await expect.poll(async () => (await owt.state(room)).by_portal.filter((id) => id !== own).length).toBe(1);
  // As a server has it that doesn't know yet that the connection broke.
  await owt.event(room, "participant", { action: "join", data: { id: own, user: PANEL, role: "viewer" } });
  const bob = await owt.join(room, "Bob");
  await expect(person(page, bob)).toBeVisible();
  await expect(person(page, own)).toHaveCount(0);
  await expect(head(page)).toHaveAttribute("data-count", "2");

  await test.step("it leaves with the page of the room", async () => {
    await button(page, "Back to rooms").click();
    await owt.panels(room, 0);
    expect(await everybody()).toEqual(["Alice", "Bob"]);
  });
});

test("a portal that can't be reached: lists are read, the doctor says so and why, and it is tried again", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  await owt.portal("refuse503");
  const { room } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const fact = await doctor(page);
  await expect(fact("Portal")).toHaveText(/^it can’t be reached from here: .*; tried again in 0:\d\d$/);
  await expect(fact("In use")).toHaveText(/^polling: /);
  await expect(fact("Age of the last answer")).toHaveText(/^0:0\d$/);
  await expect(fact("participants")).toHaveText("works");
  const bob = await owt.join(room, "Bob");
  await expect(person(page, bob)).toBeAttached();
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "live");
  await owt.portal("ok");
  await expect(fact("In use")).toHaveText(/^portal: /, { timeout: 30_000 });
  await expect(fact("Portal")).toHaveText(/^joined/);
  await expect(fact("Times that the portal was joined")).toHaveText("1");
  expect(Number(await fact("Times that it couldn’t be joined").textContent())).toBeGreaterThan(0);
  await owt.event(room, "sing", {});
  await expect(fact("Events not understood")).toHaveText("1");

  await test.step("gently, and each time with a token of its own", async () => {
    const made = await owt.seen(room, "POST", "/tokens");
    // In the role that may least.
    for (const { body } of made) expect(body).toEqual({ user: PANEL, role: "video_only_viewer" });
    const gaps = made.slice(1).map(({ at }, index) => at - made[index].at);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    for (const [index, gap] of gaps.slice(0, 4).entries()) expect(gap).toBeGreaterThan(900 * 2 ** index);
  });
});

test("a portal that is lost in the middle: reading goes on, nothing stale is called live, and it is joined again", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room, alice } = await listening(panel, owt);
  const main = page.getByRole("main");
  await owt.portal("cut");
  await owt.leave(room, alice);
  const bob = await owt.join(room, "Bob");
  await expect(person(page, alice)).toHaveCount(0);
  await expect(person(page, bob)).toBeVisible();
  await expect(main).toHaveAttribute("data-connection", "live");
  const fact = await doctor(page);
  await expect(fact("In use")).toHaveText(/^polling: /);
  await expect(fact("Times that it was lost")).toHaveText("1");
  await owt.portal("ok");
  await expect(fact("In use")).toHaveText(/^portal: /, { timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(head(page)).toHaveAttribute("data-count", "1");
});

test("a server that is gone with its portal: said within two seconds, and everything comes back", alone, async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room } = await listening(panel, owt);
  const main = page.getByRole("main");
  await owt.fault(room, "*", { status: 503, body: "" });
  await owt.portal("refuse503");
  await expect(main).toHaveAttribute("data-connection", "stale", { timeout: 2_000 });
  const asked = (await owt.seen(room, "POST", "/tokens")).length;
  await owt.noFaults(room);
  await owt.portal("ok");
  await expect(main).toHaveAttribute("data-connection", "live", { timeout: 20_000 });
  await owt.panels(room, 1);
  await expect(rows(page)).toHaveCount(1);
  expect(asked, "nothing is tried by a server that doesn't answer").toBe(1);
});

test("a server that starts anew knows nobody, and isn't joined for nobody", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room } = await listening(panel, owt);
  await owt.restart();
  await expect(page.getByText("Nobody is in the room.")).toBeVisible();
  await expect(head(page)).toHaveAttribute("data-count", "0");
  await owt.panels(room, 0);
  const carol = await owt.join(room, "Carol");
  await expect(person(page, carol)).toBeVisible();
  await owt.panels(room, 1);
});

test("a portal that stays silent is found out by the lists, and joined anew", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room } = await listening(panel, owt);
  await owt.portal("half_open");
  const bob = await owt.join(room, "Bob");
  await expect(person(page, bob)).toBeVisible({ timeout: 30_000 });
  await owt.portal("ok");
  const fact = await doctor(page);
  await expect(fact("Times that it was lost")).toHaveText("1", { timeout: 10_000 });
  await expect(fact("Times that the portal was joined")).toHaveText("2");
});

test("a panel that was removed stays out as long as those are in who were, and lists are read", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room, alice, own } = await listening(panel, owt);
  expect((await owt.api("DELETE", room, `participants/${own}`)).status).toBe(200);
  const fact = await doctor(page);
  await expect(fact("Portal")).toHaveText(/^this panel was removed from the room, or the room ended; tried again in [2-5]:\d\d$/);
  await page.keyboard.press("Escape");
  const bob = await owt.join(room, "Bob");
  await expect(person(page, bob)).toBeVisible();
  expect(await owt.seen(room, "POST", "/tokens"), "not to and fro").toHaveLength(1);

  await test.step("the room ends: whoever comes then begins another one", async () => {
    await owt.end(room);
    await expect(person(page, alice)).toHaveCount(0);
    await owt.join(room, "Carol");
    await owt.panels(room, 1);
  });
});

test("to look at an empty room doesn't start it, nor keep it going; and the last place is left to others", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const room = await owt.room(owt.name(), { participantLimit: 4 });
  const is = async () => (await owt.rooms()).find(({ id }) => id === room)!.live;
  await openRoom(panel, owt, room);
  const read = async () => (await owt.seen(room, "GET", "/participants")).length;
  await expect.poll(read).toBeGreaterThan(2);
  expect(await is()).toBe(false);
  const fact = await doctor(page);
  await expect(fact("Portal")).toHaveText("nobody is in the room; joined once somebody is");
  await page.keyboard.press("Escape");
  const alice = await owt.join(room, "Alice");
  await owt.panels(room, 1);
  const bob = await owt.join(room, "Bob");
  await expect(person(page, bob)).toBeVisible();
  // With the panel that is all four.
  await owt.join(room, "Carol");
  await owt.panels(room, 0);
  await expect(rows(page)).toHaveCount(3);
  const dave = await owt.join(room, "Dave");
  await expect(person(page, dave)).toBeVisible();
  for (const id of [bob, dave]) await owt.leave(room, id);
  await owt.leave(room, (await owt.state(room)).participants.find(({ user }) => user === "Carol")!.id);
  await owt.panels(room, 1);
  await owt.leave(room, alice);
  await owt.panels(room, 0);
});

test("a room that is configured to tell nothing isn't joined", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  const { room } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  const fact = await doctor(page);
  await expect(fact("Portal")).toHaveText(/^the room is configured to tell nothing/);
  await expect(fact("In use")).toHaveText(/^polling: /);
  expect(await owt.seen(room, "POST", "/tokens")).toHaveLength(0);

  await test.step("of people alone: streams are polled", async () => {
    await page.keyboard.press("Escape");
    const half = await withAlice(owt, { notifying: { participantActivities: true, streamChange: false } });
    await button(page, "Back to rooms").click();
    await enterRoom(page, owt, half.room);
    await owt.panels(half.room, 1);
    const reads = async (list: string) => (await owt.seen(half.room, "GET", `/${list}`)).length;
    const [people, streams] = [await reads("participants"), await reads("streams")];
    await expect.poll(() => reads("streams"), { timeout: 30_000 }).toBeGreaterThan(streams + 2);
    expect(await reads("participants")).toBeLessThanOrEqual(people + 1);
  });
});

test("the panel's token is used, and is never in the address, the storage, the page, the log or what is exported", async ({ panel, ownOwt, context }) => {
  const { page } = panel;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const owt = await ownOwt();
  const watch = await Watch.of(page);
  const sent: string[] = [];
  page.on("websocket", (socket) => {
    watch.out("a socket's address", socket.url());
    socket.on("framesent", ({ payload }) => sent.push(String(payload)));
  });
  page.on("response", async (response) => {
    if (!response.url().endsWith("/tokens")) return;
    const token = await response.text();
    const { tokenId, signature } = JSON.parse(Buffer.from(token, "base64").toString());
    for (const secret of [token, tokenId, signature]) watch.tokens.add(secret);
  });
  const { room } = await listening(panel, owt);
  await expect.poll(() => watch.tokens.size).toBe(3);
  const [token] = watch.tokens;
  expect(sent.some((frame) => frame.startsWith('421["login"') && frame.includes(token))).toBe(true);
  await owt.portal("cut_once");
  await expect.poll(() => watch.tokens.size).toBe(6);
  await owt.panels(room, 1);
  await doctor(page);
  await button(page, "Copy report").click();
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText("Copied");
  watch.out("the report", await page.evaluate(() => navigator.clipboard.readText()));
  await watch.look(page, "with the doctor open");
  await page.keyboard.press("Escape");
  const download = page.waitForEvent("download");
  await button(region(page, "Log"), "Export CSV").click();
  const file = await (await download).path();
  expect(await readFile(file, "utf8")).toContain("The portal was joined");
  await watch.file("the log's file", file);
  await button(page, "Back to rooms").click();
  await watch.look(page, "afterwards");
  expect([...watch.found]).toEqual([]);
});
