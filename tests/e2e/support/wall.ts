// Several meetings in one tab.

import type { Locator } from "@playwright/test";
import { button } from "./controls";
import type { Panel } from "./panel";
import { HOST_PIN, type Simulator } from "./simulator";
import { expect } from "./test";

export const wall = (panel: Panel): Locator => panel.region("Meetings");

/** The tile of the meeting called `name`. */
export const tile = (panel: Panel, name: string): Locator =>
  wall(panel).getByRole("article", { name, exact: true });

export const openAnother = (panel: Panel): Locator => button(panel.page, "Open another meeting");

/** What the meeting in front is called. */
export async function title(panel: Panel): Promise<string> {
  return (await panel.page.getByRole("heading", { level: 1 }).textContent()) ?? "";
}

/** Joins one more meeting beside those that the tab is in. The answer is its name. */
export async function joinAnother(panel: Panel, sim: Simulator, room: string): Promise<string> {
  await openAnother(panel).click();
  await panel.form.getByRole("textbox", { name: "Server", exact: true }).fill(sim.url);
  await panel.form.getByRole("textbox", { name: "Meeting number or address", exact: true }).fill(room);
  await panel.form.getByRole("textbox", { name: "Your name", exact: true }).fill("Wang Fang");
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
  await expect(panel.main).toBeVisible();
  return title(panel);
}
