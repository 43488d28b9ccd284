// What browsers, their add-ons and their owners' habits do to the page: translators, input methods, files that don't come.

import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { joinAll } from "./support/people";
import { signIn } from "./support/sign-in";
import { HOST_PIN, expect, seenOnly, test } from "./support/test";

const TRANSLATOR = readFileSync(new URL("support/translate.js", import.meta.url), "utf8");

test.describe("page translators", () => {
  test("the page says that it isn't to be translated, and none of its texts is", async ({ panel, sim, room }) => {
    const { page } = panel;
    await signIn(panel, sim, room);
    await expect(page.locator("html")).toHaveAttribute("translate", "no");
    await expect(page.locator("meta[name=google]")).toHaveAttribute("content", "notranslate");
    await page.evaluate(TRANSLATOR);
    await expect(page.locator("font")).toHaveCount(0);
  });

  for (const round of ["once", "again after each change"] as const) {
    test(`one that is forced on it, ${round}, while the meeting goes on: what is shown stays right`, async ({ panel, sim, room }) => {
      const { page } = panel;
      await signIn(panel, sim, room);
      const [alice, bob] = await joinAll(sim, room, ["Alice", "Bob"]);
      await sim.say(room, alice, "Good morning");
      await expect(panel.log("Chat messages")).toContainText("Good morning");
      /** As for somebody who wants the page translated, whatever it says of itself. */
      const translate = async () => {
        await page.evaluate(() => {
          for (const one of document.querySelectorAll("[translate=no]")) one.removeAttribute("translate");
          for (const one of document.querySelectorAll(".notranslate")) one.classList.remove("notranslate");
        });
        await page.evaluate(TRANSLATOR);
        await expect(page.locator("font"), "texts that the panel doesn't know").toHaveCount(0);
      };
      const step = (name: string, act: () => Promise<unknown>) =>
        test.step(name, async () => {
          await act();
          if (round !== "once") await translate();
        });
      await translate();

      await step("somebody comes", async () => {
        const carol = await sim.join(room, { display_name: "Carol" });
        await expect(panel.row(carol)).toContainText("Carol");
        await expect(panel.headCount).toContainText("4");
      });
      await step("a new name, in the place of the old one", async () => {
        await sim.update(room, bob, { display_name: "Robert", overlay_text: "Robert" });
        await expect(panel.row(bob)).toContainText("Robert");
        await expect(panel.row(bob)).not.toContainText("Bob");
      });
      await step("muted, by a command and by somebody else", async () => {
        await panel.row(alice).getByRole("button", { name: /^«?Mute/ }).click();
        await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
        await sim.update(room, bob, { is_muted: "YES" });
        await expect(panel.row(bob)).toHaveAttribute("data-muted", "true");
        await expect(panel.row(bob).getByRole("button", { name: /Unmute Robert/ })).toBeVisible();
      });
      await step("a line of the chat, in and out", async () => {
        await sim.say(room, alice, "A line of Alice's");
        await expect(panel.log("Chat messages")).toContainText("A line of Alice's");
        const field = page.getByRole("textbox", { name: /Message/ });
        await field.fill("An answer");
        await field.press("Enter");
        await expect(panel.log("Chat messages")).toContainText("An answer");
        await expect(field).toHaveValue("");
      });
      await step("somebody waits, and is let in", async () => {
        const waits = await sim.join(room, { display_name: "Dan", service_type: "waiting_room" });
        const waiting = page.locator(".waiting");
        await expect(waiting).toContainText("Dan");
        await waiting.getByRole("button", { name: /Admit Dan/ }).click();
        await expect(panel.row(waits)).toHaveAttribute("data-service", "conference");
        await expect(waiting).toHaveCount(0);
        await expect(panel.headCount).toContainText("5");
      });
      await step("locked, and said so", async () => {
        await panel.controls.getByRole("button", { name: /Lock meeting/ }).click();
        await expect(panel.controls.getByRole("button", { name: /Unlock meeting/ })).toBeVisible();
        await expect(panel.log("Event log")).toContainText("The meeting was locked");
      });
      await step("somebody leaves", async () => {
        await sim.leave(room, alice);
        await expect(panel.row(alice)).toHaveCount(0);
        await expect(panel.headCount).toContainText("4");
        await panel.agrees(sim, room);
      });
      await step("the stream breaks, and what is shown says so", async () => {
        await sim.streams(room, "refuse503");
        await panel.connection("stale");
        await expect(panel.main).toContainText(/Stale since \d\d:\d\d/);
        await sim.streams(room, "ok");
        await panel.live();
        await expect(panel.main).not.toContainText(/Stale since/);
      });
    });
  }
});

