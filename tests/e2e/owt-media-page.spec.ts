// How the regions beside people and streams behave as a page: gently read, text whatever they hold, in order at every width.

import { isInOrder } from "./support/accessibility";
import { button } from "./support/controls";
import { UNTOLD, entry, openRoom, region, withAlice } from "./support/owt-room";
import { type Lang, expect, test } from "./support/owt-test";
import { everythingIsOver, stays } from "./support/test";

const REGIONS = ["Recordings", "Streaming out", "Streaming in", "SIP calls", "Analytics", "Tokens"];
const SIP = { sip: { sipServer: "sip.example.cn", username: "room", password: "password" } };
const LISTS = ["recordings", "streaming-outs", "sipcalls", "analytics"];

test("each list is read every six seconds while the room is open, and equal answers change nothing on the page", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt, UNTOLD);
  const media = { audio: { from: camera }, video: false };
  const { id } = (await owt.api("POST", room, "recordings", { container: "mkv", media })).json;
  await openRoom(panel, owt, room);
  for (const name of REGIONS) await expect(region(page, name)).toBeVisible();
  await expect(entry(page, id)).toBeVisible();
  // The lists are read one after the other.
  await expect(page.getByText("Reading…", { exact: true })).toHaveCount(0);
  await page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(globalThis, { changes });
    new MutationObserver((records) => changes.push(...records.map(({ target }) => target.nodeName))).observe(
      document.querySelector(".owt-body")!,
      { subtree: true, childList: true, attributes: true, characterData: true },
    );
  });
  const reads = async (list: string) => (await owt.seen(room, "GET", `/${list}`)).map(({ at }) => at);
  for (const list of LISTS) await expect.poll(async () => (await reads(list)).length, { timeout: 20_000 }).toBeGreaterThan(2);
  for (const list of LISTS) {
    const at = await reads(list);
    const gaps = at.slice(1).map((time, index) => time - at[index]);
    expect(Math.min(...gaps), list).toBeGreaterThan(5_000);
  }
  expect(await page.evaluate(() => (globalThis as unknown as { changes: string[] }).changes)).toEqual([]);

  await test.step("not any more once the room is left", async () => {
    await button(page, "Back to rooms").click();
    await expect(page.getByRole("region", { name: "Rooms" })).toBeVisible();
    await everythingIsOver();
    await stays(async () => (await owt.requests(room)).length, 7_000);
  });
});

test("a list that can't be read says so, and people, streams and the other lists go on", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  await owt.fault(room, "GET analytics", { status: 500, body: { error: { code: 1301, message: "No agent" } } });
  await openRoom(panel, owt, room);
  await expect(region(page, "Analytics")).toContainText("This list couldn’t be read.");
  await expect(region(page, "Analytics")).toContainText("“No agent” (500, 1301)");
  const media = { audio: { from: camera }, video: false };
  const { id } = (await owt.api("POST", room, "recordings", { container: "mkv", media })).json;
  await expect(entry(page, id)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "live");
  const bob = await owt.join(room, "Bob");
  await expect(page.locator(`[data-uuid="${bob}"]`)).toBeVisible();
  await owt.noFaults(room);
  await expect(region(page, "Analytics")).toContainText("Nothing is analysed.", { timeout: 15_000 });
});

test("names and addresses are text, whatever they hold", async ({ panel, owt }) => {
  const { page } = panel;
  const hostile = `<img src=x onerror="globalThis.stolen=1">\u202Egnp`;
  const room = await owt.room(owt.name(), SIP);
  const camera = await owt.publish(room, await owt.join(room, hostile));
  const media = { audio: { from: camera }, video: { from: camera } };
  const made = [
    await owt.api("POST", room, "recordings", { container: "mkv", media }),
    await owt.api("POST", room, "streaming-outs", { protocol: "rtmp", url: `rtmp://a/${hostile}`, media }),
    await owt.api("POST", room, "sipcalls", { peerURI: hostile, mediaIn: { audio: true, video: false }, mediaOut: { ...media, video: false } }),
    await owt.api("POST", room, "analytics", { algorithm: hostile, media: { ...media, audio: false } }),
  ];
  await openRoom(panel, owt, room);
  for (const { json } of made) {
    await expect(entry(page, json.id)).toContainText("<img src=x onerror=");
    expect(await entry(page, json.id).textContent()).not.toContain("\u202E");
  }
  await button(page, "Start recording").click();
  await expect(page.getByRole("combobox", { name: "Audio from" })).toContainText("<img src=x");
  await expect(page.locator("main img")).toHaveCount(0);
  expect(await page.evaluate(() => (globalThis as { stolen?: number }).stolen)).toBeUndefined();
});

const WORDS = {
  en: { more: "More", streams: "Streams", record: "Start recording", out: "Start streaming out", token: "Create token", cancel: "Cancel" },
  "zh-CN": { more: "更多", streams: "媒体流", record: "开始录制", out: "开始推流", token: "创建令牌", cancel: "取消" },
} as const satisfies Record<Lang, Record<string, string>>;

for (const lang of ["en", "zh-CN"] as const) {
  for (const width of [1280, 1000, 360]) {
    test(`the regions fit, and a checker finds nothing: ${lang}, ${width} pixels`, async ({ panel, owt }) => {
      const { page } = panel;
      const words = WORDS[lang];
      await page.setViewportSize({ width, height: 740 });
      const { room, camera } = await withAlice(owt, SIP);
      const media = { audio: { from: camera }, video: { from: camera } };
      const { id } = (await owt.api("POST", room, "recordings", { container: "mkv", media })).json;
      await owt.api("POST", room, "streaming-outs", { protocol: "rtmp", url: `rtmp://live.example.cn/${"long".repeat(30)}`, media });
      await openRoom(panel, owt, room, lang);
      if (width === 360) {
        await expect(entry(page, id)).toBeHidden();
        await page.getByRole("tab", { name: words.streams }).click();
        await expect(page.locator(`[data-stream="${camera}"]`)).toBeVisible();
        await isInOrder(page, "streams");
        await page.getByRole("tab", { name: words.more }).click();
      }
      await expect(entry(page, id)).toBeVisible();
      await isInOrder(page, "the regions");
      for (const start of [words.record, words.out, words.token]) {
        await button(page, start).click();
        const asked = page.getByRole("dialog", { name: start });
        const more = asked.locator("summary");
        if (await more.isVisible()) await more.click();
        await isInOrder(page, start);
        await button(asked, words.cancel).click();
      }
    });
  }
}
