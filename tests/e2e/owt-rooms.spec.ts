// The rooms of a service: found, paged, made and deleted.

import { isInOrder } from "./support/accessibility";
import { button, field, isRefused, readAgain } from "./support/controls";
import { SAMPLE } from "./support/owt";
import { expect, roomRow, rooms, signIn, test } from "./support/owt-test";

const HOSTILE = `<img src=x onerror="globalThis.stolen=1">\u202Egnp`;

test("a room is made, found and deleted, with who is in it counted", async ({ panel, owt }) => {
  const { page } = panel;
  const name = owt.name();
  await signIn(panel, owt);
  await button(rooms(page), "Create room").click();
  const create = page.getByRole("dialog", { name: "Create room" });
  await button(create, "Create").click();
  await expect(field(create, "Name")).toHaveAttribute("aria-invalid", "true");
  await field(create, "Name").fill(name);
  await button(create, "Create").dblclick();
  await expect(create).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: `${name} was created.` })).toBeVisible();
  const made = (await owt.rooms()).filter((room) => room.name === name);
  expect(made, "once").toHaveLength(1);
  const [{ id }] = made;
  await page.getByRole("searchbox", { name: "Find a room" }).fill(name.toUpperCase());
  await expect(roomRow(page, id)).toBeVisible();
  await expect(page.getByRole("table", { name: "Rooms" }).locator("tbody tr")).toHaveCount(1);

  await owt.people(id, 3);
  await button(page, `Delete ${name}`).click();
  const question = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(question).toContainText("3 people are in it now");
  await isInOrder(page, "the question");
  const confirm = button(question, "Delete room");
  await isRefused(confirm, /Type the room’s name/);
  await confirm.click({ force: true });
  expect(await owt.seen(id, "DELETE", id)).toHaveLength(0);
  await field(question, "Type the room’s name to delete it").fill(name);
  await confirm.dblclick();
  await expect(question).toHaveCount(0);
  await expect(roomRow(page, id)).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: `${name} was deleted.` })).toBeVisible();
  expect((await owt.rooms()).some((room) => room.id === id)).toBe(false);
});

test("a deletion that is refused, lost, or done by somebody else: the room itself tells", async ({ panel, owt }) => {
  const { page } = panel;
  const [kept, lost, gone] = [owt.name(), owt.name(), owt.name()];
  const ids = [await owt.room(kept), await owt.room(lost), await owt.room(gone)];
  await signIn(panel, owt);
  const remove = async (name: string) => {
    // Alone in the list: its button lies under no notice of the one before.
    await page.getByRole("searchbox", { name: "Find a room" }).fill(name);
    await button(page, `Delete ${name}`).click();
    const question = page.getByRole("dialog", { name: `Delete ${name}?` });
    await field(question, "Type the room’s name to delete it").fill(name);
    return button(question, "Delete room");
  };
  await owt.fault(ids[0], "DELETE", { status: 500, body: { error: { code: 2001, message: "Unexpected" } } });
  await (await remove(kept)).click();
  await expect(page.getByRole("alert").filter({ hasText: `${kept} was not deleted.` })).toContainText("2001");
  await expect(roomRow(page, ids[0])).toBeVisible();

  await owt.fault(ids[1], "DELETE", { act_then_cut: true }, 1);
  await (await remove(lost)).click();
  await expect(page.getByRole("status").filter({ hasText: `${lost} was deleted.` })).toBeVisible();
  await expect(roomRow(page, ids[1])).toHaveCount(0);

  const confirm = await remove(gone);
  await owt.delete(ids[2]);
  await confirm.click();
  await expect(page.getByRole("status").filter({ hasText: `${gone} was deleted.` })).toBeVisible();
});

test("pages are the server's, counted from 1, and a search looks at all of them", async ({ panel, ownOwt }) => {
  const { page } = panel;
  const owt = await ownOwt();
  for (let at = 1; at <= 60; at += 1) await owt.room(`Hall ${at}`);
  await signIn(panel, owt);
  const rows = page.getByRole("table", { name: "Rooms" }).locator("tbody tr");
  await expect(rows).toHaveCount(50);
  await isRefused(button(page, "Previous page"), /first page/);
  await button(page, "Next page").click();
  await expect(rooms(page)).toContainText("Page 2");
  await expect(rows).toHaveCount(10);
  await isRefused(button(page, "Next page"), /last page/);
  const find = page.getByRole("searchbox", { name: "Find a room" });
  await find.fill("hall 7");
  await expect(rows).toHaveCount(1);
  await find.fill("hall");
  await expect(rows).toHaveCount(50);
  await expect(rooms(page)).toContainText("10 more match");
  await find.fill("no such");
  await expect(rooms(page)).toContainText("No room matches.");
  await find.fill("");
  await expect(rooms(page)).toContainText("Page 2");
  await expect(rows).toHaveCount(10);
  const asked = (await owt.allRequests()).filter(({ method, path }) => method === "GET" && path.startsWith("/v1/rooms?"));
  expect(asked.map(({ path }) => path.split("?")[1])).toEqual([
    "page=1&per_page=50",
    "page=2&per_page=50",
    "page=2&per_page=50",
  ]);
});

test("names are text, whatever they hold", async ({ panel, owt }) => {
  const { page } = panel;
  const id = await owt.room(HOSTILE);
  await signIn(panel, owt);
  const row = roomRow(page, id);
  await page.getByRole("searchbox", { name: "Find a room" }).fill("onerror");
  await expect(row).toContainText("<img src=x onerror=");
  await expect(row.locator("img")).toHaveCount(0);
  await row.getByRole("button", { name: /^Delete/ }).click();
  await expect(page.getByRole("dialog")).toContainText("<img src=x");
  expect(await page.evaluate(() => (globalThis as { stolen?: number }).stolen)).toBeUndefined();
  await owt.delete(id);
});

test("rooms that can't be read are told, and read when the server is back", async ({ panel, owt }) => {
  const { page } = panel;
  await owt.faultOfAll("GET rooms", { status: 503, body: "" });
  await signIn(panel, owt, SAMPLE);
  await expect(rooms(page).getByRole("alert")).toContainText("in trouble");
  await owt.clearFaults();
  await readAgain(page);
  await expect(rooms(page).getByRole("alert")).toHaveCount(0);
});
