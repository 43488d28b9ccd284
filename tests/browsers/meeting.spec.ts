// A host's evening, from the sign-in to the end. Each step looks at both sides: what the page says, and what the server did.

import { GUEST_PIN, type Panel, expect, isYes, test } from "./support/test";

test("sign in, mute, admit, spotlight, arrange, chat, watch, lock, remove, leave", async ({ panel, sim, room }) => {
  const person = (uuid: string) => (state: any) => state.participants.find((one: any) => one.uuid === uuid);
  await panel.signIn(sim, room);
  const alice = await sim.join(room, { display_name: "Alice", uri: "sip:alice@example.com" });
  const row = panel.row(alice);

  await test.step("who is there", async () => {
    await row.one();
    await panel.css("[role=status][data-count], output[data-count]").has("data-count", "2");
  });

  await test.step("mute and unmute one", async () => {
    await row.button("Mute Alice").click();
    await row.has("data-muted", "true");
    await sim.become(room, (state) => isYes(person(alice)(state).is_muted), true);
    await row.button("Unmute Alice").click();
    await row.has("data-muted", "false");
    await sim.become(room, (state) => isYes(person(alice)(state).is_muted), false);
    expect(await sim.seen(room, `participants/${alice}/mute`)).toHaveLength(1);
  });

  await test.step("lock; a guest waits, and is admitted", async () => {
    await panel.control("Lock meeting").click();
    await panel.control("Unlock meeting").one();
    await sim.become(room, (state) => state.locked, true);
    const ann = await sim.session(room, "Ann", GUEST_PIN);
    await panel.region("Waiting room").button("Admit Ann").click();
    await panel.row(ann.uuid).has("data-service", "conference");
    await sim.become(room, (state) => person(ann.uuid)(state).service_type, "conference");
  });

  await test.step("spotlight", async () => {
    await panel.choose("Alice", "Spotlight");
    await row.has("data-spotlight", "1");
    await sim.become(room, (state) => person(alice)(state).spotlight > 0, true);
  });

  await test.step("another layout, with somebody in it", async () => {
    const editor = panel.region("Layout editor");
    await editor.role("radiogroup", "Layout").role("radio", "4:0").click();
    await slot(panel, 1).css(".seat-choose").click();
    await panel.role("searchbox", "Search people").type("Alice");
    await panel.role("option", "Alice").click();
    await slot(panel, 1).has("data-uuid", alice);
    await editor.button("Take").click();
    await panel.region("On air").has("data-layout", "4:0");
    const [{ body }] = await sim.seen(room, "override_layout");
    expect(body.layouts[0]).toMatchObject({ audience: "hosts", layout: "4:0" });
    expect(body.layouts[0].actors).toContain(alice);
  });

  await test.step("chat", async () => {
    await panel.role("textbox", "Message").type("大家好");
    await panel.button("Send").click();
    await panel.role("log", "Chat messages").contains("大家好");
    expect((await sim.seen(room, "message")).map(({ body }) => body.payload)).toEqual(["大家好"]);
  });

  await test.step("a presentation", async () => {
    await sim.present(room, alice);
    const frame = panel.region("Presentation").role("img", "Presentation by Alice");
    await expect.poll(() => frame.read((image) => image.naturalWidth)).toBeGreaterThan(0);
    await sim.stopPresenting(room);
    await panel.region("Presentation").has("data-presenting", "false");
    await frame.isGone();
  });

  await test.step("remove, once it was asked", async () => {
    await panel.choose("Alice", "Remove");
    const dialog = panel.dialog("Remove Alice?");
    await dialog.contains("alice@example.com");
    const remove = dialog.button("Remove");
    await remove.has("aria-disabled", null);
    await remove.click();
    await row.isGone();
    await dialog.isGone();
    await sim.become(room, person(alice), undefined);
    expect(await sim.seen(room, `participants/${alice}/disconnect`)).toHaveLength(1);
  });

  await test.step("leave", async () => {
    await panel.control("Leave").click();
    await expect.poll(() => sim.seen(room, "end_session")).toHaveLength(1);
    await sim.become(room, (state) => state.participants.some(({ display_name }) => display_name === "Wang Fang"), false);
  });
});

const slot = (panel: Panel, at: number) => panel.region("Layout editor").css(`[data-slot="${at}"]`);
