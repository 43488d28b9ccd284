// Takes the README's pictures, in the lively room: `npm run screenshots`.

import { fileURLToPath } from "node:url";
import { HOST_PIN, expect, test } from "./support/test";

const picture = (name: string) => fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url));

const MEETING = [
  { name: "meeting-light", lang: "en", theme: "light", viewport: { width: 1280, height: 800 } },
  { name: "meeting-dark-zh", lang: "zh-CN", theme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "phone", lang: "zh-CN", theme: "light", viewport: { width: 390, height: 780 } },
] as const;

test("sign-in", async ({ panel, sim }) => {
  await panel.open({ server: sim.url, account: "1234", name: "Wang Fang" }, { theme: "light" });
  await panel.page.screenshot({ path: picture("sign-in") });
});

for (const { name, lang, theme, viewport } of MEETING) {
  test(name, async ({ panel, ownSim }) => {
    const { page } = panel;
    const sim = await ownSim("--seed", "7", "--rate", "3");
    await page.setViewportSize(viewport);
    await panel.signIn({ server: sim.url, room: "1234", pin: HOST_PIN, lang, theme });
    // The meeting plays by itself: wait until something is presented, somebody speaks and a few lines were written.
    const one = async (ready: () => Promise<boolean>) => expect.poll(ready, { timeout: 40_000 }).toBe(true);
    await one(async () => (await page.getByRole("log").first().locator("time").count()) >= 5 || viewport.width < 500);
    await one(async () => (await sim.state("1234")).participants.some(({ service_type }) => service_type === "waiting_room"));
    if (viewport.width > 500) {
      await one(() => page.locator('img[src^="blob:"]').first().isVisible());
      await one(async () => (await page.locator('[data-slot][data-speaking="true"]').count()) > 0);
    }
    await page.screenshot({ path: picture(name) });
  });
}
