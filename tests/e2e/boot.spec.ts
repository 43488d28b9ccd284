// The boot screen: all that stands in the page before the panel does, and what is said when the panel can't start.

import type { Page } from "@playwright/test";
import { button } from "./support/controls";
import { expect, test } from "./support/test";

const WORDS = {
  en: { loading: "Loading Gavel…", failed: "The panel could not start", retry: "Try again", form: "Join a meeting" },
  "zh-CN": { loading: "正在加载 Gavel…", failed: "控制台未能启动", retry: "重试", form: "加入会议" },
};

/** Keeps the program back until the function that it returns is called. */
async function holdProgram(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

for (const lang of ["en", "zh-CN"] as const) {
  const words = WORDS[lang];

  test(`it says that the panel loads, in its language and theme: ${lang}`, async ({ panel }) => {
    const { page } = panel;
    const release = await holdProgram(page);
    await page.goto(panel.link({}, { lang, theme: "dark" }));
    await expect(page.getByRole("status").filter({ visible: true })).toHaveText(words.loading, { useInnerText: true });
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByRole("alert")).toHaveCount(0);
    release();
    await expect(page.getByRole("form", { name: words.form })).toBeVisible();
    await expect(page.getByText(words.loading)).toBeHidden();
  });

  test(`a program that can't be loaded is told, and can be tried again: ${lang}`, async ({ panel, faults }) => {
    const { page } = panel;
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(panel.link({}, { lang }));
    await expect(page.getByRole("alert")).toContainText(words.failed, { useInnerText: true });
    await expect(page.getByText(words.loading)).toBeHidden();
    const retry = button(page, words.retry);
    await expect(retry).toBeFocused();
    expect(faults.splice(0).join()).toContain("Failed to fetch");
    await page.unroute("**/*.wasm");
    await retry.press("Enter");
    await expect(page.getByRole("form", { name: words.form })).toBeVisible();
  });
}

test("each kind of server brings its own program and stylesheets, and nothing is shown before they are there", async ({ panel }) => {
  const { page } = panel;
  const styles: string[] = [];
  const programs: string[] = [];
  page.on("request", (request) => {
    styles.push(...(/([a-z_]+)-[0-9a-f]+\.css$/.exec(request.url())?.slice(1) ?? []));
    programs.push(...(/([a-z]+)[-_]\w+\.wasm$/.exec(request.url())?.slice(1) ?? []));
  });
  const ofKinds = () => styles.filter((name) => /^(owt|callbacks|phone)/.test(name)).sort();
  await page.goto(panel.link({}));
  await expect(panel.form).toBeVisible();
  expect(styles).toContain("people");
  expect(ofKinds()).toEqual([]);
  expect(programs.splice(0)).toEqual(["gavel"]);

  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/callbacks-*.css", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("about:blank");
  const program = page.waitForResponse(/callbacks_panel_bg\.wasm$/);
  // The page isn't whole before its stylesheets are there.
  await page.goto(panel.link({ callbacks: "https://gateway.example.com" }), { waitUntil: "commit" });
  await (await program).finished();
  const loading = page.getByRole("status").filter({ visible: true, hasText: WORDS.en.loading });
  await expect(loading).toBeVisible();
  const form = page.getByRole("form", { name: "Connect to a callback gateway" });
  await expect(form).toHaveCount(0);
  release();
  await expect(form).toBeVisible();
  await expect(loading).toHaveCount(0);
  expect(ofKinds()).toEqual(["callbacks"]);
  expect(programs).toEqual(["callbacks"]);
});

test("a stylesheet of a kind of server that can't be loaded is told", async ({ panel, faults }) => {
  const { page } = panel;
  await page.route("**/phone-*.css", (route) => route.abort());
  await page.goto(panel.link({ phone: "https://phone.example.com" }));
  await expect(page.getByRole("alert")).toContainText(WORDS.en.failed, { useInnerText: true });
  expect(faults.splice(0).join()).toContain("could not be loaded");
});

test("a program that was changed on its way is refused", async ({ panel, faults }) => {
  const { page } = panel;
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await page.goto(panel.link({}));
  await expect(page.getByRole("alert")).toContainText(WORDS.en.failed);
  expect(faults.splice(0).join()).toContain("integrity");
});

test("a program that stops is told, and nothing dead is left to press", async ({ panel, faults }) => {
  const { page } = panel;
  await page.goto(panel.link({}));
  await expect(panel.form).toBeVisible();
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError("unreachable");
    dispatchEvent(new ErrorEvent("error", { error }));
  });
  await expect(page.getByRole("alert")).toContainText(WORDS.en.failed);
  await expect(panel.form).toBeHidden();
  expect(faults.splice(0).join()).toContain("unreachable");
  await page.getByRole("button", { name: WORDS.en.retry }).click();
  await expect(panel.form).toBeVisible();
});

test("it speaks the language of config.json, and what was chosen comes first", async ({ panel, page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { locale: "zh-CN" } }));
  const html = page.locator("html");
  await page.goto(panel.home);
  await expect(page.getByRole("form", { name: WORDS["zh-CN"].form })).toBeVisible();
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await page.evaluate(() => localStorage.setItem("gavel.language", "en"));
  await page.reload();
  await expect(panel.form).toBeVisible();
  await expect(html).toHaveAttribute("lang", "en");
});

test("without a config.json there are defaults", async ({ panel, page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ status: 404 }));
  await page.goto(panel.link({}));
  await expect(panel.form).toBeVisible();
  await expect(panel.alert).toHaveCount(0);
});
