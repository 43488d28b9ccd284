// Who is there: the grid is the server's list, live.

import { joinAll, person } from "./support/people";
import { signIn } from "./support/sign-in";
import type { Person } from "./support/simulator";
import { expect, isYes, test } from "./support/test";

/** What a row must say about somebody. */
function facts(one: Person): Record<string, string> {
  return {
    "data-uuid": one.uuid,
    "data-role": /chair|host/i.test(one.role) ? "host" : "guest",
    "data-service": one.service_type,
    "data-muted": String(isYes(one.is_muted)),
    "data-presenting": String(isYes(one.is_presenting)),
    "data-rx-presentation": String(one.rx_presentation_policy === "ALLOW"),
  };
}

test.beforeEach(async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
});

test("rows come, change and go with the events", async ({ panel, sim, room }) => {
  const check = async (uuid: string, more: Record<string, string> = {}) => {
    const now = person(uuid)(await sim.state(room))!;
    for (const [name, value] of Object.entries({ ...facts(now), "data-pending": "false", ...more })) {
      await expect(panel.row(uuid)).toHaveAttribute(name, value);
    }
  };
  const alice = await sim.join(room, { display_name: "Alice Chen", uri: "sip:alice@example.com", protocol: "sip" });
  await expect(panel.people.getByRole("row", { name: /Alice Chen/ })).toBeVisible();
  await check(alice, { "data-name": "Alice Chen", "data-speaking": "false", "data-role": "guest", "data-service": "conference" });

  await test.step("each field on its own", async () => {
    for (const fields of [
      { is_muted: "YES" },
      { role: "chair" },
      { rx_presentation_policy: "DENY" },
      { is_muted: false, role: "guest" },
    ]) {
      await sim.update(room, alice, fields);
      await check(alice);
    }
    await sim.update(room, alice, { display_name: "Alice C." });
    await check(alice, { "data-name": "Alice C." });
  });

  await test.step("speaking", async () => {
    await sim.speak(room, alice, 80);
    await check(alice, { "data-speaking": "true" });
    await sim.speak(room, alice, 0);
    await check(alice, { "data-speaking": "false" });
  });

  await test.step("presenting", async () => {
    await sim.present(room, alice);
    await check(alice, { "data-presenting": "true" });
    await sim.stopPresenting(room);
    await check(alice, { "data-presenting": "false" });
  });

  await test.step("spotlights are ranked by their stamp", async () => {
    const bob = await sim.join(room, { display_name: "Bob" });
    await expect(panel.row(bob)).toHaveAttribute("data-spotlight", /^(|0|none|false)$/);
    await sim.update(room, bob, { spotlight: 1_441_720_001 });
    await sim.update(room, alice, { spotlight: 1_441_720_009 });
    await expect(panel.row(bob)).toHaveAttribute("data-spotlight", "1");
    await expect(panel.row(alice)).toHaveAttribute("data-spotlight", "2");
    await sim.update(room, bob, { spotlight: 0 });
    await expect(panel.row(alice)).toHaveAttribute("data-spotlight", "1");
    await sim.leave(room, bob);
    await expect(panel.row(bob)).toHaveCount(0);
  });

  await test.step("being called, waiting, and gone", async () => {
    const carol = await sim.join(room, { display_name: "Carol", service_type: "connecting" });
    await check(carol, { "data-service": "connecting" });
    await sim.update(room, carol, { service_type: "conference" });
    await check(carol, { "data-service": "conference" });
    const dave = await sim.join(room, { display_name: "Dave", service_type: "waiting_room" });
    await check(dave, { "data-service": "waiting_room" });
    await expect(panel.waitingRoom.getByText("Dave", { exact: true })).toBeVisible();
    await sim.leave(room, dave);
    await expect(panel.row(dave)).toHaveCount(0);
    await expect(panel.waitingRoom.getByText("Dave", { exact: true })).toHaveCount(0);
  });
});

test("the head-count counts who is in the meeting", async ({ panel, sim, room }) => {
  const count = async (expected: number) => {
    await expect(panel.headCount).toHaveAttribute("data-count", String(expected));
    await expect(panel.headCount).toHaveText(`In the meeting: ${expected}`);
  };
  await count(1);
  const alice = await sim.join(room, { display_name: "Alice" });
  await sim.join(room, { display_name: "Bob" });
  await count(3);
  const waits = await sim.join(room, { display_name: "Waits", service_type: "waiting_room" });
  await sim.join(room, { display_name: "Called", service_type: "connecting" });
  await expect(panel.row(waits)).toHaveCount(1);
  await count(3);
  await sim.leave(room, alice);
  await count(2);
});

test("a search finds by name and address, in any script and case", async ({ panel, sim, room }) => {
  const search = panel.page.getByRole("searchbox", { name: "Find a participant" });
  await sim.join(room, { display_name: "Zoë Müller", uri: "sip:zoe@example.de" });
  await sim.join(room, { display_name: "王芳芳", uri: "sip:8001@example.cn" });
  const late = await sim.join(room, { display_name: "Late Larry", uri: "sip:larry@example.org" });
  await expect(panel.row(late)).toBeVisible();
  const shown = async (text: string, names: string[]) => {
    await search.fill(text);
    await expect
      .poll(() => panel.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-name")).sort()))
      .toEqual(names.sort());
  };
  await shown("müller", ["Zoë Müller"]);
  await shown("MÜLLER", ["Zoë Müller"]);
  await shown("芳芳", ["王芳芳"]);
  await shown("example.org", ["Late Larry"]);
  await shown("nobody of this name", []);

  await test.step("who comes later is searched as well", async () => {
    await shown("larry", ["Late Larry"]);
    await sim.join(room, { display_name: "Larry the Second" });
    await shown("larry", ["Larry the Second", "Late Larry"]);
  });
  await search.fill("");
  await expect(panel.rows).toHaveCount(5);
});

test("rows keep their place while people speak, mute and change", async ({ panel, sim, room }) => {
  const uuids = await joinAll(sim, room, ["Fox", "Bear", "Ant", "Dog", "Cat"]);
  await expect(panel.rows).toHaveCount(6);
  const order = () => panel.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-uuid")));
  const before = await order();
  await sim.speak(room, uuids[2], 90);
  await sim.update(room, uuids[4], { is_muted: "YES" });
  await expect(panel.row(uuids[2])).toHaveAttribute("data-speaking", "true");
  await expect(panel.row(uuids[4])).toHaveAttribute("data-muted", "true");
  expect(await order()).toEqual(before);
});

test("names from outside are text, and can't dress up as something else", async ({ panel, sim, room }) => {
  const html = await sim.join(room, { display_name: "<img src=x onerror=alert(1)><b>Bold</b>" });
  const bidi = await sim.join(room, { display_name: "Eve\u202Egnp.exe\u200B" });
  const empty = await sim.join(room, { display_name: "", uri: "sip:nameless@example.com" });
  const long = await sim.join(room, { display_name: "n".repeat(4000) });
  await expect(panel.row(html)).toContainText("<b>Bold</b>");
  await expect(panel.row(html).locator("img, b")).toHaveCount(0);
  await expect(panel.row(bidi)).toContainText("Eve");
  expect(await panel.row(bidi).innerText()).not.toMatch(/[\u202E\u200B]/);
  await expect(panel.row(empty)).toContainText("nameless@example.com");
  expect((await panel.row(long).getAttribute("data-name"))!.length).toBeLessThan(200);
  const box = await panel.row(long).boundingBox();
  expect(box!.height).toBeLessThan(100);
});
