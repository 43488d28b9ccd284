// Running the meeting. Each step looks at both sides: what the page says, and what the server was asked and did.

import { button, isRefused } from "./support/controls";
import { FALSE, REFUSED, told } from "./support/deeds";
import { person } from "./support/people";
import { signIn, signInAsGuest } from "./support/sign-in";
import type { State } from "./support/simulator";
import { GUEST_PIN, expect, isYes, seenOnly, test } from "./support/test";

test("mute and unmute one: pending, then confirmed by the event, with one request each", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  const row = panel.row(alice);
  const muted = (state: State) => isYes(person(alice)(state)?.is_muted);
  // The server says yes, and its event comes when the test lets it: a yes alone is no proof.
  await sim.fault(room, "mute", { swallow: true }, 1);
  await button(row, "Mute Alice").click();
  await expect(row).toHaveAttribute("data-pending", "true");
  await expect.poll(() => sim.seen(room, `participants/${alice}/mute`)).toHaveLength(1);
  await expect(row).toHaveAttribute("data-muted", "false");
  await sim.update(room, alice, { is_muted: "YES" });
  await expect(row).toHaveAttribute("data-muted", "true");
  await expect(row).toHaveAttribute("data-pending", "false");
  await sim.become(room, muted, true);
  expect(await sim.seen(room, `participants/${alice}/mute`)).toMatchObject([{ method: "POST", status: 200 }]);

  await button(row, "Unmute Alice").click();
  await expect(row).toHaveAttribute("data-muted", "false");
  await sim.become(room, muted, false);
  expect(await sim.seen(room, `participants/${alice}/unmute`)).toHaveLength(1);

  await test.step("a double click sends one", async () => {
    // Slow enough that the first click's effect is there before the second.
    await button(row, "Mute Alice").dblclick({ delay: 150 });
    await expect(row).toHaveAttribute("data-muted", "true");
    await expect(row).toHaveAttribute("data-pending", "false");
    await seenOnly(sim, room, `participants/${alice}/mute`, 2);
    await seenOnly(sim, room, `participants/${alice}/unmute`, 1);
  });

  await test.step("by keyboard alone, and a key held down is one press", async () => {
    const { keyboard } = panel.page;
    await button(row, "Unmute Alice").focus();
    await keyboard.down("Enter");
    await expect(row).toHaveAttribute("data-muted", "false");
    await expect(row).toHaveAttribute("data-pending", "false");
    await keyboard.down("Enter");
    await keyboard.down("Enter");
    await keyboard.up("Enter");
    await keyboard.press("Tab");
    await seenOnly(sim, room, `participants/${alice}/unmute`, 2);
    await seenOnly(sim, room, `participants/${alice}/mute`, 2);
  });
});

test("mute all guests, and let them speak again", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const guest = await sim.join(room, { display_name: "Guest" });
  const host = await sim.join(room, { display_name: "Co-host", role: "chair" });
  await expect(panel.row(host)).toBeVisible();
  await panel.control("Mute all guests").click();
  await expect(panel.row(guest)).toHaveAttribute("data-muted", "true");
  await expect(panel.row(host)).toHaveAttribute("data-muted", "false");
  await sim.become(room, (state) => state.guests_muted, true);
  await panel.control("Unmute all guests").click();
  await sim.become(room, (state) => state.guests_muted, false);
  await expect(panel.control("Mute all guests")).toBeVisible();
  expect(await sim.seen(room, "muteguests")).toHaveLength(1);
  expect(await sim.seen(room, "unmuteguests")).toHaveLength(1);
});

