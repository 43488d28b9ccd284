// The protocol doctor: what this server offers, its quirks, and a report that can be shown around.

import { findings } from "./support/accessibility";
import { button } from "./support/controls";
import { refuses } from "./support/deeds";
import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { HOST_PIN, expect, test } from "./support/test";

const opened = async (panel: Panel) => {
  await button(panel.page, "Protocol doctor").click();
  const dialog = panel.dialog("Protocol doctor");
  await expect(dialog).toBeVisible();
  return dialog;
};

test("commands, quirks and events of a private edition, and a report without a secret", async ({ panel, sim, context }) => {
  const room = sim.room("7000");
  await panel.page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice Chen", uri: "sip:alice@example.com" });
  const row = panel.row(alice);
  await sim.fault(room, "lock", refuses("No, Alice"), 1);
  await panel.control("Lock meeting").click();
  await expect(panel.alert.filter({ hasText: "No, Alice" })).toBeVisible();
  await button(row, "Mute Alice Chen").click();
  await expect(row).toHaveAttribute("data-muted", "true");
  await panel.choose("Alice Chen", "Spotlight");
  await expect(panel.alert.filter({ hasText: /doesn't offer/ })).toBeVisible();
  await sim.raw(room, 'event: refer\ndata: {"token":"abc"}\n\nevent: refer\ndata: {}\n\n');
  await sim.raw(room, 'event: Service_update\ndata: {"locked":false}\n\nevent: layout\ndata: {"view":\n\n');
  await sim.raw(room, 'event: alice@example.com\ndata: {}\n\n');

  const dialog = await opened(panel);
  const fact = (what: RegExp | string) => dialog.locator("dt").filter({ hasText: what }).locator("xpath=following-sibling::dd");
  await expect(fact(/^new_session/)).toHaveText("works");
  await expect(fact(/^participants/)).toHaveText("works");
  await expect(fact(/^service_status/)).toHaveText("works");
  await expect(fact(/^mute ·/)).toHaveText("works");
  await expect(fact(/^lock ·/)).toHaveText("refused (403)");
  await expect(fact(/^spotlighton ·/)).toHaveText("not offered");
  await expect(fact(/^dtmf ·/)).toHaveText("not tried");
  await expect(fact(/^tatus/)).toHaveText("Another spelling");
  await expect(fact(/^Service_update/)).toHaveText("Another spelling");
  await expect(dialog.getByText(/No participant_create/)).toBeVisible();
  await expect(fact(/^refer$/)).toHaveText("2");
  await expect(fact(/^layout, unreadable/)).toHaveText("1");
  await expect(fact("(name withheld)")).toHaveText("1");
  await expect(fact("Version of the server")).toHaveText(/\d/);
  await expect(fact("Age of the token")).toHaveText(/^0:\d\d of 2:00$/);
  await expect(fact("Token refreshes")).toHaveText("0");
  await expect(fact("Stream reconnects")).toHaveText("0");
  await expect(fact("Stream transport")).toHaveText("fetch");
  await expect(fact("HTTP version")).toHaveText("http/1.1");
  await expect(fact("Tabs in a meeting")).toHaveText("1");
  await expect(fact("Round trip of commands")).toHaveText(/^last \d+ ms, average \d+ ms, longest \d+ ms$/);

  expect(await findings(panel.page)).toEqual([]);

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  // Its words are to be seen, too.
  expect((await button(dialog, "Copy report").boundingBox())!.width).toBeGreaterThan(70);
  await button(dialog, "Copy report").click();
  await expect(dialog.getByRole("status")).toHaveText("Copied");
  const report = await panel.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^Gavel \d/);
  for (const line of ["spotlighton · Spotlight: not offered", "lock · Lock meeting: refused (403)", "refer: 2", "HTTP version: http/1.1"]) {
    expect(report).toContain(line);
  }
  for (const secret of [/wang|fang/i, /alice|chen/i, /example\.com/, /127\.0\.0\.1|localhost/, room, HOST_PIN, "abc", alice, alice.slice(0, 8)]) {
    expect(report).not.toMatch(secret);
  }
});

test("reconnects, refreshes and tabs are counted while it is open", async ({ panel, openPanel, sim, room }) => {
  await signIn(panel, sim, room);
  const other = await openPanel();
  await signIn(other, sim, sim.room());
  const dialog = await opened(panel);
  const fact = (what: string) => dialog.locator("dt").filter({ hasText: what }).locator("xpath=following-sibling::dd");
  await expect(fact("Tabs in a meeting")).toHaveText(/^2: .*six connections/);
  await expect(fact("Stream reconnects")).toHaveText("0");
  await sim.streams(room, "cut_once");
  await expect(fact("Stream reconnects")).toHaveText("1");
  await sim.raw(room, "event: refresh_session\n\n");
  await expect(fact("Token refreshes")).toHaveText("1");
  await panel.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(button(panel.page, "Protocol doctor")).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("it fits, in Chinese too", async ({ panel, sim, room }) => {
    await signIn(panel, sim, room, { lang: "zh-CN" });
    await button(panel.page, "协议诊断").click();
    const dialog = panel.dialog("协议诊断");
    await expect(dialog.getByText("令牌已用时间")).toBeVisible();
    const over = () => dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    await expect.poll(over).toBe(0);
    await button(dialog, "复制报告").scrollIntoViewIfNeeded();
    await expect(button(dialog, "复制报告")).toBeInViewport();
  });
});
