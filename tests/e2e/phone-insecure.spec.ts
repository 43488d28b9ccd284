// A closed network without https: its server of phone conferences is reached by ws where config.json says so, and the warning stays.

import { button, field } from "./support/controls";
import { PhoneServer } from "./support/phone";
import { create, expect, invite, isLive, phoneForm, row, test as base } from "./support/phone-test";
import { isOfHttp, withPrivateInstallation } from "./support/private-installation";

const WARNING = /isn't encrypted: others in the network can read and change it/;

const addressOf = (phone: PhoneServer) => phone.url.replace("127.0.0.1", "phone.example.test");

const config = (url: string, more = {}) => ({ servers: [{ name: "Switchboard", url, kind: "phone", ...more }] });

const test = base.extend<{}, { phoneOfAll: PhoneServer; home: string }>({
  phoneOfAll: [
    async ({}, use) => {
      const server = await PhoneServer.start();
      await use(server);
      await server.kill();
    },
    { scope: "worker" },
  ],
  home: [
    async ({ phoneOfAll }, use, { project, parallelIndex }) => {
      const origin = addressOf(phoneOfAll);
      const folder = `${project.outputDir}/phone-insecure-${parallelIndex}`;
      await withPrivateInstallation({ folder, origin, config: config(origin, { insecure: true }) }, use);
    },
    { scope: "worker" },
  ],
});

test.afterEach(({ faults }) => {
  const others = faults.filter((fault) => !isOfHttp(fault));
  faults.splice(0, faults.length, ...others);
});

test("a ws server that config.json names as insecure is connected to, and the warning stays", async ({ panel, phoneOfAll }) => {
  const { page } = panel;
  const form = phoneForm(page);
  await page.goto(panel.link({}));
  const server = field(form, "Server");
  await expect(server).toHaveValue(addressOf(phoneOfAll));
  await expect(form.getByText(WARNING)).toBeVisible();
  await server.fill("wss://phone.example.com");
  await expect(form.getByText(WARNING)).toHaveCount(0);
  await server.fill(addressOf(phoneOfAll));
  await expect(form.getByText(WARNING)).toBeVisible();
  await field(form, "Client ID").fill("host");
  await button(form, "Connect").click();
  await isLive(page);
  await expect(page.getByRole("main").getByText(WARNING)).toBeVisible();
  await create(page, phoneOfAll);
  await invite(page, "13800138000");
  await phoneOfAll.become(({ calls }) => calls.length, 1);
  await expect(row(page, "13800138000")).toHaveAttribute("data-state", "calling");
  await expect(page.getByRole("main").getByText(WARNING)).toBeVisible();
});

test("without the operator's word it is refused, with what to do, and nothing is sent", async ({ panel, page, phoneOfAll }) => {
  const form = phoneForm(page);
  const before = (await phoneOfAll.state()).sockets;
  const refused = async (server: string) => {
    await page.goto(panel.link({ phone: server }));
    await expect(field(form, "Server")).toHaveValue(server);
    await expect(form.getByText(WARNING)).toHaveCount(0);
    await field(form, "Client ID").fill("other");
    await button(form, "Connect").click();
    await expect(field(form, "Server")).toHaveAttribute("aria-invalid", "true");
    await expect(form).toContainText("http is only allowed to this machine");
    await expect(form).toContainText('name the server with "insecure": true and open this page over http');
    await page.goto("about:blank");
  };
  await test.step("a link to a server that isn't named", () => refused(addressOf(phoneOfAll).replace("phone.", "other.")));
  await test.step("a server that is named, but not as insecure", async () => {
    await page.route("**/config.json", (route) => route.fulfill({ json: config(addressOf(phoneOfAll)) }));
    await refused(addressOf(phoneOfAll));
  });
  expect((await phoneOfAll.state()).sockets).toBe(before);
  expect((await phoneOfAll.requests()).filter(({ client }) => client === "other")).toEqual([]);
});
