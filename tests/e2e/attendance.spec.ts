// Who was in when: a table and a picture over all the times that people came back, saved as CSV and JSON; and finding in the log.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { findings } from "./support/accessibility";
import { quickClock } from "./support/clock";
import { button } from "./support/controls";
import { faults, pageOverhang } from "./support/layout";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

const tab = (page: Page, name: string) => page.getByRole("tablist", { name: "Log", exact: true }).getByRole("tab", { name });
const table = (page: Page) => page.getByRole("table", { name: "Attendance" });
const line = (page: Page, name: string) => table(page).locator(`[data-name="${name}"]`);

async function saved(page: Page, name: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent("download");
  await button(page, name).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile((await file.path())!, "utf8") };
}

test("the log is searched by words, in any order, and the file has all of it", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const zoe = await sim.join(room, { display_name: "Zoë" });
  await sim.join(room, { display_name: "Bob" });
  await sim.update(room, zoe, { is_muted: "YES" });
  const log = panel.log("Event log");
  await expect(log.getByText("Zoë was muted")).toBeVisible();
  const find = page.getByRole("searchbox", { name: "Find in the log" });
  await find.fill("MUTED zoe");
  await expect(log.getByRole("listitem")).toHaveCount(1);
  await expect(log.getByText("Zoë was muted")).toBeVisible();
  await sim.update(room, zoe, { is_muted: "NO" });
  await expect(log.getByText("Zoë was unmuted")).toBeVisible();
  await expect(log.getByText("Bob joined")).toHaveCount(0);
  const { text } = await saved(page, "Export CSV");
  expect(text).toContain("Bob joined");
  await find.fill("nobody says this");
  await expect(log.getByText("Nothing in the log says that.")).toBeVisible();
  await find.fill("");
  await expect(log.getByText("Bob joined")).toBeVisible();
});

test("who drops and comes back is one line, and it all can be saved", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const person = { display_name: "=Alice", uri: "sip:alice@example.com" };
  const first = await sim.join(room, person);
  const bob = await sim.join(room, { display_name: "Bob", uri: "sip:bob@example.com" });
  await expect(panel.row(bob)).toBeVisible();
  await tab(page, "Attendance").click();
  await expect(line(page, "Bob")).toContainText("in now");
  await sim.leave(room, first);
  await expect(line(page, "=Alice")).not.toContainText("in now");
  const second = await sim.join(room, person);
  await expect(line(page, "=Alice")).toContainText("in now");
  await expect(line(page, "=Alice")).toHaveCount(1);
  await expect(line(page, "=Alice").getByRole("cell").last()).toHaveText("2");
  await expect(table(page).getByRole("columnheader")).toHaveText(["Name", "Joined", "Left", "Total", "Spoke", "Times in"]);

  await test.step("speaking counts, in whole seconds", async () => {
    await sim.speak(room, second, 80);
    await expect(line(page, "=Alice").getByRole("cell").nth(3)).toHaveText(/00:00:0[1-9]/);
  });

  await test.step("CSV that no spreadsheet runs", async () => {
    const { name, text } = await saved(page, "Export CSV");
    expect(name).toMatch(/^attendance-.*\.csv$/);
    expect(text.startsWith("\uFEFF")).toBe(true);
    const row = text.split("\r\n").find((row) => row.includes("Alice"))!;
    expect(row).toMatch(/^'=Alice,sip:alice@example\.com,guest,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,,00:\d\d:\d\d,00:\d\d:\d\d,2$/);
  });

  await test.step("JSON with each time in", async () => {
    const { name, text } = await saved(page, "Export JSON");
    expect(name).toMatch(/\.json$/);
    const { people } = JSON.parse(text) as { people: { name: string; times_in: number; stays: { uuid: string; left: string | null }[] }[] };
    const alice = people.find(({ name }) => name === "=Alice")!;
    expect(alice.times_in).toBe(2);
    expect(alice.stays.map(({ uuid, left }) => [uuid, left === null])).toEqual([[first, false], [second, true]]);
  });

  await test.step("the stream is cut: nobody came anew", async () => {
    await sim.streams(room, "cut_once");
    await sim.update(room, bob, { is_muted: "YES" });
    await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");
    await panel.live();
    await expect(line(page, "Bob").getByRole("cell").last()).toHaveText("1");
  });
});

