// The chat, and the log of what happened.

import { readFile } from "node:fs/promises";
import { message } from "./support/chat";
import { button } from "./support/controls";
import { refuses } from "./support/deeds";
import { signIn } from "./support/sign-in";
import { expect, seenOnly, test } from "./support/test";

test.beforeEach(async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
});

test("chat: sent once, shown once, and what others write stays text", async ({ panel, sim, room }) => {
  const { page } = panel;
  const chat = panel.log("Chat messages");
  const field = message(panel);
  const enter = async (text: string) => {
    await field.fill(text);
    // While a message is under way, Enter does nothing.
    await expect(button(page, "Send")).not.toHaveAttribute("aria-busy", "true");
    await field.press("Enter");
  };
  const alice = await sim.join(room, { display_name: "Alice" });
  await expect(panel.row(alice)).toBeVisible();

  await field.fill("Good morning, 大家好");
  await button(page, "Send").click();
  await expect(chat.getByText("Good morning, 大家好", { exact: true })).toHaveCount(1);
  await expect(field).toHaveValue("");
  expect((await sim.seen(room, "message")).map(({ body }) => body)).toMatchObject([
    { type: "text/plain", payload: "Good morning, 大家好" },
  ]);

  await sim.say(room, alice, "Can you see <b>this</b>? <img src=x onerror=alert(1)>");
  await expect(chat.getByText("Can you see <b>this</b>? <img src=x onerror=alert(1)>", { exact: true })).toHaveCount(1);
  await expect(chat.locator("b, img")).toHaveCount(0);
  await expect(chat).toContainText("Alice");
  // Where the server has an echo of the own line, it came in the meantime.
  await expect(chat.getByText("Good morning, 大家好", { exact: true })).toHaveCount(1);

  await test.step("with the Enter key, and nothing for an empty line", async () => {
    await field.fill("   ");
    await field.press("Enter");
    await enter("Second");
    await expect(chat.getByText("Second", { exact: true })).toHaveCount(1);
    await seenOnly(sim, room, "message", 2);
  });

  await test.step("what isn't sent is not lost, and not sent again", async () => {
    await sim.fault(room, "message", refuses("Chat is closed"), 1);
    await enter("Third");
    await expect(panel.alert.filter({ hasText: "Chat is closed" })).toBeVisible();
    await seenOnly(sim, room, "message", 3);
  });
});

test("the log tells in sentences what happened, and exports as CSV that no spreadsheet runs", async ({ panel, sim, room }) => {
  const alice = await sim.join(room, { display_name: "Alice" });
  const trap = await sim.join(room, { display_name: '=HYPERLINK("http://evil.example","x")' });
  await sim.update(room, alice, { is_muted: "YES" });
  await panel.control("Lock meeting").click();
  await expect(panel.control("Unlock meeting")).toBeVisible();
  await sim.leave(room, trap);
  await expect(panel.row(trap)).toHaveCount(0);

  const log = panel.log("Event log");
  for (const sentence of [/Alice.*(joined|came|entered)/i, /Alice.*muted/i, /locked/i, /HYPERLINK.*left/i]) {
    await expect(log.getByText(sentence).first()).toBeVisible();
  }

  const download = panel.page.waitForEvent("download");
  await button(panel.page, "Export CSV").click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile((await file.path())!, "utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(text).toMatch(/Alice/);
  expect(text).toMatch(/\r\n/);
  expect(text).not.toMatch(/(^|,|"|\n)=HYPERLINK/m);
});
