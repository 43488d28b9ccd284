// What a gateway is told is shown as it comes: rooms, people, streams, recordings, calls, warnings, and what was refused. The gateway is
// the real one.

import { button } from "./support/controls";
import { connect, events, expect, room, table, test } from "./support/gateway-test";

test("rooms open, people come, send and go, rooms close", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("r-1", "u1", "王芳");
  await connect(panel, gateway);
  await expect(room(page, "r-1")).toHaveAttribute("data-people", "1");
  await expect(room(page, "r-1")).toContainText("王芳");
  await gateway.threeTee("open", { room_id: "r-2" });
  await gateway.join("r-2", "u2", "Alice");
  await expect(room(page, "r-2")).toContainText("Alice");
  await expect(table(page, "Rooms").locator("[data-room]")).toHaveCount(2);
  const publish = { room_id: "r-2", user_id: "u2", stream_type: "video", stream_id: "s-1", resolution: "1280x720" };
  await gateway.threeTee("publish", publish);
  await expect(room(page, "r-2")).toContainText("Video 1");

  await button(room(page, "r-2"), "People of r-2").click();
  const inside = page.getByRole("dialog", { name: "Room r-2" });
  const alice = inside.getByRole("row").filter({ hasText: "Alice" });
  await expect(alice).toContainText("Video 1280x720");
  await gateway.threeTee("unpublish", publish);
  await expect(alice).not.toContainText("1280x720");
  await gateway.threeTee("leave", { room_id: "r-2", user_id: "u2", event_type: "offline" });
  await expect(alice).toHaveCount(0);
  await gateway.threeTee("close", { room_id: "r-2", event_type: "auto" });
  await expect(inside).toContainText("The room is closed.");
  await button(inside, "Close").click();
  await expect(room(page, "r-2")).toHaveCount(0);
  await expect(room(page, "r-1")).toHaveAttribute("data-people", "1");

  await test.step("after a crash of the media server nobody is certain until something is told of them", async () => {
    await gateway.threeTee("open", { room_id: "r-1" });
    await expect(room(page, "r-1")).toHaveAttribute("data-doubtful", "1");
    await expect(room(page, "r-1")).toContainText("maybe gone: 1");
    await gateway.join("r-1", "u1", "王芳");
    await expect(room(page, "r-1")).toHaveAttribute("data-doubtful", "0");
  });

  await test.step("NetEase's rooms stand beside them", async () => {
    await gateway.netease({ eventType: 21, channelName: "ss", fromAccount: "lly1", timestamp: "1" });
    await expect(room(page, "ss")).toHaveAttribute("data-vendor", "netease");
  });
});

test("recordings, calls and warnings, with files and failures", async ({ panel, gateway }) => {
  const { page } = panel;
  await connect(panel, gateway);
  const recording = { room_id: "r", exporter_type: "mp4", exporter_id: "x-1", start_time: "1" };
  const rows = table(page, "Recordings").getByRole("row");
  await gateway.threeTee("start_record", { ...recording, event_type: "success" });
  await expect(rows.nth(1)).toContainText("Recording");
  await gateway.threeTee("stop_record", { ...recording, event_type: "success", stop_time: "2", options: "rec.mp4" });
  await expect(rows.nth(1)).toContainText("rec.mp4");
  await gateway.threeTee("record_transcoding_completion", { ...recording, event_type: "success" });
  await expect(rows.nth(1)).toContainText("Ready");
  await expect(rows).toHaveCount(2);
  await gateway.threeTee("start_record", { ...recording, exporter_id: "x-2", event_type: "faild", options: "disk full" });
  await expect(rows.nth(1)).toContainText("disk full");
  await gateway.netease({ eventType: 20, callType: 2, fromAccount: "rss02", toAccountList: ["rss01"], timestamp: "1" });
  await expect(table(page, "Calls").getByRole("row").nth(1)).toContainText("rss02");
  await gateway.threeTee("warning_notify", { event_type: "check_port", box_code: "box-1", options: '[{"type":"tcp","port":8088}]' });
  await expect(table(page, "Warnings").getByRole("row").nth(1)).toContainText("8088");
});

test("who receives what, who changed, and what nobody knows stand in the history", async ({ panel, gateway }) => {
  const { page } = panel;
  await connect(panel, gateway);
  const person = { room_id: "r", user_id: "u" };
  const stream = { ...person, stream_type: "audio", stream_id: "s" };
  await gateway.threeTee("sub", stream);
  await gateway.threeTee("unsub", stream);
  await gateway.threeTee("update", { ...person, event_type: "userInfo" });
  await gateway.threeTee("moonrise", { phase: "full" });
  await expect(events(page)).toHaveCount(4);
  for (const kind of ["subscribe", "unsubscribe", "user_changed", "other"]) {
    await expect(page.locator(`[data-kind="${kind}"]`)).toHaveCount(1);
  }
});

test("what is refused is listed, with the reason", async ({ panel, gateway }) => {
  const { page } = panel;
  expect(await gateway.threeTee("open", { room_id: "forged" }, "guessed")).toBe(403);
  await connect(panel, gateway);
  const rows = table(page, "Refused").getByRole("row");
  await expect(rows.nth(1)).toContainText("The signature doesn’t fit");
  await expect(rows.nth(1)).toContainText("127.0.0.1");
  await expect(room(page, "forged")).toHaveCount(0);
  await gateway.threeTee("open", { room_id: "forged" }, "");
  // By itself, within ten seconds.
  await expect(rows.nth(1)).toContainText("Not signed", { timeout: 15_000 });
});

test("names are text, whatever is in them", async ({ panel, gateway }) => {
  const { page } = panel;
  const hostile = '<img src=x onerror="alert(1)">\u202e=cmd';
  await connect(panel, gateway);
  await gateway.join("<b>r</b>", "u", hostile);
  await expect(room(page, "<b>r</b>")).toContainText('<img src=x onerror="alert(1)">=cmd');
  await expect(page.locator("main img, main b")).toHaveCount(0);
});
