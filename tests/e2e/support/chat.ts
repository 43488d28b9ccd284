// The chat, as somebody who writes in it finds it.

import type { Locator } from "@playwright/test";
import { field } from "./controls";
import type { Panel } from "./panel";

export const message = (panel: Panel): Locator => field(panel.page, "Message");

/** Types a line and sends it. */
export async function say(panel: Panel, text: string): Promise<void> {
  await message(panel).fill(text);
  await message(panel).press("Enter");
}

/** A line that stands in the chat. */
export const line = (panel: Panel, text: string): Locator => panel.log("Chat messages").getByText(text, { exact: true });
