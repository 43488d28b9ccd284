// What happened while the host was away is told once, and never in the middle of something else.

import type { Page } from "@playwright/test";
import { findings } from "./support/accessibility";
import { message } from "./support/chat";
import { button } from "./support/controls";
import { faults, pageOverhang } from "./support/layout";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";
import { joinAnother, tile, title } from "./support/wall";

const HALF_HOUR = 30 * 60_000;

/** The page's clock can be put forward, and it can be told that it is hidden. */
test.beforeEach(async ({ panel }) => {
  await panel.page.addInitScript(() => {
    const now = Date.now.bind(Date);
    let ahead = 0;
    let hidden = false;
    Date.now = () => now() + ahead;
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    Object.assign(globalThis, {
      hide: (is: boolean, later: number) => {
        ahead += later;
        hidden = is;
        document.dispatchEvent(new Event("visibilitychange"));
      },
    });
  });
});

const hide = (page: Page, is: boolean, later = 0) =>
  page.evaluate(([is, later]) => (globalThis as unknown as { hide: (is: boolean, later: number) => void }).hide(is, later), [is, later] as const);

for (const [lang, title] of [["en", "While you were away"], ["zh-CN", "您离开期间"]] as const) {
  test(`a hidden half hour is summed up once: ${lang}`, async ({ panel, sim, room }) => {
    const { page } = panel;
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn(panel, sim, room, { lang });
    const bob = await sim.join(room, { display_name: "Bob" });
    const eve = await sim.join(room, { display_name: "Eve" });
    await expect(panel.row(eve)).toBeVisible();
    await hide(page, true);
    await sim.leave(room, bob);
    await sim.join(room, { display_name: "Alice" });
    await sim.update(room, eve, { is_muted: "YES" });
    await expect(panel.row(bob)).toHaveCount(0);
    await hide(page, false, HALF_HOUR);
    const dialog = page.getByRole("dialog", { name: title });
    await expect(dialog).toBeVisible();
    for (const name of ["Alice", "Bob", "Eve"]) await expect(dialog.getByText(name, { exact: true })).toBeVisible();
    await expect.poll(() => faults(page)).toEqual([]);
    await expect.poll(() => pageOverhang(page)).toBe(0);
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole("button").click();
    await expect(dialog).toHaveCount(0);
    await panel.live();
    // Nothing has happened since.
    await hide(page, true);
    await hide(page, false, HALF_HOUR);
    await panel.live();
    const left = await sim.join(room, { display_name: "Zara" });
    await expect(panel.row(left)).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });
}

test("it waits for who types, and for an open dialog", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const field = message(panel);
  await field.click();
  await page.keyboard.type("Good ");
  await hide(page, true);
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();
  await hide(page, false, HALF_HOUR);
  await panel.live();
  const timer = page.getByRole("timer").first();
  const shown = await timer.innerText();
  await expect(timer).not.toHaveText(shown);
  await page.keyboard.type("morning");
  await expect(field).toHaveValue("Good morning");
  const dialog = page.getByRole("dialog", { name: "While you were away" });
  await expect(dialog).toHaveCount(0);
  await panel.control("End meeting").click();
  const question = page.getByRole("dialog", { name: "End meeting for everyone?" });
  await expect(question).toBeVisible();
  await expect(timer).not.toHaveText(await timer.innerText());
  await expect(dialog).toHaveCount(0);
  await button(question, "Cancel").click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("of several meetings each is summed up in its own front", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const behind = sim.room();
  // Both are called the same, and told apart by their numbers.
  const [front, other] = [`${await title(panel)} (${room})`, `${await joinAnother(panel, sim, behind)} (${behind})`];
  await hide(page, true);
  const [alice] = [await sim.join(room, { display_name: "Alice" }), await sim.join(behind, { display_name: "Bob" })];
  await expect(tile(panel, front)).toHaveAttribute("data-count", "2");
  await expect(tile(panel, other)).toHaveAttribute("data-count", "2");
  await hide(page, false, HALF_HOUR);
  const dialog = page.getByRole("dialog", { name: "While you were away" });
  const tells = (name: string) => dialog.getByText(name, { exact: true });
  await expect(tells("Bob")).toBeVisible();
  await expect(tells("Alice")).toHaveCount(0);
  await dialog.getByRole("button").click();
  await expect(dialog).toHaveCount(0);
  await button(tile(panel, front), `Open ${front}`).click();
  await expect(panel.row(alice)).toBeVisible();
  await expect(tells("Alice")).toBeVisible();
  await expect(tells("Bob")).toHaveCount(0);
  await dialog.getByRole("button").click();
  // Told once, in whichever is in front.
  await button(tile(panel, other), `Open ${other}`).click();
  await expect(panel.row(alice)).toHaveCount(0);
  await panel.live();
  await expect(dialog).toHaveCount(0);
});
