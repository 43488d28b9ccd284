// Five thousand people: the page stays small, and the browser is never busy for long.

import { HOST_PIN, expect, test } from "./support/test";

const PEOPLE = 5_000;

test("5,000 people in one sync", async ({ panel, ownSim }) => {
  const { page } = panel;
  const sim = await ownSim("--people", String(PEOPLE), "--rate", "1");
  await page.addInitScript(() => {
    const tasks: { start: number; ms: number }[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, ms: duration });
    }).observe({ type: "longtask", buffered: true });
  });
  await panel.signIn({ server: sim.url, room: "1234", pin: HOST_PIN });
  await expect.poll(async () => Number(await panel.headCount.getAttribute("data-count"))).toBeGreaterThan(PEOPLE * 0.95);
  const counted = await page.evaluate(() => performance.now());

  const elements = () => page.evaluate(() => document.querySelectorAll("*").length);
  expect(await elements()).toBeLessThan(1_500);
  await expect(panel.people).toHaveAttribute("aria-rowcount", /^[45]\d{3}$/);

  await test.step("to the last row and back", async () => {
    await panel.rows.first().hover();
    await page.mouse.wheel(0, 10_000_000);
    await expect
      .poll(() => panel.rows.evaluateAll((rows) => Math.max(...rows.map((row) => Number(row.getAttribute("aria-rowindex"))))))
      .toBeGreaterThan(PEOPLE * 0.95);
    expect(await elements()).toBeLessThan(1_500);
    await page.mouse.wheel(0, -10_000_000);
  });

  await test.step("found in a moment", async () => {
    const last = await sim.join("1234", { display_name: "Needle in the haystack" });
    await page.getByRole("searchbox", { name: "Find a participant" }).fill("needle");
    await expect(panel.rows).toHaveCount(1);
    await expect(panel.row(last)).toBeVisible();
  });

  const tasks: { start: number; ms: number }[] = await page.evaluate(() => (window as any).longTasks);
  const longest = (some: { ms: number }[]) => Math.round(Math.max(0, ...some.map(({ ms }) => ms)));
  // Wall time on a shared machine proves nothing, so it is told and not asserted.
  console.log(
    `longest task: ${longest(tasks.filter(({ start }) => start >= counted))} ms once everybody was shown, ` +
      `${longest(tasks.filter(({ start }) => start < counted))} ms before; ${await elements()} elements`,
  );
});
