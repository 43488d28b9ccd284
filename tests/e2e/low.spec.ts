// Low windows: a phone on its side, a strip of a window beside others, and 400 % zoom. Everything is within reach, nothing lies over
// anything else, and no text is cut off.

import type { Locator } from "@playwright/test";
import { areWithinReach, emptyBelow, fits, isWithinReach } from "./support/layout";
import type { Panel } from "./support/panel";
import { joinAll } from "./support/people";
import { HOST_PIN, expect, test } from "./support/test";

const WORDS = {
  en: { callOut: "Call out", endMeeting: "End meeting", doctor: "Protocol doctor", remove: "Remove", chat: "Chat", message: "Message", settings: "Settings", shortcuts: "Keyboard shortcuts", palette: "Command palette" },
  "zh-CN": { callOut: "呼出", endMeeting: "结束会议", doctor: "协议诊断", remove: "移出", chat: "聊天", message: "消息", settings: "设置", shortcuts: "键盘快捷键", palette: "命令面板" },
};

const SIZES = [
  { width: 1280, height: 400 },
  { width: 640, height: 360 },
  // 1280 × 1024 at 400 %.
  { width: 320, height: 256 },
];

/** A dialog's buttons and fields can be reached; Escape closes it. */
async function dialogIsInOrder(panel: Panel, name: string, open: () => Promise<void>): Promise<void> {
  await test.step(name, async () => {
    await open();
    const dialog = panel.page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await fits(panel.page, name);
    await areWithinReach(dialog.getByRole("button").filter({ visible: true }));
    for (const field of await dialog.getByRole("textbox").filter({ visible: true }).all()) await isWithinReach(field);
    await panel.page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });
}

for (const viewport of SIZES) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    for (const lang of ["en", "zh-CN"] as const) {
      const words = WORDS[lang];

      test(`everything can be reached: ${lang}`, async ({ panel, sim, room }) => {
        const { page } = panel;
        await panel.open({ server: sim.url, account: room, name: "Wang Fang" }, { lang });
        await fits(panel.page, "sign-in");
        await areWithinReach(panel.form.getByRole("textbox"));
        await areWithinReach(panel.form.getByRole("button"));
        await panel.join();
        await expect(panel.pinDialog).toBeVisible();
        await fits(panel.page, "PIN");
        await areWithinReach(panel.pinDialog.getByRole("button"));
        await panel.answerPin(HOST_PIN);
        await panel.live();

        const [alice] = await joinAll(sim, room, ["Alice", "Bob with a name that is much too long for this", "王芳"]);
        await sim.join(room, { display_name: "Waits", service_type: "waiting_room" });
        await sim.say(room, alice, "Can everybody hear me?");
        await expect(panel.row(alice)).toHaveCount(1);

        const toolbar = page.getByRole("toolbar").first().getByRole("button");
        await areWithinReach(toolbar);
        const tabs = page.locator(".room-tabs").getByRole("tab");
        for (const tab of await tabs.all()) {
          if (!(await tab.isVisible())) continue;
          await isWithinReach(tab);
          await tab.click();
          await fits(panel.page, `tab ${await tab.innerText()}`);
          await areWithinReach(toolbar);
        }
        await fits(panel.page, "room");
        await expect.poll(() => emptyBelow(page), "below the room").toBe(0);

        await test.step("the chat", async () => {
          const message = page.getByRole("textbox", { name: words.message, exact: true });
          const chat = tabs.filter({ hasText: words.chat });
          if (await chat.isVisible()) await chat.click();
          await isWithinReach(message);
          await message.fill("Hello");
          await message.press("Enter");
          await expect(page.getByRole("log").first().getByText("Hello", { exact: true })).toHaveCount(1);
        });
        if (await tabs.first().isVisible()) await tabs.first().click();

        const press = (control: Locator) => async () => {
          await isWithinReach(control);
          await control.click();
        };
        const button = (name: string) => page.getByRole("button", { name, exact: true });
        await dialogIsInOrder(panel, words.callOut, press(button(words.callOut)));
        await dialogIsInOrder(panel, words.endMeeting, press(button(words.endMeeting)));
        await dialogIsInOrder(panel, words.doctor, press(button(words.doctor)));
        await dialogIsInOrder(panel, words.settings, press(button(words.settings)));
        await dialogIsInOrder(panel, words.shortcuts, () => page.keyboard.press("?"));
        await dialogIsInOrder(panel, words.palette, () => page.keyboard.press("Control+k"));
        await dialogIsInOrder(panel, words.remove, async () => {
          await press(panel.row(alice).getByRole("button", { name: /More actions|更多操作/ }))();
          await press(page.getByRole("menuitem", { name: words.remove, exact: true }))();
        });
      });
    }
  });
}
