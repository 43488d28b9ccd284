// Recordings: started, changed and stopped. Truth is the server's own list.

import { button, isRefused, press } from "./support/controls";
import type { OwtServer, State } from "./support/owt";
import { dialog, end, entry, failure, form, list, openRoom, region, withAlice } from "./support/owt-room";
import { expect, test } from "./support/owt-test";

const recordings = ({ subscriptions }: State) => subscriptions.filter(({ kind }) => kind === "recording");
const FAILED = { status: 500, body: { error: { code: 1301, message: "Operation failed" } } };

/** Somebody else records a stream; the answer is the recording's id. */
async function recorded(owt: OwtServer, room: string, camera: string): Promise<string> {
  const media = { audio: { from: camera }, video: { from: camera } };
  return (await owt.api("POST", room, "recordings", { container: "mkv", media })).json.id;
}

test("a recording is started by its form, and is in the list when the server has it", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  await openRoom(panel, owt, room);
  await expect(region(page, "Recordings")).toContainText("Nothing is being recorded.");
  const start = await form(page, "Recordings", "Start recording");
  // What most want is chosen: what everybody sees.
  await expect(list(start, "Audio from").locator("option:checked")).toHaveText("Mixed: common");
  await list(start, "Audio from").selectOption("Alice");
  await list(start, "Video from").selectOption("Alice");
  await button(start, "Record").click();
  await expect(start).toHaveCount(0);
  await expect.poll(async () => recordings(await owt.state(room)).length).toBe(1);
  const [{ id, storage }] = recordings(await owt.state(room));
  await expect(entry(page, id)).toContainText(`Audio: Alice · opus`);
  await expect(entry(page, id)).toContainText(`Video: Alice · vp8`);
  await expect(entry(page, id)).toContainText(`MKV · ${storage!.file} on ${storage!.host}`);
  const [{ body }] = await owt.seen(room, "POST", "/recordings");
  expect(body).toEqual({ container: "auto", media: { audio: { from: camera }, video: { from: camera } } });

  await test.step("what somebody else records is there as well, and what they stop goes", async () => {
    const other = await recorded(owt, room, camera);
    await expect(entry(page, other)).toBeVisible({ timeout: 10_000 });
    await owt.api("DELETE", room, `recordings/${other}`);
    await expect(entry(page, other)).toHaveCount(0, { timeout: 10_000 });
    await expect(entry(page, id)).toBeVisible();
  });
});

test("what a container can't hold, and what is missing, is said beside the field, and not before it was tried", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt, { views: [] });
  await openRoom(panel, owt, room);
  const start = await form(page, "Recordings", "Start recording");
  const [container, audio, video] = ["Container", "Audio from", "Video from"].map((name) => list(start, name));
  await expect(container.locator("option")).toHaveText([/^Automatic/, /^MKV/, /^MP4/, "MPEG-TS"]);
  await expect(audio).not.toHaveAttribute("aria-invalid", "true");
  await button(start, "Record").click();
  await expect(audio).toHaveAttribute("aria-invalid", "true");
  await expect(audio).toHaveAccessibleDescription("Choose sound, a picture, or both");
  await audio.selectOption("Alice");
  await video.selectOption("Alice");
  await container.selectOption({ label: "MP4 (AAC with H.264 or H.265)" });
  await expect(container).toHaveAccessibleDescription(/^MP4 takes AAC sound/);
  await button(start, "Record").click();
  expect(await owt.seen(room, "POST", "/recordings"), "nothing is sent").toHaveLength(0);
  await list(start, "Audio codec").selectOption("aac 48000 Hz × 2");
  await start.getByText("Picture settings").click();
  await list(start, "Video codec").selectOption("h264 CB");
  await list(start, "Bit rate").selectOption("× 0.4");
  await expect(container).not.toHaveAttribute("aria-invalid", "true");
  await button(start, "Record").click();
  await expect.poll(async () => (await owt.seen(room, "POST", "/recordings")).length).toBe(1);
  const [{ body }] = await owt.seen(room, "POST", "/recordings");
  expect(body).toEqual({
    container: "mp4",
    media: {
      audio: { from: camera, format: { codec: "aac", sampleRate: 48_000, channelNum: 2 } },
      video: { from: camera, format: { codec: "h264", profile: "CB" }, parameters: { bitrate: "x0.4" } },
    },
  });
});

