// The stage of an OWT room: what is on air in a view, and the layout editor beside it.

import { type Locator, type Page, expect } from "@playwright/test";
import { button } from "./controls";
import type { OwtServer, State } from "./owt";

/** Who stands in the regions of a view, "" = nobody, as the server has it. */
export const picture = (state: State, view: string): string[] => {
  const mixed = state.streams.find(({ info }) => info.label === view);
  return (mixed?.info.layout ?? []).map(({ stream }) => stream ?? "");
};

/** The id of the mixed stream of a view. */
export const mixedOf = async (owt: OwtServer, room: string, view: string): Promise<string> =>
  (await owt.state(room)).streams.find(({ info }) => info.label === view)!.id;

/** A room with a view, people with cameras that it mixes, in the order of their names. */
export async function mixedRoom(owt: OwtServer, names: string[], views: unknown[] = [{ label: "common" }]) {
  const room = await owt.room(owt.name(), { views });
  const cameras: string[] = [];
  for (const name of names) {
    const camera = await owt.publish(room, await owt.join(room, name));
    for (const { label, video } of views as { label: string; video?: unknown }[]) {
      if (video !== false) await owt.mix(room, camera, label);
    }
    cameras.push(camera);
  }
  return { room, cameras };
}

export class OwtStage {
  readonly onAir: Locator;
  readonly editor: Locator;

  constructor(private readonly page: Page) {
    const stage = page.getByRole("region", { name: "Stage", exact: true });
    this.onAir = stage.getByRole("region", { name: "On air", exact: true });
    this.editor = stage.getByRole("region", { name: "Layout editor", exact: true });
  }

  /** Who is shown on air, in the regions' order. */
  async shows(names: string[]): Promise<void> {
    await expect(this.onAir.getByRole("listitem").locator("bdi")).toHaveText(names);
  }

  /** Who is staged. */
  async stages(names: string[]): Promise<void> {
    await expect(this.slots.locator(".seat-name")).toHaveText(names);
  }

  get slots(): Locator {
    return this.editor.getByRole("list", { name: "Slots", exact: true }).getByRole("listitem");
  }

  layout(name: string): Locator {
    return this.editor.getByRole("radiogroup", { name: "Layout", exact: true }).getByRole("radio", { name, exact: true });
  }

  button(name: "Take" | "Undo take" | "Reset"): Locator {
    return button(this.editor, name);
  }

  chip(name: string): Locator {
    return this.editor.getByRole("list", { name: "Streams to place" }).getByRole("listitem").filter({ hasText: name });
  }

  async differs(count: number): Promise<void> {
    await expect(this.editor).toHaveAttribute("data-changed", String(count));
  }

  /** By keyboard alone. */
  async fill(at: number, who: string | RegExp): Promise<void> {
    await this.slots.nth(at).getByRole("button").focus();
    await this.page.keyboard.press("Enter");
    const item = this.page.getByRole("menuitem", { name: who });
    await expect(item).toBeVisible();
    await item.focus();
    await this.page.keyboard.press("Enter");
    await expect(item).toHaveCount(0);
  }
}
