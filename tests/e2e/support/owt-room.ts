// A room that runs, opened in the panel for OWT servers.

import { type Page, expect } from "@playwright/test";
import { type OwtServer, SAMPLE } from "./owt";
import { type Lang, signIn } from "./owt-test";
import type { Panel } from "./panel";

/** Signs in and opens a room. */
export async function open(panel: Panel, owt: OwtServer, room: string, lang: Lang = "en"): Promise<void> {
  const { page } = panel;
  await signIn(panel, owt, SAMPLE, lang);
  const { name } = (await owt.rooms()).find(({ id }) => id === room)!;
  await page.getByRole("searchbox").fill(name);
  await page.locator(`[data-room="${room}"]`).getByRole("button").first().click();
  await isLive(page);
}

export const isLive = (page: Page): Promise<void> => expect(page.getByRole("main")).toHaveAttribute("data-connection", "live");
