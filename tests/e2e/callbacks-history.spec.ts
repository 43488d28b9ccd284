// The history: filters, search, what comes meanwhile, files; and how it looks.

import { readFile } from "node:fs/promises";
import { isInOrder } from "./support/accessibility";
import { button } from "./support/controls";
import { GATEWAY_WORDS, connect, events, expect, gatewayForm, room, submit, test } from "./support/gateway-test";

test("the history is narrowed down by vendor, kind, room, person, time and text, and goes on", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("r-1", "u1", "Alice");
  await gateway.join("r-2", "u2", "Bob");
  await gateway.netease({ eventType: 20, callType: 1, fromAccount: "a", toAccountList: ["b"] });
  await connect(panel, gateway);
  await expect(events(page)).toHaveCount(3);
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByRole("combobox", { name: "Vendor" }).selectOption("NetEase");
  await expect(events(page)).toHaveCount(1);
  await button(filters, "Clear filters").click();
  await filters.getByRole("combobox", { name: "Event" }).selectOption("Joined");
  await expect(events(page)).toHaveCount(2);
  await filters.getByRole("textbox", { name: "Room ID" }).fill("r-1");
  await expect(events(page)).toHaveCount(1);
  await gateway.join("r-2", "u3");
  await gateway.join("r-1", "u4");
  await expect(events(page)).toHaveCount(2);
  await button(filters, "Clear filters").click();
  await filters.getByRole("textbox", { name: "Person ID" }).fill("u2");
  await expect(events(page)).toHaveCount(1);
  await button(filters, "Clear filters").click();
  await page.getByRole("searchbox", { name: "Find in events" }).fill("Alice");
  await expect(events(page)).toHaveCount(1);
  await button(filters, "Clear filters").click();
  await filters.getByLabel("From").fill("2099-01-01T00:00");
  await expect(events(page)).toHaveCount(0);
  await expect(page.getByText("No event matches.")).toBeVisible();
});

test("a gateway that was told nothing yet says so", async ({ panel, gateway }) => {
  await connect(panel, gateway);
  await expect(panel.page.getByText("There are no events yet.")).toBeVisible();
});

test("the list stands still under the pointer, and an event is shown with all that came", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("r", "u1", "Alice");
  await connect(panel, gateway);
  await expect(events(page)).toHaveCount(1);
  await events(page).first().hover();
  await gateway.join("r", "u2", "Bob");
  await expect(page.getByText("1 new wait for the pointer to go")).toBeVisible();
  await expect(events(page)).toHaveCount(1);
  await page.mouse.move(5, 5);
  await expect(events(page)).toHaveCount(2);
  await button(events(page).first(), "Show event 2").click();
  const dialog = page.getByRole("dialog", { name: "Event 2" });
  await expect(dialog).toContainText('"user_name":"Bob"');
  await button(dialog, "Close").click();
});

test("files have all that is shown, and run nothing", async ({ panel, gateway }) => {
  const { page } = panel;
  await gateway.join("=HYPERLINK(1)", "u1", "王芳");
  await connect(panel, gateway);
  await expect(events(page)).toHaveCount(1);
  const save = async (name: string) => {
    const download = page.waitForEvent("download");
    await button(page, name).click();
    return readFile(await (await download).path(), "utf8");
  };
  const csv = await save("Export CSV");
  expect(csv.startsWith("\ufeffTime,Vendor,Event,Room,Person,Content\r\n")).toBe(true);
  expect(csv).toContain(",'=HYPERLINK(1),");
  const [entry] = JSON.parse(await save("Export JSON"));
  expect(entry.raw.user_name).toBe("王芳");
  expect(entry.room).toBe("=HYPERLINK(1)");
});

for (const lang of ["en", "zh-CN"] as const) {
  for (const width of [1280, 360]) {
    test(`it fits, and a checker finds nothing: ${lang}, ${width} pixels`, async ({ panel, gateway }) => {
      const { page } = panel;
      await page.setViewportSize({ width, height: 740 });
      await page.goto(panel.link({ callbacks: gateway.url }, { lang }));
      await submit(page, lang);
      await expect(gatewayForm(page, lang)).toBeVisible();
      await isInOrder(page, "sign-in");
      await page.goto("about:blank");
      await gateway.join("r", "u1", "王芳");
      await gateway.threeTee("open", { room_id: "forged" }, "guessed");
      await gateway.netease({ eventType: 20, callType: 1, fromAccount: "a", toAccountList: ["b"] });
      await connect(panel, gateway, lang);
      await expect(room(page, "r")).toBeVisible();
      await expect(page.getByRole("table", { name: GATEWAY_WORDS[lang].events })).toBeVisible();
      await isInOrder(page, "gateway");
    });
  }
}
