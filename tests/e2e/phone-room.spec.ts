// A phone conference: made, numbers called into it, and what is known of each. Truth is the server's own list.

import { isInOrder } from "./support/accessibility";
import { button, field, isRefused } from "./support/controls";
import type { Panel } from "./support/panel";
import type { Behaviour, PhoneServer } from "./support/phone";
import { connect, create, expect, invite, isLive, log, row, test } from "./support/phone-test";

const ANN = "13800138000";
const BOB = "13900139000";

test("a conference is made, a pasted list is called, people come by the server's count, and it is dismissed", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  await isRefused(button(page, "Dismiss conference"), /no conference/);
  const conf = await create(page, phone);
  await field(page, "Numbers").fill(`Ann ${ANN}\n139 0013 9000; Bob\n${ANN}\nnonsense`);
  await expect(page.getByText("2 numbers will be called.")).toBeVisible();
  const problems = page.getByRole("list", { name: "Not called" });
  await expect(problems.getByRole("listitem")).toHaveCount(2);
  await expect(problems).toContainText("stands in the list already");
  await button(page, "Invite").dblclick();
  await phone.become(({ calls }) => calls.map(({ number }) => number), [ANN, BOB]);
  await expect(field(page, "Numbers")).toHaveValue("nonsense");
  await expect(row(page, ANN)).toHaveAttribute("data-name", "Ann");
  await expect(row(page, ANN)).toHaveAttribute("data-state", "calling");
  await expect(row(page, ANN)).toHaveAttribute("data-pending", "true");
  await isRefused(button(row(page, ANN), `Redial ${ANN}`), /called or in already/);

  await test.step("nobody tells who has come: it follows when all have", async () => {
    await phone.answer(conf, ANN);
    await expect(page.getByRole("status").and(page.locator("[data-count='1']"))).toHaveText("In the conference: 1");
    await expect(page.getByText("1 of them can’t be named yet")).toBeVisible();
    await expect(row(page, ANN)).toHaveAttribute("data-state", "calling");
    await phone.answer(conf, BOB);
    await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
    await expect(row(page, BOB)).toContainText("In, by the server’s count");
    await expect(row(page, BOB)).toHaveAttribute("data-pending", "false");
  });
  await test.step("nor who has left", async () => {
    await phone.hangUp(conf, BOB);
    await expect(page.getByText("1 of those shown as in have left")).toBeVisible();
  });
  await test.step("it is asked before it is dismissed", async () => {
    await button(page, "Dismiss conference").click();
    const dialog = page.getByRole("dialog", { name: `Dismiss conference ${conf}?` });
    await expect(dialog).toContainText("1 person is in and is cut off.");
    await button(dialog, "Cancel").click();
    expect((await phone.state()).conferences).toHaveLength(1);
    await button(page, "Dismiss conference").click();
    await button(dialog, "Dismiss for everyone").click();
    await expect.poll(async () => (await phone.state()).conferences).toEqual([]);
    await expect(row(page, ANN)).toHaveAttribute("data-state", "left");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No conference");
  });
  for (const method of ["CreateConf", "DismissConf"]) expect(await phone.requests(method), method).toHaveLength(1);
  expect(await phone.requests("InviteJoinConf")).toHaveLength(2);
});

/** Ann comes and goes, Bob can't be reached, is called again and is hung up on: all of it as the server tells it. */
async function story(panel: Panel, phone: PhoneServer, behaviour: Behaviour): Promise<void> {
  const { page } = panel;
  await phone.behave({ hang_up_bug: false, ...behaviour });
  await connect(panel, phone);
  const conf = await create(page, phone);
  await invite(page, `${ANN}\n${BOB}`);
  await phone.become(({ calls }) => calls.length, 2);
  await phone.answer(conf, ANN);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  await expect(row(page, ANN)).not.toContainText("by the server’s count");
  await expect(row(page, BOB)).toHaveAttribute("data-state", "calling");
  await phone.refuse(conf, BOB, 603);
  // Without results nobody is told of calls that fail.
  if (behaviour.notifications !== "four") {
    await expect(row(page, BOB)).toHaveAttribute("data-state", "failed");
    await expect(row(page, BOB)).toContainText("603");
    await button(row(page, BOB), `Redial ${BOB}`).click();
    await phone.become(({ calls }) => calls.length, 3);
    await phone.answer(conf, BOB);
    await expect(row(page, BOB)).toHaveAttribute("data-state", "in");
    await button(row(page, BOB), `Hang up ${BOB}`).click();
    await expect(row(page, BOB)).toHaveAttribute("data-state", "left");
  }
  await phone.hangUp(conf, ANN);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "left");
  await expect(page.getByText("The conference is over: the last one left.").first()).toBeVisible();
}

