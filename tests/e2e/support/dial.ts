// The dialog that calls out, and what the server was asked to dial.

import type { Locator } from "@playwright/test";
import type { Panel } from "./panel";
import { type Simulator, expect } from "./test";

export const dialog = (panel: Panel): Locator => panel.page.getByRole("dialog", { name: "Call out" });
export const address = (panel: Panel): Locator => dialog(panel).getByRole("textbox", { name: "Address or number" });
export const choose = (panel: Panel, name: string, value: string): Promise<string[]> =>
  dialog(panel).getByRole("combobox", { name }).selectOption(value);
export const press = (panel: Panel, name: string): Promise<void> =>
  dialog(panel).getByRole("button", { name, exact: true }).click();
export const rowOf = (panel: Panel, name: string): Locator => panel.people.locator(`[role=row][data-name="${name}"]`);

export async function open(panel: Panel): Promise<void> {
  await panel.control("Call out").click();
  await expect(dialog(panel)).toBeVisible();
}

/** Unfolds what is seldom asked for. */
export const more = (panel: Panel): Promise<void> => dialog(panel).getByText("More", { exact: true }).click();

export async function call(panel: Panel, destination: string, protocol = "auto"): Promise<void> {
  await open(panel);
  await address(panel).fill(destination);
  await choose(panel, "Protocol", protocol);
  await press(panel, "Call");
}

/** What it was asked to dial, in that order. */
export const dials = async (sim: Simulator, room: string) => (await sim.seen(room, "dial")).map(({ body }) => body);
