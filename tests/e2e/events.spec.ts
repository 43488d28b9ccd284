// Each event of the stream does something that a host can see; those that nobody knows stand in the log by their name.

import { event } from "./support/events";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

test("every event has its effect", async ({ panel, sim, room, form }) => {
  // What the document has no body for has no `data:` line in its form.
  const bare = (name: string) => (form === "document" ? `event: ${name}\n\n` : event(name));
  const chat = form === "document" ? "message" : "message_received";
  await signIn(panel, sim, room);
  const log = panel.log("Event log");
  const send = (name: string, data?: unknown) => sim.raw(room, event(name, data));
  const alice = await sim.join(room, { display_name: "Alice" });
  const row = panel.row(alice);
  await expect(row).toBeVisible();

  await test.step("participant_create, participant_update, participant_delete", async () => {
    const person = { uuid: "11111111-1111-4111-8111-111111111111", display_name: "Zoe", role: "guest", service_type: "conference" };
    await send("participant_create", person);
    await expect(panel.row(person.uuid)).toHaveAttribute("data-name", "Zoe");
    await expect(log.getByText("Zoe joined")).toBeVisible();
    await send("participant_update", { uuid: person.uuid, is_muted: "YES" });
    await expect(panel.row(person.uuid)).toHaveAttribute("data-muted", "true");
    await send("participant_delete", { uuid: person.uuid });
    await expect(panel.row(person.uuid)).toHaveCount(0);
    await expect(log.getByText("Zoe left")).toBeVisible();
  });

  await test.step("participant_sync_begin, participant_sync_end", async () => {
    const own = (await sim.state(room)).participants;
    const list = own.map((person) => event("participant_create", { ...person, is_muted: "YES" })).join("");
    await sim.raw(room, bare("participant_sync_begin") + list + bare("participant_sync_end"));
    await expect(row).toHaveAttribute("data-muted", "true");
    await expect(log.getByText(/Caught up: 0 joined, 0 left, \d changed/)).toBeVisible();
  });

  await test.step("service_update", async () => {
    await send("service_update", { locked: true, guests_muted: true });
    await expect(panel.control("Unlock meeting")).toBeVisible();
    await expect(panel.control("Unmute all guests")).toBeVisible();
    await expect(log.getByText("The meeting was locked")).toBeVisible();
  });

  await test.step("layout", async () => {
    await send("layout", { view: "1:21", host_view: "1:21", guest_view: "1:7", participants: [alice], quality: "high", time: 1573702690 });
    await panel.audience("Hosts");
    await expect(panel.region("On air")).toHaveAttribute("data-layout", "1:21");
    await expect(log.getByText("Layout on air: hosts 1:21, guests 1:7")).toBeVisible();
  });

  await test.step("stage", async () => {
    await send("stage", [{ stage_index: 0, participant_uuid: alice, vad: 100 }]);
    await expect(row).toHaveAttribute("data-speaking", "true");
  });

  await test.step("presentation_start, presentation_frame, presentation_stop", async () => {
    const stage = panel.region("Presentation");
    await sim.present(room, alice);
    await expect(log.getByText("Alice started presenting")).toBeVisible();
    await sim.nextFrame(room);
    await expect(stage.getByRole("img", { name: "Presentation by Alice" })).toHaveAttribute("src", /^blob:/);
    await sim.stopPresenting(room);
    await expect(log.getByText("Alice stopped presenting")).toBeVisible();
  });

  await test.step("message or message_received, of people and of programs", async () => {
    await sim.say(room, alice, "Hello");
    await expect(panel.log("Chat messages").getByText("Hello", { exact: true })).toBeVisible();
    await send(chat, { origin: "Alice", uuid: alice, type: "application/json", payload: '{"poll":1}' });
    await expect(log.getByText("An event that Gavel doesn't know: message:application/json")).toBeVisible();
    await expect(panel.log("Chat messages").getByText("poll")).toHaveCount(0);
  });

  await test.step("call_disconnected", async () => {
    await send("call_disconnected", { call_uuid: "50ed679d-c622-4c0e-b251-e217f2aa030b", reason: "Floor taken" });
    await expect(log.getByText("A call ended: Floor taken")).toBeVisible();
  });

  await test.step("refresh_session", async () => {
    await sim.raw(room, bare("refresh_session"));
    await expect(log.getByText("The server asked for a new token")).toBeVisible();
    await expect.poll(() => sim.seen(room, "refresh_session")).toHaveLength(1);
  });

  await test.step("refer, on_hold, and what nobody knows or can read", async () => {
    for (const name of ["refer", "on_hold", "brand_new_event"]) {
      await send(name, {});
      await expect(log.getByText(`An event that Gavel doesn't know: ${name}`)).toBeVisible();
    }
    await send("layout", '{"view":');
    await expect(log.getByText("An event that could not be read: layout")).toBeVisible();
    await expect(panel.page.getByText("5 events were not understood")).toBeVisible();
    await panel.connection("live");
  });

  await test.step("disconnect", async () => {
    await send("disconnect", { uuid: alice, reason: "Removed by the operator" });
    await expect(log.getByText("Alice was put out: Removed by the operator")).toBeVisible();
    await panel.connection("live");
    await send("disconnect", { reason: "API initiated participant disconnect" });
    await panel.connection("ended");
    await expect(panel.main.getByText(/API initiated participant disconnect/).first()).toBeVisible();
  });
});

test("what is asked for, as the document has it", async ({ panel, sim, room }) => {
  // Another host has locked the meeting: only service_status tells who comes later.
  const other = await sim.session(room, "Other host");
  await other.post("lock");
  const alice = await sim.join(room, { display_name: "Alice" });
  await signIn(panel, sim, room);
  await expect(panel.control("Unlock meeting")).toBeVisible();
  await sim.present(room, alice);
  await sim.nextFrame(room);
  await expect(panel.region("Presentation").getByRole("img")).toHaveAttribute("src", /^blob:/);
  // The stream tells as well that the meeting is locked, and may be first.
  await expect.poll(() => sim.seen(room, "service_status")).not.toEqual([]);

  const asked = await sim.requests(room);
  const of = (name: string) => asked.filter(({ method, path }) => method !== "OPTIONS" && path.split("?")[0].endsWith(`/${name}`));
  // The other host, the question for the PIN, and the answer.
  expect(of("new_session").map(({ status }) => status)).toEqual([200, 403, 200]);
  expect(of("new_session").at(-1)).toMatchObject({
    method: "POST",
    headers: { pin: "present", token: "absent" },
    body: { display_name: "Wang Fang", hideme: "no" },
  });
  // In the address, and in no header: that needs no preflight.
  expect(of("events")).toMatchObject([{ method: "GET", status: 200, headers: { token: "absent" } }]);
  expect(of("events")[0].path).toMatch(/\?token=present$/);
  expect(of("service_status")[0]).toMatchObject({ method: "GET", status: 200, headers: { token: "present" } });
  expect(of("presentation.jpeg")[0]).toMatchObject({ method: "GET", status: 200 });
  expect(of("presentation.jpeg")[0].path).toMatch(/\?id=\d+&token=present$/);
});