test("what the server tells is believed: without results", async ({ panel, phone }) => {
  await story(panel, phone, { notifications: "four" });
});

test("what the server tells is believed: with results, by name", async ({ panel, phone }) => {
  await story(panel, phone, { notifications: "five", by_name: true });
});

test("what the server tells is believed: with results, by position, answers as the document has them", async ({ panel, phone }) => {
  await story(panel, phone, { notifications: "five", results: "documented", nested_errors: true });
});

test("what the server tells is believed: everybody twice", async ({ panel, phone }) => {
  await story(panel, phone, { notifications: "both" });
});

test("made and dismissed, as the server tells it; and not dismissed after all", async ({ panel, phone }) => {
  const { page } = panel;
  await phone.behave({ notifications: "five" });
  await phone.fault("CreateConf", { delay_ms: 3_000 }, 1);
  await connect(panel, phone);
  // That it was made is told before it is answered.
  const conf = await create(page, phone);
  await invite(page, ANN);
  await phone.become(({ calls }) => calls.length, 1);
  const dismiss = async () => {
    await button(page, "Dismiss conference").click();
    await button(page.getByRole("dialog"), "Dismiss for everyone").click();
  };
  await phone.fault("DismissConf", { result: { statusCode: "000000" } }, 1);
  await dismiss();
  await phone.event(conf, "OnConfDismiss", [conf, 112]);
  await expect(page.getByRole("alert").filter({ hasText: "Dismiss the conference: not done." })).toContainText("112");
  await dismiss();
  await expect(page.getByText("The conference was dismissed.").first()).toBeVisible();
  await expect(row(page, ANN), "never in, so they haven't left").toHaveAttribute("data-state", "failed");
  await expect(row(page, ANN)).toContainText("the conference is over");
});

for (const nested_errors of [false, true]) {
  test(`what the server refuses is told in its words: ${nested_errors ? "nested" : "flat"}`, async ({ panel, phone }) => {
    const { page } = panel;
    await phone.behave({ nested_errors });
    await connect(panel, phone);
    await phone.fault("CreateConf", { error: { code: -32603, message: "RestApiError: [112002]: no money" } }, 1);
    await button(page, "Create conference").click();
    await expect(page.getByRole("alert").filter({ hasText: "Create a conference: not done." })).toContainText("no money");
    const conf = await create(page, phone);
    await invite(page, "13800130003");
    await expect(row(page, "13800130003")).toHaveAttribute("data-state", "failed");
    await expect(row(page, "13800130003")).toContainText("illegal number");
    await expect(log(page)).toContainText("illegal number");

    await test.step("a conference that is gone", async () => {
      await phone.callIn(conf, "1");
      await phone.hangUp(conf, "1");
      await expect(page.getByText("The server has no such conference any more.").first()).toBeVisible();
      await isRefused(button(page, "Invite"), /no conference/);
    });
  });
}

