// Streams that go to other servers, and streams of theirs that come in.

import { button, field, press } from "./support/controls";
import type { OwtServer, State } from "./support/owt";
import { UNTOLD, dialog, end, entry, failure, form, list, openRoom, region, withAlice } from "./support/owt-room";
import { expect, test } from "./support/owt-test";

const outs = ({ subscriptions }: State) => subscriptions.filter(({ kind }) => kind === "streaming");
const ins = ({ streams }: State) => streams.filter(({ info }) => info.owner === "admin");
const FAILED = { status: 500, body: { error: { code: 1301, message: "Operation failed" } } };

async function sentOut(owt: OwtServer, room: string, camera: string, url: string): Promise<string> {
  const media = { audio: { from: camera }, video: { from: camera } };
  return (await owt.api("POST", room, "streaming-outs", { protocol: "rtmp", url, media })).json.id;
}

async function broughtIn(owt: OwtServer, room: string, url: string): Promise<string> {
  const media = { audio: "auto", video: "auto" };
  return (await owt.api("POST", room, "streaming-ins", { connection: { url }, media })).json.id;
}

test("streams go out by each protocol, with its parameters", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const media = { audio: { from: camera }, video: { from: camera } };
  const send = async (protocol: string, url: string, more?: (form: ReturnType<typeof dialog>) => Promise<void>) => {
    const start = await form(page, "Streaming out", "Start streaming out");
    await list(start, "Protocol").selectOption(protocol);
    await field(start, "Address").fill(url);
    await list(start, "Audio from").selectOption("Alice");
    await list(start, "Video from").selectOption("Alice");
    await more?.(start);
    await button(start, "Start").click();
    await expect(region(page, "Streaming out").getByRole("listitem").filter({ hasText: url })).toBeVisible();
    return (await owt.seen(room, "POST", "/streaming-outs")).at(-1)!.body;
  };
  expect(await send("RTMP", "rtmp://live.example.cn/app/one")).toEqual({ protocol: "rtmp", url: "rtmp://live.example.cn/app/one", media });
  expect(await send("RTSP", "rtsp://live.example.cn/two")).toEqual({ protocol: "rtsp", url: "rtsp://live.example.cn/two", media });
  const pieces = async (start: ReturnType<typeof dialog>) => {
    await list(start, "Upload by").selectOption("POST");
    await start.getByRole("spinbutton", { name: "Seconds per piece" }).fill("4");
    await start.getByRole("spinbutton", { name: "Pieces in the list" }).fill("6");
  };
  expect(await send("HLS", "https://web.example.cn/three.m3u8", pieces)).toEqual({
    protocol: "hls",
    url: "https://web.example.cn/three.m3u8",
    parameters: { method: "POST", hlsTime: 4, hlsListSize: 6 },
    media,
  });
  expect(await send("DASH", "https://web.example.cn/four.mpd")).toEqual({
    protocol: "dash",
    url: "https://web.example.cn/four.mpd",
    parameters: { method: "POST", dashSegDuration: 4, dashWindowSize: 6 },
    media,
  });
  await expect(region(page, "Streaming out").getByRole("listitem")).toHaveCount(4);
});

test("what is typed for the next one stays when the one before is there", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/streaming-outs", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const open = () => form(page, "Streaming out", "Start streaming out");
  const first = await open();
  await field(first, "Address").fill("rtmp://live.example.cn/app/one");
  await list(first, "Video from").selectOption("Alice");
  await button(first, "Start").click();
  const next = await open();
  await list(next, "Protocol").selectOption("HLS");
  await field(next, "Address").fill("https://web.example.cn/two.m3u8");
  letGo();
  await expect(region(page, "Streaming out").getByRole("listitem").filter({ hasText: "app/one" })).toBeVisible();
  await expect(field(next, "Address")).toHaveValue("https://web.example.cn/two.m3u8");
  await list(next, "Video from").selectOption("Alice");
  await button(next, "Start").click();
  await expect(region(page, "Streaming out").getByRole("listitem").filter({ hasText: "two.m3u8" })).toBeVisible();
  await expect(field(await open(), "Address"), "what was sent is forgotten").toHaveValue("");
});

