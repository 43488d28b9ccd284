// The address book, in the dialog that calls out.

import type { Locator } from "@playwright/test";
import type { Panel } from "./panel";

export const book = (panel: Panel): Locator => panel.dialog("Call out").getByRole("region", { name: "Address book" });

/** Who is in it. */
export const contacts = (panel: Panel): Locator => book(panel).getByTitle(/^Fill in/);

/** What became of a file. */
export const outcome = (panel: Panel): Locator => book(panel).getByRole("status");

/** Chooses a file of this text in the only field for one. */
export const bring = (place: Locator, text: string): Promise<void> =>
  place.locator("input[type=file]").setInputFiles({ name: "file.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
