// Calling out: what is asked of the server, and what becomes of it.

import { address, call, choose, dialog, dials, more, open, press, rowOf } from "./support/dial";
import { signIn } from "./support/sign-in";
import { GUEST_PIN, HOST_PIN, type Simulator, expect, seenOnly, stays, test } from "./support/test";

test("each protocol, with the body that the document asks for, and the row that comes of it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const check = async (protocol: string, typed: string, body: Record<string, string>) => {
    await call(panel, typed, protocol);
    // First of all: they answer in two and a half seconds.
    await expect(rowOf(panel, body.destination)).toHaveAttribute("data-service", "connecting");
    await expect(dialog(panel)).toHaveCount(0);
    expect((await dials(sim, room)).at(-1)).toEqual({ role: "guest", protocol, ...body });
    await expect(rowOf(panel, body.destination)).toHaveAttribute("data-service", "conference");
  };
  await check("auto", "8001", { destination: "8001" });
  await check("sip", " bob@example.com ", { destination: "bob@example.com" });
  await check("h323", "10.0.0.7", { destination: "10.0.0.7" });
  await check("mssip", "ann@example.com", { destination: "ann@example.com" });
  await check("phone", "+86 138-0013 8000", { destination: "+8613800138000" });
  await check("rtmp", "rtmps://live.example.com/a", { destination: "rtmps://live.example.com/a", streaming: "yes" });
  await check("rtsp", "rtsp://10.0.0.9:554/1", { destination: "rtsp://10.0.0.9:554/1" });
  expect(await dials(sim, room)).toHaveLength(7);
});

test("everything that can be said about a call", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  await address(panel).fill("rtmp://live.example.com/app");
  for (const [name, value] of [
    ["Protocol", "rtmp"],
    ["Role", "chair"],
  ]) {
    await choose(panel, name, value);
  }
  const caption = dialog(panel).getByRole("textbox", { name: "Caption" });
  await expect(caption).toBeHidden();
  await more(panel);
  await choose(panel, "Call type", "video-only");
  for (const [name, value] of [
    ["Name in the meeting", "王芳"],
    ["Meeting name shown to them", "Board"],
    ["Meeting address to call from", "8001"],
    ["Digits to send on connect", "12,3#"],
  ]) {
    await dialog(panel).getByRole("textbox", { name }).fill(value);
  }
  await dialog(panel).getByRole("checkbox", { name: "Call as a stream" }).uncheck();
  await caption.fill("Front row");
  await choose(panel, "Keep the meeting alive", "keep_conference_alive_if_multiple");
  await press(panel, "Call");
  await expect(rowOf(panel, "王芳")).toHaveAttribute("data-role", "host");
  await expect(rowOf(panel, "王芳")).toContainText("Caption: Front row");
  expect(await dials(sim, room)).toEqual([
    {
      role: "chair",
      destination: "rtmp://live.example.com/app",
      protocol: "rtmp",
      streaming: "no",
      call_type: "video-only",
      remote_display_name: "王芳",
      source_display_name: "Board",
      source: "8001",
      dtmf_sequence: "12,3#",
      text: "Front row",
      keep_conference_alive: "keep_conference_alive_if_multiple",
    },
  ]);
  await test.step("and nothing of it in the next call", async () => {
    await call(panel, "8001");
    await expect.poll(() => dials(sim, room)).toHaveLength(2);
    expect((await dials(sim, room)).at(-1)).toEqual({ role: "guest", protocol: "auto", destination: "8001" });
  });
});

test("what can't be called is refused before it is sent, in a sentence", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  const check = async (protocol: string, typed: string, sentence: RegExp) => {
    await choose(panel, "Protocol", protocol);
    await address(panel).fill(typed);
    await press(panel, "Call");
    await expect(address(panel)).toHaveAttribute("aria-invalid", "true");
    await expect(address(panel)).toHaveAccessibleDescription(sentence);
    await expect(address(panel)).toBeFocused();
  };
  await check("auto", "", /Type an address or a number/);
  await check("auto", "two words", /without spaces/);
  await check("phone", "bob@example.com", /phone number/);
  await check("sip", "rtmp://example.com/x", /name@example\.com/);
  await check("h323", "bob@", /name@example\.com/);
  await check("mssip", "@example.com", /name@example\.com/);
  await check("rtsp", "10.0.0.9", /rtsp:\/\/ or rtsps:\/\//);
  await check("rtmp", "https://example.com/x", /rtmp:\/\/ or rtmps:\/\//);
  const tones = dialog(panel).getByRole("textbox", { name: "Digits to send on connect" });
  await address(panel).fill("rtmp://example.com/x");
  await more(panel);
  await tones.fill("one");
  await press(panel, "Call");
  await expect(tones).toHaveAccessibleDescription(/Only digits/);
  await seenOnly(sim, room, "dial", 0);
});

test("what is pasted is put right in the field, and sent as it is shown", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  const tones = dialog(panel).getByRole("textbox", { name: "Digits to send on connect" });
  await choose(panel, "Protocol", "phone");
  await address(panel).fill("\u202a+1 646\u00a0555 0186,,820445398#\u202c");
  await address(panel).blur();
  await expect(address(panel)).toHaveValue("+16465550186");
  await expect(tones).toHaveValue("820445398#");
  await press(panel, "Call");
  await expect.poll(() => dials(sim, room)).toHaveLength(1);
  expect((await dials(sim, room)).at(-1)).toMatchObject({ destination: "+16465550186", dtmf_sequence: "820445398#" });
  await call(panel, "203.0.113.11##820445398", "h323");
  await expect.poll(() => dials(sim, room)).toHaveLength(2);
  expect((await dials(sim, room)).at(-1)).toEqual({ role: "guest", protocol: "h323", destination: "203.0.113.11##820445398" });
});

