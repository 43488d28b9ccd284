// Calling out, recording and going live: what is asked of the server, and what becomes of it.

import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "@playwright/test";
import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { GUEST_PIN, HOST_PIN, type Simulator, expect, seenOnly, stays, test } from "./support/test";

const dialog = (panel: Panel): Locator => panel.page.getByRole("dialog", { name: "Call out" });
const address = (panel: Panel) => dialog(panel).getByRole("textbox", { name: "Address or number" });
const choose = (panel: Panel, name: string, value: string) =>
  dialog(panel).getByRole("combobox", { name }).selectOption(value);
const press = (panel: Panel, name: string) => dialog(panel).getByRole("button", { name, exact: true }).click();
const rowOf = (panel: Panel, name: string) => panel.people.locator(`[role=row][data-name="${name}"]`);

async function open(panel: Panel): Promise<void> {
  await panel.control("Call out").click();
  await expect(dialog(panel)).toBeVisible();
}

/** Unfolds what is seldom asked for. */
const more = (panel: Panel): Promise<void> => dialog(panel).getByText("More", { exact: true }).click();

async function call(panel: Panel, destination: string, protocol = "auto"): Promise<void> {
  await open(panel);
  await address(panel).fill(destination);
  await choose(panel, "Protocol", protocol);
  await press(panel, "Call");
}

const dials = async (sim: Simulator, room: string) => (await sim.seen(room, "dial")).map(({ body }) => body);

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

test("record and go live: calls to the configured targets, read off the roster", async ({ panel, sim, room }) => {
  await panel.page.route("**/config.json", (route) =>
    route.fulfill({ json: { rtmp: { record: "rtmp://rec.example.com/a", live: "rtmps://live.example.com/b" } } }),
  );
  await signIn(panel, sim, room);
  const helpers = panel.page.getByRole("button", { name: /^Helpers/ });
  const check = async (start: string, stop: string, name: string, destination: string) => {
    await panel.control(start).dblclick({ delay: 100 });
    await expect(panel.control(stop)).toBeVisible();
    const there = (state: any) => state.participants.filter((one: any) => one.display_name === name).map((one: any) => one.service_type);
    await sim.become(room, there, ["conference"]);
    const body = { role: "guest", destination, protocol: "rtmp", streaming: "yes", remote_display_name: name };
    expect((await dials(sim, room)).filter((dial) => dial.destination === destination)).toEqual([body]);
    await test.step("hidden from the roster, and counted apart", async () => {
      await expect(helpers).toHaveText(/1$/);
      await expect(rowOf(panel, name)).toHaveCount(0);
      await expect(panel.headCount).toHaveAttribute("data-count", "1");
      await helpers.click();
      await expect(rowOf(panel, name)).toBeVisible();
      await panel.page.getByRole("button", { name: "Clear filters", exact: true }).click();
      await expect(rowOf(panel, name)).toHaveCount(0);
    });
    await panel.control(stop).click();
    await expect(panel.control(start)).toBeVisible();
    await sim.become(room, there, []);
    await expect(helpers).toHaveCount(0);
  };
  await check("Record", "Stop recording", "anonymous_recorder", "rtmp://rec.example.com/a");
  await check("Go live", "Stop live", "anonymous_living", "rtmps://live.example.com/b");
});

test("a recording that somebody else started can be stopped; the head-count counts people", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await expect(panel.headCount).toHaveAttribute("data-count", "1");
  await sim.join(room, { display_name: "anonymous_recorder", protocol: "rtmp", is_streaming_conference: true });
  await expect(panel.control("Stop recording")).not.toHaveAttribute("aria-disabled", "true");
  await expect(panel.headCount).toHaveAttribute("data-count", "1");
  await panel.control("Stop recording").click();
  await expect(panel.control("Record")).toHaveAttribute("aria-disabled", "true");
});

test("record and go live say why not: not booked, or nowhere to send it", async ({ panel, openPanel, sim }) => {
  await panel.signIn({ server: sim.url, room: sim.room("8000") });
  await expect(panel.control("Record")).toHaveAccessibleDescription(/book/i);
  await expect(panel.control("Go live")).toHaveAccessibleDescription(/book/i);
  const booked = await openPanel();
  await signIn(booked, sim, sim.room("1234"));
  await expect(booked.control("Record")).toHaveAccessibleDescription(/config\.json/);
  await expect(booked.control("Go live")).toHaveAccessibleDescription(/config\.json/);
});

test("a recorder that can't be reached is told", async ({ panel, sim, room }) => {
  await panel.page.route("**/config.json", (route) => route.fulfill({ json: { rtmp: { record: "rtmp://refuse.example.com/a" } } }));
  await signIn(panel, sim, room);
  await panel.control("Record").click();
  await expect(panel.control("Stop recording")).toBeVisible();
  await expect(panel.alert.filter({ hasText: "Recorder refused the call" })).toBeVisible();
  await expect(panel.control("Record")).toBeVisible();
});

