// The tests' own eyes: what would be wrong with a page is seen in every browser, and the browser itself agrees with what is looked for.

import { expect, test } from "./support/test";

test("an error, a line on the console and a breach of the content policy are seen", async ({ panel }) => {
  await panel.open({});
  expect(await panel.browser.faults()).toEqual([]);
  for (const [act, seen] of [
    ["console.error('told on purpose')", /told on purpose/],
    ["window.setTimeout(() => { throw new Error('thrown on purpose'); })", /thrown on purpose/],
    // Not by `style.color =`, which is allowed.
    ["document.body.setAttribute('style', 'color: red')", /Content.Security.Policy/i],
  ] as const) {
    await panel.driver.executeScript(act);
    const faults: string[] = [];
    await expect.poll(async () => (faults.push(...(await panel.browser.faults())), faults.join("\n"))).toMatch(seen);
  }
});

test("the browser's own names and roles are those that a screen reader is promised", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  for (const [place, role, name] of [
    [panel.main, "main", "Meeting"],
    [panel.people, "grid", "Participants"],
    [panel.row(alice).button("Mute Alice"), "button", "Mute Alice"],
    [panel.region("Layout editor"), "region", "Layout editor"],
    [panel.role("log", "Chat messages"), "log", "Chat messages"],
    [panel.role("textbox", "Message"), "textbox", "Message"],
  ] as const) {
    const element = await place.one();
    expect(await element.getAriaRole(), name).toBe(role);
    expect(await element.getAccessibleName()).toBe(name);
  }
});
