// Files of other programs whose heads don't say which column is which.

import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "@playwright/test";
import { book, bring, contacts, outcome } from "./support/address-book";
import { button, isRefused } from "./support/controls";
import type { Panel } from "./support/panel";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

const question = (panel: Panel): Locator => panel.dialog("Which column is which?");
const column = (panel: Panel, number: number): Locator =>
  question(panel).getByRole("combobox", { name: new RegExp(`^Column ${number}:`) });
const firstRowIsHeads = (panel: Panel): Locator =>
  question(panel).getByRole("checkbox", { name: "The first row names the columns" });

test.beforeEach(async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await panel.control("Call out").click();
});

test("a table without heads: asked, guessed, imported", async ({ panel }) => {
  await bring(book(panel), "8001;Ada Example;Board\r\n8002;Ben Example;Sales\r\n;Nobody;\r\n");
  await expect(question(panel)).toBeVisible();
  await expect(column(panel, 1)).toHaveAccessibleName("Column 1: 8001 · 8002");
  await expect(column(panel, 1)).toHaveValue("address");
  await expect(column(panel, 2)).toHaveValue("name");
  await expect(column(panel, 3)).toHaveValue("unused");
  await expect(firstRowIsHeads(panel)).not.toBeChecked();
  const scan = await new AxeBuilder({ page: panel.page }).include("dialog").analyze();
  expect(scan.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);

  await column(panel, 3).selectOption({ label: "Groups" });
  await button(question(panel), "Import").click();
  await expect(question(panel)).toHaveCount(0);
  await expect(outcome(panel)).toHaveText("2 imported, 1 left out: row 3: no address");
  await expect(contacts(panel)).toHaveText([/Ada Example.*8001.*Board/, /Ben Example.*8002.*Sales/]);
});

test("heads that nobody knows; what can't be meant is refused with the reason", async ({ panel }) => {
  await bring(book(panel), "Kontaktperson,Durchwahl\nAda,8001\n");
  await expect(firstRowIsHeads(panel)).toBeChecked();
  const go = button(question(panel), "Import");
  await column(panel, 2).selectOption({ label: "Not used" });
  await isRefused(go, /Choose the column with the addresses or numbers/);
  await column(panel, 2).selectOption({ label: "Name" });
  await isRefused(go, /Only one column can be used as: Name/);
  await column(panel, 1).selectOption({ label: "Not used" });
  await column(panel, 2).selectOption({ label: "Phone" });
  await expect(go).not.toHaveAttribute("aria-disabled", "true");
  await column(panel, 1).selectOption({ label: "Name" });
  await button(question(panel), "Import").click();
  await expect(outcome(panel)).toHaveText("1 imported");
  await expect(contacts(panel)).toHaveText([/Ada.*8001.*Phone/]);
});

test("cancelled, by button and by Escape: nothing is kept, and the dialog below stays", async ({ panel }) => {
  const stop: (() => Promise<void>)[] = [() => button(question(panel), "Cancel").click(), () => panel.page.keyboard.press("Escape")];
  for (const cancel of stop) {
    await bring(book(panel), "Ada,8001\nBen,8002\n");
    await expect(question(panel)).toBeVisible();
    await cancel();
    await expect(question(panel)).toHaveCount(0);
    await expect(book(panel)).toBeVisible();
    await expect(contacts(panel)).toHaveCount(0);
    await expect(outcome(panel)).toHaveText("");
  }
  expect(await panel.page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("8001");
});
