// What there is no room for: told before anything is lost, where it stands, with what to do.

import type { Locator } from "@playwright/test";
import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

const book = (panel: Panel): Locator => panel.dialog("Call out").getByRole("region", { name: "Address book" });
const people = (panel: Panel): Locator => book(panel).getByTitle(/^Fill in/);
const told = (panel: Panel): Locator => book(panel).getByRole("status");

const bring = (where: Locator, text: string): Promise<void> =>
  where.locator("input[type=file]").setInputFiles({ name: "file.txt", mimeType: "text/plain", buffer: Buffer.from(text) });

test("a full address book says so before anything is saved, and what to do", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await panel.control("Call out").click();
  const rows = Array.from({ length: 1000 }, (_, at) => `Guest ${at},${20_000 + at}`);
  await bring(book(panel), ["name,address", ...rows].join("\n"));
  await expect(told(panel)).toHaveText("1000 imported");
  const dialog = panel.dialog("Call out");
  const save = dialog.getByRole("button", { name: "Save to address book" });
  const address = dialog.getByRole("textbox", { name: "Address or number" });
  await address.fill("8001");
  await expect(save).toHaveAccessibleDescription(/full \(1000 entries\)\. Remove somebody first/);
  await expect(save).toHaveAttribute("aria-disabled", "true");
  // Who is in it can be changed.
  await address.fill("20000");
  await expect(save).not.toHaveAttribute("aria-disabled", "true");
  await address.fill("8001");
  await dialog.getByRole("button", { name: "Remove Guest 7 from the address book", exact: true }).click();
  await save.click();
  await expect(dialog.getByRole("button", { name: "Call 8001", exact: true })).toBeVisible();
});

test("a browser without room is told once, and what was saved stays until the page closes", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await panel.control("Call out").click();
  await panel.page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await bring(book(panel), "name,address\nAda,8001\n");
  const lost = book(panel).getByRole("alert");
  await expect(lost).toHaveText(/no room left, or refuses.*Export the address book/);
  await bring(book(panel), "name,address\nBen,8002\n");
  await expect(people(panel)).toHaveCount(2);
  await expect(lost).toHaveCount(1);
  await panel.page.keyboard.press("Escape");
  await panel.control("Call out").click();
  await expect(people(panel)).toHaveCount(2);
  await expect(lost).toBeVisible();
});

test("a full list of presets says so, and how many of a file are missing", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const editor = panel.region("Layout editor");
  await editor.getByText("Presets", { exact: true }).click();
  const plan = ["1:7", true, true, []];
  await bring(editor, JSON.stringify(Array.from({ length: 103 }, (_, at) => [`Preset ${at}`, plan, plan])));
  await expect(editor.getByText("3 presets of that file didn't fit: there is room for 100.")).toBeVisible();
  const save = editor.getByRole("button", { name: "Save preset", exact: true });
  const name = editor.getByLabel("Preset name");
  await name.fill("One more");
  await expect(save).toHaveAccessibleDescription("There are 100 presets, and no room for more. Delete one first.");
  // One of those that are there can be changed.
  await name.fill("Preset 7");
  await expect(save).not.toHaveAttribute("aria-disabled", "true");
  await name.fill("One more");
  await editor.getByRole("button", { name: "Delete Preset 7", exact: true }).click();
  await save.click();
  await expect(editor.getByRole("button", { name: "Use One more", exact: true })).toBeVisible();
});