test.describe("input methods", () => {
  /** The Enter that ends a composition: as Chromium and Firefox tell it, and as Safari does. */
  const enters = [
    { isComposing: true, keyCode: 13 },
    { isComposing: true, keyCode: 229 },
    { isComposing: false, keyCode: 229 },
  ];

  /** Returns whether anything was left for the browser or the panel to do with it. */
  const press = (field: Locator, enter: (typeof enters)[number]) =>
    field.evaluate(
      (element, init) => element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init })),
      enter,
    );

  test("their Enter sends nothing and chooses nothing, in any field", async ({ panel, sim, room }) => {
    const { page } = panel;
    await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
    for (const field of await panel.form.getByRole("textbox").all()) for (const enter of enters) expect(await press(field, enter)).toBe(false);
    await expect(panel.pinDialog).toBeHidden();
    await panel.join();
    await expect(panel.pinDialog).toBeVisible();
    const pin = panel.pinDialog.getByLabel("PIN", { exact: true });
    await pin.fill(HOST_PIN);
    for (const enter of enters) expect(await press(pin, enter)).toBe(false);
    await expect(panel.pinDialog).toBeVisible();
    await pin.press("Enter");
    await panel.live();

    const message = page.getByRole("textbox", { name: "Message" });
    await message.fill("ni hao");
    for (const enter of enters) await press(message, enter);
    await seenOnly(sim, room, "message", 0);
    await expect(message).toHaveValue("ni hao");

    await sim.join(room, { display_name: "Alice" });
    await panel.region("Layout editor").locator("[data-slot='0'] button").first().click();
    const search = page.getByRole("searchbox", { name: "Search people" });
    await search.fill("Alice");
    await expect(page.getByRole("dialog").getByRole("option").first()).toHaveAccessibleName("Alice");
    for (const enter of enters) await press(search, enter);
    await expect(search).toBeVisible();
    await search.press("Enter");
    await expect(search).toBeHidden();

    await panel.control("Call out").click();
    const address = panel.dialog("Call out").getByRole("textbox", { name: "Address or number" });
    await address.fill("sip:bob@example.com");
    for (const enter of enters) expect(await press(address, enter)).toBe(false);
    await seenOnly(sim, room, "dial", 0);
  });
});

test.describe("a start that never happens", () => {
  test("is explained within ten seconds in both languages, without any script having run", async ({ panel, page }) => {
    await page.route("**/*.js", () => {});
    await page.goto(panel.link({}), { waitUntil: "commit" });
    const [en, zh] = [page.getByText(/a content blocker, antivirus program/).first(), page.getByText(/内容拦截器、杀毒软件/).first()];
    await expect(page.getByText("Loading Gavel…")).toBeVisible();
    await expect(en).toBeHidden();
    await expect(en).toBeVisible({ timeout: 10_000 });
    await expect(zh).toBeVisible();
  });

  test("where the program never comes, in the language chosen", async ({ panel, page }) => {
    await page.route("**/*.wasm", () => {});
    await page.goto(panel.link({}), { waitUntil: "commit" });
    await expect(page.getByText(/This takes longer than it should/)).toBeVisible({ timeout: 10_000 });
    await expect(page.getByText(/加载时间过长/)).toBeHidden();
  });

  test("a browser without WebAssembly is named as that", async ({ panel, page, faults }) => {
    await page.addInitScript("delete globalThis.WebAssembly");
    await page.goto(panel.link({}));
    await expect(page.getByRole("alert")).toContainText("This browser has no WebAssembly");
    await expect(page.getByText(/a content blocker, antivirus program/).filter({ visible: true })).toHaveCount(0);
    expect(faults.splice(0).join()).toContain("There is no WebAssembly here");
  });
});

