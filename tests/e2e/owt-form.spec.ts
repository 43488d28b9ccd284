// The form of a whole room, its JSON beside it: made with all settings, and changed where the browser lets the change out.

import type { Locator, Page } from "@playwright/test";
import { findings, isInOrder } from "./support/accessibility";
import { button, field, isRefused } from "./support/controls";
import { fits } from "./support/layout";
import { type OwtServer, SAMPLE } from "./support/owt";
import { expect, fillIn, owtForm, roomRow, rooms, signIn, test } from "./support/owt-test";
import type { Panel } from "./support/panel";

const json = (form: Locator) => field(form, "JSON");
const group = (form: Locator, name: string) => form.getByRole("group", { name, exact: true });

/** What stands in the JSON. */
const typed = async (form: Locator) => JSON.parse(await json(form).inputValue());

/** Types into a field, and leaves it. */
async function fill(where: Locator, text: string): Promise<void> {
  await where.fill(text);
  await where.press("Tab");
}

const find = (page: Page, name: string) => page.getByRole("searchbox", { name: "Find a room" }).fill(name);

/** Opens the form of a room by the list. */
async function edit(page: Page, name: string): Promise<Locator> {
  await find(page, name);
  await button(page, `Edit ${name}`).click();
  const form = page.getByRole("form", { name: `Edit ${name}` });
  await expect(form).toBeVisible();
  return form;
}

/** A room with a SIP account, in the form. */
async function open(panel: Panel, owt: OwtServer) {
  const name = owt.name();
  const sip = { sipServer: "sip.example.com", username: "hall", password: "4711-secret" };
  const id = await owt.room(name, { participantLimit: 20, views: [{ label: "common" }], sip });
  await signIn(panel, owt);
  return { name, id, form: await edit(panel.page, name) };
}

const puts = async (owt: OwtServer, id: string) => owt.seen(id, "PUT", id);

test("a room is made with all settings; fields and JSON follow each other", async ({ panel, owt }) => {
  const { page } = panel;
  const name = owt.name();
  await signIn(panel, owt);
  await button(rooms(page), "Create with all settings").click();
  const form = page.getByRole("form", { name: "New room" });
  await button(form, "Create").click();
  await expect(field(form, "Name"), "the first that is wrong").toBeFocused();
  await expect(field(form, "Name")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByRole("status")).toHaveText("Fields that aren’t right: 1");
  await fill(field(form, "Name"), name);
  const people = field(form, "People at most (-1: no limit)");
  await fill(people, "many");
  await expect(people).toHaveAccessibleDescription("A whole number from -1 to 100000");
  await fill(people, "40");
  await expect(people).not.toHaveAttribute("aria-invalid", "true");

  await test.step("a role, a view with layouts of its own, a choice", async () => {
    await button(form, "Add: Role").click();
    await fill(field(form, "Name of the role"), "guest");
    await form.getByRole("checkbox", { name: "May send video" }).uncheck();
    await button(form, "Add: View").click();
    await fill(field(form, "Label"), "common");
    await button(form, "Add: Own layout").click();
    await expect(form.getByRole("img", { name: "The layouts that it goes through as pictures come" })).toBeVisible();
    await form.getByRole("combobox", { name: "Layouts" }).selectOption("void");
    await group(form, "Video in").getByRole("checkbox", { name: "vp9" }).check();
    await form.getByRole("checkbox", { name: "Who comes and goes" }).check();
  });
  const half = (id: string, left: string) => ({ id, shape: "rectangle", area: { left, top: "0", width: "1/2", height: "1" } });
  const both = { audio: true, video: true };
  const expected = {
    name,
    participantLimit: 40,
    roles: [{ role: "guest", publish: { audio: true, video: false }, subscribe: both }],
    views: [
      { label: "common", video: { layout: { templates: { base: "void", custom: [{ region: [half("1", "0"), half("2", "1/2")] }] } } } },
    ],
    mediaIn: { video: [{ codec: "vp9" }] },
    notifying: { participantActivities: true },
  };
  expect(await typed(form)).toEqual(expected);

  await test.step("the JSON: broken, then other", async () => {
    await fill(json(form), "{");
    await expect(json(form)).toHaveAccessibleDescription(/isn’t a JSON object/);
    await button(form, "Create").click();
    await expect(json(form)).toBeFocused();
    expect((await owt.rooms()).some((room) => room.name === name)).toBe(false);
    await fill(json(form), JSON.stringify({ ...expected, inputLimit: 7 }));
    await expect(field(form, "Streams at most (-1: no limit)")).toHaveValue("7");
  });
  await isInOrder(page, "the form");
  await button(form, "Create").dblclick();
  await expect(page.getByRole("status").filter({ hasText: `${name} was created.` })).toBeVisible();
  const made = (await owt.rooms()).filter((room) => room.name === name);
  expect(made, "once").toHaveLength(1);
  await find(page, name);
  await expect(roomRow(page, made[0].id)).toBeVisible();
  const posts = (await owt.allRequests()).filter(({ method, path, body }) => method === "POST" && path === "/v1/rooms" && body.name === name);
  const { name: _, ...options } = { ...expected, inputLimit: 7 };
  expect(posts.map(({ body }) => body)).toEqual([{ name, options }]);
  expect((await owt.state(made[0].id)).config).toMatchObject({ participantLimit: 40, inputLimit: 7, roles: expected.roles });
});

