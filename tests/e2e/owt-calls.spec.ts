// Telephones that are called, and pictures that are analysed.

import { button, field, press } from "./support/controls";
import type { OwtServer, State } from "./support/owt";
import { dialog, end, entry, failure, form, list, openRoom, region, withAlice } from "./support/owt-room";
import { expect, test } from "./support/owt-test";

const SIP = { sip: { sipServer: "sip.example.cn", username: "room", password: "password" } };
const FAILED = { status: 500, body: { error: { code: 1301, message: "Operation failed" } } };
const peers = ({ calls }: State) => calls.map(({ peer }) => peer);
const analytics = ({ subscriptions }: State) => subscriptions.filter(({ kind }) => kind === "analytics");

async function called(owt: OwtServer, room: string, camera: string, peer: string): Promise<string> {
  const asked = { peerURI: peer, mediaIn: { audio: true, video: false }, mediaOut: { audio: { from: camera }, video: false } };
  return (await owt.api("POST", room, "sipcalls", asked)).json.id;
}

async function analysed(owt: OwtServer, room: string, camera: string, algorithm: string): Promise<string> {
  return (await owt.api("POST", room, "analytics", { algorithm, media: { audio: false, video: { from: camera } } })).json.id;
}

test("a telephone is called, with sound or with both", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt, SIP);
  await openRoom(panel, owt, room);
  await expect(region(page, "SIP calls")).toContainText("Nobody is called.");
  const start = await form(page, "SIP calls", "Call out");
  await list(start, "Audio from").selectOption("");
  await button(start, "Call").click();
  await expect(field(start, "Address or number")).toHaveAccessibleDescription("Type whom to call");
  await expect(list(start, "Audio from")).toHaveAccessibleDescription("Choose what they hear: a call has sound");
  await field(start, "Address or number").fill("sip:wang@example.cn");
  await list(start, "Audio from").selectOption("Alice");
  await list(start, "Video from").selectOption("Alice");
  await button(start, "Call").click();
  await expect(region(page, "SIP calls").getByRole("status")).toContainText("Call sip:wang@example.cn: waiting for the server.");
  await owt.become(room, peers, ["sip:wang@example.cn"]);
  const [{ id }] = (await owt.state(room)).calls;
  await expect(entry(page, id)).toContainText("Was called · sends sound and a picture");
  await expect(entry(page, id)).toContainText("Gets Video: Alice");
  const [{ body }] = await owt.seen(room, "POST", "/sipcalls");
  expect(body).toEqual({
    peerURI: "sip:wang@example.cn",
    mediaIn: { audio: true, video: true },
    mediaOut: { audio: { from: camera }, video: { from: camera } },
  });
});

test("a call that nobody takes is told in the server's words; one without an answer isn't made again by itself", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt, SIP);
  await openRoom(panel, owt, room);
  const call = async (peer: string) => {
    const start = await form(page, "SIP calls", "Call out");
    await field(start, "Address or number").fill(peer);
    await list(start, "Audio from").selectOption("Alice");
    await button(start, "Call").click();
  };
  await call("sip:refuse@example.cn");
  await expect(failure(page, "Call sip:refuse@example.cn")).toContainText("RPC:makeSipCall failed");
  await expect(failure(page, "Call sip:refuse@example.cn")).toContainText("the room has a SIP account");
  await button(page, "Dismiss").click();
  await owt.fault(room, "POST sipcalls", { act_then_cut: true }, 1);
  await call("sip:lost@example.cn");
  await expect(page.getByRole("alert")).toContainText("Look whether it was done", { timeout: 20_000 });
  await expect(region(page, "SIP calls").getByRole("listitem")).toContainText(["sip:lost@example.cn"]);
  expect(await owt.seen(room, "POST", "/sipcalls")).toHaveLength(2);
});

