// A closed network without https: its servers are joined where config.json says so and the page came by http itself, and the warning
// stays. Names of *.example.test lead to this machine, but no browser takes them for it.

import { isOfHttp, withPrivateInstallation } from "./support/private-installation";
import { HOST_PIN, type Simulator, expect, test as base } from "./support/test";

const WARNING = /isn't encrypted: others in the network can read and change it/;

const serverOf = (sim: Simulator) => sim.url.replace("127.0.0.1", "conf.example.test");

/** What an operator writes of the server. */
const config = (url: string, more = {}) => ({ servers: [{ name: "Head office", url, ...more }] });

const test = base.extend<{}, { home: string }>({
  home: [
    async ({ sim }, use, { project, parallelIndex }) => {
      const server = serverOf(sim);
      const folder = `${project.outputDir}/insecure-${parallelIndex}`;
      await withPrivateInstallation({ folder, origin: server, config: config(server, { insecure: true }) }, use);
    },
    { scope: "worker" },
  ],
});

test.afterEach(({ faults }) => {
  const others = faults.filter((fault) => !isOfHttp(fault));
  faults.splice(0, faults.length, ...others);
});

test("a server that config.json names as insecure is joined, and the warning stays", async ({ panel, sim, room }) => {
  const { form, main } = panel;
  await panel.open({ account: room, name: "Wang Fang" });
  const server = form.getByRole("textbox", { name: "Server", exact: true });
  await expect(server).toHaveValue(serverOf(sim));
  await expect(form.getByText(WARNING)).toBeVisible();
  await server.fill("https://meet.example.com");
  await expect(form.getByText(WARNING)).toHaveCount(0);
  await server.fill(serverOf(sim));
  await expect(form.getByText(WARNING)).toBeVisible();

  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
  await expect(main.getByText(WARNING)).toBeVisible();
  await panel.control("Lock meeting").click();
  await sim.become(room, (state) => state.locked, true);
  await panel.live();
  await expect(main.getByText(WARNING)).toBeVisible();
});

test("its node is reached directly as well, with the same warning", async ({ panel, sim, room }) => {
  await panel.open({ mcu: serverOf(sim), room, name: "Wang Fang" });
  await expect(panel.form.getByText(WARNING)).toBeVisible();
  await panel.join();
  await panel.answerPin(HOST_PIN);
  await panel.live();
  await expect(panel.main.getByText(WARNING)).toBeVisible();
});

test("without the operator's word it is refused, with what to do, and nothing is sent", async ({ panel, page, sim, room }) => {
  const refused = async (server: string) => {
    await panel.open({ server, account: room, name: "Wang Fang" });
    await expect(panel.form.getByText(WARNING)).toHaveCount(0);
    await panel.join();
    await expect(panel.alert).toContainText("http is only allowed to this machine");
    await expect(panel.alert).toContainText('name the server with "insecure": true and open this page over http');
    await page.goto("about:blank");
  };
  await test.step("a link to a server that isn't named", () => refused(serverOf(sim).replace("conf.", "other.")));
  await test.step("a server that is named, but not as insecure", async () => {
    await page.route("**/config.json", (route) => route.fulfill({ json: config(serverOf(sim)) }));
    await refused(serverOf(sim));
  });
  expect(await sim.requests(room)).toEqual([]);
});
