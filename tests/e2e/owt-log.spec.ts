// The log of a room of an OWT server: who came and went, what was sent, and what was done, in sentences.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { findings, isInOrder } from "./support/accessibility";
import { button } from "./support/controls";
import { UNTOLD, enterRoom, openRoom, person, region, withAlice } from "./support/owt-room";
import { expect, test } from "./support/owt-test";

const log = (page: Page) => region(page, "Log").getByRole("log", { name: "Event log", exact: true });
const line = (page: Page, text: RegExp | string) => log(page).getByRole("listitem").filter({ hasText: text });

test("who comes and goes, sends, shares and writes is told in sentences, found, and exported", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt);
  await openRoom(panel, owt, room);
  await owt.panels(room, 1);
  await expect(line(page, "Opened here, with people: 1, streams: 2")).toBeVisible();
  await expect(line(page, "The portal was joined")).toBeVisible();
  const trap = '=HYPERLINK("http://evil.example","x")';
  const bob = await owt.join(room, trap);
  await expect(line(page, `${trap} came in`)).toBeVisible();
  const camera = await owt.publish(room, bob);
  await expect(line(page, `${trap} began to send`)).toBeVisible();
  const screen = await owt.publish(room, alice, { audio: false, video: "screen-cast" });
  await expect(line(page, "Alice began to share a screen")).toBeVisible();
  await owt.unpublish(room, screen);
  await expect(line(page, "Alice stopped sharing a screen")).toBeVisible();
  await owt.text(room, bob, "Is anybody there?");
  await expect(line(page, `${trap} wrote: Is anybody there?`)).toBeVisible();
  await owt.leave(room, bob);
  await expect(line(page, `${trap} left`)).toBeVisible();
  await expect(line(page, `${trap} stopped sending`)).toBeVisible();
  await expect(line(page, "Gavel")).toHaveCount(0);
  expect(camera).toBeTruthy();

  await region(page, "Log").getByRole("searchbox", { name: "Find in the log" }).fill("screen");
  await expect(log(page).getByRole("listitem")).toHaveCount(2);
  const download = page.waitForEvent("download");
  await button(region(page, "Log"), "Export CSV").click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(text).toContain("Alice began to share a screen");
  expect(text).toContain("Is anybody there?");
  expect(text).not.toMatch(/(^|,|"|\n)=HYPERLINK/m);
  expect(await findings(page)).toEqual([]);
});

test("what was done and what wasn't stands in the log with why, by polling as well, and a room that is gone", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  await button(person(page, alice), "Mute Alice").click();
  await expect(line(page, "Mute Alice: done")).toHaveCount(1);
  await owt.fault(room, "PATCH participants/{id}", { status: 500, body: { error: { code: 1301, message: "Operation failed" } } }, 1);
  await person(page, alice).getByRole("switch", { name: "Alice may get video" }).click();
  await expect(line(page, "Change what Alice may do: not done.")).toContainText("“Operation failed” (500, 1301)");
  const bob = await owt.join(room, "Bob");
  await expect(line(page, "Bob came in")).toBeVisible();
  await owt.leave(room, bob);
  await expect(line(page, "Bob left")).toBeVisible();
  await expect(line(page, /The portal isn’t heard, lists are read instead: the room is configured to tell nothing/)).toHaveCount(1);
  await owt.fault(room, "GET", { status: 503, body: "" });
  await expect(line(page, "The server doesn’t answer")).toBeVisible();
  await owt.noFaults(room);
  await expect(line(page, "The server answers again")).toBeVisible({ timeout: 20_000 });
  await owt.delete(room);
  await expect(line(page, "no such room any more")).toBeVisible();
  const other = await withAlice(owt, UNTOLD);
  await button(page, "Back to rooms").click();
  await enterRoom(page, owt, other.room);
  await expect(line(page, "Opened here")).toBeVisible();
  await expect(log(page)).not.toContainText("Bob");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("the log has a tab, and the doctor fits, in Chinese too", async ({ panel, owt }) => {
    const { page } = panel;
    const { room } = await withAlice(owt);
    await openRoom(panel, owt, room, "zh-CN");
    await page.getByRole("tab", { name: "日志", exact: true }).click();
    await expect(page.getByRole("log", { name: "事件日志" })).toContainText("在此打开");
    await isInOrder(page, "the log");
    await button(page, "协议诊断").click();
    const dialog = page.getByRole("dialog", { name: "协议诊断" });
    await expect(dialog.getByText("正在使用", { exact: true })).toBeVisible();
    const over = () => dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    await expect.poll(over).toBe(0);
    await isInOrder(page, "the doctor");
  });
});
