// The server is asked one thing at a time. What waits is told, with what it waits for, and can be called off; what can't wait goes first.

import type { Page } from "@playwright/test";
import { button, isRefused } from "./support/controls";
import { connect, create, expect, invite, isLive, log, row, test } from "./support/phone-test";

const ANN = "13800138000";
const BOB = "13900139000";
const CAT = "13700137000";
const DAN = "13600136000";

/** Numbers of so many who are called. */
const crowd = (count: number) => Array.from({ length: count }, (_, n) => `138000${10_004 + n}`);

const toasts = (page: Page) => page.locator(".toast");

async function dismiss(page: Page): Promise<void> {
  await button(page, "Dismiss conference").click();
  await button(page.getByRole("dialog"), "Dismiss for everyone").click();
}

test("who waits behind a call that isn't answered is told, with what for, and is called off", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  await create(page, phone);
  await phone.fault("InviteJoinConf", "swallow", 1);
  await invite(page, [ANN, BOB, CAT, DAN].join("\n"));
  await expect(row(page, ANN)).toHaveAttribute("data-state", "asked");
  await expect(row(page, BOB)).toHaveAttribute("data-state", "waiting");
  await expect(row(page, BOB)).toContainText("Waits to be called");
  const told = page.getByRole("status").filter({ hasText: `No answer yet: Invite ${ANN}. It is given up at` });
  await expect(told).toContainText("3 wait their turn: the server is asked one thing at a time.");

  await test.step("one of them", async () => {
    await button(row(page, CAT), `Hang up ${CAT}`).click();
    await expect(row(page, CAT)).toContainText("Not called: called off");
    await expect(told).toContainText("2 wait their turn");
  });
  await test.step("all, also while the server says nothing", async () => {
    await expect(page.getByRole("main")).toHaveAttribute("data-connection", "stale", { timeout: 15_000 });
    await isRefused(button(page, "Dismiss conference"), /isn’t how things are now/);
    await button(page, "Call off what waits").click();
    for (const number of [BOB, DAN]) await expect(row(page, number)).toHaveAttribute("data-state", "failed");
    await expect(button(page, "Call off what waits")).toHaveCount(0);
    await expect(told).not.toContainText("their turn");
  });
  await expect(toasts(page), "the list says it").toHaveCount(0);
  await isLive(page, 30_000);
  await expect(told).toHaveCount(0);
  expect(await phone.requests("InviteJoinConf")).toHaveLength(1);
});

test("whoever dismisses a conference doesn't wait until everybody is called", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  const conf = await create(page, phone);
  await phone.callIn(conf, "10086");
  await phone.fault("InviteJoinConf", { delay_ms: 5_000 });
  const numbers = crowd(30);
  await invite(page, numbers.join("\n"));
  await expect(row(page, numbers[0])).toHaveAttribute("data-state", "asked");
  await dismiss(page);
  await expect(row(page, numbers[1])).toContainText("Not called: called off");
  await isRefused(button(page, "Invite"), /is being dismissed/);
  await expect.poll(async () => (await phone.state()).conferences).toEqual([]);
  await expect(page.getByText("The server has no such conference any more.").first()).toBeVisible();
  expect((await phone.requests("InviteJoinConf")).length, "the one that was under way").toBe(1);
  await expect(row(page, numbers[0])).toContainText("the conference is over");
  await expect(toasts(page)).toHaveCount(0);
});

test("a connection that breaks while hundreds wait is told once", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  await create(page, phone);
  await phone.fault("InviteJoinConf", { delay_ms: 3_000 });
  const numbers = crowd(300);
  await invite(page, numbers.join("\n"));
  await expect(row(page, numbers[0])).toHaveAttribute("data-state", "asked");
  await phone.sockets("cut_once");
  await expect(row(page, numbers[1])).toContainText("Not called: there was no connection");
  await expect(toasts(page)).toHaveText([/unclear/]);
  await isLive(page, 30_000);
  await expect(row(page, numbers[0])).toHaveAttribute("data-state", "unclear");
  await expect(toasts(page)).toHaveCount(1);
});

test("a question that was open when its conference ended isn't asked about the next one", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  const first = await create(page, phone);
  await button(page, "Dismiss conference").click();
  await expect(page.getByRole("dialog")).toContainText(first);
  await phone.delete(first);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await create(page, phone);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await button(page, "Dismiss conference").click();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("a server that doesn't say how many are in: nobody is shown a number from before", async ({ panel, phone }) => {
  const { page } = panel;
  await connect(panel, phone);
  const conf = await create(page, phone);
  await phone.callIn(conf, ANN);
  await expect(page.getByText("In the conference: 1")).toBeVisible();
  await phone.fault("QueryConfState", { error: { code: -32603, message: "RestApiError: [172001]: no network" } });
  await expect(page.getByText("In the conference: unknown")).toBeVisible();
  const told = page.getByRole("status").filter({ hasText: "The server doesn’t say how many are in" });
  await expect(told).toContainText("no network");
  await expect(log(page)).toContainText("no network");
  await phone.noFaults();
  await expect(page.getByText("In the conference: 1")).toBeVisible({ timeout: 20_000 });
  await expect(told).toHaveCount(0);
});
