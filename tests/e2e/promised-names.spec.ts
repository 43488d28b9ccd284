// Roles and names that others count on and no other test finds all of: whoever checks the panel from the outside looks for them like this.

import type { Locator } from "@playwright/test";
import { button } from "./support/controls";
import type { Panel } from "./support/panel";
import { joinAll } from "./support/people";
import { signIn } from "./support/sign-in";
import { Editor } from "./support/stage";
import { expect, test } from "./support/test";
import { openAnother, tile, title } from "./support/wall";

type Role = Parameters<Panel["page"]["getByRole"]>[0];

/** Each of these is there, once. */
async function has(place: Locator, role: Role, ...names: string[]): Promise<void> {
  for (const name of names) await expect(place.getByRole(role, { name, exact: true }), `${role} "${name}"`).toHaveCount(1);
}

/** Opens something, looks at it, and closes it by the keyboard. */
async function within(panel: Panel, place: Locator, look: () => Promise<void>): Promise<void> {
  await expect(place).toBeVisible();
  await look();
  await panel.page.keyboard.press("Escape");
  await expect(place).toHaveCount(0);
}

test("people, the waiting room, many at once", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await joinAll(sim, room, ["Alice", "Bob"]);
  const page = panel.page.locator("body");
  const people = panel.region("Participants");
  for (const name of ["Hosts", "Guests", "Muted", "Speaking", "Presenting", "Waiting", "Connecting", "Audio only", "External", "Look-alike"]) {
    // A count may follow the name.
    const filter = people.getByRole("group", { name: "Filters" }).getByRole("button", { name: new RegExp(`^${name}( |$)`) });
    await expect(filter, name).toHaveAttribute("aria-pressed", "false");
  }
  const sort = people.getByRole("combobox", { name: "Sort by", exact: true });
  await has(sort, "option", "Joined", "Name", "Last spoken", "Speaking time", "Role");
  await panel.choose("Alice", "Pin to top");
  await expect(people.locator("[data-pinned=true]")).toHaveAttribute("data-name", "Alice");
  await expect(people.locator("[data-pinned=true]")).toHaveAttribute("data-speaking-time", /^\d+$/);
  await panel.openMenu("Alice");
  await has(page, "menuitem", "Unpin", "Spotlight", "Make host", "Block presentation", "Send DTMF", "Transfer", "Change caption", "Add a call", "Remove");
  await panel.page.keyboard.press("Escape");

  await sim.join(room, { display_name: "Carol", service_type: "waiting_room" });
  await has(panel.waitingRoom, "button", "Admit Carol", "Refuse Carol", "Admit all", "Admit selected");
  await has(panel.waitingRoom, "checkbox", "Select Carol");
  await expect(panel.page).toHaveTitle(/^\(1\) /);
  await has(page, "searchbox", "Find a participant", "Find in the log");
});

test("the stage, scenes, rotation, the roll call", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await joinAll(sim, room, ["Alice", "Bob"]);
  const page = panel.page.locator("body");
  const [stage, rundown] = [panel.region("Stage"), panel.region("Rundown")];
  await has(stage, "region", "On air", "Layout editor");
  await has(stage.getByRole("tablist", { name: "Audience", exact: true }), "tab", "Hosts", "Guests");
  await has(stage, "button", "Take", "Undo take", "Reset to default");
  await has(stage, "switch", "Fill empty slots with active speakers", "Show captions");
  await expect(panel.region("Layout editor")).toHaveAttribute("data-changed", "0");

  await new Editor(panel).slot(0).getByRole("button").first().click();
  await has(page, "searchbox", "Search people");
  await panel.page.keyboard.press("Escape");

  await has(rundown, "button", "Add scene", "Next scene", "Previous scene", "Export rundown", "Import rundown");
  await button(rundown, "Add scene").click();
  await has(rundown, "list", "Scenes", "Changes");
  await has(rundown, "button", "Take Scene 1", "Undo take");

  await button(stage, "More actions for slot 1").click();
  await panel.menuItem("Rotate").click();
  await within(panel, panel.dialog("Rotate through a slot"), async () => {
    await has(panel.dialog("Rotate through a slot"), "spinbutton", "Seconds");
    await has(panel.dialog("Rotate through a slot"), "button", "Start");
  });

  await button(panel.region("Participants"), "Roll call").click();
  await button(panel.region("Roll call"), "Start roll call").click();
  await has(panel.region("Roll call"), "button", "Present", "Absent", "Later", "Export roll call");
  await has(page, "toolbar", "Meeting controls");
});

test("the log, attendance, timers, the palette, keys, settings, the wall", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const page = panel.page.locator("body");
  const log = panel.region("Log");
  await has(log, "button", "Export CSV");
  await log.getByRole("tab", { name: "Attendance", exact: true }).click();
  await has(log, "table", "Attendance");
  await has(log, "button", "Export CSV", "Export JSON");
  await has(log, "img", "Timeline");

  await has(page, "timer", "Meeting time");
  await button(page, "Talk timer").click();
  await has(panel.dialog("Talk timer"), "spinbutton", "Minutes");
  await button(panel.dialog("Talk timer"), "Start timer").click();
  await expect(page.getByRole("timer", { name: "Talk time", exact: true })).toHaveAttribute("data-warning", "none");

  await panel.page.keyboard.press("Control+k");
  await within(panel, panel.dialog("Command palette"), () => has(page, "combobox", "Find a person or an action"));
  await panel.page.keyboard.press("?");
  await within(panel, panel.dialog("Keyboard shortcuts"), () => has(page, "switch", "Single-key shortcuts"));
  await button(page, "Settings").click();
  await within(panel, panel.dialog("Settings"), async () => {
    await has(panel.dialog("Settings"), "combobox", "Language", "Theme", "Density", "Default sort", "Default filter");
    await has(panel.dialog("Settings"), "switch", "Sound");
  });

  const meeting = await title(panel);
  await openAnother(panel).click();
  await expect(tile(panel, meeting)).toHaveAttribute("data-connection", "live");
  await expect(tile(panel, meeting)).toHaveAttribute("data-count", "1");
  await expect(tile(panel, meeting)).toHaveAttribute("data-waiting", "0");
  await has(tile(panel, meeting), "button", `Open ${meeting}`, `Leave ${meeting}`);
});