test("at the end everybody has left, in the table and in the files; who is there when it is joined again goes on in their line", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await sim.join(room, { display_name: "Bob", uri: "sip:bob@example.com" });
  await tab(page, "Attendance").click();
  await expect(line(page, "Bob")).toContainText("in now");
  await expect(page.getByText("2 people, 2 in now")).toBeVisible();
  await panel.control("Leave").click();
  await panel.connection("ended");
  await expect(page.getByText("2 people, 0 in now")).toBeVisible();
  for (const name of ["Bob", "Wang Fang"]) await expect(line(page, name)).not.toContainText("in now");
  const { text: csv } = await saved(page, "Export CSV");
  const row = csv.split("\r\n").find((row) => row.startsWith("Bob,"))!;
  expect(row).toMatch(/^Bob,sip:bob@example\.com,guest,(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,){2}00:\d\d:\d\d,00:00:00,1$/);
  const { text: json } = await saved(page, "Export JSON");
  const { people } = JSON.parse(json) as { people: { left: string | null; stays: { left: string | null }[] }[] };
  expect(people.flatMap(({ left, stays }) => [left, ...stays.map((stay) => stay.left)])).not.toContain(null);

  await button(page, "Join again").click();
  await panel.live();
  await tab(page, "Attendance").click();
  await expect(page.getByText("2 people, 2 in now")).toBeVisible();
  for (const name of ["Bob", "Wang Fang"]) await expect(line(page, name).getByRole("cell").last()).toHaveText("2");
});

test("the timeline stays readable at 500 people, by mouse and keyboard", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await sim.people(room, 499);
  await sim.join(room, { display_name: "Zara" });
  await tab(page, "Attendance").click();
  await expect(page.getByText("501 people, 501 in now")).toBeVisible();
  await button(page, "Enlarge").click();
  const dialog = page.getByRole("dialog", { name: "Attendance" });
  const picture = dialog.getByRole("img", { name: "Timeline" });
  await expect(picture.getByText("Wang Fang", { exact: true })).toBeVisible();
  // Only those in sight are drawn.
  expect(await picture.locator(".timeline-row").count()).toBeLessThan(80);
  const list = dialog.getByRole("group", { name: /^Timeline/ });
  await list.focus();
  await page.keyboard.press("End");
  await expect(picture.getByText("Zara", { exact: true })).toBeInViewport();
  const zara = picture.locator(".timeline-row").filter({ hasText: "Zara" });
  const bar = zara.locator(".timeline-bar");
  await expect(bar).toBeVisible();
  const [name, drawn] = [await zara.locator(".timeline-name").boundingBox(), await bar.boundingBox()];
  expect(name!.x + name!.width).toBeLessThanOrEqual(drawn!.x);
  expect(await findings(page)).toEqual([]);
  await button(dialog, "Close").click();
  await expect(dialog).toHaveCount(0);
  expect(await findings(page)).toEqual([]);
});

test("every mark of a wide timeline is named, inside of it and apart from the others", async ({ panel, sim, room }) => {
  const { page } = panel;
  // A meeting of some minutes.
  const quicken = await quickClock(page, 20);
  await signIn(panel, sim, room);
  await quicken();
  await tab(page, "Attendance").click();
  await button(page, "Enlarge").click();
  const scale = page.getByRole("dialog", { name: "Attendance" }).locator(".timeline-head .timeline-track");
  // The last mark stands where its name has no room but on its left.
  await expect(scale.locator(".timeline-mark-end")).not.toHaveCount(0, { timeout: 30_000 });
  const wrong = () =>
    scale.evaluate((track) => {
      const edge = track.getBoundingClientRect();
      const names = [...track.querySelectorAll(".timeline-mark")].map((mark) => {
        const box = mark.querySelector(".timeline-when")!.getBoundingClientRect();
        return { left: box.left, right: box.right, text: mark.textContent };
      });
      return names.filter(
        ({ left, right, text }, at) => !text || right === left || left < edge.left || right > edge.right + 1 || (at > 0 && left < names[at - 1].right),
      );
    });
  await expect.poll(wrong).toEqual([]);
});

for (const lang of ["en", "zh-CN"] as const) {
  for (const [width, height] of [[360, 740], [320, 256]] as const) {
    test(`log and attendance fit ${width} × ${height}: ${lang}`, async ({ panel, sim, room }) => {
      const { page } = panel;
      await page.setViewportSize({ width, height });
      await signIn(panel, sim, room, { lang });
      await sim.join(room, { display_name: "Alice with a name that is much too long for a telephone" });
      const isInOrder = async (where: string) => {
        await expect.poll(() => faults(page), { message: where }).toEqual([]);
        await expect.poll(() => pageOverhang(page), { message: where }).toBe(0);
      };
      const [log, attendance] = { en: ["Log", "Attendance"], "zh-CN": ["日志", "出席情况"] }[lang];
      await page.getByRole("tab", { name: log }).click();
      await isInOrder("log");
      await page.getByRole("tab", { name: attendance }).click();
      await expect(page.getByRole("table", { name: attendance })).toBeVisible();
      await isInOrder("attendance");
      expect(await findings(page)).toEqual([]);
    });
  }
}