test("an address that doesn't fit is said beside the field; one that nobody takes streams at is refused in the server's words", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const start = await form(page, "Streaming out", "Start streaming out");
  await list(start, "Audio from").selectOption("Alice");
  await list(start, "Video from").selectOption("Alice");
  await button(start, "Start").click();
  await expect(field(start, "Address")).toHaveAccessibleDescription("Type an address that begins with rtmp:// or rtmps://");
  await list(start, "Protocol").selectOption("HLS");
  await start.getByRole("spinbutton", { name: "Seconds per piece" }).fill("0");
  await expect(start.getByRole("spinbutton", { name: "Seconds per piece" })).toHaveAccessibleDescription("Type a whole number from 1 on");
  await list(start, "Protocol").selectOption("RTMP");
  await field(start, "Address").fill("rtmp://user:secret@live.example.cn/fail?key=secret");
  await button(start, "Start").click();
  const told = failure(page, "Stream to rtmp://…@live.example.cn/fail?…");
  await expect(told).toContainText("RPC:addServerSideSubscription failed");
  await expect(told).toContainText("Check the address");
  await button(page, "Dismiss").click();
  expect(await page.content()).not.toContain("secret");

  await test.step("the answer is lost", async () => {
    const again = await form(page, "Streaming out", "Start streaming out");
    await field(again, "Address").fill("rtmp://live.example.cn/app/lost");
    await owt.fault(room, "POST streaming-outs", { act_then_cut: true }, 1);
    await button(again, "Start").click();
    await expect(page.getByRole("alert")).toContainText("Look whether it was done", { timeout: 20_000 });
    await expect(region(page, "Streaming out").getByRole("listitem")).toHaveCount(1);
  });
});

