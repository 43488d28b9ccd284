// The details of one person, one stream, one service: asked for when somebody looks, and as true as the time of reading that they show.

import type { Locator, Page } from "@playwright/test";
import { isInOrder } from "./support/accessibility";
import { button, readAgain } from "./support/controls";
import { SUPER } from "./support/owt";
import { dialog, openRoom, person, stream, withAlice } from "./support/owt-room";
import { expect, signIn, test } from "./support/owt-test";
import type { Deed } from "./support/simulator";

const details = (page: Page, name: string) => dialog(page, `Details of ${name}`);

/** A line of what the server told. */
const line = (shown: Locator, words: string) => shown.getByRole("row", { name: words, exact: true });

/** It is on the screen, as of a time. */
async function isRead(shown: Locator, lines: string[]): Promise<void> {
  await expect(shown.getByRole("status")).toHaveText(/^Read at \d\d:\d\d:\d\d$/);
  for (const words of lines) await expect(line(shown, words)).toBeVisible();
}

/** Read again it is refused, gets no answer, and there is no network: each is told, what was read stays, and then it is read. */
async function fails(page: Page, shown: Locator, known: string, fault: (deed: Deed) => Promise<void>, mend: () => Promise<void>) {
  const alert = shown.getByRole("alert");
  await fault({ status: 500, body: { error: { code: 2001, message: "Out of order" } } });
  await readAgain(shown);
  await expect(alert).toHaveText("The server refused. It says “Out of order” (500, 2001).");
  await mend();
  await fault({ act_then_cut: true });
  await readAgain(shown);
  await expect(alert).toHaveText(/^The server doesn’t answer any more\./);
  await mend();
  await page.context().setOffline(true);
  await readAgain(shown);
  await expect(alert).toHaveText(/^This device is offline\./);
  await isRead(shown, [known]);
  await page.context().setOffline(false);
  await readAgain(shown);
  await expect(alert).toHaveCount(0);
  await isRead(shown, [known]);
}

test("somebody: what the server tells of them, and what is said where it can't be read", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const menu = button(person(page, alice), "More actions for Alice");
  await menu.click();
  await page.getByRole("menuitem", { name: "Details" }).click();
  const shown = details(page, "Alice");
  await isRead(shown, ["User name Alice", `ID ${alice}`, "Role presenter", "May send Audio, Video", "May get Audio, Video"]);
  await isInOrder(page, "somebody's details");

  await test.step("as it is now, once somebody asks again", async () => {
    const none = ["audio", "video"].map((track) => ({ op: "replace", path: `/permission/publish/${track}`, value: false }));
    expect((await owt.api("PATCH", room, `participants/${alice}`, none)).status).toBe(200);
    await readAgain(shown);
    await isRead(shown, ["May send Nothing", "May get Audio, Video"]);
    expect(await owt.seen(room, "GET", `/participants/${alice}`)).toHaveLength(2);
  });
  const fault = (deed: Deed) => owt.fault(room, "GET participants/{id}", deed);
  await fails(page, shown, "May send Nothing", fault, () => owt.noFaults(room));

  await test.step("gone", async () => {
    await owt.leave(room, alice);
    await readAgain(shown);
    await expect(shown.getByRole("alert")).toContainText("Alice is gone.");
    await expect(shown.getByRole("alert")).toContainText("It says “Participant not found” (404, 1005).");
  });
  await button(shown, "Close").click();
  await expect(shown).toHaveCount(0);
});

test("a stream: what the server tells of it, and what is said where it can't be read", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice, camera } = await withAlice(owt);
  const simulcast = { q: { width: 320, height: 180 }, h: { width: 640, height: 360 } };
  const screen = await owt.publish(room, alice, { video: "screen-cast", simulcast, attributes: { app: "slides" } });
  await owt.mix(room, camera, "common");
  await openRoom(panel, owt, room);
  await button(stream(page, screen), "Details of Alice’s screen").click();
  const shown = details(page, "Alice’s screen");
  await isRead(shown, [`ID ${screen}`, "Kind Sent (webrtc)", `Sent by Alice ${alice}`, 'Attributes {"app":"slides"}']);
  const video = shown.getByRole("row", { name: /^Video / });
  await expect(video).toContainText("sending · screen-cast");
  await expect(video).toContainText("2 sizes (simulcast)");
  for (const layer of [/q · \w+ · 320×180/, /h · \w+ · 640×360/]) await expect(video).toContainText(layer);
  await expect(shown.getByRole("row", { name: /^Audio sending · mic opus 48000 Hz × 2$/ })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await isInOrder(page, "a stream's details on a phone");
  await page.setViewportSize({ width: 1280, height: 720 });

  await test.step("into which views it is mixed, as it is now", async () => {
    await owt.mix(room, screen, "common");
    await readAgain(shown);
    await isRead(shown, ["Mixed into common"]);
    await owt.unmix(room, screen, "common");
    await readAgain(shown);
    await isRead(shown, ["Mixed into None"]);
  });
  const fault = (deed: Deed) => owt.fault(room, "GET streams/{id}", deed);
  await fails(page, shown, "Mixed into None", fault, () => owt.noFaults(room));

  await test.step("gone", async () => {
    await owt.unpublish(room, screen);
    await readAgain(shown);
    await expect(shown.getByRole("alert")).toContainText("Alice’s screen is gone.");
    await expect(shown.getByRole("alert")).toContainText("It says “Stream not found” (404, 1004).");
    await button(shown, "Close").click();
  });

  await test.step("what the server mixes", async () => {
    const opener = button(page, "Details of Mixed: common");
    await opener.click();
    const mixed = details(page, "Mixed: common");
    await isRead(mixed, ["Kind Mixed by the server", "View common", "Speaks now not told"]);
    await expect(mixed.getByRole("row", { name: /^Regions / })).toContainText("1: Alice");
    await button(mixed, "Close").click();
    await expect(opener).toBeFocused();
  });
  expect(await owt.seen(room, "GET", `/streams/${camera}`), "nobody looked at it").toEqual([]);
});

test("a service: what the server tells of it, never asked for one that is gone, and what is said where it can't be read", async ({ panel, owt }) => {
  const { page } = panel;
  const name = owt.name();
  const id = await owt.service(name);
  await owt.roomOf(id);
  await signIn(panel, owt, SUPER);
  await button(page, "Services").click();
  await button(page, `Details of ${name}`).click();
  const shown = details(page, name);
  await isRead(shown, [`Name ${name}`, `ID ${id}`, "Rooms 1"]);
  await expect(shown.getByRole("row"), "and no key").toHaveCount(3);
  await isInOrder(page, "a service's details");

  await test.step("as it is now, once somebody asks again", async () => {
    await owt.roomOf(id);
    await readAgain(shown);
    await isRead(shown, ["Rooms 2"]);
  });
  await fails(page, shown, "Rooms 2", (deed) => owt.faultOfAll("GET services/{id}", deed), () => owt.clearFaults());

  await test.step("gone: the server isn't asked for it, for its process would end", async () => {
    const asked = async () => (await owt.allRequests()).filter(({ path }) => path === `/services/${id}`).map(({ method }) => method);
    expect(await owt.asSuper("DELETE", `/services/${id}`)).toBe(200);
    const before = await asked();
    await readAgain(shown);
    await expect(shown.getByRole("alert")).toHaveText(`${name} is gone. The server has no such thing any more.`);
    expect(await asked()).toEqual(before);
  });
  await button(shown, "Close").click();
  await expect(button(page, `Details of ${name}`)).toBeFocused();
});
