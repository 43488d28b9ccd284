// Both languages, both themes, and what an accessibility checker finds: nothing serious.

import { findings } from "./support/accessibility";
import { button } from "./support/controls";
import { signIn } from "./support/sign-in";
import { HOST_PIN, expect, test } from "./support/test";

const CHINESE = {
  more: "Alice 的更多操作",
  remove: "移出",
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

    const more = lang === "en" ? "More actions for Alice" : CHINESE.more;
    await panel.row(alice).getByRole("button", { name: more }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await nothing("menu");
    await page.getByRole("menuitem", { name: lang === "en" ? "Remove" : CHINESE.remove, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await nothing("remove dialog");
  });
}

test("Chinese at a press, from the first screen to the meeting", async ({ panel, sim, room }) => {
  const { page } = panel;
  await panel.open({ server: sim.url, account: room, name: "王芳" });
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("form", { name: "加入会议" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "会议号或地址" })).toHaveValue(room);
  await signIn(panel, sim, room, { lang: "zh-CN" });
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(button(page.getByRole("toolbar"), "锁定会议")).toBeVisible();
  await button(panel.row(alice), "静音 Alice").click();
  await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
  await expect(page.getByRole("status").and(page.locator("[data-count]"))).toContainText("2");
  // Nothing on the page is left in English but names and codes.
  expect(await panel.main.innerText()).not.toMatch(
    /\b(Lock|Mute|Leave|Live|Participants|Presentation|Message|Waiting|Host|Guest)\b/i,
  );
});

test("the theme follows the system until one is chosen, and that is remembered", async ({ panel, sim, room }) => {
  const { page } = panel;
  const html = page.locator("html");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await panel.open({ server: sim.url, account: room });
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect(html).toHaveAttribute("data-theme", "light");
  await expect.poll(background).toBe(light);
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "light");
  await expect.poll(background).toBe(light);
});
