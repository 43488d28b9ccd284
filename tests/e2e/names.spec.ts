// Names first: whatever stands beside one, and however wide the page is, it keeps all its letters.

import type { Locator, Page } from "@playwright/test";
import { joinAll } from "./support/people";
import { signIn } from "./support/sign-in";
import { onAir, slotOnAir } from "./support/stage";
import { expect, test } from "./support/test";

const SIZES = [
  { width: 1024, height: 730 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];
const NAMES = ["Wang Fang", "W\u0430ng Fang", "Chloé Dupont", "Нина Петрова", "欧阳修文", "María-José Q."];

/** How many pixels of a name are cut off. */
const cut = (name: Locator) => name.evaluate((element) => Math.max(0, element.scrollWidth - element.clientWidth));

/** How many pixels of the highest and deepest letters that are seen lie outside of their slot, at the most. */
const lostHeight = (names: Locator) =>
  names.evaluateAll((all) =>
    Math.max(
      ...all.filter((name) => name.clientWidth > 1).map((name) => {
        const [letters, slot] = [name.getBoundingClientRect(), name.closest(".slot")!.getBoundingClientRect()];
        return Math.max(slot.top - letters.top, letters.bottom - slot.bottom);
      }),
    ),
  );

async function namesAreWhole(page: Page, rows: Locator, size: string) {
  for (const row of await rows.all()) {
    const name = row.locator(".person-name");
    await expect.poll(() => cut(name), { message: `${size}: ${await name.textContent()}` }).toBe(0);
    await expect(name).toBeVisible();
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), size).toBeLessThanOrEqual(0);
}

for (const lang of ["en", "zh-CN"] as const) {
  test(`no badge takes a letter from a name: ${lang}`, async ({ panel, sim, room }) => {
    const { page } = panel;
    await signIn(panel, sim, room, { lang });
    const uuids: string[] = [];
    for (const [at, display_name] of NAMES.entries()) {
      const uuid = await sim.join(room, {
        display_name,
        uri: `sip:${at}@a-rather-long-host-name.example.com`,
        role: "chair",
        is_muted: "YES",
        spotlight: 100 + at,
        rx_presentation_policy: "DENY",
        is_audio_only_call: "YES",
      });
      await sim.speak(room, uuid, 60);
      uuids.push(uuid);
    }
    await sim.present(room, uuids[1]);
    await sim.join(room, { display_name: "Chloé Dupont", service_type: "connecting" });
    await sim.join(room, { display_name: "Chloé Dupont", service_type: "waiting_room" });
    await expect(panel.rows).toHaveCount(NAMES.length + 3);
    // All badges at once: as many as somebody can have.
    await expect(panel.row(uuids[1]).locator(".tag")).toHaveCount(6);

    for (const size of SIZES) {
      await page.setViewportSize(size);
      await namesAreWhole(page, panel.rows, `${size.width} × ${size.height}`);
      await namesAreWhole(page, page.locator(".waiting .person"), `waiting, ${size.width} × ${size.height}`);
    }
  });
}

for (const layout of ["1:7", "1:21", "2:21"]) {
  test(`names on air keep their height, in slots of any size: ${layout}`, async ({ panel, sim, room }) => {
    const { page } = panel;
    await signIn(panel, sim, room);
    // Letters that go up and down.
    const uuids = await joinAll(sim, room, Array.from({ length: 8 }, (_, at) => `Ągjpqy ${at}`));
    await sim.present(room, uuids[0]);
    await sim.layout(room, layout, { participants: uuids });
    await expect(slotOnAir(panel, 7)).toContainText("7");
    await sim.speak(room, uuids[7], 80);
    await expect(slotOnAir(panel, 7)).toHaveAttribute("data-speaking", "true");
    for (const size of [...SIZES.filter(({ width }) => width > 720), { width: 1280, height: 400 }]) {
      await page.setViewportSize(size);
      const message = `${size.width} × ${size.height}`;
      await expect.poll(() => lostHeight(onAir(panel).locator(".slot-name, .slot-short")), { message }).toBeLessThanOrEqual(0.5);
    }
  });
}

test("in a place too narrow for a name stands what people know it by; the name is heard, and is the tooltip", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const names = ["Zoe Large", "Victoria Wright", "马国庆", "Bob", "María-José Q.", "Alexandrina"];
  const uuids = await joinAll(sim, room, names);
  await sim.layout(room, "1:7", { participants: uuids });
  await expect(slotOnAir(panel, 5)).toHaveAttribute("data-uuid", uuids[5]);
  for (const [at, shown] of ["Zoe Large", "VW", "国庆", "Bob", "MQ", "Alexandrina"].entries()) {
    const slot = slotOnAir(panel, at);
    await expect(slot).toHaveAttribute("title", names[at]);
    expect(await slot.ariaSnapshot()).toMatch(new RegExp(`Slot ${at + 1} ?${names[at].replace(".", "\\.")}"?$`));
    // What can be seen: all of it, but of a name that has no few letters.
    const seen = slot.locator("bdi").filter({ hasText: shown }).last();
    await expect(seen).toHaveText(shown);
    expect(await seen.evaluate((element) => element.clientWidth)).toBeGreaterThan(5);
    if (at < 5) expect(await cut(seen), shown).toBe(0);
  }
  await panel.page.setViewportSize({ width: 2560, height: 1440 });
  await expect(slotOnAir(panel, 1).locator(".slot-name")).toBeInViewport();
  expect(await slotOnAir(panel, 1).locator(".slot-name").evaluate((element) => element.clientWidth)).toBeGreaterThan(30);
});

test("each badge says what it means, to a pointer and to a screen reader", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuid = await sim.join(room, { display_name: "Wang F\u0430ng", spotlight: 7, rx_presentation_policy: "DENY" });
  await sim.present(room, uuid);
  for (const meaning of ["Look-alike name", "Presenting", "Spotlight 1", "No presentation"]) {
    await expect(panel.row(uuid).getByTitle(meaning, { exact: true })).toBeVisible();
    await expect(panel.row(uuid)).toHaveAccessibleName(new RegExp(meaning));
  }
});

test("rows are as high as the list counts on, with every badge and without", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const full = await sim.join(room, { display_name: "Wang F\u0430ng", role: "chair", spotlight: 7, rx_presentation_policy: "DENY" });
  await sim.present(room, full);
  await expect(panel.row(full).locator(".tag")).toHaveCount(5);
  const heights = await panel.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  expect(new Set(heights)).toEqual(new Set([44]));
  const text = await panel.rows.locator(".person-text").evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().height));
  expect(Math.max(...text)).toBeLessThan(40);
});

test("what is on air and what is edited are the same audience's", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  await sim.layout(room, "1:7", { host_view: "4:0", guest_view: "1:5" });
  const air = panel.region("On air");
  const editor = panel.region("Layout editor");
  await expect(page.getByRole("tablist", { name: "Audience", exact: true })).toHaveCount(1);
  for (const [name, layout] of [["Guests", "1:5"], ["Hosts", "4:0"], ["Guests", "1:5"]] as const) {
    await panel.audience(name);
    await expect(air).toHaveAttribute("data-layout", layout);
    await expect(editor.getByRole("radio", { name: layout, exact: true })).toBeChecked();
    await expect(editor.getByText(name, { exact: true })).toBeVisible();
  }
});
