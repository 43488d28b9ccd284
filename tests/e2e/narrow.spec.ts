// On a phone: tabs instead of columns, everything within reach, nothing off to the side.

import { button } from "./support/controls";
import { isWithinReach, underNotices } from "./support/layout";
import { joinAll } from "./support/people";
import { signIn } from "./support/sign-in";
import { HOST_PIN, expect, test } from "./support/test";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

for (const lang of ["en", "zh-CN"] as const) {
  test(`360 pixels wide: ${lang}`, async ({ panel, sim, room }) => {
    const { page } = panel;
    const fits = () =>
      expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await panel.open({ server: sim.url, account: room, name: "Wang Fang" }, { lang });
    await fits();
    await panel.join();
    await expect(panel.pinDialog).toBeVisible();
    await fits();
    await panel.answerPin(HOST_PIN);
    await panel.live();
    const alice = await sim.join(room, { display_name: "Alice with a name that is much too long for a telephone" });

    const tabs = page.getByRole("tablist").first().getByRole("tab");
    await expect.poll(() => tabs.count()).toBeGreaterThanOrEqual(3);
    for (const tab of await tabs.all()) {
      await tab.click();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await fits();
    }
    await tabs.first().click();
    const mute = panel.row(alice).getByRole("button").filter({ visible: true }).first();
    await expect(mute).toBeInViewport();
    const box = (await mute.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    await mute.tap();
    await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
    expect(await sim.seen(room, `participants/${alice}/mute`)).toHaveLength(1);
    await fits();
  });
}

for (const viewport of [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    test("notices lie over nothing that a host needs next", async ({ panel, sim, room }) => {
      const { page } = panel;
      await signIn(panel, sim, room);
      const people = await joinAll(sim, room, Array.from({ length: 12 }, (_, n) => `Person ${n}`));
      const refusal = { status: 400, body: { status: "failed", result: "No licence for that, whoever asks for it" } };
      await sim.fault(room, "mute", refusal);
      for (const [at, uuid] of people.slice(0, 3).entries()) await button(panel.row(uuid), `Mute Person ${at}`).click();
      await expect(page.locator(".toast")).toHaveCount(3);
      const controls = panel.main.locator("button, input, [role=row], [role=tab]").filter({ visible: true });
      const isNothingUnder = async () => expect(await underNotices(controls.and(page.locator(":not(.toast *)")))).toBe(0);
      await isWithinReach(button(panel.row(people[0]), "Mute Person 0"));
      await isNothingUnder();
      for (const tab of await page.getByRole("tablist").first().getByRole("tab").all()) {
        await tab.click();
        await isNothingUnder();
      }
      await page.getByRole("tab", { name: /^Chat/ }).click();
      await isWithinReach(page.getByRole("textbox", { name: "Message" }));
    });
  });
}

test("the bar fits at every width, and the page never scrolls: its columns do", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const bar = page.getByRole("banner").or(page.locator(".room-bar")).first();
  for (const lang of ["en", "zh-CN"] as const) {
    for (const width of [720, 800, 900, 1024, 1100, 1230, 1240, 1280, 1366, 1440, 1600, 1680, 1740, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await expect
        .poll(() => bar.evaluate((element) => element.scrollWidth - element.clientWidth), { message: `${lang}, ${width} pixels` })
        .toBe(0);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    }
    if (lang === "en") {
      await button(page, "中文").click();
      await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    }
  }
});
