// Calls that a host adds to somebody: addresses for a stream, a monitor with real media, the own screen.

import { button, field } from "./support/controls";
import { FALSE, refuses } from "./support/deeds";
import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { type Simulator, expect, seenOnly, test } from "./support/test";

// A screen for the browser to share, and no question about it.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
    }),
});

/** Signs in, with Alice there; her uuid. */
async function begin(panel: Panel, sim: Simulator, room: string): Promise<string> {
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();
  return alice;
}

const dialog = (panel: Panel) => panel.dialog("Add a call to Alice");

/** Opens the dialog and asks for this kind. */
async function add(panel: Panel, kind: "RTMP" | "WebRTC"): Promise<void> {
  await panel.choose("Alice", "Add a call");
  await dialog(panel).getByRole("combobox", { name: "Kind" }).selectOption(kind);
  await button(dialog(panel), "Add").click();
}

const monitor = (panel: Panel) => panel.region("Monitor of Alice");

/** How many pictures the monitor has shown. */
const frames = (panel: Panel) =>
  monitor(panel)
    .locator("video")
    .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);

/** Waits until pictures come, one after the other. */
async function flows(panel: Panel): Promise<void> {
  const video = monitor(panel).locator("video");
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.videoWidth)).toBe(320);
  const before = await frames(panel);
  await expect.poll(() => frames(panel)).toBeGreaterThan(before + 5);
}

const ended = (panel: Panel) => expect(monitor(panel)).toHaveCount(0);
const calls = async (sim: Simulator, room: string) => (await sim.state(room)).calls;

/** Waits for the one request that ends a call: the media may say goodbye, and end the call, before it arrives. */
const isToldToEnd = (sim: Simulator, room: string, call: { uuid: string }) =>
  expect.poll(() => sim.seen(room, `calls/${call.uuid}/disconnect`)).toMatchObject([{ status: 200 }]);

