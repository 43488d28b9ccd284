// Servers of other kinds than a meeting's: what each is there for, once. Truth is what the server itself has.

import { Gateway, TOKEN } from "../e2e/support/gateway";
import { OwtServer, SAMPLE } from "../e2e/support/owt";
import { PhoneServer } from "../e2e/support/phone";
import { test as base, expect } from "./support/test";

const test = base.extend<{ owt: OwtServer; gateway: Gateway; phone: PhoneServer }>({
  owt: async ({}, use) => {
    const server = await OwtServer.start("--empty");
    await use(server);
    await server.kill();
  },
  gateway: async ({ home }, use) => {
    const gateway = await Gateway.start(home);
    await use(gateway);
    await gateway.end();
  },
  phone: async ({}, use) => {
    const server = await PhoneServer.start();
    await use(server);
    await server.kill();
  },
});

test("an OWT server: sign in, open a room, mute somebody, go back", async ({ panel, owt }) => {
  const name = owt.name();
  const room = await owt.room(name);
  const alice = await owt.join(room, "Alice");
  const camera = await owt.publish(room, alice);
  await panel.visit({ owt: owt.url });
  const form = panel.role("form", "Sign in to an OWT server");
  await form.role("textbox", "Service ID").type(SAMPLE.id);
  await form.label("Service key").type(SAMPLE.key);
  await form.button("Sign in").click();
  await panel.region("Rooms").button(`Open ${name}`).click();
  await panel.live();

  const row = panel.people.css(`[data-uuid="${alice}"]`);
  await row.button("Mute Alice").click();
  await row.has("data-muted", "true");
  await panel.role("grid", "Streams").css(`[data-stream="${camera}"]`).has("data-audio", "inactive");
  await owt.become(room, ({ streams }) => streams.find(({ id }) => id === camera)?.media.audio?.status, "inactive");
  const bob = await owt.join(room, "Bob");
  await panel.people.css(`[data-uuid="${bob}"]`).one();

  await panel.button("Back to rooms").click();
  await panel.region("Rooms").one();
});

test("a callback gateway: connect, who is in a room, who comes and goes, disconnect", async ({ panel, gateway }) => {
  await gateway.join("r-1", "u1", "王芳");
  await panel.visit({ callbacks: gateway.url });
  const form = panel.role("form", "Connect to a callback gateway");
  await form.label("Access token").type(TOKEN);
  await form.button("Connect").click();
  await panel.live(panel.role("main", "Callback gateway"));

  const room = panel.role("table", "Rooms").css('[data-room="r-1"]');
  await room.contains("王芳");
  await gateway.join("r-1", "u2", "Alice");
  await room.has("data-people", "2");
  await room.button("People of r-1").click();
  const inside = panel.dialog("Room r-1");
  await inside.contains("Alice");
  await gateway.threeTee("leave", { room_id: "r-1", user_id: "u2", event_type: "offline" });
  await room.has("data-people", "1");
  await expect.poll(() => inside.content()).not.toContain("Alice");
  await panel.role("table", "Events").css('[data-kind="leave"]').one();

  await inside.button("Close").click();
  await panel.button("Disconnect").click();
  await form.one();
});

test("a phone conference: connect, create, call a number, hang up, dismiss, disconnect", async ({ panel, phone }) => {
  const [ann, bob] = ["13800138000", "13900139000"];
  await phone.behave({ notifications: "five", hang_up_bug: false });
  await panel.visit({ phone: phone.url });
  const form = panel.role("form", "Connect to a phone conference server");
  await form.role("textbox", "Client ID").type("host");
  await form.button("Connect").click();
  await panel.live();

  await panel.button("Create conference").click();
  await expect.poll(async () => (await phone.state()).conferences.length).toBe(1);
  const { id } = await phone.only();
  await panel.role("heading", `Conference ${id}`).one();
  await panel.role("textbox", "Numbers").type(`${ann},${bob}`);
  await panel.button("Invite").click();
  await phone.become(({ calls }) => calls.length, 2);
  const row = (number: string) => panel.people.css(`[data-number="${number}"]`);
  await row(ann).has("data-state", "calling");
  for (const number of [ann, bob]) {
    await phone.answer(id, number);
    await row(number).has("data-state", "in");
  }
  await row(bob).button(`Hang up ${bob}`).click();
  await row(bob).has("data-state", "left");
  await phone.become(({ calls }) => calls.map(({ state }) => state), ["in", "out"]);

  await panel.button("Dismiss conference").click();
  const dismiss = panel.dialog(`Dismiss conference ${id}?`).button("Dismiss for everyone");
  await dismiss.has("aria-disabled", null);
  await dismiss.click();
  await panel.role("heading", "No conference").one();
  await expect.poll(async () => (await phone.state()).conferences).toEqual([]);
  await panel.button("Disconnect").click();
  await form.one();
});
