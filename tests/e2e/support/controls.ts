// Whatever is pressed and typed in, by role and name.

import { type Locator, type Page, expect } from "@playwright/test";

/** A page, or a part of one. */
type Place = Locator | Page;

export const button = (place: Place, name: string): Locator => place.getByRole("button", { name, exact: true });

export const field = (place: Place, name: string): Locator => place.getByRole("textbox", { name, exact: true });

/** A control that may not be used now stays in its place, and says why. */
export async function isRefused(control: Locator, why: RegExp): Promise<void> {
  await expect(control).toHaveAttribute("aria-disabled", "true");
  await expect(control).toHaveAccessibleDescription(why);
}

/** Presses a button once nothing of it is under way any more: until then a press does nothing. */
export async function press(control: Locator): Promise<void> {
  await expect(control).not.toHaveAttribute("aria-busy", "true");
  await control.click();
}

/** Has something read anew, and waits until that is over: what was read before it looks as finished as what comes. */
export async function readAgain(place: Place): Promise<void> {
  const again = button(place, "Read again");
  await press(again);
  await expect(again).not.toHaveAttribute("aria-busy", "true");
}
