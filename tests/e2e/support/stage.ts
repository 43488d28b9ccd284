// The stage: what is on air, and the layout editor beside it.

import { type Locator, expect } from "@playwright/test";
import { button } from "./controls";
import type { Panel } from "./panel";

/** What is on air, of the audience that is chosen. */
export const onAir = (panel: Panel): Locator => panel.region("On air");

/** A place of the picture on air. */
export const slotOnAir = (panel: Panel, at: number): Locator => onAir(panel).locator(`[data-slot="${at}"]`);

/** The layout editor. */
export class Editor {
  readonly region: Locator;

  constructor(readonly panel: Panel) {
    this.region = panel.region("Layout editor");
  }

  layout(name: string): Locator {
    return this.region.getByRole("radiogroup", { name: "Layout", exact: true }).getByRole("radio", { name, exact: true });
  }

  slot(at: number): Locator {
    return this.slots.nth(at);
  }

  get slots(): Locator {
    return this.region.getByRole("list", { name: "Slots", exact: true }).getByRole("listitem");
  }

  button(name: string): Locator {
    return button(this.region, name);
  }

  switch(name: string): Locator {
    return this.region.getByRole("switch", { name, exact: true });
  }

  get differs(): Locator {
    return this.region.getByRole("status").first();
  }

  /** Slot → list with search → Enter. */
  async fill(at: number, who: string): Promise<void> {
    const { keyboard } = this.panel.page;
    await this.slot(at).getByRole("button").first().focus();
    await keyboard.press("Enter");
    await expect(this.panel.page.getByRole("searchbox", { name: "Search people" })).toBeFocused();
    await keyboard.type(who);
    await expect(this.panel.page.getByRole("dialog").getByRole("option").first()).toHaveAccessibleName(who);
    await keyboard.press("Enter");
    await expect(this.slot(at)).toContainText(who);
  }
}