test("refused by the server, false, and a yes that nothing follows", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const check = async (deed: Parameters<Simulator["fault"]>[2], said: RegExp) => {
    await sim.fault(room, "dial", deed, 1);
    const before = (await dials(sim, room)).length;
    await call(panel, "8001");
    await expect(panel.alert.filter({ hasText: said })).toBeVisible({ timeout: 20_000 });
    await expect(panel.alert.filter({ hasText: said })).toContainText("8001");
    expect(await dials(sim, room)).toHaveLength(before + 1);
    await panel.page.getByRole("button", { name: "Dismiss" }).click();
  };
  await check({ status: 403, body: { status: "failed", result: "Dialling is not for you" } }, /Dialling is not for you/);
  await check({ status: 200, body: { status: "success", result: false } }, /Call out/);
  await check({ swallow: true }, /nothing changed/);
  const uuid = "11111111-2222-4333-8444-555555555555";
  await check({ status: 200, body: { status: "success", result: [uuid] } }, /nothing changed/);
  expect(await sim.seen(room, "participants")).not.toEqual([]);
});

test("done without an event: the roster tells it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await sim.fault(room, "dial", { silent: true }, 1);
  await call(panel, "8001");
  await expect(rowOf(panel, "8001")).toBeVisible({ timeout: 15_000 });
  await expect(panel.page.getByRole("status").filter({ hasText: /Call out.*8001/ })).toBeVisible();
});

test("refused, not answered, and taken back are three things", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await call(panel, "noanswer@example.com", "sip");
  const rings = rowOf(panel, "noanswer@example.com");
  await expect(rings).toContainText(/0:0\d of 0:30/);
  const log = panel.log("Event log");

  await call(panel, "refuse@example.com", "sip");
  await expect(panel.alert.filter({ hasText: /refuse@example\.com.? refused the call/ })).toBeVisible();
  await expect(log).toContainText("refuse@example.com refused the call");

  await call(panel, "back.noanswer@example.com", "sip");
  await expect(rowOf(panel, "back.noanswer@example.com")).toBeVisible();
  await panel.choose("back.noanswer@example.com", "Remove");
  await panel.dialog("Remove back.noanswer@example.com?").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(log).toContainText("The call to back.noanswer@example.com was taken back");

  await test.step("the server's reason, where it tells one", async () => {
    await call(panel, "busy.noanswer@example.com", "sip");
    const row = rowOf(panel, "busy.noanswer@example.com");
    const uuid = (await row.getAttribute("data-uuid"))!;
    await sim.raw(room, `event: call_disconnected\ndata: {"call_uuid":"${uuid}","reason":"Call rejected"}\n\n`);
    await sim.leave(room, uuid);
    await expect(panel.alert.filter({ hasText: "Call rejected" })).toContainText("busy.noanswer@example.com");
    await expect(log).toContainText("The call to busy.noanswer@example.com failed: Call rejected");
  });

  await test.step("after thirty seconds", async () => {
    await expect(panel.alert.filter({ hasText: "did not answer" })).toContainText("noanswer@example.com", { timeout: 35_000 });
    await expect(log).toContainText("noanswer@example.com did not answer within 30 seconds");
  });

  await test.step("and call again", async () => {
    await open(panel);
    await press(panel, "Call again: noanswer@example.com");
    await expect.poll(async () => (await dials(sim, room)).length).toBe(5);
    expect((await dials(sim, room)).at(-1).destination).toBe("noanswer@example.com");
  });
});

test("one gesture is one call: a double click, a key held down", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  await address(panel).fill("8001");
  await dialog(panel).getByRole("button", { name: "Call", exact: true }).dblclick({ delay: 150 });
  await expect(rowOf(panel, "8001")).toHaveAttribute("data-service", "conference");
  expect(await dials(sim, room)).toHaveLength(1);

  await open(panel);
  await address(panel).fill("8002");
  for (let at = 0; at < 4; at++) await panel.page.keyboard.down("Enter");
  await panel.page.keyboard.up("Enter");
  await expect(rowOf(panel, "8002")).toHaveAttribute("data-service", "conference");
  expect(await dials(sim, room)).toHaveLength(2);

  await test.step("of somebody called before", async () => {
    await panel.page.keyboard.press("Escape");
    await open(panel);
    await dialog(panel).getByRole("button", { name: "Call again: 8001" }).dblclick({ delay: 100 });
    await expect.poll(async () => (await dials(sim, room)).length).toBe(3);
    await stays(async () => (await dials(sim, room)).length, 1_000);
  });
});

test("a guest sees the controls in their place, with the reason", async ({ panel, sim }) => {
  await panel.signIn({ server: sim.url, room: sim.room("1234"), pin: GUEST_PIN, as: "guest" });
  for (const name of ["Call out", "Record", "Go live"]) {
    await expect(panel.control(name)).toHaveAttribute("aria-disabled", "true");
    await expect(panel.control(name)).toHaveAccessibleDescription(/host/i);
  }
});

test("in Chinese", async ({ panel, sim, room }) => {
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN, lang: "zh-CN" });
  await panel.page.getByRole("button", { name: "呼出", exact: true }).click();
  const dialog = panel.page.getByRole("dialog", { name: "呼出" });
  await dialog.getByRole("textbox", { name: "地址或号码" }).fill("refuse@example.com");
  await dialog.getByRole("combobox", { name: "协议" }).selectOption({ label: "SIP" });
  await dialog.getByRole("button", { name: "呼叫", exact: true }).click();
  await expect(panel.alert.filter({ hasText: /refuse@example\.com.*拒绝了呼叫/ })).toBeVisible();
});
