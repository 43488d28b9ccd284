// The demo: a meeting without any server. These tests have none either, but for the web server that sends the files.

import type { Locator, Page, WebSocket } from "@playwright/test";
import { findings } from "./support/accessibility";
import { button, isRefused } from "./support/controls";
import { faults as layoutFaults, pageOverhang } from "./support/layout";
import type { Panel } from "./support/panel";
import { Editor } from "./support/stage";
import { expect, test as base } from "./support/test";

const DEMO_FILES = ["demo-worker.js", "demo.js", "demo_bg.wasm"];

const test = base.extend<{ asked: string[] }>({
  // Nothing is written down of what a simulator serves: none is started.
  served: async ({}, use) => use(),
  /** What the page and its workers have asked for; nothing but the panel's own files may be among it. */
  asked: [
    async ({ context, page, home }, use) => {
      const asked: string[] = [];
      await context.route("**/*", async (route) => {
        asked.push(route.request().url());
        await route.continue();
      });
      page.on("websocket", (socket: WebSocket) => asked.push(socket.url()));
      await use(asked);
      expect(asked.filter((url) => !url.startsWith(home) && !url.startsWith("blob:")), "asked for elsewhere").toEqual([]);
    },
    { auto: true },
  ],
});

const WORDS = {
  en: { tryIt: "Try it", title: "Try Gavel", people: "People", start: "Start", next: "Next", skip: "Skip tour", end: "End demo" },
  "zh-CN": { tryIt: "试用", title: "试用 Gavel", people: "人数", start: "开始", next: "下一步", skip: "跳过导览", end: "结束演示" },
};

type Lang = keyof typeof WORDS;

/** Opens the dialog, chooses how many people, and waits for the room. */
async function tryIt(panel: Panel, people: number, lang: Lang = "en"): Promise<void> {
  const words = WORDS[lang];
  await panel.open({}, { lang });
  await button(panel.page, words.tryIt).click();
  const dialog = panel.dialog(words.title);
  await dialog.getByRole("slider", { name: words.people, exact: true }).fill(String(people));
  await expect(dialog.getByRole("status")).toHaveText(String(people));
  await button(dialog, words.start).click();
  await panel.live();
}

/** Whether a demo's file was asked for. */
const loads = (asked: string[], name: string): boolean => asked.some((url) => new URL(url).pathname.endsWith(`/${name}`));

/** How many of the page's workers are a demo's. */
const demosRunning = (page: Page): number => page.workers().filter((worker) => worker.url().includes("demo-worker")).length;

const headCount = async (panel: Panel): Promise<number> => Number(await panel.headCount.getAttribute("data-count"));

for (const people of [5, 500]) {
  test(`a meeting of ${people}, and all that a host does there`, async ({ panel, asked }) => {
    const { page } = panel;
    await tryIt(panel, people);
    await expect(panel.main).toHaveAttribute("data-demo", "true");
    await expect(page.getByText("everybody here is made up")).toBeVisible();
    await button(page, "Skip tour").click();
    // They come and go.
    await expect.poll(() => headCount(panel)).toBeGreaterThan(people * 0.8);
    expect(await headCount(panel)).toBeLessThan(people * 1.2 + 5);

    await test.step("mute one", async () => {
      // Who is chosen may be muted or gone by the time of the press.
      let uuid = "";
      await expect(async () => {
        const row = panel.people.locator("[role=row][data-service=conference][data-muted=false]").first();
        uuid = (await row.getAttribute("data-uuid"))!;
        await panel.row(uuid).getByRole("button", { name: /^Mute / }).click({ timeout: 2_000 });
      }).toPass({ timeout: 20_000 });
      await expect(panel.row(uuid)).toHaveAttribute("data-muted", "true");
      await expect(panel.row(uuid)).not.toHaveAttribute("data-pending", "true");
    });
    await test.step("admit one", async () => {
      let name = "";
      await expect(async () => {
        const admit = panel.waitingRoom.getByRole("button", { name: /^Admit (?!all|selected)/ }).first();
        name = (await admit.getAttribute("aria-label"))!;
        await button(panel.waitingRoom, name).click({ timeout: 2_000 });
      }).toPass({ timeout: 20_000 });
      await expect(panel.waitingRoom.getByRole("button", { name, exact: true })).toHaveCount(0);
      await expect(panel.alert).toHaveCount(0);
    });
    await test.step("another layout", async () => {
      const editor = new Editor(panel);
      await editor.layout("4:0").check();
      await editor.button("Take").click();
      await expect(panel.region("On air")).toHaveAttribute("data-layout", "4:0");
    });
    await test.step("what a demo has nothing for is refused, with the reason", async () => {
      await isRefused(button(page, "Share screen"), /neither video nor sound/);
    });
    await test.step("leave", async () => {
      expect(demosRunning(page)).toBe(1);
      await panel.control("Leave").click();
      await expect(panel.form).toBeVisible();
      await expect.poll(() => demosRunning(page)).toBe(0);
    });
    for (const name of DEMO_FILES) expect(loads(asked, name), name).toBe(true);
  });
}