test("the address book: save, fill in, groups, who is missing, remove, and it stays", async ({ panel, sim, room }) => {
  await panel.page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(panel, sim, room);
  await open(panel);
  await more(panel);
  const field = (name: string) => dialog(panel).getByRole("textbox", { name });
  const add = async (name: string, where: string, groups: string) => {
    await address(panel).fill(where);
    await field("Name in the meeting").fill(name);
    await field("Groups").fill(groups);
    await press(panel, "Save to address book");
    await expect(dialog(panel).getByRole("button", { name: `Call ${name}`, exact: true })).toBeVisible();
  };
  await add("Ann", "8001", "Board");
  await add("Ben", "8002", "Board, Team");
  await add("Cid", "8003", "Team");
  await press(panel, "Call Ann");
  await expect(rowOf(panel, "Ann")).toHaveAttribute("data-service", "conference");
  expect((await dials(sim, room)).map(({ destination }) => destination)).toEqual(["8001"]);

  const missing = (group: string, count: number) =>
    dialog(panel).getByRole("button", { name: `Call all who are missing of ${group} (${count})` });
  await expect(missing("Board", 1)).toBeVisible();
  await missing("Team", 2).dblclick({ delay: 100 });
  for (const name of ["Ben", "Cid"]) await expect(rowOf(panel, name)).toHaveAttribute("data-service", "conference");
  // Two requests on two connections: whichever comes first, each once.
  const [first, ...others] = (await dials(sim, room)).map(({ destination }) => destination);
  expect([first, ...others.sort()]).toEqual(["8001", "8002", "8003"]);
  await expect(missing("Team", 0)).toHaveAttribute("aria-disabled", "true");
  await expect(missing("Board", 0)).toHaveAttribute("aria-disabled", "true");

  await dialog(panel).getByRole("region", { name: "Address book" }).getByTitle("Fill in Ben").click();
  await expect(address(panel)).toHaveValue("8002");
  await press(panel, "Remove Cid from the address book");
  await expect(missing("Team", 0)).toBeVisible();
  await panel.page.reload();
  await signIn(panel, sim, room);
  await open(panel);
  await expect(dialog(panel).getByRole("button", { name: "Call Ben", exact: true })).toBeVisible();
  await expect(dialog(panel).getByRole("button", { name: "Call Cid", exact: true })).toHaveCount(0);
  await expect(dialog(panel).getByRole("button", { name: "Call again: Cid" })).toBeVisible();
  const scan = await new AxeBuilder({ page: panel.page }).include("dialog").analyze();
  expect(scan.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
});

test("the address book goes out and comes in as CSV and as JSON", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await open(panel);
  const bring = (name: string, text: string) =>
    dialog(panel).getByLabel("Import").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const fetched = async (button: string) => {
    const download = panel.page.waitForEvent("download");
    await press(panel, button);
    return readFile((await (await download).path())!, "utf8");
  };
  const told = dialog(panel).getByRole("status");
  await bring("book.csv", 'Name,Address,Protocol,Groups\r\n"Li, Lei",+86 10 8888,phone,Board\r\nNobody,,sip,\r\n王芳,w@example.cn,sip,"Board, Team"\r\n');
  await expect(told).toHaveText("2 imported, 1 left out: row 3: no address");
  await expect(dialog(panel).getByRole("button", { name: "Call Li, Lei", exact: true })).toBeVisible();

  const csv = await fetched("Export address book as CSV");
  expect(csv).toBe(
    "\uFEFFname,address,protocol,role,groups,call_type,streaming\r\n" +
      "\"Li, Lei\",'+86108888,phone,guest,Board,video,no\r\n" +
      '王芳,w@example.cn,sip,guest,"Board, Team",video,no\r\n',
  );
  const json = await fetched("Export address book as JSON");
  expect(JSON.parse(json)).toMatchObject([
    { name: "Li, Lei", address: "+86108888", protocol: "phone", groups: "Board" },
    { name: "王芳", address: "w@example.cn", protocol: "sip", groups: "Board, Team" },
  ]);

  await test.step("what went out comes in again, and nothing is doubled", async () => {
    for (const text of [csv, json]) {
      await press(panel, "Remove Li, Lei from the address book");
      await expect(dialog(panel).getByRole("button", { name: "Call Li, Lei", exact: true })).toHaveCount(0);
      await bring("book", text);
      await expect(dialog(panel).getByRole("button", { name: "Call Li, Lei", exact: true })).toHaveCount(1);
      await expect(dialog(panel).getByTitle(/^Fill in/)).toHaveCount(2);
    }
  });
  await bring("book.txt", "nothing of the kind");
  await expect(told).toHaveText(/no address book/);
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