test("RTMP: two addresses to copy, and an end", async ({ panel, sim, room, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const alice = await begin(panel, sim, room);
  await panel.choose("Alice", "Add a call");
  const asked = dialog(panel);
  await asked.getByRole("textbox", { name: "Most bandwidth, kbit/s" }).fill("much");
  await expect(button(asked, "Add")).toHaveAttribute("aria-disabled", "true");
  await asked.getByRole("textbox", { name: "Most bandwidth, kbit/s" }).fill("2048");
  await asked.getByRole("combobox", { name: "Picture" }).selectOption("Presentation");
  await button(asked, "Add").click();
  const plain = field(asked, "Address");
  const secure = asked.getByRole("textbox", { name: "Encrypted address" });
  await expect(plain).toHaveValue(/^rtmp:\/\//);
  await expect(secure).toHaveValue(/^rtmps:\/\//);
  expect(await sim.seen(room, `participants/${alice}/calls`)).toMatchObject([
    { status: 200, body: { call_type: "RTMP", streaming: true, present: "receive", bandwidth: 2048 } },
  ]);
  for (const [at, field] of [plain, secure].entries()) {
    await button(asked, "Copy").nth(at).click();
    await expect(asked.getByText("Copied")).toBeVisible();
    // The second time it may still say so of the first.
    await expect.poll(() => panel.page.evaluate(() => navigator.clipboard.readText())).toBe(await field.inputValue());
  }
  // Closed, they stay at hand until the call ends.
  await button(asked, "Close").click();
  const shown = panel.region("RTMP call of Alice");
  await expect(field(shown, "Address")).toHaveValue(/^rtmp:/);
  const [{ uuid }] = await calls(sim, room);
  await button(shown, "End").click();
  await expect(shown).toHaveCount(0);
  await expect.poll(() => calls(sim, room)).toEqual([]);
  expect(await sim.seen(room, `participants/${alice}/calls/${uuid}/disconnect`)).toHaveLength(1);
});

test("WebRTC: offer, answer, ack, pictures; ended by the button", async ({ panel, sim, room }) => {
  const alice = await begin(panel, sim, room);
  await add(panel, "WebRTC");
  await expect(dialog(panel)).toHaveCount(0);
  await flows(panel);
  await expect(monitor(panel).locator("video")).toHaveJSProperty("muted", true);
  const [call] = await calls(sim, room);
  expect(call).toMatchObject({ participant: alice, call_type: "WEBRTC", present: null, acknowledged: true });
  const [asked] = await sim.seen(room, `participants/${alice}/calls`);
  expect(asked.body).toEqual({ call_type: "WEBRTC", sdp: expect.stringContaining("a=recvonly") });
  expect(await sim.seen(room, `calls/${call.uuid}/ack`)).toHaveLength(1);
  await button(monitor(panel), "End").click();
  await ended(panel);
  await expect.poll(() => calls(sim, room)).toEqual([]);
  await isToldToEnd(sim, room, call);
  expect(await sim.seen(room, `participants/${alice}/calls`)).toHaveLength(1);
  await expect(panel.alert).toHaveCount(0);
});

test("ended by the server, with its reason", async ({ panel, sim, room }) => {
  await begin(panel, sim, room);
  await add(panel, "WebRTC");
  await flows(panel);
  await sim.endCalls(room, "Out of ports");
  await ended(panel);
  await expect(panel.alert).toContainText(/The call for .*Alice.* has ended: Out of ports/);
  // It is over already: nobody is asked to end it.
  await seenOnly(sim, room, "disconnect", 0);
});

test("answered, and ended by the server before the picture", async ({ panel, sim, room }) => {
  await begin(panel, sim, room);
  // The end comes before the answer that tells which call it is about.
  await sim.fault(room, "calls", { delay_ms: 5_000 }, 1);
  await add(panel, "WebRTC");
  await expect.poll(() => calls(sim, room), { intervals: [50] }).toHaveLength(1);
  await sim.endCalls(room, "Gateway dial out failed");
  await expect(panel.alert).toContainText("has ended: Gateway dial out failed");
  await ended(panel);
  await seenOnly(sim, room, "ack", 0);
});

test("refused, done nothing, not offered: told in the server's words, and asked once", async ({ panel, sim, room }) => {
  const alice = await begin(panel, sim, room);
  const asked = () => sim.seen(room, `participants/${alice}/calls`);
  await test.step("403", async () => {
    await sim.fault(room, "calls", refuses("No licence for that"), 1);
    await add(panel, "WebRTC");
    await expect(panel.alert).toContainText("No licence for that");
    await expect(panel.alert).toContainText("Alice");
    await ended(panel);
    expect(await asked()).toHaveLength(1);
  });
  await test.step("result: false", async () => {
    await sim.fault(room, "calls", FALSE, 1);
    await add(panel, "RTMP");
    await expect.poll(asked).toHaveLength(2);
    await expect(panel.alert).not.toContainText("No licence");
    await expect(panel.alert).toContainText("Add a call");
    // The dialog is still there to be asked again.
    await button(dialog(panel), "Cancel").click();
  });
  await test.step("an ack that is refused ends the call", async () => {
    await sim.fault(room, "ack", { status: 200, body: { status: "failed", result: "No media" } }, 1);
    await add(panel, "WebRTC");
    await expect(panel.alert).toContainText("No media");
    await ended(panel);
    await expect.poll(() => calls(sim, room)).toEqual([]);
    expect(await asked()).toHaveLength(3);
  });
  await test.step("501", async () => {
    await sim.fault(room, "calls", { status: 501, body: { status: "failed", result: "Not implemented" } }, 1);
    await add(panel, "WebRTC");
    await expect.poll(asked).toHaveLength(4);
    await panel.openMenu("Alice");
    await expect(panel.menuItem("Add a call")).toHaveAttribute("aria-disabled", "true");
  });
});

test("leaving ends the call", async ({ panel, sim, room }) => {
  await begin(panel, sim, room);
  await add(panel, "WebRTC");
  await flows(panel);
  const [{ uuid }] = await calls(sim, room);
  await panel.control("Leave").click();
  await panel.connection("ended");
  await ended(panel);
  // The session's own end may overtake it, and then nobody may say so any more: that ends the call as well.
  const answers = async () => (await sim.seen(room, `calls/${uuid}/disconnect`)).map(({ status }) => status === 200 || status === 403);
  await expect.poll(answers).toEqual([true]);
  await expect.poll(() => calls(sim, room)).toEqual([]);
});

test("a page that goes away ends the call", async ({ panel, sim, room }) => {
  await begin(panel, sim, room);
  await add(panel, "WebRTC");
  await flows(panel);
  await panel.page.goto("about:blank");
  await expect.poll(() => calls(sim, room)).toEqual([]);
});

test("somebody who leaves takes the call along", async ({ panel, sim, room }) => {
  const alice = await begin(panel, sim, room);
  await add(panel, "WebRTC");
  await flows(panel);
  await sim.leave(room, alice);
  await ended(panel);
  await expect(panel.alert).toContainText("Alice");
});

// The browser's pretended screen looks at the policy for cameras, which the page rightly doesn't have.
const PRETENDED = /^console: Permissions policy violation: (camera|microphone) is not allowed in this document\.$/;

test("share the screen as the presentation, and stop", async ({ panel, sim, room, faults }) => {
  await begin(panel, sim, room);
  const place = panel.region("Presentation");
  await button(place, "Share screen").click();
  await expect(place).toHaveAttribute("data-presenting", "true");
  await expect.poll(async () => (await calls(sim, room))[0]?.frames_received).toBeGreaterThan(5);
  const [call] = await calls(sim, room);
  expect(call).toMatchObject({ call_type: "WEBRTC", present: "send", acknowledged: true });
  const [{ body }] = await sim.seen(room, `participants/${call.participant}/calls`);
  expect(body.sdp).toContain("a=sendonly");
  await button(place, "Stop sharing").click();
  await expect(button(place, "Share screen")).toBeVisible();
  await expect(place).toHaveAttribute("data-presenting", "false");
  await expect.poll(() => calls(sim, room)).toEqual([]);
  await isToldToEnd(sim, room, call);
  await expect(panel.alert).toHaveCount(0);
  faults.splice(0, faults.length, ...faults.filter((fault) => !PRETENDED.test(fault)));
});

test("a page that may not share says why", async ({ panel, sim, room }) => {
  await panel.page.addInitScript(() => Reflect.deleteProperty(MediaDevices.prototype, "getDisplayMedia"));
  await begin(panel, sim, room);
  const share = button(panel.region("Presentation"), "Share screen");
  await expect(share).toHaveAttribute("aria-disabled", "true");
  await expect(share).toHaveAttribute("title", /can't share a screen/);
});