test("not a byte of it is loaded before, and nothing of it is remembered", async ({ panel, asked }) => {
  const { page } = panel;
  await panel.open({});
  await button(page, "Try it").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(button(page, "Try it")).toBeFocused();
  // Whatever the page loads by itself it has loaded by now.
  await page.waitForLoadState("networkidle");
  for (const name of DEMO_FILES) expect(loads(asked, name), name).toBe(false);

  await panel.form.getByRole("textbox", { name: "Server" }).fill("https://elsewhere.invalid");
  await button(page, "Try it").click();
  await button(page, "Start").click();
  await panel.live();
  await button(page, "End demo").click();
  await expect(panel.form.getByRole("textbox", { name: "Server" })).toHaveValue("https://elsewhere.invalid");
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /server|node|name|calls/.test(key)))).toEqual([]);
  await page.reload();
  await expect(panel.form).toBeVisible();
  await expect(panel.form.getByRole("textbox", { name: "Server" })).toHaveValue("");
});

test("after the meeting was ended for everyone it can be joined again, or the demo ended", async ({ panel }) => {
  const { page } = panel;
  await tryIt(panel, 12);
  await button(page, "Skip tour").click();
  await panel.control("End meeting").click();
  await button(page, "End for everyone").click();
  await panel.connection("ended");
  await button(page, "Join again").click();
  await panel.live();
  await button(page, "End demo").click();
  await expect(panel.form).toBeVisible();
  await expect.poll(() => demosRunning(page)).toBe(0);
});

for (const name of DEMO_FILES) {
  test(`${name} doesn't come: it is said, and can be tried again`, async ({ panel, context, faults }) => {
    const { page } = panel;
    await panel.open({});
    const at = `**/${name}`;
    await context.route(at, (route) => route.abort());
    await button(page, "Try it").click();
    const dialog = panel.dialog("Try Gavel");
    await button(dialog, "Start").click();
    await expect(dialog.getByRole("alert")).toContainText("can't be loaded");
    expect(demosRunning(page)).toBe(0);
    await context.unroute(at);
    await button(dialog, "Start").click();
    await panel.live();
    // What the browser itself says of a file that doesn't come.
    for (const fault of faults.splice(0)) expect(fault).toMatch(/Failed to (fetch|load)|NetworkError|importScripts|demo/);
  });
}

/** The card with the tour's sentences. */
const card = (page: Page, lang: Lang): Locator => page.getByRole("region").filter({ has: button(page, WORDS[lang].next) });

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 390, height: 780 },
]) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });

    test("the tour stands beside what it speaks of, and ends by itself", async ({ panel }) => {
      const { page } = panel;
      await tryIt(panel, 30);
      const [next, ring] = [button(page, "Next"), page.locator(".tour-ring")];
      const told: string[] = [];
      await expect(next).toBeFocused();
      while ((await next.count()) > 0) {
        const text = await card(page, "en").getByRole("heading").innerText();
        told.push(text);
        await expect(ring, text).toBeVisible();
        const isApart = async () => {
          const [own, target] = [await card(page, "en").boundingBox(), await ring.boundingBox()];
          if (!own || !target) return "gone";
          const isOver =
            own.x < target.x + target.width && target.x < own.x + own.width && own.y < target.y + target.height && target.y < own.y + own.height;
          return isOver ? { own, target } : "apart";
        };
        await expect.poll(isApart, { message: text }).toBe("apart");
        await expect.poll(async () => pageOverhang(page), { message: text }).toBe(0);
        await page.keyboard.press("Enter");
        await expect.poll(async () => ((await next.count()) > 0 ? card(page, "en").getByRole("heading").innerText() : "")).not.toBe(text);
      }
      expect(told.length).toBeGreaterThanOrEqual(5);
      expect(told.length).toBeLessThanOrEqual(7);
      await expect(button(page, "Skip tour")).toHaveCount(0);
      await button(page, "Take the tour").click();
      await expect(next).toBeVisible();
      await button(page, "Skip tour").click();
      await expect(next).toHaveCount(0);
    });
  });
}

for (const lang of ["en", "zh-CN"] as const) {
  for (const [width, height] of [
    [360, 740],
    // 1280 × 1024 at 400 %.
    [320, 256],
  ] as const) {
    test(`nothing is cut off or serious to axe: ${lang}, ${width} × ${height}`, async ({ panel }) => {
      const { page } = panel;
      const words = WORDS[lang];
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.setViewportSize({ width, height });
      const inOrder = async (where: string) => {
        await expect.poll(() => layoutFaults(page), { message: where }).toEqual([]);
        await expect.poll(() => pageOverhang(page), { message: where }).toBe(0);
        expect.soft(await findings(page), where).toEqual([]);
      };
      await panel.open({}, { lang });
      await inOrder("sign-in");
      await button(page, words.tryIt).click();
      await inOrder("dialog");
      await button(page, words.start).click();
      await panel.live();
      const tour = card(page, lang);
      await expect(tour).toBeVisible();
      expect.soft(await findings(page), "tour").toEqual([]);
      expect(await tour.evaluate((element) => element.scrollWidth - element.clientWidth), "tour").toBe(0);
      await button(page, words.skip).click();
      await inOrder("room");
    });
  }
}
