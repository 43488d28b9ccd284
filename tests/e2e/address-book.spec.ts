// Files of other programs whose heads don't say which column is which.

import type { Locator } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
import type { Panel } from "./support/panel";
import { HOST_PIN, expect, test } from "./support/test";

const book = (panel: Panel): Locator => panel.dialog("Call out").getByRole("region", { name: "Address book" });
const question = (panel: Panel): Locator => panel.dialog("Which column is which?");
const column = (panel: Panel, number: number): Locator =>
  question(panel).getByRole("combobox", { name: new RegExp(`^Column ${number}:`) });
const press = (panel: Panel, name: string) => question(panel).getByRole("button", { name, exact: true }).click();
const people = (panel: Panel): Locator => book(panel).getByTitle(/^Fill in/);
const told = (panel: Panel): Locator => book(panel).getByRole("status");

async function bring(panel: Panel, text: string): Promise<void> {
  await book(panel)
    .locator("input[type=file]")
    .setInputFiles({ name: "book.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
}

test.beforeEach(async ({ panel, sim, room }) => {
  await panel.signIn({ server: sim.url, room, pin: HOST_PIN });
  await panel.control("Call out").click();
});

test("a table without heads: asked, guessed, imported", async ({ panel }) => {
  await bring(panel, "8001;Ada Example;Board\r\n8002;Ben Example;Sales\r\n;Nobody;\r\n");
  await expect(question(panel)).toBeVisible();
  await expect(column(panel, 1)).toHaveAccessibleName("Column 1: 8001 · 8002");
  await expect(column(panel, 1)).toHaveValue("address");
  await expect(column(panel, 2)).toHaveValue("name");
  await expect(column(panel, 3)).toHaveValue("unused");
  const heads = question(panel).getByRole("checkbox", { name: "The first row names the columns" });
  await expect(heads).not.toBeChecked();
  const scan = await new AxeBuilder({ page: panel.page }).include("dialog").analyze();
  expect(scan.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);

  await column(panel, 3).selectOption({ label: "Groups" });
  await press(panel, "Import");
  await expect(question(panel)).toHaveCount(0);
  await expect(told(panel)).toHaveText("2 imported, 1 left out: row 3: no address");
  await expect(people(panel)).toHaveText([/Ada Example.*8001.*Board/, /Ben Example.*8002.*Sales/]);
});

test("heads that nobody knows; what can't be meant is refused with the reason", async ({ panel }) => {
  await bring(panel, "Kontaktperson,Durchwahl\nAda,8001\n");
  const heads = question(panel).getByRole("checkbox", { name: "The first row names the columns" });
  await expect(heads).toBeChecked();
  const go = question(panel).getByRole("button", { name: "Import", exact: true });
  await column(panel, 2).selectOption({ label: "Not used" });
  await expect(go).toHaveAccessibleDescription("Choose the column with the addresses or numbers");
  await column(panel, 2).selectOption({ label: "Name" });
  await expect(go).toHaveAttribute("aria-disabled", "true");
  await column(panel, 1).selectOption({ label: "Not used" });
  await column(panel, 2).selectOption({ label: "Phone" });
  await expect(go).not.toHaveAttribute("aria-disabled", "true");
  await column(panel, 1).selectOption({ label: "Name" });
  await press(panel, "Import");
  await expect(told(panel)).toHaveText("1 imported");
  await expect(people(panel)).toHaveText([/Ada.*8001.*Phone/]);
});

test("cancelled, by button and by Escape: nothing is kept, and the dialog below stays", async ({ panel }) => {
  const stop: (() => Promise<void>)[] = [() => press(panel, "Cancel"), () => panel.page.keyboard.press("Escape")];
  for (const cancel of stop) {
    await bring(panel, "Ada,8001\nBen,8002\n");
    await expect(question(panel)).toBeVisible();
    await cancel();
    await expect(question(panel)).toHaveCount(0);
    await expect(book(panel)).toBeVisible();
    await expect(people(panel)).toHaveCount(0);
    await expect(told(panel)).toHaveText("");
  }
  expect(await panel.page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("8001");
});
