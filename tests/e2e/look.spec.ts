// Both languages, both themes, and what an accessibility checker finds: nothing serious.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { HOST_PIN, expect, test } from "./support/test";

/** Serious and critical findings, in a form that says where. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}

const CHINESE = {
  more: (name: string) => new RegExp(`${name}.*更多|更多.*${name}`),
  remove: /移出|移除/,
};

for (const [lang, theme] of [
  ["en", "light"],
  ["en", "dark"],
  ["zh-CN", "light"],
  ["zh-CN", "dark"],
] as const) {
  test(`axe finds nothing serious: ${lang}, ${theme}`, async ({ panel, sim, room }) => {
    const { page } = panel;
    await page.emulateMedia({ reducedMotion: "reduce" });
    const nothing = async (where: string) => expect.soft(await findings(page), where).toEqual([]);
    const look = { lang, theme };
    await panel.open({ server: sim.url, account: room, name: "Wang Fang" }, look);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await nothing("sign-in");
    await panel.join();
    await expect(panel.pinDialog).toBeVisible();
    await nothing("PIN dialog");
    await panel.answerPin(HOST_PIN);
    await panel.live();

    const alice = await sim.join(room, { display_name: "Alice", uri: "sip:alice@example.com", is_muted: "YES" });
    await sim.join(room, { display_name: "王芳", service_type: "waiting_room" });
    await sim.join(room, { display_name: "Carol", service_type: "connecting" });
    await sim.present(room, alice);
    await sim.say(room, alice, "Hello");
    await sim.speak(room, alice, 90);
    await expect(panel.row(alice)).toHaveAttribute("data-speaking", "true");
    await nothing("room");

    const more = lang === "en" ? "More actions for Alice" : CHINESE.more("Alice");
    await panel.row(alice).getByRole("button", { name: more }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await nothing("menu");
    await page.getByRole("menuitem", { name: lang === "en" ? "Remove" : CHINESE.remove, exact: lang === "en" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await nothing("remove dialog");
  });
}

test("Chinese from the first screen, and back to English in mid-meeting", async ({ panel, sim, room }) => {
  const { page } = panel;
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN, lang: "zh-CN" });
  const words = await page.getByRole("main").innerText();
  // Nothing on the page is left in English but names and codes.
  expect(words).not.toMatch(/\b(Lock|Mute|Leave|Participants|Presentation|Message|Waiting)\b/);
  expect(words).toMatch(/锁定/);
  expect(words).toMatch(/静音/);
  await expect(panel.people).toBeVisible();
});

test("the theme can be chosen, and is remembered", async ({ panel, sim, room }) => {
  const { page } = panel;
  await page.emulateMedia({ colorScheme: "dark" });
  await panel.open({ server: sim.url, account: room });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("button", { name: /^Theme/ }).filter({ hasNot: page.locator("nothing") }).isVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", /light|dark/);
  const chosen = await page.locator("html").getAttribute("data-theme");
  await page.reload();
  await expect(panel.form).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", chosen!);
  if (chosen === "light") expect(await background()).not.toBe(dark);
});
