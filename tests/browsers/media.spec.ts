// Watching somebody: with moving pictures where the browser has WebRTC, and said where it hasn't.

import { expect, test } from "./support/test";

test("a monitor shows moving pictures until it is closed; a browser without WebRTC says that it has none", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.choose("Alice", "Add a call");
  const dialog = panel.dialog("Add a call to Alice");
  const kind = dialog.role("combobox", "Kind");
  await kind.css('option[value="webrtc"]').click();
  await expect.poll(() => kind.value()).toBe("webrtc");
  const add = dialog.button("Add");

  if (await panel.driver.executeScript("return !('RTCPeerConnection' in window)")) {
    await add.has("aria-disabled", "true");
    await add.has("title", "This browser can't do WebRTC.");
    await dialog.button("Cancel").click();
    await dialog.isGone();
    expect(await sim.seen(room, `participants/${alice}/calls`)).toEqual([]);
    return;
  }

  await add.click();
  await dialog.isGone();
  const monitor = panel.region("Monitor of Alice");
  const video = monitor.css("video");
  await expect.poll(() => video.read((one) => one.videoWidth), { timeout: 20_000 }).toBe(320);
  // Firefox counts no frames of a stream: what is seen tells.
  const picture = () =>
    video.read((one) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
      canvas.getContext("2d")!.drawImage(one, 0, 0, 320, 180);
      return canvas.toDataURL();
    });
  for (let change = 0; change < 3; change += 1) {
    const before = await picture();
    await expect.poll(picture).not.toBe(before);
  }
  const [{ uuid }] = (await sim.state(room)).calls;
  await monitor.button("End").click();
  await monitor.isGone();
  await expect.poll(() => sim.seen(room, `calls/${uuid}/disconnect`)).toMatchObject([{ status: 200 }]);
  await sim.become(room, ({ calls }) => calls, []);
});