test("a stream that goes out is changed, and is stopped once it was asked", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  const bob = await owt.publish(room, await owt.join(room, "Bob"));
  const url = "rtmp://live.example.cn/app";
  const id = await sentOut(owt, room, camera, url);
  await openRoom(panel, owt, room);
  const change = async (from: string) => {
    await press(button(entry(page, id), `Change ${url}`));
    const asked = dialog(page, `Change ${url}`);
    await list(asked, "Video from").selectOption(from);
    await button(asked, "Change").click();
  };
  await change("Bob");
  await owt.become(room, (state) => outs(state)[0].media.video?.from, bob);
  await expect(entry(page, id)).toContainText("Video: Bob · h264");

  await test.step("refused, and lost", async () => {
    await owt.fault(room, "PATCH streaming-outs/{id}", FAILED, 1);
    await change("Alice");
    await expect(failure(page, `Change ${url}`)).toContainText("Operation failed");
    await button(page, "Dismiss").click();
    await owt.fault(room, "PATCH streaming-outs/{id}", { act_then_cut: true }, 1);
    await change("Alice");
    await expect(entry(page, id)).toContainText("Video: Alice");
    await expect(entry(page, id)).toHaveAttribute("data-pending", "false");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  await owt.fault(room, "DELETE streaming-outs/{id}", FAILED, 1);
  await end(page, `Stop streaming to ${url}`);
  await expect(failure(page, `Stop streaming to ${url}`)).toContainText("It is still there");
  await button(page, "Dismiss").click();
  await end(page, `Stop streaming to ${url}`, "Stop", async () => owt.api("DELETE", room, `streaming-outs/${id}`));
  await expect(entry(page, id)).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
  const other = await sentOut(owt, room, camera, url);
  await owt.fault(room, "DELETE streaming-outs/{id}", { act_then_cut: true }, 1);
  await end(page, `Stop streaming to ${url}`);
  await expect(entry(page, other)).toHaveCount(0);
  await owt.become(room, outs, []);
});

test("a stream of another server is brought in and put out again", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const start = await form(page, "Streaming in", "Start streaming in");
  await button(start, "Start").click();
  await expect(field(start, "Address")).toHaveAccessibleDescription(/^Type an address/);
  await field(start, "Address").fill("rtsp://user:secret@camera.example.cn/stream");
  await list(start, "Transport").selectOption("UDP");
  await start.getByRole("spinbutton", { name: "Buffer size, bytes" }).fill("4096");
  await list(start, "Audio").selectOption("None");
  await list(start, "Video").selectOption("None");
  await expect(list(start, "Audio")).toHaveAccessibleDescription("Bring sound, a picture, or both in");
  await list(start, "Video").selectOption("Yes");
  await button(start, "Start").click();
  const name = "rtsp://…@camera.example.cn/stream";
  await expect(region(page, "Streaming in").getByRole("listitem")).toContainText([name]);
  const [{ body }] = await owt.seen(room, "POST", "/streaming-ins");
  expect(body).toEqual({
    connection: { url: "rtsp://user:secret@camera.example.cn/stream", transportProtocol: "udp", bufferSize: 4096 },
    media: { audio: false, video: true },
  });
  const [{ id }] = ins(await owt.state(room));
  await expect(page.locator(`[data-stream="${id}"]`)).toContainText(name);
  expect(await page.content()).not.toContain("secret");

  await owt.fault(room, "DELETE streaming-ins/{id}", FAILED, 1);
  await end(page, `Stop streaming in from ${name}`);
  await expect(failure(page, `Stop streaming in from ${name}`)).toContainText("Operation failed");
  await button(page, "Dismiss").click();
  await end(page, `Stop streaming in from ${name}`);
  await expect(entry(page, id)).toHaveCount(0);
  await owt.become(room, ins, []);

  await test.step("lost, and done by somebody else", async () => {
    const lost = await broughtIn(owt, room, "rtsp://camera.example.cn/2");
    await expect(entry(page, lost)).toBeVisible();
    await owt.fault(room, "DELETE streaming-ins/{id}", { act_then_cut: true }, 1);
    await end(page, `Stop streaming in from ${lost.slice(0, 8)}`);
    await expect(entry(page, lost)).toHaveCount(0);
    const gone = await broughtIn(owt, room, "rtsp://camera.example.cn/3");
    await expect(entry(page, gone)).toBeVisible();
    await end(page, `Stop streaming in from ${gone.slice(0, 8)}`, "Stop", async () => owt.api("DELETE", room, `streaming-ins/${gone}`));
    await expect(entry(page, gone)).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test("a stream that can't be had is refused; one that never comes is waited for, and the page works meanwhile", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const start = async (url: string) => {
    const asked = await form(page, "Streaming in", "Start streaming in");
    await field(asked, "Address").fill(url);
    await button(asked, "Start").click();
  };
  await start("rtsp://camera.example.cn/fail");
  await expect(failure(page, "Stream in from rtsp://camera.example.cn/fail")).toContainText("Check the address, and that something is sent there now.");
  await button(page, "Dismiss").click();

  await start("rtsp://camera.example.cn/noanswer");
  const waiting = region(page, "Streaming in").getByRole("status");
  await expect(waiting).toContainText("It may take up to 90 seconds");
  await button(page, "Mute Alice").click();
  await expect(page.locator(`[data-uuid="${alice}"]`)).toHaveAttribute("data-muted", "true");
  await start("rtsp://camera.example.cn/1");
  await expect(region(page, "Streaming in").getByRole("listitem")).toContainText(["rtsp://camera.example.cn/1"]);
  await expect(waiting).toContainText("rtsp://camera.example.cn/noanswer");

  await test.step("an answer that is lost", async () => {
    await owt.fault(room, "POST streaming-ins", { act_then_cut: true }, 1);
    await start("rtsp://camera.example.cn/lost");
    await expect(page.getByRole("alert")).toContainText("Look whether it was done", { timeout: 20_000 });
    await expect(region(page, "Streaming in").getByRole("listitem")).toHaveCount(2);
  });
});