test("hanging up does nothing on a server that has the known error, and that is said in words", async ({ panel, phone }) => {
  test.setTimeout(60_000);
  const { page } = panel;
  await connect(panel, phone);
  const conf = await create(page, phone);
  await invite(page, `${ANN}\n${BOB}`);
  await phone.become(({ calls }) => calls.length, 2);
  for (const number of [ANN, BOB]) await phone.answer(conf, number);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  await button(row(page, ANN), `Hang up ${ANN}`).dblclick();
  await expect(row(page, ANN)).toHaveAttribute("data-pending", "true");
  await expect(page.getByRole("alert").filter({ hasText: `Hang up ${ANN}: not done.` })).toContainText("they are still in", { timeout: 20_000 });
  await expect(page.getByRole("note")).toContainText("Hanging up does nothing on this server");
  await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  expect(await phone.requests("QuitConf"), "once").toHaveLength(1);

  await test.step("a server without it", async () => {
    await phone.behave({ hang_up_bug: false });
    await button(row(page, BOB), `Hang up ${BOB}`).click();
    await expect(row(page, BOB)).toHaveAttribute("data-state", "left");
    await phone.become(({ calls }) => calls.map(({ state }) => state), ["in", "out"]);
  });
});

test("silence: what isn't answered is unclear, is never sent twice, and a dead socket is opened anew", async ({ panel, phone }) => {
  test.setTimeout(120_000);
  const { page } = panel;
  await connect(panel, phone);
  await create(page, phone);
  await phone.fault("InviteJoinConf", "swallow", 1);
  await invite(page, ANN);
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale", { timeout: 15_000 });
  await isRefused(button(page, "Dismiss conference"), /isn’t how things are now/);
  await expect(page.getByRole("alert").filter({ hasText: `Invite ${ANN}: unclear.` })).toContainText("may have happened", { timeout: 25_000 });
  await isLive(page);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "unclear");
  await phone.answer((await phone.only()).id, ANN);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  expect(await phone.requests("InviteJoinConf")).toHaveLength(1);

  await test.step("half open", async () => {
    await phone.sockets("half_open");
    await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale", { timeout: 20_000 });
    await phone.sockets("ok");
    await isLive(page, 60_000);
    await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  });
});

test("the connection breaks: what is shown is called old, and comes back; a command under way is unclear", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  const conf = await create(page, phone);
  await invite(page, ANN);
  await phone.become(({ calls }) => calls.length, 1);
  await phone.answer(conf, ANN);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  await phone.sockets("refuse503");
  await phone.sockets("cut_once");
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale", { timeout: 2_000 });
  await expect(page.getByRole("alert").filter({ hasText: "What you see is how it was at" })).toBeVisible();
  await isRefused(button(page, "Dismiss conference"), /isn’t how things are now/);
  await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
  await phone.sockets("ok");
  await isLive(page, 30_000);

  await test.step("an answer that is lost", async () => {
    await phone.fault("InviteJoinConf", "act_then_cut", 1);
    await invite(page, BOB);
    await expect(page.getByRole("alert").filter({ hasText: `Invite ${BOB}: unclear.` })).toContainText("connection broke");
    await isLive(page, 30_000);
    expect(await phone.requests("InviteJoinConf")).toHaveLength(2);
    await phone.answer(conf, BOB);
    await expect(row(page, BOB)).toHaveAttribute("data-state", "in");
  });
  await test.step("offline is told at once", async () => {
    await page.context().setOffline(true);
    await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale", { timeout: 2_000 });
    await page.context().setOffline(false);
    await isLive(page, 30_000);
  });
  await expect(log(page)).toContainText("The connection was lost");
});

test("a page that was loaded anew goes on with the conference", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  const conf = await create(page, phone);
  await phone.callIn(conf, "10086");
  await page.goto("about:blank");
  await connect(panel, phone);
  await expect(field(page, "Conference number")).toHaveValue(conf);
  await button(page, "Go on with it").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(conf);
  await expect(page.getByText("1 of them can’t be named yet")).toBeVisible();
  await phone.behave({ notifications: "five" });
  await phone.hangUp(conf, "10086");
  await expect(row(page, "10086")).toHaveAttribute("data-state", "left");
});

