// The page of a room of an OWT server, by role and name.

import type { Locator, Page } from "@playwright/test";
import { button } from "./controls";
import { type OwtServer, SAMPLE } from "./owt";
import { type Lang, expect, signIn } from "./owt-test";
import type { Panel } from "./panel";

/** Signs in and opens a room. */
export async function openRoom(panel: Panel, owt: OwtServer, room: string, lang: Lang = "en"): Promise<void> {
  await signIn(panel, owt, SAMPLE, lang);
  await enterRoom(panel.page, owt, room);
}

/** Opens a room from the list of rooms. */
export async function enterRoom(page: Page, owt: OwtServer, room: string): Promise<void> {
  const { name } = (await owt.rooms()).find(({ id }) => id === room)!;
  await page.getByRole("searchbox").fill(name);
  await page.locator(`[data-room="${room}"]`).getByRole("button").first().click();
  await expect(page.getByRole("main")).toHaveAttribute("data-connection", "live");
}

/** Options of a room whose portal tells nothing: no panel listens there. */
export const UNTOLD = { notifying: { participantActivities: false, streamChange: false } };

/** A row of somebody, or of a stream. */
export const person = (page: Page, id: string): Locator => page.locator(`[data-uuid="${id}"]`);
export const stream = (page: Page, id: string): Locator => page.locator(`[data-stream="${id}"]`);

/** A room with somebody in it, who sends sound and picture. */
export async function withAlice(owt: OwtServer, options?: unknown): Promise<{ room: string; alice: string; camera: string }> {
  const room = await owt.room(owt.name(), options);
  const alice = await owt.join(room, "Alice");
  return { room, alice, camera: await owt.publish(room, alice) };
}

export const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

/** An entry of a region, by the server's id. */
export const entry = (page: Page, id: string): Locator => page.locator(`[data-entry="${id}"]`);

export const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name, exact: true });

/** A list to choose one of. */
export const list = (place: Locator, name: string): Locator => place.getByRole("combobox", { name, exact: true });

/** What the page says that failed. */
export const failure = (page: Page, about: string): Locator => page.getByRole("alert").filter({ hasText: `${about}: not done.` });

/** Opens the form behind a region's button. */
export async function form(page: Page, region_: string, start: string): Promise<Locator> {
  await button(region(page, region_), start).click();
  return dialog(page, start);
}

/** Presses an entry's button to end it, and answers the question; `meanwhile` happens before the answer. */
export async function end(page: Page, what: string, confirm = "Stop", meanwhile?: () => Promise<unknown>): Promise<void> {
  await button(page, what).click();
  await meanwhile?.();
  await button(dialog(page, `${what}?`), confirm).click();
}