test("a room that the server refuses stays in the form, in the server's words", async ({ panel, owt }) => {
  const { page } = panel;
  const name = owt.name();
  await signIn(panel, owt);
  await button(rooms(page), "Create with all settings").click();
  const form = page.getByRole("form", { name: "New room" });
  await fill(field(form, "Name"), name);
  await owt.faultOfAll("POST rooms", { status: 500, body: { error: { code: 2001, message: "CastError" } } }, 1);
  await button(form, "Create").click();
  await expect(form.getByRole("alert")).toContainText("CastError");
  await expect(field(form, "Name")).toHaveValue(name);

  await test.step("an answer that is lost", async () => {
    await owt.faultOfAll("POST rooms", { act_then_cut: true }, 1);
    await button(form, "Create").click();
    await expect(form.getByRole("alert")).toContainText("may have been made all the same");
    await button(form, "Cancel").click();
    await find(page, name);
    await expect(button(rooms(page), `Open ${name}`)).toBeVisible();
  });
  await owt.clearFaults();
});

test("where the browser lets it out, what was changed is sent alone, and seen in the list", async ({ panel, owt }) => {
  const { page } = panel;
  await owt.allowPut();
  const { name, id, form } = await open(panel, owt);
  await isRefused(button(form, "Save"), /Nothing was changed/);
  expect((await typed(form)).sip.password).toMatch(/^•+$/);
  expect(await page.content()).not.toContain("4711-secret");
  await fill(field(form, "Name"), `${name} b`);
  await fill(field(form, "People at most (-1: no limit)"), "30");
  await button(form, "Save").dblclick();
  await expect(page.getByRole("status").filter({ hasText: `${name} b was saved.` })).toBeVisible();
  await expect(roomRow(page, id)).toContainText(`${name} b`);
  expect((await puts(owt, id)).map(({ body }) => body)).toEqual([{ name: `${name} b`, participantLimit: 30 }]);
  const sip = { sipServer: "sip.example.com", username: "hall", password: "4711-secret" };
  expect((await owt.state(id)).config).toMatchObject({ name: `${name} b`, participantLimit: 30, sip });

  await test.step("a refusal: in the server's words, and what was typed stays", async () => {
    const again = await edit(page, `${name} b`);
    await owt.fault(id, "PUT", { status: 500, body: { error: { code: 2001, message: "CastError" } } }, 1);
    await fill(field(again, "Name"), `${name} c`);
    await button(again, "Save").click();
    await expect(again.getByRole("alert")).toContainText("CastError");
    await expect(field(again, "Name")).toHaveValue(`${name} c`);

    await owt.fault(id, "PUT", { act_then_cut: true }, 1);
    await button(again, "Save").click();
    await expect(page.getByRole("status").filter({ hasText: `${name} c was saved.` }), "the room itself tells").toBeVisible();
  });
  await owt.clearFaults();
});