test("hostile texts are texts: in lists, refusals, notifications and files", async ({ panel, phone }) => {
  const { page } = panel;
  const name = "Eve <img src=x onerror=alert>\u202Egnp";
  await phone.behave({ notifications: "five" });
  await connect(panel, phone);
  const conf = await create(page, phone);
  await invite(page, `${name} ${ANN}\n=cmd ${BOB}`);
  await phone.become(({ calls }) => calls.length, 2);
  await expect(row(page, ANN).locator("bdi.name")).toHaveText("Eve <img src=x onerror=alert>gnp");
  await phone.fault("InviteJoinConf", { error: { code: -1, message: `<b>no</b>\u0000\u202E` } }, 1);
  await invite(page, "13700137000");
  await expect(row(page, "13700137000")).toContainText("<b>no</b>");
  await phone.event(conf, "OnConfInviteJoin", [conf, "x".repeat(32), "20260302113055", 0, "<i>7</i>"]);
  await expect(row(page, "<i>7</i>")).toHaveAttribute("data-state", "in");
  for (const text of ["", "{", "[]", '{"jsonrpc":"2.0"}', "\u0000", `{"method":"${"x".repeat(5_000)}","params":[]}`, "[".repeat(20_000)]) {
    await phone.say("host", text);
  }
  await phone.event(conf, "OnConfSing", [conf]);
  await expect(log(page)).toContainText("isn’t known here: OnConfSing");
  await expect(log(page)).toContainText("can’t be understood");
  await expect(page.locator("img, main i, main b")).toHaveCount(0);
  await phone.answer(conf, BOB);
  await expect(row(page, BOB)).toHaveAttribute("data-state", "in");

  await test.step("the log is searched and saved", async () => {
    await page.getByRole("searchbox", { name: "Find in the log" }).fill("=cmd");
    await expect(log(page).getByRole("listitem")).toHaveCount(3);
    const saved = page.waitForEvent("download");
    await button(page, "Export CSV").click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^event-log-.*\.csv$/);
    const text = await (await import("node:fs/promises")).readFile(await file.path(), "utf8");
    expect(text).toContain("'=cmd");
    expect(text).toContain(BOB);
  });
  await test.step("and so is the attendance", async () => {
    await page.getByRole("tab", { name: "Attendance" }).click();
    const table = page.getByRole("table", { name: "Attendance" });
    await expect(table.getByRole("row")).toHaveCount(3);
    await expect(table).toContainText("in now");
    await test.step("its times go on in rows that stay", async () => {
      const line = await table.getByRole("row").nth(1).elementHandle();
      const total = table.getByRole("row").nth(1).getByRole("cell").nth(2);
      const before = await total.textContent();
      await expect(total).not.toHaveText(before!);
      expect(await line!.evaluate((row) => row.isConnected)).toBe(true);
    });
    const saved = page.waitForEvent("download");
    await button(page, "Export CSV").click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^attendance-.*\.csv$/);
    const text = await (await import("node:fs/promises")).readFile(await file.path(), "utf8");
    expect(text).toContain("'=cmd");
  });
});

for (const lang of ["en", "zh-CN"] as const) {
  test(`the room is in order, also on a phone: ${lang}`, async ({ panel, phone }) => {
    const { page } = panel;
    await phone.behave({ notifications: "five" });
    await connect(panel, phone, "host", lang);
    const conf = await create(page, phone, lang);
    await invite(page, `王芳 ${ANN}\n${BOB}\n13800130003\nnonsense`, lang);
    await phone.become(({ calls }) => calls.length, 2);
    await phone.answer(conf, ANN);
    await expect(row(page, ANN)).toHaveAttribute("data-state", "in");
    await expect(row(page, "13800130003")).toHaveAttribute("data-state", "failed");
    await isInOrder(page, lang);
    // What is told in passing lies over the rest, as long as it is there.
    await button(page, lang === "en" ? "Dismiss" : "知道了").click();
    await page.setViewportSize({ width: 360, height: 740 });
    await isInOrder(page, `${lang}, 360 pixels wide`);
    await page.getByRole("tab").last().click();
    await isInOrder(page, `${lang}, the attendance`);
  });
}
