// Servers that offer less: what isn't there is disabled with the reason, for as long as the session lasts.

import { button, isRefused } from "./support/controls";
import { told } from "./support/deeds";
import { signIn } from "./support/sign-in";
import { expect, seenOnly, test } from "./support/test";

const OFFER = /doesn't offer/;

test("a private edition's list lives on updates, deletes and `participants`", async ({ panel, sim }) => {
  const room = sim.room("7000");
  const early = await sim.join(room, { display_name: "Early" });
  await signIn(panel, sim, room);
  await expect(panel.row(early)).toHaveAttribute("data-name", "Early");
  expect(await sim.seen(room, "participants")).toHaveLength(1);

  const late = await sim.join(room, { display_name: "Late" });
  await expect(panel.row(late)).toHaveAttribute("data-name", "Late");
  await sim.update(room, late, { is_muted: "YES" });
  await expect(panel.row(late)).toHaveAttribute("data-muted", "true");
  await sim.leave(room, early);
  await expect(panel.row(early)).toHaveCount(0);
  await panel.agrees(sim, room);

  await test.step("and is whole again after the stream broke", async () => {
    await sim.streams(room, "refuse503");
    await panel.connection("stale");
    await sim.leave(room, late);
    const third = await sim.join(room, { display_name: "Third" });
    await sim.streams(room, "ok");
    await panel.live();
    await expect(panel.row(third)).toBeVisible();
    await panel.agrees(sim, room);
  });
});

test("what a private edition lacks is disabled after one try, and asked again next time", async ({ panel, sim, form }) => {
  const room = sim.room("7000");
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  const bob = await sim.join(room, { display_name: "Bob" });
  await expect(panel.row(bob)).toBeVisible();
  const start = panel.control("Start meeting");
  const lacksStart = form === "document";
  await start.click();
  if (lacksStart) {
    await expect(told(panel, "Start meeting", OFFER)).toBeVisible();
    await isRefused(start, OFFER);
    await start.click({ force: true });
  }
  // In the vendor's form it is there, and does nothing.
  await seenOnly(sim, room, "start_service", 1);

  for (const [item, path] of [
    ["Spotlight", "spotlighton"],
    ["Make host", "role"],
  ]) {
    await panel.choose("Alice", item);
    await expect(told(panel, OFFER, "Alice").last()).toBeVisible();
    // Nobody has it here, not only Alice.
    await panel.openMenu("Bob");
    await isRefused(panel.menuItem(item), OFFER);
    await panel.page.keyboard.press("Escape");
    await seenOnly(sim, room, `participants/${alice}/${path}`, 1);
    await seenOnly(sim, room, `participants/${bob}/${path}`, 0);
  }

  const waits = await sim.join(room, { display_name: "Waits", service_type: "waiting_room" });
  const admit = button(panel.waitingRoom, "Admit Waits");
  await admit.click();
  await isRefused(admit, OFFER);
  await seenOnly(sim, room, `participants/${waits}/unlock`, 1);
  // What it has still works.
  await button(panel.row(bob), "Mute Bob").click();
  await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");

  await panel.control("Leave").click();
  await panel.connection("ended");
  await button(panel.page, "Join again").click();
  await panel.live();
  await expect(start).not.toHaveAttribute("aria-disabled", "true");
  await start.click();
  await expect.poll(() => sim.seen(room, "start_service")).toHaveLength(2);
});

test("a 404, 405 or 501 disables any command, and only that one", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  const mute = button(panel.row(alice), "Mute Alice");
  for (const [on, status, control] of [
    ["lock", 501, panel.control("Lock meeting")],
    ["muteguests", 405, panel.control("Mute all guests")],
    ["mute", 404, mute],
  ] as const) {
    await sim.fault(room, on, { status, body: "<h1>Nothing here</h1>" });
    await control.click();
    await isRefused(control, OFFER);
  }
  await panel.choose("Alice", "Spotlight");
  await expect(panel.row(alice)).toHaveAttribute("data-spotlight", "1");
});
