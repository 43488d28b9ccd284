// Recording and going live: calls to where recordings and broadcasts go, and what becomes of them.

import { dials, rowOf } from "./support/dial";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

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
