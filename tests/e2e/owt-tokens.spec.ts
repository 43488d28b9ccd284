// Tokens: made for somebody, shown once, and kept nowhere. No panel listens in these rooms, so that it makes none for itself.

import type { Page } from "@playwright/test";
import { button, field } from "./support/controls";
import { UNTOLD, dialog, form, list, openRoom, withAlice } from "./support/owt-room";
import { expect, test } from "./support/owt-test";
import { everythingIsOver } from "./support/test";

/** All that a browser keeps for a page. */
const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));

test("a token is made for a name and a role, is shown once, and is copied", async ({ panel, owt, context }) => {
  const { page } = panel;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  const { room } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  const asked = await form(page, "Tokens", "Create token");
  await expect(list(asked, "Role").locator("option")).toContainText(["Choose…", "presenter"]);
  await button(asked, "Create").click();
  await expect(field(asked, "User name")).toHaveAccessibleDescription("Type whom it is for");
  await expect(list(asked, "Role")).toHaveAccessibleDescription("Choose what they may do");
  await field(asked, "User name").fill("Bob");
  await list(asked, "Role").selectOption("presenter");
  await button(asked, "Create").click();
  const token = field(asked, "Token");
  await expect(asked).toContainText("For Bob. Copy it now");
  const text = await token.inputValue();
  const inside = JSON.parse(Buffer.from(text, "base64").toString());
  expect(inside).toHaveProperty("tokenId");
  const [{ body }] = await owt.seen(room, "POST", "/tokens");
  expect(body).toEqual({ user: "Bob", role: "presenter" });
  await expect(button(asked, "Copy")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(asked).toContainText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);

  await test.step("gone when it is closed, and nowhere else", async () => {
    await button(asked, "Close").click();
    await expect(asked).toHaveCount(0);
    const again = await form(page, "Tokens", "Create token");
    await expect(field(again, "User name")).toHaveValue("");
    await expect(token).toHaveCount(0);
    expect(await page.content()).not.toContain(text);
    expect(await kept(page)).not.toContain(text);
    expect(await kept(page)).not.toContain(inside.tokenId);
    expect(said.join("\n")).not.toContain(text);
  });
});

test("a token that is refused is told in the server's words; one whose answer is lost is nobody's", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  const asked = await form(page, "Tokens", "Create token");
  await field(asked, "User name").fill("Bob");
  await list(asked, "Role").selectOption("presenter");
  await owt.fault(room, "POST tokens", { status: 400, body: { error: { code: 1201, message: "Name or role not valid" } } }, 1);
  await button(asked, "Create").click();
  await expect(asked.getByRole("alert")).toContainText("“Name or role not valid” (400, 1201)");
  await owt.fault(room, "POST tokens", { act_then_cut: true }, 1);
  await button(asked, "Create").click();
  await expect(asked.getByRole("alert")).toContainText("nobody has it");
  expect(await owt.seen(room, "POST", "/tokens"), "never by itself a second time").toHaveLength(2);
  await asked.getByText("Where they connect from").click();
  await field(asked, "Provider").fill("isp");
  await field(asked, "Region").fill("north");
  await button(asked, "Create").click();
  await expect(field(asked, "Token")).not.toHaveValue("");
  const { body } = (await owt.seen(room, "POST", "/tokens"))[2];
  expect(body).toEqual({ user: "Bob", role: "presenter", preference: { isp: "isp", region: "north" } });
});

test("while the server looks for a portal the dialog says that it waits, and may be closed", async ({ panel, owt }) => {
  const { page } = panel;
  const { room, alice } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  const asked = await form(page, "Tokens", "Create token");
  await field(asked, "User name").fill("Bob");
  await list(asked, "Role").selectOption("presenter");
  await owt.fault(room, "POST tokens", { hang: true }, 1);
  await button(asked, "Create").click();
  await expect(asked.getByRole("status")).toContainText("it may take a minute");
  await button(asked, "Cancel").click();
  await expect(asked).toHaveCount(0);
  await button(page, "Mute Alice").click();
  await expect(page.locator(`[data-uuid="${alice}"]`)).toHaveAttribute("data-muted", "true");
});

test("where the room's roles can't be read, one is typed", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt, UNTOLD);
  await openRoom(panel, owt, room);
  // The stage reads the room as well.
  await everythingIsOver();
  await owt.fault(room, "GET rooms/{id}", { status: 503, body: "" }, 1);
  const asked = await form(page, "Tokens", "Create token");
  await expect(field(asked, "Role")).toHaveAccessibleDescription(/couldn’t be read: type one/);
  await field(asked, "User name").fill("Bob");
  await field(asked, "Role").fill("viewer");
  await button(asked, "Create").click();
  await expect(field(dialog(page, "Create token"), "Token")).not.toHaveValue("");
});