test.describe("files of the panel's own", () => {
  const html = { contentType: "text/html", body: "<!doctype html><title>Gavel</title><p>Welcome" };

  test("a page in the place of config.json is reported, and believed in nothing", async ({ panel, page }) => {
    for (const contentType of ["text/html", "application/json"]) {
      await page.route("**/config.json", (route) => route.fulfill({ ...html, contentType }));
      await page.goto(panel.link({}));
      await expect(panel.form).toContainText("JSON");
      await page.unroute("**/config.json");
    }
  });

  test("a page in the place of the program is said", async ({ panel, page, faults }) => {
    await page.route("**/*.wasm", (route) => route.fulfill(html));
    await page.goto(panel.link({}));
    await expect(page.getByRole("alert")).toContainText("The panel could not start");
    expect(faults.splice(0)).not.toEqual([]);
  });

  test("a page in the place of the worker's file: the page's own clock does", async ({ panel, page, sim, room, faults }) => {
    await page.route("**/timer-worker.js", (route) => route.fulfill(html));
    await signIn(panel, sim, room);
    await sim.streams(room, "half_open");
    const missed = await sim.join(room, { display_name: "Nobody hears of" });
    // Only a clock finds out that nothing comes any more: then the server is asked.
    await expect(panel.row(missed)).toBeVisible({ timeout: 40_000 });
    // What the browser itself says of the page in the worker's place.
    for (const fault of faults.splice(0)) expect(fault).toContain("Unexpected token");
  });

  test("what isn't there is a page of its own, and no panel", async ({ home, page }) => {
    const answer = await page.request.get(`${home}labels/en.json`);
    expect(answer.status()).toBe(404);
    expect(answer.headers()["cache-control"]).toBe("no-cache");
    expect(await answer.text()).toContain("There is no such page or file here");
  });

  test("names with a hash are kept for good, and nothing else", async ({ home, panel, page }) => {
    const kept = new Map<string, string>();
    page.on("response", (response) => {
      const url = response.url();
      if (url.startsWith(home)) kept.set(new URL(url).pathname, response.headers()["cache-control"]);
    });
    await page.goto(panel.link({}));
    await expect(panel.form).toBeVisible();
    await page.request.get(`${home}timer-worker.js`);
    for (const [path, caching] of kept) {
      const hashed = /-[0-9a-f]{12,}(_bg)?\.(css|js|svg|wasm)$/.test(path);
      expect(caching, path).toBe(hashed ? "public, max-age=31536000, immutable" : "no-cache");
    }
    expect(kept.size).toBeGreaterThan(10);
  });

  test("a browser without AbortSignal.timeout reads config.json as well", async ({ panel, page }) => {
    await page.addInitScript("delete AbortSignal.timeout");
    await page.route("**/config.json", (route) => route.fulfill({ json: { servers: [{ name: "Head office", url: "https://meet.example.com" }] } }));
    await page.goto(panel.link({}));
    await expect(panel.form.getByRole("textbox", { name: "Server" })).toHaveValue("https://meet.example.com");
  });
});

test("no PIN or password is offered to be saved", async ({ panel, sim, room }) => {
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await expect(panel.form.locator("input[type=password]")).toHaveAttribute("autocomplete", "new-password");
  await panel.join();
  await expect(panel.pinDialog.getByLabel("PIN", { exact: true })).toHaveAttribute("autocomplete", "one-time-code");
});