test("lock; admit one, refuse one, admit all; unlock", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const service = (uuid: string) => (state: State) => person(uuid)(state)?.service_type;
  await panel.control("Lock meeting").click();
  await expect(panel.control("Unlock meeting")).toBeVisible();
  await sim.become(room, (state) => state.locked, true);
  expect(await sim.seen(room, "lock")).toHaveLength(1);

  // Real guests, who are kept waiting because the meeting is locked.
  const [ann, ben, cid, dan] = await Promise.all(["Ann", "Ben", "Cid", "Dan"].map((name) => sim.session(room, name, GUEST_PIN)));
  const inRoom = (name: string) => panel.waitingRoom.getByRole("button", { name, exact: true });
  for (const name of ["Ann", "Ben", "Cid", "Dan"]) await expect(inRoom(`Admit ${name}`)).toBeVisible();
  await expect(panel.headCount).toHaveAttribute("data-count", "1");
  await expect(panel.control("Unlock meeting")).toHaveAccessibleDescription("Lets in everybody who waits: 4");

  await inRoom("Admit Ann").click();
  await expect(panel.row(ann.uuid)).toHaveAttribute("data-service", "conference");
  await expect(inRoom("Admit Ann")).toHaveCount(0);
  await sim.become(room, service(ann.uuid), "conference");
  expect(await sim.seen(room, `participants/${ann.uuid}/unlock`)).toHaveLength(1);

  await inRoom("Refuse Ben").click();
  await expect(inRoom("Refuse Ben")).toHaveCount(0);
  await expect(panel.row(ben.uuid)).toHaveCount(0);
  await sim.become(room, service(ben.uuid), undefined);

  await inRoom("Admit all").click();
  for (const { uuid } of [cid, dan]) {
    await expect(panel.row(uuid)).toHaveAttribute("data-service", "conference");
    await sim.become(room, service(uuid), "conference");
  }
  await sim.become(room, (state) => state.locked, true);
  await expect(panel.headCount).toHaveAttribute("data-count", "4");
  await expect(panel.control("Unlock meeting")).toHaveAccessibleDescription("");

  await panel.control("Unlock meeting").click();
  await expect(panel.control("Lock meeting")).toBeVisible();
  await sim.become(room, (state) => state.locked, false);
});

test("spotlight on and off, and the role", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.choose("Alice", "Spotlight");
  await expect(panel.row(alice)).toHaveAttribute("data-spotlight", "1");
  await sim.become(room, (state) => Number(person(alice)(state)?.spotlight) > 0, true);
  await panel.choose("Alice", "Remove spotlight");
  await expect(panel.row(alice)).not.toHaveAttribute("data-spotlight", "1");
  await sim.become(room, (state) => Number(person(alice)(state)?.spotlight), 0);

  await panel.choose("Alice", "Make host");
  await expect(panel.row(alice)).toHaveAttribute("data-role", "host");
  await sim.become(room, (state) => /chair|host/i.test(person(alice)(state)!.role), true);
  await panel.choose("Alice", "Make guest");
  await expect(panel.row(alice)).toHaveAttribute("data-role", "guest");
  expect((await sim.seen(room, `participants/${alice}/role`)).map(({ body }) => body.role)).toEqual(["chair", "guest"]);
});

test("remove asks first, with name, address and short uuid, and can't be clicked by accident", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const one = await sim.join(room, { display_name: "Alex", uri: "sip:alex.one@example.com" });
  const two = await sim.join(room, { display_name: "Alex", uri: "sip:alex.two@example.com" });
  const dialog = panel.dialog("Remove Alex?");
  const open = async (uuid: string) => {
    await button(panel.row(uuid), "More actions for Alex").click();
    await panel.menuItem("Remove").click();
    await expect(dialog).toBeVisible();
  };
  await open(two);
  await expect(dialog).toContainText("alex.two@example.com");
  await expect(dialog).toContainText(two.slice(0, 8));
  await button(dialog, "Cancel").click();
  await expect(dialog).toHaveCount(0);
  await seenOnly(sim, room, `participants/${two}/disconnect`, 0);

  await test.step("the key that opened it doesn't confirm it", async () => {
    await open(two);
    await panel.page.keyboard.press("Enter");
    await seenOnly(sim, room, `participants/${two}/disconnect`, 0);
    await expect(panel.row(two)).toBeVisible();
    if (await dialog.isVisible()) await panel.page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });

  await open(two);
  await button(dialog, "Remove").click();
  await expect(panel.row(two)).toHaveCount(0);
  await expect(panel.row(one)).toBeVisible();
  await sim.become(room, (state) => state.participants.some(({ uuid }) => uuid === two), false);
  expect(await sim.seen(room, `participants/${two}/disconnect`)).toHaveLength(1);
});

