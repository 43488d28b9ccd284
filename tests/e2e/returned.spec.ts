// Who drops out and comes back under another uuid gets back what they had, with one press.

import { findings } from "./support/accessibility";
import { button } from "./support/controls";
import { faults, pageOverhang } from "./support/layout";
import { signIn } from "./support/sign-in";
import { Editor, slotOnAir } from "./support/stage";
import { expect, seenOnly, test } from "./support/test";
import { joinAnother, tile, title } from "./support/wall";

test("role, slot and spotlight come back, each by one request", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  const person = { display_name: "Alice", uri: "sip:alice@example.com" };
  const first = await sim.join(room, { ...person, role: "chair" });
  await sim.join(room, { display_name: "Bob" });
  await expect(panel.row(first)).toHaveAttribute("data-role", "host");
  const editor = new Editor(panel);
  await editor.layout("4:0").check();
  await editor.fill(0, "Bob");
  await editor.fill(1, "Alice");
  await editor.button("Take").click();
  await expect(slotOnAir(panel, 1)).toHaveAttribute("data-uuid", first);
  await sim.update(room, first, { spotlight: 1_800_000_000 });
  await expect(panel.row(first)).toHaveAttribute("data-spotlight", "1");
  await sim.leave(room, first);
  await expect(panel.row(first)).toHaveCount(0);

  const again = await sim.join(room, { ...person, role: "guest" });
  const region = page.getByRole("region", { name: "Returned" });
  await expect(region).toContainText("was host");
  await expect(region).toContainText("had a slot on air");
  await expect(region).toContainText("was in the spotlight");
  expect(await findings(page)).toEqual([]);
  await button(region, "Restore Alice").dblclick();
  await expect(panel.row(again)).toHaveAttribute("data-role", "host");
  await expect(panel.row(again)).toHaveAttribute("data-spotlight", "1");
  await expect(slotOnAir(panel, 1)).toHaveAttribute("data-uuid", again);
  await expect(region).toHaveCount(0);
  await seenOnly(sim, room, `participants/${again}/role`, 1);
  await seenOnly(sim, room, `participants/${again}/spotlighton`, 1);
  await seenOnly(sim, room, "override_layout", 2);
});

test("one of two is asked for, and a card can be dismissed", async ({ panel, sim, room }) => {
  const { page } = panel;
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(panel, sim, room);
  const host = await sim.join(room, { display_name: "Alice", role: "chair" });
  const guest = await sim.join(room, { display_name: "Alice", role: "guest" });
  await expect(panel.row(guest)).toBeVisible();
  await sim.leave(room, host);
  await sim.leave(room, guest);
  await expect(panel.row(guest)).toHaveCount(0);
  const again = await sim.join(room, { display_name: "Alice", role: "guest" });
  await expect(panel.row(again)).toBeVisible();
  const region = page.getByRole("region", { name: "Returned" });
  await expect(region).toContainText("Who is this?");
  await expect.poll(() => faults(page)).toEqual([]);
  await expect.poll(() => pageOverhang(page)).toBe(0);
  await region.getByRole("button", { name: "was host" }).click();
  await expect(button(region, "Restore Alice")).toBeVisible();
  await button(region, "Dismiss").click();
  await expect(region).toHaveCount(0);
  await seenOnly(sim, room, `participants/${again}/role`, 0);
});

test("a namesake who comes by another address isn't offered a role without a word of it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const host = await sim.join(room, { display_name: "Alice", uri: "sip:alice@example.com", role: "chair" });
  await expect(panel.row(host)).toHaveAttribute("data-role", "host");
  await sim.leave(room, host);
  await expect(panel.row(host)).toHaveCount(0);
  const other = await sim.join(room, { display_name: "Alice", uri: "sip:mallory@example.org", role: "guest" });
  const card = panel.region("Returned").locator(`[data-uuid="${other}"]`);
  await expect(card).toContainText("Not the same address: now sip:mallory@example.org, before sip:alice@example.com");
  await sim.leave(room, other);
  await expect(card).toHaveCount(0);
  const again = await sim.join(room, { display_name: "Alice", uri: "SIP:alice@example.com", role: "guest" });
  const own = panel.region("Returned").locator(`[data-uuid="${again}"]`);
  await expect(own).toContainText("was host");
  await expect(own).not.toContainText("Not the same address");
});

test("who comes back in a meeting behind is offered there, and is given back what they had there", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const [name, behind] = [`${await title(panel)} (${room})`, sim.room()];
  const person = { display_name: "Alice", uri: "sip:alice@example.com" };
  const first = await sim.join(room, { ...person, role: "chair" });
  await expect(panel.row(first)).toHaveAttribute("data-role", "host");
  await joinAnother(panel, sim, behind);
  await sim.leave(room, first);
  await expect(tile(panel, name)).toHaveAttribute("data-count", "1");
  const again = await sim.join(room, { ...person, role: "guest" });
  await expect(tile(panel, name)).toHaveAttribute("data-count", "2");
  const region = panel.region("Returned");
  await expect(region).toHaveCount(0);
  await button(tile(panel, name), `Open ${name}`).click();
  await button(region, "Restore Alice").click();
  await expect(panel.row(again)).toHaveAttribute("data-role", "host");
  await seenOnly(sim, room, `participants/${again}/role`, 1);
  expect(await sim.seen(behind, `participants/${again}/role`)).toHaveLength(0);
});