test("what is taken out of the form goes out of the room, or it is said that it stays", async ({ panel, owt }) => {
  const { page } = panel;
  await owt.allowPut();
  const { name, id, form } = await open(panel, owt);
  const limit = field(form, "People at most (-1: no limit)");
  await fill(limit, "");
  await fill(field(form, "User name"), "");
  const whole = await typed(form);
  expect(whole).not.toHaveProperty("participantLimit");
  expect(whole.sip).not.toHaveProperty("username");
  await expect(form).not.toContainText("The server keeps");
  const { views, ...rest } = whole;
  await fill(json(form), JSON.stringify(rest));
  await expect(form.getByRole("status").filter({ hasText: "these stay as they are: views." })).toBeVisible();
  await button(form, "Save").click();
  await expect(page.getByRole("status").filter({ hasText: `${name} was saved.` })).toBeVisible();
  const sip = { sipServer: "sip.example.com", password: "4711-secret" };
  expect((await puts(owt, id)).map(({ body }) => body)).toEqual([{ participantLimit: -1, sip }]);
  const { config } = await owt.state(id);
  expect(config).toMatchObject({ participantLimit: -1, sip, views });
  expect(config.sip).not.toHaveProperty("username");

  await test.step("nothing but what stays: there is nothing to save", async () => {
    const again = await edit(page, name);
    const { roles, ...others } = await typed(again);
    expect(roles).toBeDefined();
    await fill(json(again), JSON.stringify(others));
    await isRefused(button(again, "Save"), /Nothing was changed/);
    await expect(again.getByRole("status").filter({ hasText: "roles" })).toBeVisible();
  });
  await owt.clearFaults();
});

test("where the browser keeps it in, that is said before and after, and the room is as it was", async ({ panel, owt }) => {
  const { page } = panel;
  const { name, id, form } = await open(panel, owt);
  await expect(form).toContainText("a reverse proxy that serves this page and the server under one address, or a gateway");
  await fill(field(form, "Name"), `${name} b`);
  await button(form, "Save").click();
  const alert = form.getByRole("alert");
  await expect(alert).toContainText("Not saved: no answer came, and the room is as it was.");
  await expect(alert).toContainText("PUT");
  await isInOrder(page, "not saved");
  expect(await puts(owt, id)).toEqual([]);
  await expect(field(form, "Name"), "what was typed stays").toHaveValue(`${name} b`);

  await test.step("the room can't be read either: nobody knows", async () => {
    await owt.fault(id, "GET", { status: 503, body: "" });
    await button(form, "Save").click();
    await expect(alert).toContainText("may have been changed all the same");
  });
  await owt.clearFaults();
  await button(form, "Cancel").click();
  await expect(roomRow(page, id)).toContainText(name);
});

test("behind a reverse proxy of the page's address nothing is in the way", async ({ panel, owt }) => {
  const { page } = panel;
  const name = owt.name();
  const id = await owt.room(name, { views: [] });
  const proxied = `${new URL(panel.home).origin}/conference`;
  await page.route(`${proxied}/**`, async (route) => {
    const response = await route.fetch({ url: route.request().url().replace(proxied, owt.url) });
    await route.fulfill({ response });
  });
  await fillIn(panel, proxied, SAMPLE);
  await button(owtForm(page), "Sign in").click();
  const form = await edit(page, name);
  await expect(form).not.toContainText("reverse proxy");
  await form.getByRole("checkbox", { name: "Select who is heard" }).check();
  await button(form, "Save").click();
  await expect(page.getByRole("status").filter({ hasText: `${name} was saved.` })).toBeVisible();
  expect((await puts(owt, id)).map(({ body }) => body)).toEqual([{ selectActiveAudio: true }]);
  // The rooms are read anew.
  await expect(roomRow(page, id)).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
});

test("by keyboard; sound alone; dark and light, a narrow window, Chinese: everything fits", async ({ panel, owt }) => {
  const { page } = panel;
  await owt.allowPut();
  const { name, id, form } = await open(panel, owt);
  const picture = form.getByRole("checkbox", { name: "Has a picture" });
  await picture.focus();
  await page.keyboard.press("Space");
  await expect(picture).not.toBeChecked();
  await expect(field(form, "Pictures at most")).toHaveCount(0);
  expect((await typed(form)).views[0].video).toBe(false);
  await button(form, "Remove View 1").focus();
  await page.keyboard.press("Enter");
  expect((await typed(form)).views).toEqual([]);
  await field(form, "Name").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: `${name} was saved.` })).toBeVisible();
  expect((await puts(owt, id)).map(({ body }) => body)).toEqual([{ views: [] }]);
  await owt.clearFaults();

  await signIn(panel, owt, SAMPLE, "zh-CN");
  await page.getByRole("searchbox").fill(name);
  await button(page, `编辑 ${name}`).click();
  await expect(page.getByRole("form")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page, "a narrow window");
});