test("a recording that is refused is told in the server's words, and its form is as it was; a lost answer isn't called a failure", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt);
  await openRoom(panel, owt, room);
  const start = await form(page, "Recordings", "Start recording");
  await list(start, "Container").selectOption("mkv");
  await list(start, "Audio from").selectOption("Alice");
  await list(start, "Video from").selectOption("");
  await owt.fault(room, "POST recordings", FAILED, 1);
  await button(start, "Record").click();
  await expect(failure(page, "Start recording")).toContainText("“Operation failed” (500, 1301)");
  await expect(failure(page, "Start recording")).toContainText("Check that the streams are still there");
  await button(page, "Dismiss").click();

  await test.step("what was typed is still there; the answer gets lost", async () => {
    const again = await form(page, "Recordings", "Start recording");
    await expect(list(again, "Container")).toHaveValue("mkv");
    await expect(list(again, "Video from")).toHaveValue("");
    await owt.fault(room, "POST recordings", { act_then_cut: true }, 1);
    await button(again, "Record").click();
    await expect(region(page, "Recordings")).toContainText("Start recording: waiting for the server…");
    await expect(page.getByRole("alert")).toContainText("Look whether it was done before you try again.", { timeout: 20_000 });
    await expect(region(page, "Recordings").getByRole("listitem")).toHaveCount(1);
    expect(await owt.seen(room, "POST", "/recordings"), "never by itself a second time").toHaveLength(2);
  });
});

test("a recording is changed to another stream and to another picture", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  const bob = await owt.publish(room, await owt.join(room, "Bob"));
  const id = await recorded(owt, room, camera);
  await openRoom(panel, owt, room);
  const change = button(entry(page, id), `Change ${id}.mkv`);
  await press(change);
  const asked = dialog(page, `Change ${id}.mkv`);
  await button(asked, "Change").click();
  await expect(asked.getByRole("alert")).toContainText("Nothing is other than it was");
  await list(asked, "Audio from").selectOption("Bob");
  await list(asked, "Video from").selectOption("Bob");
  await button(asked, "Change").click();
  const sources = (state: State) => Object.values(recordings(state)[0].media).map(({ from }) => from);
  await owt.become(room, sources, [bob, bob]);
  await expect(entry(page, id)).toContainText("Audio: Bob");
  const [{ body }] = await owt.seen(room, "PATCH", id);
  expect(body).toEqual([
    { op: "replace", path: "/media/audio/from", value: bob },
    { op: "replace", path: "/media/video/from", value: bob },
  ]);

  await test.step("refused", async () => {
    await owt.fault(room, "PATCH recordings/{id}", FAILED, 1);
    await press(change);
    await list(asked, "Audio from").selectOption("Alice");
    await button(asked, "Change").click();
    await expect(failure(page, `Change ${id}.mkv`)).toContainText("Operation failed");
    await expect(entry(page, id)).toContainText("Audio: Bob");
    await button(page, "Dismiss").click();
  });

  await test.step("the answer is lost: the list tells that it was done", async () => {
    await owt.fault(room, "PATCH recordings/{id}", { act_then_cut: true }, 1);
    await press(change);
    await list(asked, "Audio from").selectOption("Alice");
    await button(asked, "Change").click();
    await expect(entry(page, id)).toContainText("Audio: Alice");
    await expect(entry(page, id)).toHaveAttribute("data-pending", "false");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test("a recording is stopped once it was asked, also where somebody else was faster", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  const [first, second, third] = [await recorded(owt, room, camera), await recorded(owt, room, camera), await recorded(owt, room, camera)];
  await openRoom(panel, owt, room);
  await end(page, `Stop recording ${first}.mkv`);
  await expect(entry(page, first)).toHaveCount(0);
  await owt.become(room, (state) => recordings(state).map(({ id }) => id), [second, third]);
  // The second DELETE fails as anything else does: the list tells that it is gone.
  await end(page, `Stop recording ${second}.mkv`, "Stop", async () => owt.api("DELETE", room, `recordings/${second}`));
  await expect(entry(page, second)).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);

  await test.step("refused, and still there", async () => {
    await owt.fault(room, "DELETE recordings/{id}", FAILED, 1);
    await end(page, `Stop recording ${third}.mkv`);
    await expect(failure(page, `Stop recording ${third}.mkv`)).toContainText("It is still there");
    await expect(entry(page, third)).toBeVisible();
  });

  await test.step("the answer is lost", async () => {
    await button(page, "Dismiss").click();
    await owt.fault(room, "DELETE recordings/{id}", { act_then_cut: true }, 1);
    await end(page, `Stop recording ${third}.mkv`);
    await expect(entry(page, third)).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test("while what is shown is old nothing can be started or stopped, and each button says why", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, camera } = await withAlice(owt);
  const id = await recorded(owt, room, camera);
  await openRoom(panel, owt, room);
  await expect(entry(page, id)).toBeVisible();
  await owt.fault(room, "GET", { status: 503, body: "" });
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale");
  await isRefused(button(region(page, "Recordings"), "Start recording"), /wait until the server answers/);
  await isRefused(button(page, `Stop recording ${id}.mkv`), /wait until the server answers/);
  await isRefused(button(page, "Create token"), /wait until the server answers/);
  await owt.noFaults(room);
});
