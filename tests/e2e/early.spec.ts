// The form before the program is there: it can be filled in and sent, and nothing that was done to it is lost when the program's own
// form takes its place.

import type { Page } from "@playwright/test";
import type { Panel } from "./support/panel";
import { HOST_PIN, expect, test } from "./support/test";

/** Keeps the program back until the function that it gives is called. */
async function withoutProgram(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const early = (page: Page) => page.locator("#early");

/** The program's form is there, and no other. */
async function handedOver({ page, form }: Panel): Promise<void> {
  await expect(early(page)).toHaveCount(0);
  await expect(form).toBeVisible();
}

test("what is typed and pressed before the program is there is done when it is", async ({ panel, sim, room }) => {
  const { form, page } = panel;
  const release = await withoutProgram(page);
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await expect(early(page)).toBeVisible();
  await form.getByRole("textbox", { name: "Your name" }).fill("Li Lei");
  await form.getByLabel("Password", { exact: true }).fill(HOST_PIN);
  await form.getByRole("checkbox", { name: "Hide me from the participant list" }).check();
  await panel.join();
  await expect(form.getByRole("button", { name: "Join", exact: true })).toHaveAttribute("aria-busy", "true");
  expect(await sim.requests(room)).toEqual([]);
  const secret = await early(page).locator("[type=password]").elementHandle();
  release();
  await panel.live();
  expect(await secret!.inputValue()).toBe("");
  expect((await sim.seen(room, "new_session")).at(-1)?.body).toMatchObject({ display_name: "Li Lei", hideme: "yes" });
  expect((await sim.seen(room, "new_session")).length).toBe(1);
});

test("Enter in a field is a press, and a field that was emptied stays empty", async ({ panel, sim, room }) => {
  const { form, page } = panel;
  const release = await withoutProgram(page);
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  const name = form.getByRole("textbox", { name: "Your name" });
  await name.fill("");
  await name.press("Enter");
  release();
  await handedOver(panel);
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toBeFocused();
  await expect(form.getByRole("textbox", { name: "Server", exact: true })).toHaveValue(sim.url);
  expect(await sim.requests(room)).toEqual([]);
});

test("the focus and the caret stay where they are", async ({ panel, sim, room }) => {
  const { form, page } = panel;
  const release = await withoutProgram(page);
  await panel.open({ server: sim.url, account: room, name: "Wang" });
  const name = form.getByRole("textbox", { name: "Your name" });
  await name.press("Home");
  await page.keyboard.type("Xi");
  release();
  await handedOver(panel);
  await expect(name).toBeFocused();
  await page.keyboard.type("n ");
  await expect(name).toHaveValue("Xin Wang");
});

test("a letter that is being composed and a button that is held down are waited for", async ({ panel, sim, room }) => {
  const { form, page } = panel;
  const compiled = () => page.evaluate(() => performance.getEntriesByName("compiled").length > 0);
  await page.addInitScript(() => {
    const { compileStreaming } = WebAssembly;
    WebAssembly.compileStreaming = async (source) => {
      const program = await compileStreaming(source);
      // By then the page would have gone on.
      setTimeout(() => performance.mark("compiled"));
      return program;
    };
  });

  await test.step("a letter", async () => {
    const release = await withoutProgram(page);
    await panel.open({ server: sim.url, account: room });
    const name = form.getByRole("textbox", { name: "Your name" });
    await name.focus();
    const keys = await page.context().newCDPSession(page);
    await keys.send("Input.imeSetComposition", { text: "wang", selectionStart: 4, selectionEnd: 4 });
    release();
    await expect.poll(compiled).toBe(true);
    await expect(early(page)).toBeVisible();
    await keys.send("Input.insertText", { text: "王" });
    await handedOver(panel);
    await expect(name).toHaveValue("王");
    await expect(name).toBeFocused();
  });

  await test.step("a button", async () => {
    await page.goto("about:blank");
    const release = await withoutProgram(page);
    await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
    await form.getByRole("button", { name: "Join", exact: true }).hover();
    await page.mouse.down();
    release();
    await expect.poll(compiled).toBe(true);
    await expect(early(page)).toBeVisible();
    await page.mouse.up();
    await panel.answerPin(HOST_PIN);
    await panel.live();
  });
});

for (const lang of ["en", "zh-CN"] as const) {
  for (const width of [1280, 360]) {
    test(`nothing moves when the program comes: ${lang}, ${width} pixels`, async ({ panel, sim, room }) => {
      const { page } = panel;
      await page.setViewportSize({ width, height: 740 });
      const release = await withoutProgram(page);
      await panel.open({ server: sim.url, account: room, name: "Wang Fang" }, { lang, theme: "dark" });
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      const before = await parts(page);
      release();
      await handedOver(panel);
      expect(before.length).toBeGreaterThan(15);
      expect(await parts(page)).toEqual(before);
    });
  }
}

/** What is seen of the card, each with its place. */
function parts(page: Page): Promise<unknown[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".connect-card, .connect-card *")].flatMap((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      if (!width || !height || part.closest("svg svg")) return [];
      const { color, backgroundColor, borderColor, font } = getComputedStyle(part);
      const own = [...part.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const words = own.map(({ textContent }) => textContent!.trim()).join("");
      const field = part instanceof HTMLInputElement ? [part.type, part.value, part.placeholder] : [];
      return [[part.tagName, x, y, width, height, color, backgroundColor, borderColor, font, words, ...field]];
    }),
  );
}

test("it speaks the language of config.json, and what was chosen comes first", async ({ panel, page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { locale: "zh-CN" } }));
  const says = async (lang: string) => {
    await page.goto("about:blank");
    await withoutProgram(page);
    await page.goto(panel.home);
    await expect(early(page)).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
  };
  await says("zh-CN");
  await page.evaluate(() => localStorage.setItem("gavel.language", "en"));
  await says("en");
});

test("a link to a node waits for the program's form", async ({ panel, sim, room }) => {
  const { page } = panel;
  const release = await withoutProgram(page);
  const texts = page.waitForResponse(/texts-en/);
  await page.goto(panel.link({ mcu: sim.url, room }));
  await (await texts).finished();
  await expect(early(page)).toBeHidden();
  release();
  await handedOver(panel);
  await expect(panel.form.getByRole("textbox", { name: "Conferencing node" })).toHaveValue(sim.url);
});
