// What a browser keeps for the panel, and the files that it saves.

import { expect, test } from "./support/test";

test("server and name are remembered for the next time, and no PIN", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  await panel.control("Leave").click();
  await expect.poll(() => sim.seen(room, "end_session")).toHaveLength(1);
  // Another address than before, or nothing is loaded.
  await panel.driver.get(`${panel.home}404.html`);
  await panel.open({});
  await expect.poll(() => panel.form.role("textbox", "Server").value()).toBe(sim.url);
  await expect.poll(() => panel.form.role("textbox", "Your name").value()).toBe("Wang Fang");
  await expect.poll(() => panel.form.label("Password").value()).toBe("");
  const kept = await panel.driver.executeScript<string>("return JSON.stringify({ ...localStorage })");
  expect(kept).toContain("Wang Fang");
  expect(kept).not.toContain("1111");
});

test("the event log is saved as a file", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  await panel.row(await sim.join(room, { display_name: "=1+1 Alice" })).one();
  await panel.button("Export CSV").click();
  const saved = () => [...panel.browser.downloads()].find(([name, text]) => name.endsWith(".csv") && text.endsWith("\r\n"))?.[1];
  await expect.poll(saved).toContain("Alice");
  expect(saved()).toMatch(/^\uFEFF/);
  expect(saved(), "a spreadsheet computes nothing of it").not.toMatch(/(^|,|"|\n)=1\+1/m);
});

test.describe("a browser that keeps nothing", () => {
  test.use({ remembers: false });

  test("says so, and the meeting works all the same", async ({ panel, sim, room }) => {
    await panel.open({});
    await panel.form.contains("This browser remembers nothing for this page.");
    await panel.driver.get(`${panel.home}404.html`);
    await panel.signIn(sim, room);
    await panel.control("Lock meeting").click();
    await sim.become(room, (state) => state.locked, true);
  });
});
