// What tests of the panel for phone conferences get besides: a server for the test, and the page by role and name.

import type { Locator, Page } from "@playwright/test";
import { button, field } from "./controls";
import type { Panel } from "./panel";
import { PhoneServer } from "./phone";
import { test as base, expect } from "./test";

export { expect } from "./test";

export const test = base.extend<{ phone: PhoneServer }>({
  phone: async ({ testName }, use) => {
    const server = await PhoneServer.start();
    await server.begin(testName);
    await use(server);
    await server.kill();
  },
});

/** The names that both languages' tests need. */
export const PHONE_WORDS = {
  en: {
    form: "Connect to a phone conference server",
    client: "Client ID",
    submit: "Connect",
    create: "Create conference",
    numbers: "Numbers",
    invite: "Invite",
    people: "Participants",
  },
  "zh-CN": {
    form: "连接电话会议服务器",
    client: "客户端 ID",
    submit: "连接",
    create: "创建会议",
    numbers: "号码",
    invite: "邀请",
    people: "参会者",
  },
} as const;

export type Lang = keyof typeof PHONE_WORDS;

export const phoneForm = (page: Page, lang: Lang = "en"): Locator =>
  page.getByRole("form", { name: PHONE_WORDS[lang].form });

/** Opens the form by a link, and types the client's id. */
export async function fillIn(panel: Panel, server: string, client = "host", lang: Lang = "en"): Promise<void> {
  await panel.page.goto(panel.link({ phone: server }, { lang }));
  await field(phoneForm(panel.page, lang), PHONE_WORDS[lang].client).fill(client);
}

/** Connects: the room is shown. */
export async function connect(panel: Panel, phone: PhoneServer, client = "host", lang: Lang = "en"): Promise<void> {
  await fillIn(panel, phone.url, client, lang);
  await button(phoneForm(panel.page, lang), PHONE_WORDS[lang].submit).click();
  await isLive(panel.page);
}

export async function isLive(page: Page, timeout = 10_000): Promise<void> {
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "live", { timeout });
}

/** Makes a conference; the answer is its number. */
export async function create(page: Page, phone: PhoneServer, lang: Lang = "en"): Promise<string> {
  await button(page, PHONE_WORDS[lang].create).click();
  await expect(button(page, PHONE_WORDS[lang].create)).toHaveAttribute("aria-disabled", "true");
  await expect.poll(async () => (await phone.state()).conferences.length).toBe(1);
  const { id } = await phone.only();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(id);
  return id;
}

/** Calls these numbers. */
export async function invite(page: Page, numbers: string, lang: Lang = "en"): Promise<void> {
  await field(page, PHONE_WORDS[lang].numbers).fill(numbers);
  await button(page, PHONE_WORDS[lang].invite).click();
}

/** Somebody's row. */
export const row = (page: Page, number: string): Locator => page.locator(`[role=row][data-number="${number}"]`);

export const log = (page: Page): Locator => page.getByRole("log", { name: "Event log" });