test("start the meeting for guests who wait for a host", async ({ panel, sim, room }) => {
  const guest = await sim.session(room, "Early Bird", GUEST_PIN);
  await signIn(panel, sim, room);
  await expect(panel.row(guest.uuid)).toHaveAttribute("data-service", "waiting_room");
  await panel.control("Start meeting").click();
  await expect(panel.row(guest.uuid)).toHaveAttribute("data-service", "conference");
  expect(await sim.seen(room, "start_service")).toMatchObject([{ method: "POST", status: 200 }]);
});

test("end for everyone says how many people drop, and then it is over", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await sim.join(room, { display_name: "Alice" });
  await sim.join(room, { display_name: "Bob" });
  await expect(panel.headCount).toHaveAttribute("data-count", "3");
  const dialog = panel.dialog("End meeting for everyone?");
  await panel.control("End meeting").click();
  await expect(dialog).toContainText(/\b[23]\b/);
  await button(dialog, "Cancel").click();
  await seenOnly(sim, room, "disconnect", 0);
  await panel.control("End meeting").click();
  await button(dialog, "End for everyone").click();
  await panel.connection("ended");
  await isRefused(panel.control("Lock meeting"), /no longer in the meeting/);
  await sim.become(room, (state) => state.participants.length, 0);
  expect((await sim.seen(room, "disconnect")).filter(({ path }) => !path.includes("/participants/"))).toHaveLength(1);
});

test("a failure says which command, for whom, and why in the server's words", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  const row = panel.row(alice);
  const mute = button(row, "Mute Alice");
  const isTold = async (why: string | RegExp) => {
    const alert = told(panel, "Alice", why);
    await expect(alert).toBeVisible();
    await expect(alert).toContainText(/mute/i);
    await expect(row).toHaveAttribute("data-pending", "false");
    await expect(row).toHaveAttribute("data-muted", "false");
  };

  await test.step("403", async () => {
    await sim.fault(room, "mute", REFUSED, 1);
    await mute.click();
    await isTold("Not for you today");
  });

  await test.step("result false", async () => {
    await sim.fault(room, "spotlighton", FALSE, 1);
    await panel.choose("Alice", "Spotlight");
    await expect(told(panel, /spotlight/i)).toBeVisible();
    await expect(row).not.toHaveAttribute("data-spotlight", "1");
  });

  await test.step("said yes and did nothing", async () => {
    await sim.fault(room, "lock", { swallow: true }, 1);
    await panel.control("Lock meeting").click();
    await expect(told(panel, /lock/i)).toBeVisible();
    await expect(panel.control("Lock meeting")).toBeVisible();
    await seenOnly(sim, room, "lock", 1);
  });

  await test.step("done, but its event was lost: the state is read, and nothing is sent again", async () => {
    await sim.fault(room, "mute", { silent: true }, 1);
    await mute.click();
    await expect(row).toHaveAttribute("data-muted", "true");
    await expect(row).toHaveAttribute("data-pending", "false");
    expect((await sim.seen(room, `participants/${alice}/mute`)).filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

test("a guest sees the controls, disabled and with the reason", async ({ panel, sim, room }) => {
  await sim.join(room, { display_name: "Host", role: "chair" });
  const alice = await sim.join(room, { display_name: "Alice" });
  await signInAsGuest(panel, sim, room);
  for (const name of ["Lock meeting", "Mute all guests", "Start meeting", "End meeting"]) await isRefused(panel.control(name), /host/i);
  await expect(panel.control("Leave")).not.toHaveAttribute("aria-disabled", "true");
  const mute = button(panel.row(alice), "Mute Alice");
  await isRefused(mute, /host/i);
  await panel.control("Lock meeting").click({ force: true });
  await mute.click({ force: true });
  await seenOnly(sim, room, "lock", 0);
  await seenOnly(sim, room, `participants/${alice}/mute`, 0);
});
