// A closed network without https: an OWT server that config.json names as insecure is signed in to, and the warning stays.

import { button, field } from "./support/controls";
import type { OwtServer } from "./support/owt";
import { SAMPLE } from "./support/owt";
import { enterRoom, withAlice } from "./support/owt-room";
import { expect, owtForm, rooms, test as base } from "./support/owt-test";
import { isOfHttp, withPrivateInstallation } from "./support/private-installation";

const WARNING = /isn't encrypted: others in the network can read and change it/;

const addressOf = (owt: OwtServer) => owt.url.replace("127.0.0.1", "owt.example.test");

const test = base.extend<{}, { home: string }>({
  home: [
    async ({ owt }, use, { project, parallelIndex }) => {
      const url = addressOf(owt);
      const config = { servers: [{ name: "Studio", url, kind: "owt", insecure: true }] };
      await withPrivateInstallation({ folder: `${project.outputDir}/owt-insecure-${parallelIndex}`, origin: url, config }, use);
    },
    { scope: "worker" },
  ],
});

test.afterEach(({ faults }) => {
  const others = faults.filter((fault) => !isOfHttp(fault));
  faults.splice(0, faults.length, ...others);
});

test("the warning stands on every page", async ({ panel, owt }) => {
  const { page } = panel;
  const { room } = await withAlice(owt);
  const form = owtForm(page);
  await page.goto(panel.link({ owt: addressOf(owt) }));
  await expect(form.getByText(WARNING)).toBeVisible();
  await field(form, "Service ID").fill(SAMPLE.id);
  await form.getByLabel("Service key", { exact: true }).fill(SAMPLE.key);
  await button(form, "Sign in").click();
  await expect(rooms(page)).toBeVisible();
  await expect(page.getByRole("main").getByText(WARNING)).toBeVisible();
  await button(rooms(page), "Create with all settings").click();
  await expect(page.getByRole("form", { name: "New room" })).toBeVisible();
  await expect(page.getByRole("main").getByText(WARNING)).toBeVisible();
  await button(page, "Back to rooms").click();
  await enterRoom(page, owt, room);
  await expect(page.getByRole("main").getByText(WARNING)).toBeVisible();
});
