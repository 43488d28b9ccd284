// What tests of the panel for callback gateways get besides: a gateway of their own, and the page by role and name.

import type { Locator, Page } from "@playwright/test";
import { button } from "./controls";
import { Gateway, TOKEN } from "./gateway";
import type { Panel } from "./panel";
import { test as base, expect } from "./test";

export { expect } from "./test";

export const test = base.extend<{ gateway: Gateway; settings: string }>({
  /** Lines of the gateway's configuration. */
  settings: ["", { option: true }],
  gateway: async ({ home, settings }, use) => {
    const gateway = await Gateway.start(home, settings);
    await use(gateway);
    await gateway.end();
  },
});

/** The names that both languages' tests need. */
export const GATEWAY_WORDS = {
  en: { form: "Connect to a callback gateway", token: "Access token", submit: "Connect", rooms: "Rooms", events: "Events" },
  "zh-CN": { form: "连接回调网关", token: "访问令牌", submit: "连接", rooms: "房间", events: "事件" },
} as const;

export type Lang = keyof typeof GATEWAY_WORDS;

export const gatewayForm = (page: Page, lang: Lang = "en"): Locator => page.getByRole("form", { name: GATEWAY_WORDS[lang].form });

/** Opens the form by a link, and types the token. */
export async function fillIn(panel: Panel, gateway: string, token = TOKEN, lang: Lang = "en"): Promise<void> {
  await panel.page.goto(panel.link({ callbacks: gateway }, { lang }));
  await gatewayForm(panel.page, lang).getByLabel(GATEWAY_WORDS[lang].token, { exact: true }).fill(token);
}

export const submit = (page: Page, lang: Lang = "en"): Promise<void> => button(gatewayForm(page, lang), GATEWAY_WORDS[lang].submit).click();

/** Connects: what is shown is live. */
export async function connect(panel: Panel, gateway: Gateway, lang: Lang = "en"): Promise<void> {
  await fillIn(panel, gateway.url, TOKEN, lang);
  await submit(panel.page, lang);
  // The pointer rests where the button was, and there may be the list now, which stands still under it.
  await panel.page.mouse.move(5, 5);
  await connection(panel.page, "live");
}

export const connection = (page: Page, state: "connecting" | "live" | "stale" | "ended", timeout = 15_000): Promise<void> =>
  expect(page.getByRole("main")).toHaveAttribute("data-connection", state, { timeout });

export const table = (page: Page, name: string): Locator => page.getByRole("table", { name, exact: true });

/** A room's row. */
export const room = (page: Page, id: string): Locator => page.locator(`[data-room="${id}"]`);

/** The rows of events that are in the page. */
export const events = (page: Page): Locator => page.locator("[data-event]");
