// What a person chooses for this browser, and what whoever hosts the panel has chosen for everybody.

import { button } from "./support/controls";
import { signIn } from "./support/sign-in";
import { expect, test } from "./support/test";

test("what is chosen is kept, on the sign-in page as in the room", async ({ panel, sim, room }) => {
  const { page } = panel;
  const html = page.locator("html");
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await button(page, "Settings").click();
  const settings = panel.dialog("Settings");
  await settings.getByRole("combobox", { name: "Theme", exact: true }).selectOption("Dark");
  await settings.getByRole("combobox", { name: "Density", exact: true }).selectOption("Compact");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(html).toHaveAttribute("data-density", "compact");
  await button(settings, "Close").click();
  await expect(settings).toHaveCount(0);
  await expect(button(page, "Settings")).toBeFocused();

  await page.reload();
  await expect(html).toHaveAttribute("data-density", "compact");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await signIn(panel, sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  expect((await panel.row(alice).boundingBox())!.height).toBe(36);
  await button(page, "Settings").click();
  await settings.getByRole("combobox", { name: "Density", exact: true }).selectOption("Comfortable");
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await panel.row(alice).boundingBox())!.height).toBe(44);
});

test("a list begins as this browser keeps it, and what is chosen in a meeting holds for that meeting", async ({ panel, sim, room }) => {
  const { page } = panel;
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await button(page, "Settings").click();
  const settings = panel.dialog("Settings");
  const chosen = (name: string) => settings.getByRole("combobox", { name, exact: true });
  await chosen("Default sort").selectOption("Name");
  await chosen("Default filter").selectOption("Muted");
  await page.reload();
  await signIn(panel, sim, room);
  const sort = page.getByRole("combobox", { name: "Sort by", exact: true });
  const muted = page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Muted/ });
  await expect(sort.locator("option:checked")).toHaveText("Name");
  await expect(muted).toHaveAttribute("aria-pressed", "true");
  await button(page, "Clear filters").click();
  await sort.selectOption("Joined");
  await button(page, "Settings").click();
  await expect(chosen("Default sort").locator("option:checked")).toHaveText("Name");
  await chosen("Default filter").selectOption("Everybody");
  await expect(muted).toHaveAttribute("aria-pressed", "false");
});

test("a list begins as the house wants, until somebody here chooses otherwise", async ({ panel, sim, room }) => {
  const { page } = panel;
  await page.route("**/config.json", (route) => route.fulfill({ json: { defaults: { sort: "name", filter: "guests" } } }));
  await signIn(panel, sim, room);
  const sort = page.getByRole("combobox", { name: "Sort by", exact: true });
  const guests = page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Guests/ });
  await expect(sort.locator("option:checked")).toHaveText("Name");
  await expect(guests).toHaveAttribute("aria-pressed", "true");
  await button(page, "Settings").click();
  await panel.dialog("Settings").getByRole("combobox", { name: "Default filter", exact: true }).selectOption("Everybody");
  await page.reload();
  await signIn(panel, sim, room);
  await expect(guests).toHaveAttribute("aria-pressed", "false");
  await expect(sort.locator("option:checked")).toHaveText("Name");
});

test("what a house switches off isn't there", async ({ panel, sim, room }) => {
  const { page } = panel;
  const off = ["addressbook", "attendance", "demo", "doctor", "rollcall", "rotation", "rundown", "timers", "wall"];
  await page.route("**/config.json", (route) => route.fulfill({ json: { off } }));
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await expect(panel.form).toBeVisible();
  await expect(button(page, "Try it")).toHaveCount(0);
  await signIn(panel, sim, room);
  for (const name of ["Roll call", "Talk timer", "Protocol doctor", "Open another meeting", "More actions for slot 1"]) {
    await expect(button(page, name), name).toHaveCount(0);
  }
  await expect(panel.region("Rundown")).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Attendance", exact: true })).toHaveCount(0);
  await panel.control("Call out").click();
  await expect(panel.dialog("Call out")).toBeVisible();
  await expect(panel.dialog("Call out").getByRole("region", { name: "Address book" })).toHaveCount(0);
});

test("another language is shown at once, and the dialog stays", async ({ panel, sim, room }) => {
  const { page } = panel;
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await button(page, "Settings").click();
  await panel.dialog("Settings").getByRole("combobox", { name: "Language", exact: true }).selectOption("中文");
  await expect(panel.dialog("设置")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel.dialog("设置")).toHaveCount(0);
});

test("a house's name, logo, colour and habits; what can't be used is told", async ({ panel, sim, room }) => {
  const { page } = panel;
  const config = (json: object) => page.route("**/config.json", (route) => route.fulfill({ json }));
  const accent = () => page.locator(":root").evaluate((root) => getComputedStyle(root).getPropertyValue("--accent"));
  await config({
    branding: { name: "Town hall", logo: "house/logo.svg", accent: "#0a7d4f" },
    defaults: { theme: "dark", density: "compact", sound: false },
    off: ["doctor"],
  });
  await page.route("**/house/logo.svg", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="5" cy="5" r="4"/></svg>' }),
  );
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await expect(page).toHaveTitle("Town hall");
  await expect(page.getByRole("heading", { name: "Town hall" })).toBeVisible();
  await expect.poll(() => page.locator("img").evaluate((logo: HTMLImageElement) => logo.naturalWidth)).toBeGreaterThan(0);
  expect(await accent()).toContain("#0a7d4f");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await signIn(panel, sim, room);
  await expect(button(page, "Protocol doctor")).toHaveCount(0);
  await button(page, "Settings").click();
  await expect(panel.dialog("Settings").getByRole("switch", { name: "Sound", exact: true })).toHaveAttribute("aria-checked", "false");

  await config({ branding: { accent: "#ffd400" }, off: ["no such thing"] });
  await page.reload();
  await expect(panel.form).toBeVisible();
  await expect(page.getByText("branding.accent (1.4:1 < 4.5:1)")).toBeVisible();
  await expect(page.getByText("off[0]")).toBeVisible();
  expect(await accent()).not.toContain("#ffd400");
});
