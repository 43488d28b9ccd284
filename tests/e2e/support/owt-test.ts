// What tests of the panel for OWT servers get besides: a server for their worker, whose rooms keep them apart, and the page by role and name.

import type { Locator, Page } from "@playwright/test";
import { button, field } from "./controls";
import { OwtServer, SAMPLE } from "./owt";
import type { Panel } from "./panel";
import { test as base, expect } from "./test";

export { expect } from "./test";

interface PerTest {
  ownOwt: () => Promise<OwtServer>;
  /** What this worker's server serves meanwhile, it serves in this test. */
  servedOwt: void;
}

export const test = base.extend<PerTest, { owt: OwtServer }>({
  servedOwt: [
    async ({ owt, testName }, use) => {
      await owt.begin(testName);
      await use();
      await owt.begin("");
    },
    { auto: true },
  ],
  /** A server for this test alone. */
  ownOwt: async ({ testName }, use) => {
    const all: OwtServer[] = [];
    await use(async () => {
      const server = await OwtServer.start("--empty");
      all.push(server);
      await server.begin(testName);
      return server;
    });
    await Promise.all(all.map((server) => server.kill()));
  },
  owt: [
    async ({}, use) => {
      const server = await OwtServer.start("--empty");
      await use(server);
      await server.kill();
    },
    { scope: "worker" },
  ],
});

/** The names that both languages' tests need. */
export const OWT_WORDS = {
  en: { form: "Sign in to an OWT server", service: "Service ID", key: "Service key", submit: "Sign in", rooms: "Rooms" },
  "zh-CN": { form: "登录 OWT 服务器", service: "服务 ID", key: "服务密钥", submit: "登录", rooms: "房间" },
} as const;

export type Lang = keyof typeof OWT_WORDS;

export const owtForm = (page: Page, lang: Lang = "en"): Locator => page.getByRole("form", { name: OWT_WORDS[lang].form });

/** Opens the form by a link, and types id and key. */
export async function fillIn(panel: Panel, server: string, who = SAMPLE, lang: Lang = "en"): Promise<void> {
  const form = owtForm(panel.page, lang);
  await panel.page.goto(panel.link({ owt: server }, { lang }));
  await field(form, OWT_WORDS[lang].service).fill(who.id);
  await form.getByLabel(OWT_WORDS[lang].key, { exact: true }).fill(who.key);
}

/** Signs in: the rooms are shown. */
export async function signIn(panel: Panel, owt: OwtServer, who = SAMPLE, lang: Lang = "en"): Promise<void> {
  await fillIn(panel, owt.url, who, lang);
  await button(owtForm(panel.page, lang), OWT_WORDS[lang].submit).click();
  await expect(rooms(panel.page, lang)).toBeVisible();
}

export const rooms = (page: Page, lang: Lang = "en"): Locator => page.getByRole("region", { name: OWT_WORDS[lang].rooms, exact: true });

/** A room's row in the table. */
export const roomRow = (page: Page, id: string): Locator =>
  page.getByRole("table", { name: "Rooms" }).locator(`[data-room="${id}"]`);
