// What there is no room for: told before anything is lost, where it stands, with what to do.

import { book, bring, contacts, outcome } from "./support/address-book";
import { button, field, isRefused } from "./support/controls";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

test("a full address book says so before anything is saved, and what to do", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await panel.control("Call out").click();
  const rows = Array.from({ length: 1000 }, (_, at) => `Guest ${at},${20_000 + at}`);
  await bring(book(panel), ["name,address", ...rows].join("\n"));
  await expect(outcome(panel)).toHaveText("1000 imported");
  const dialog = panel.dialog("Call out");
  const save = button(dialog, "Save to address book");
  const address = field(dialog, "Address or number");
  await address.fill("8001");
  await isRefused(save, /full \(1000 entries\)\. Remove somebody first/);
  // Who is in it can be changed.
  await address.fill("20000");
  await expect(save).not.toHaveAttribute("aria-disabled", "true");
  await address.fill("8001");
  await button(dialog, "Remove Guest 7 from the address book").click();
  await save.click();
  await expect(button(dialog, "Call 8001")).toBeVisible();
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
  await expect(contacts(panel)).toHaveCount(2);
  await expect(lost).toHaveCount(1);
  await panel.page.keyboard.press("Escape");
  await panel.control("Call out").click();
  await expect(contacts(panel)).toHaveCount(2);
  await expect(lost).toBeVisible();
});

test("a full list of presets says so, and how many of a file are missing", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const editor = panel.region("Layout editor");
  await editor.getByText("Presets", { exact: true }).click();
  const plan = ["1:7", true, true, []];
  await bring(editor, JSON.stringify(Array.from({ length: 103 }, (_, at) => [`Preset ${at}`, plan, plan])));
  await expect(editor.getByText("3 presets of that file didn't fit: there is room for 100.")).toBeVisible();
  const save = button(editor, "Save preset");
  const name = editor.getByLabel("Preset name");
  await name.fill("One more");
  await isRefused(save, /There are 100 presets, and no room for more\. Delete one first\./);
  // One of those that are there can be changed.
  await name.fill("Preset 7");
  await expect(save).not.toHaveAttribute("aria-disabled", "true");
  await name.fill("One more");
  await button(editor, "Delete Preset 7").click();
  await save.click();
  await expect(button(editor, "Use One more")).toBeVisible();
});
