// The services of a server, which the super service alone sees: made with a key that is shown once, and deleted.

import type { Page } from "@playwright/test";
import { isInOrder } from "./support/accessibility";
import { button, field, isRefused, readAgain } from "./support/controls";
import { type OwtServer, SAMPLE, SUPER } from "./support/owt";
import { expect, fillIn, owtForm, rooms, signIn, test } from "./support/owt-test";
import type { Panel } from "./support/panel";

const services = (page: Page) => page.getByRole("region", { name: "Services", exact: true });
const row = (page: Page, id: string) => page.getByRole("table", { name: "Services" }).locator(`[data-service="${id}"]`);
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });

/** Signs in as the super service, and goes to the services. */
async function open(panel: Panel, owt: OwtServer): Promise<void> {
  await signIn(panel, owt, SUPER);
  await button(panel.page, "Services").click();
  await expect(row(panel.page, SUPER.id)).toBeVisible();
}

/** From the rooms; the page isn't loaded anew. */
const signOut = (page: Page) => button(page, "Sign out").click();

async function create(page: Page, name: string): Promise<void> {
  await button(services(page), "Create service").click();
  await field(dialog(page, "Create service"), "Name").fill(name);
  await button(dialog(page, "Create service"), "Create").dblclick();
}

async function remove(page: Page, name: string) {
  await button(page, `Delete ${name}`).click();
  const question = dialog(page, `Delete ${name}?`);
  await field(question, "Type the service’s name to delete it").fill(name);
  return button(question, "Delete service");
}

test("a service is made, its key is shown once and works, and it is deleted with its rooms counted", async ({ panel, owt, context }) => {
  const { page } = panel;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = owt.name();
  await open(panel, owt);
  await button(services(page), "Create service").click();
  await expect(dialog(page, "Create service")).toContainText("doesn’t ask the server for a key");
  await isInOrder(page, "making");
  await button(dialog(page, "Create service"), "Cancel").click();
  await create(page, name);
  const shown = dialog(page, `${name} was created`);
  await expect(shown).toBeVisible();
  await isInOrder(page, "the key");
  const made = (await owt.services()).filter((service) => service.name === name);
  expect(made, "once").toHaveLength(1);
  const [{ id }] = made;
  const [shownId, key] = await shown.locator("code").allTextContents();
  expect(shownId).toBe(id);
  expect(key).toMatch(/^[\w-]{43}$/);
  await button(shown, "Copy the service key").click();
  await expect(shown.getByRole("status")).toHaveText(/Copied/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await page.keyboard.press("Escape");
  await expect(shown, "only its button closes it").toBeVisible();
  await button(shown, "I have kept the key").click();
  await expect(shown).toHaveCount(0);
  expect(await page.content(), "and it is gone").not.toContain(key);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(key);
  const [{ body }] = (await owt.allRequests()).filter(({ method, path, body }) => method === "POST" && path === "/services" && body.name === name);
  expect(Object.keys(body).sort()).toEqual(["key", "name"]);

  await test.step("deleted, with its rooms counted and its name typed", async () => {
    await owt.roomOf(id);
    await owt.roomOf(id);
    await readAgain(services(page));
    await expect(row(page, id).locator("td").first()).toHaveText("2");
    await button(page, `Delete ${name}`).click();
    const question = dialog(page, `Delete ${name}?`);
    await expect(question).toContainText("2 rooms are lost with it.");
    await isInOrder(page, "the question");
    await isRefused(button(question, "Delete service"), /Type the service’s name/);
    await button(question, "Cancel").click();
  });

  await test.step("its key signs", async () => {
    await button(page, "Back to rooms").click();
    await signOut(page);
    await fillIn(panel, owt.url, { id, key });
    await button(owtForm(page), "Sign in").click();
    await expect(rooms(page)).toBeVisible();
    await expect(button(page, "Services")).toHaveCount(0);
    await signOut(page);
  });

  await open(panel, owt);
  await (await remove(page, name)).dblclick();
  await expect(page.getByRole("status").filter({ hasText: `${name} was deleted.` })).toBeVisible();
  await expect(row(page, id)).toHaveCount(0);
  expect((await owt.services()).some((service) => service.id === id)).toBe(false);
});

test("a service that is refused, and one whose answer is lost: the list tells", async ({ panel, owt }) => {
  const { page } = panel;
  const [taken, lost, unsent] = [owt.name(), owt.name(), owt.name()];
  await owt.service(taken);
  await open(panel, owt);
  await create(page, taken);
  const alert = dialog(page, "Create service").getByRole("alert");
  await expect(alert).toContainText("E11000 duplicate key");
  await button(dialog(page, "Create service"), "Cancel").click();

  await test.step("done, and its answer lost: its key is shown all the same", async () => {
    await owt.faultOfAll("POST services", { act_then_cut: true }, 1);
    await create(page, lost);
    const shown = dialog(page, `${lost} was created`);
    await expect(shown).toBeVisible();
    const { id } = (await owt.services()).find(({ name }) => name === lost)!;
    await expect(shown.locator("code").first()).toHaveText(id);
    await button(shown, "I have kept the key").click();
  });

  await test.step("not done, and no answer", async () => {
    await page.route(`${owt.url}/services`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await create(page, unsent);
    await expect(alert).toContainText("it seems not to have been made");
    expect((await owt.services()).some(({ name }) => name === unsent)).toBe(false);
  });
  await owt.clearFaults();
});

test("a deletion that is refused, lost, or done by somebody else: the list tells", async ({ panel, owt }) => {
  const { page } = panel;
  const [kept, lost] = [owt.name(), owt.name()];
  const ids = [await owt.service(kept), await owt.service(lost)];
  await open(panel, owt);
  await isRefused(button(page, "Delete superService"), /signed in as this service/);
  await owt.faultOfAll("DELETE services/{id}", { status: 500, body: { error: { code: 2001, message: "Unexpected" } } }, 1);
  await (await remove(page, kept)).click();
  const alert = page.getByRole("alert").filter({ hasText: `${kept} was not deleted.` });
  await expect(alert).toContainText("2001");
  await alert.getByRole("button").click();
  await expect(row(page, ids[0])).toBeVisible();

  await owt.faultOfAll("DELETE services/{id}", { act_then_cut: true }, 1);
  await (await remove(page, lost)).click();
  await expect(page.getByRole("status").filter({ hasText: `${lost} was deleted.` })).toBeVisible();
  await expect(row(page, ids[1])).toHaveCount(0);

  await test.step("somebody else was quicker", async () => {
    const confirm = await remove(page, kept);
    expect(await owt.asSuper("DELETE", `/services/${ids[0]}`)).toBe(200);
    await confirm.click();
    await expect(page.getByRole("status").filter({ hasText: `${kept} was deleted.` })).toBeVisible();
  });
  await owt.clearFaults();
});

test("who isn't the super service sees no services; they can't be read, and then they can", async ({ panel, owt }) => {
  const { page } = panel;
  await signIn(panel, owt, SAMPLE);
  await expect(button(page, "Services")).toHaveCount(0);
  await signOut(page);
  await open(panel, owt);
  await owt.faultOfAll("GET services", { status: 503, body: "" });
  await readAgain(services(page));
  await expect(services(page).getByRole("alert")).toContainText("in trouble");
  await owt.clearFaults();
  await readAgain(services(page));
  await expect(services(page).getByRole("alert")).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  await isInOrder(page, "a narrow window");
  await button(page, "Back to rooms").click();
  await expect(rooms(page)).toBeVisible();
});