test("what a telephone gets is changed, and it is hung up once it was asked", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt, SIP);
  const bob = await owt.publish(room, await owt.join(room, "Bob"));
  const peer = "sip:wang@example.cn";
  const id = await called(owt, room, camera, peer);
  await openRoom(panel, owt, room);
  const change = async (from: string) => {
    await press(button(entry(page, id), `Change ${peer}`));
    const asked = dialog(page, `Change ${peer}`);
    await expect(list(asked, "Video from"), "it gets none").toHaveCount(0);
    await list(asked, "Audio from").selectOption(from);
    await button(asked, "Change").click();
  };
  await change("Bob");
  await owt.become(room, ({ calls }) => calls[0].output.media.audio?.from, bob);
  await expect(entry(page, id)).toContainText("Gets Audio: Bob");
  const [{ body }] = await owt.seen(room, "PATCH", id);
  expect(body).toEqual([{ op: "replace", path: "/output/media/audio/from", value: bob }]);

  await test.step("refused, and lost", async () => {
    await owt.fault(room, "PATCH sipcalls/{id}", FAILED, 1);
    await change("Alice");
    await expect(failure(page, `Change ${peer}`)).toContainText("Operation failed");
    await button(page, "Dismiss").click();
    await owt.fault(room, "PATCH sipcalls/{id}", { act_then_cut: true }, 1);
    await change("Alice");
    await expect(entry(page, id)).toContainText("Gets Audio: Alice");
    await expect(entry(page, id)).toHaveAttribute("data-pending", "false");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  await owt.fault(room, "DELETE sipcalls/{id}", FAILED, 1);
  await end(page, `Hang up ${peer}`, "Hang up");
  await expect(failure(page, `Hang up ${peer}`)).toContainText("It is still there");
  await button(page, "Dismiss").click();
  await end(page, `Hang up ${peer}`, "Hang up", async () => owt.api("DELETE", room, `sipcalls/${id}`));
  await expect(entry(page, id)).toHaveCount(0);
  const other = await called(owt, room, camera, peer);
  await owt.fault(room, "DELETE sipcalls/{id}", { act_then_cut: true }, 1);
  await end(page, `Hang up ${peer}`, "Hang up");
  await expect(entry(page, other)).toHaveCount(0);
  await owt.become(room, peers, []);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a picture is analysed, and what comes of it is a stream", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const start = await form(page, "Analytics", "Start analytics");
  await button(start, "Start").click();
  await expect(field(start, "Algorithm")).toHaveAccessibleDescription("Type the algorithm’s name");
  await expect(list(start, "Video from")).toHaveAccessibleDescription("Choose whose picture is analysed");
  await field(start, "Algorithm").fill("face");
  await list(start, "Video from").selectOption("Alice");
  await button(start, "Start").click();
  await owt.become(room, (state) => analytics(state).map((one) => one.analytics?.algorithm), ["face"]);
  const [{ id, analytics: made }] = analytics(await owt.state(room));
  await expect(entry(page, id)).toContainText("face");
  await expect(entry(page, id)).toContainText("Video: Alice · vp8");
  await expect(page.locator(`[data-stream="${made!.id}"]`)).toContainText("Analytics · ");
  const [{ body }] = await owt.seen(room, "POST", "/analytics");
  expect(body).toEqual({ algorithm: "face", media: { audio: false, video: { from: camera } } });

  await test.step("refused, and lost", async () => {
    const again = async (algorithm: string) => {
      const asked = await form(page, "Analytics", "Start analytics");
      await field(asked, "Algorithm").fill(algorithm);
      await list(asked, "Video from").selectOption("Alice");
      await button(asked, "Start").click();
    };
    await again("failing");
    await expect(failure(page, "Analyse by failing")).toContainText("Check the algorithm’s name");
    await button(page, "Dismiss").click();
    await owt.fault(room, "POST analytics", { act_then_cut: true }, 1);
    await again("lost");
    await expect(page.getByRole("alert")).toContainText("Look whether it was done", { timeout: 20_000 });
    await expect(region(page, "Analytics").getByRole("listitem")).toHaveCount(2);
  });
});

test("analytics are stopped once it was asked, also where somebody else was faster", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  const [first, second] = [await analysed(owt, room, camera, "face"), await analysed(owt, room, camera, "pose")];
  await openRoom(panel, owt, room);
  await owt.fault(room, "DELETE analytics/{id}", FAILED, 1);
  await end(page, "Stop analytics face");
  await expect(failure(page, "Stop analytics face")).toContainText("Operation failed");
  await button(page, "Dismiss").click();
  await end(page, "Stop analytics face");
  await expect(entry(page, first)).toHaveCount(0);
  await end(page, "Stop analytics pose", "Stop", async () => owt.api("DELETE", room, `analytics/${second}`));
  await expect(entry(page, second)).toHaveCount(0);
  const third = await analysed(owt, room, camera, "hand");
  await expect(entry(page, third)).toBeVisible({ timeout: 10_000 });
  await owt.fault(room, "DELETE analytics/{id}", { act_then_cut: true }, 1);
  await end(page, "Stop analytics hand");
  await expect(entry(page, third)).toHaveCount(0);
  await owt.become(room, analytics, []);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
