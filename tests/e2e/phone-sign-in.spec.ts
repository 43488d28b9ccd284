// A server of phone conferences: chosen, linked to, and connected to under a name that it knows once.

import { isInOrder } from "./support/accessibility";
import { button, field } from "./support/controls";
import { connect, expect, fillIn, isLive, phoneForm, test } from "./support/phone-test";

test("the kind of server is chosen, and its program is loaded", async ({ panel, home }) => {
  const { page } = panel;
  const kind = page.getByRole("radiogroup", { name: "Kind of server" });
  await panel.open({});
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await kind.getByRole("radio", { name: "Phone conference" }).check();
  await expect(phoneForm(page)).toBeVisible();
  expect(loaded.join()).toContain("phone_panel_bg.wasm");
  expect(loaded.join()).not.toContain("owt_panel");
  await page.goto("about:blank");
  await page.goto(`${home}?lang=en`);
  await expect(phoneForm(page)).toBeVisible();
  await kind.getByRole("radio", { name: "Meeting cloud" }).check();
  await expect(panel.form).toBeVisible();
});

test("a link fills the address in; what is missing or wrong is said, and nothing is sent", async ({ panel, phone }) => {
  const { page } = panel;
  const form = phoneForm(page);
  const connects = () => button(form, "Connect").click();
  await page.goto(panel.link({ phone: phone.url }));
  await expect(field(form, "Server")).toHaveValue(phone.url);
  await connects();
  await expect(field(form, "Client ID")).toHaveAttribute("aria-invalid", "true");
  await expect(field(form, "Client ID")).toBeFocused();
  await field(form, "Client ID").fill("..");
  await expect(form).toContainText("can’t be a client ID");
  await field(form, "Client ID").fill("host");
  for (const server of ["ws://phone.example.com", "http://phone.example.com", "", "wss://a b"]) {
    await field(form, "Server").fill(server);
    await connects();
    await expect(field(form, "Server"), server).toHaveAttribute("aria-invalid", "true");
  }
  expect((await phone.state()).sockets).toBe(0);
});

test("a server that config.json names stands in the form", async ({ panel, phone }) => {
  const { page } = panel;
  const servers = [{ name: "Switchboard", url: phone.url, kind: "phone" }];
  await page.route("**/config.json", (route) => route.fulfill({ json: { servers } }));
  await page.goto(panel.link({}));
  await expect(field(phoneForm(page), "Server")).toHaveValue(phone.url);
  await expect(phoneForm(page)).not.toContainText("config.json");
});

test("a name that is connected already, no server: each is told, and nobody tries again unasked", async ({ panel, openPanel, phone }) => {
  await connect(panel, phone, "王 1/2");
  expect((await phone.state()).clients).toEqual(["王 1/2"]);
  const second = await openPanel();
  const alert = phoneForm(second.page).getByRole("alert");
  await fillIn(second, phone.url, "王 1/2");
  await button(phoneForm(second.page), "Connect").click();
  await expect(alert).toContainText("This client ID may be connected already");
  expect((await phone.state()).clients, "its place is free").toEqual([]);
  await button(phoneForm(second.page), "Connect").click();
  await isLive(second.page);
  expect((await phone.state()).sockets).toBe(2);

  await test.step("left, and back with the same name", async () => {
    await button(second.page, "Disconnect").click();
    await expect(phoneForm(second.page)).toBeVisible();
    await expect.poll(async () => (await phone.state()).sockets).toBe(1);
    await expect(field(phoneForm(second.page), "Client ID")).toHaveValue("王 1/2");
  });
  await test.step("nobody there", async () => {
    await second.page.goto("about:blank");
    await fillIn(second, "ws://127.0.0.1:9");
    await button(phoneForm(second.page), "Connect").click();
    await expect(alert).toContainText("Nothing answers at that address");
  });
});

for (const lang of ["en", "zh-CN"] as const) {
  test(`the form is in order, also on a phone: ${lang}`, async ({ panel, phone }) => {
    const { page } = panel;
    await fillIn(panel, phone.url, "host", lang);
    await isInOrder(page, lang);
    await page.setViewportSize({ width: 360, height: 740 });
    await isInOrder(page, `${lang}, 360 pixels wide`);
  });
}
