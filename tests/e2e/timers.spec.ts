// The talk timer: by colour and word, small and large, through a change of language and a lost stream.

import { isInOrder } from "./support/accessibility";
import { quickClock } from "./support/clock";
import { button } from "./support/controls";
import { areWithinReach } from "./support/layout";
import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

const WORDS = {
  en: { talk: "Talk timer", start: "Start timer", minutes: "Minutes", time: "Talk time", large: "Show large", stop: "Stop timer" },
  "zh-CN": { talk: "发言计时", start: "开始计时", minutes: "分钟", time: "发言时间", large: "放大显示", stop: "停止计时" },
};

async function start(panel: Panel, minutes: string, lang: "en" | "zh-CN" = "en"): Promise<void> {
  const words = WORDS[lang];
  await button(panel.page, words.talk).click();
  const dialog = panel.page.getByRole("dialog", { name: words.talk });
  await dialog.getByRole("spinbutton", { name: words.minutes }).fill(minutes);
  await button(dialog, words.start).click();
  await expect(dialog).toHaveCount(0);
}

test("counts down, warns by word and colour, and counts on", async ({ panel, sim, room }) => {
  const { page } = panel;
  const quicken = await quickClock(page, 20);
  await signIn(panel, sim, room);
  const time = page.getByRole("timer", { name: "Talk time", exact: true });
  await expect(page.getByRole("timer", { name: "Meeting time", exact: true })).toBeVisible();
  await expect(time).toHaveCount(0);
  await start(panel, "5");
  await expect(time).toHaveAttribute("data-warning", "none");
  await expect(time).toContainText(/^(5:00|4:\d\d)$/);
  await quicken();
  await expect(time.and(page.locator("[data-warning=soon]"))).toContainText("Nearly over", { timeout: 30_000 });
  await expect(time).toHaveAttribute("data-warning", "over", { timeout: 30_000 });
  await expect(time).toContainText(/\+0:\d\dTime is over/);
  await expect(page.getByRole("status").filter({ hasText: "Time is over" })).toHaveCount(1);

  await button(page, "Talk timer").click();
  await button(panel.dialog("Talk timer"), "Stop timer").click();
  await expect(time).toHaveCount(0);
});

test("minutes that can't be are told in words, and who stops it by keyboard stays in the dialog", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await button(page, "Talk timer").click();
  const dialog = panel.dialog("Talk timer");
  for (const minutes of ["0", "1.5", "601"]) {
    await dialog.getByRole("spinbutton", { name: "Minutes" }).fill(minutes);
    await expect(dialog).toContainText("Type 1 to 600 minutes, or a time");
  }
  await dialog.getByRole("spinbutton", { name: "Minutes" }).fill("5");
  await expect(dialog).not.toContainText("Type 1 to 600 minutes");
  await button(dialog, "Start timer").click();
  await button(page, "Talk timer").click();
  await button(dialog, "Stop timer").focus();
  await page.keyboard.press("Enter");
  await expect(button(dialog, "Stop timer")).toHaveCount(0);
  await expect(dialog).toBeFocused();
});

test("stops when the meeting is left", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await start(panel, "20");
  const time = panel.page.getByRole("timer", { name: "Talk time", exact: true });
  await expect(time).toBeVisible();
  await panel.control("Leave").click();
  await panel.connection("ended");
  await expect(time).toHaveCount(0);
});

test("goes on through a change of language and a lost stream; large, paused, a minute more, and once more from the start", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await start(panel, "20");
  const time = page.getByRole("timer", { name: "Talk time", exact: true });
  await expect(time).toContainText(/^(20:00|19:5\d)$/);
  await button(page, "中文").click();
  await expect(page.getByRole("timer", { name: "发言时间", exact: true })).toContainText(/^19:[45]\d$/);
  await button(page, "English").click();
  await sim.streams(room, "refuse503");
  await panel.connection("stale");
  const before = await time.innerText();
  await expect(time).not.toHaveText(before);
  await sim.streams(room, "ok");
  await panel.live();
  await expect(time).toContainText(/^19:\d\d$/);

  await button(page, "Talk timer").click();
  await button(panel.dialog("Talk timer"), "Show large").click();
  const large = panel.region("Talk timer");
  await expect(large.getByRole("timer")).toBeVisible();
  await expect(time).toHaveCount(1);
  await button(large, "+1 minute").click();
  await expect(time).toContainText(/^20:\d\d$/);
  await button(large, "Pause timer").click();
  await expect(time).toContainText("Paused");
  await button(large, "Restart timer").click();
  await expect(time).toContainText(/^(21:00|20:5\d)$/);
  await button(large, "Show small").click();
  await expect(large).toHaveCount(0);
  await expect(time).toBeVisible();
});

test("a countdown to an hour says how long that is", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await button(page, "Talk timer").click();
  const dialog = panel.dialog("Talk timer");
  await dialog.getByRole("spinbutton", { name: "Minutes" }).fill("");
  await expect(button(dialog, "Start timer")).toHaveAttribute("aria-disabled", "true");
  // The minute that is now has begun: it comes tomorrow.
  const now = await page.evaluate(() => new Date().toTimeString().slice(0, 5));
  await dialog.getByLabel("Or until").fill(now);
  await expect(dialog).toContainText(/Counts down to it: (24:00|23:5\d)(:\d\d)? from now/);
  await button(dialog, "Start timer").click();
  await expect(page.getByRole("timer", { name: "Talk time", exact: true })).toContainText(/^(24:00|23:5\d):\d\d$/);
});

for (const lang of ["en", "zh-CN"] as const) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }, { width: 320, height: 256 }]) {
    test.describe(`${viewport.width} × ${viewport.height}`, () => {
      test.use({ viewport });

      test(`everything can be read and reached: ${lang}`, async ({ panel, sim, room }) => {
        const { page } = panel;
        const words = WORDS[lang];
        await page.emulateMedia({ reducedMotion: "reduce", colorScheme: lang === "en" ? "light" : "dark" });
        await signIn(panel, sim, room, { lang });
        await start(panel, "1", lang);
        await isInOrder(page, "small");
        await button(page, words.talk).click();
        const dialog = page.getByRole("dialog", { name: words.talk });
        await isInOrder(page, "dialog");
        await areWithinReach(dialog.getByRole("button").filter({ visible: true }));
        await button(dialog, words.large).click();
        await isInOrder(page, "large");
        await areWithinReach(page.getByRole("region", { name: words.talk }).getByRole("button"));
      });
    });
  }
}

test("the bar fits at every width while it runs", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await start(panel, "600");
  const bar = page.locator(".room-bar");
  for (const width of [720, 800, 900, 1024, 1100, 1230, 1240, 1280, 1366, 1440, 1600, 1680, 1740, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => bar.evaluate((element) => element.scrollWidth - element.clientWidth), { message: `${width} pixels` }).toBe(0);
  }
});
