// Token, PIN and password are in memory and nowhere else, whatever a host does and whatever goes wrong.

import type { Locator } from "@playwright/test";
import { PASSWORD, PIN, TRANSFER_PIN, WRONG_PIN, Watch } from "./support/canaries";
import { message } from "./support/chat";
import { REFUSED } from "./support/deeds";
import { expect, test } from "./support/test";

test("after a whole meeting no secret stands anywhere", async ({ panel, sim, room, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { page } = panel;
  const watch = await Watch.of(page);
  const press = (place: Locator | typeof page, name: string) => place.getByRole("button", { name, exact: true }).click();
  const saved = async (what: string, act: () => Promise<void>) => {
    const download = page.waitForEvent("download");
    await act();
    await watch.file(what, await (await download).path());
  };

  await test.step("signing in, after a wrong PIN", async () => {
    await panel.open({ server: sim.url, account: room, name: "Wang Fang", password: PASSWORD, pin: PIN });
    await watch.look(page, "before the form is filled in");
    // A link may hold them; they are taken out of it at once. What the browser did before is no secret of ours any more.
    expect([...watch.found].filter((found) => !/the address bar|history/.test(found))).toEqual([]);
    watch.forget();
    await panel.form.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await panel.join();
    await panel.answerPin(WRONG_PIN);
    await expect(panel.pinDialog.getByRole("alert")).toBeVisible();
    await watch.look(page, "at the question for the PIN", [WRONG_PIN, PASSWORD]);
    await panel.answerPin(PIN);
    // The whole memory was looked through just now: the page may be slow for a while.
    await panel.live(30_000);
    expect(watch.tokens.size).toBe(1);
    await watch.look(page, "signed in");
  });

  const alice = await sim.join(room, { display_name: "Alice", spotlight: 1_441_720_001 });
  const bob = await sim.join(room, { display_name: "Bob", spotlight: 1_441_720_002 });
  await expect(panel.row(bob)).toBeVisible();

  await test.step("commands, done and refused", async () => {
    await press(panel.row(alice), "Mute Alice");
    await expect(panel.row(alice)).toHaveAttribute("data-muted", "true");
    await panel.control("Lock meeting").click();
    await expect(panel.control("Unlock meeting")).toBeVisible();
    await sim.fault(room, "muteguests", REFUSED, 1);
    await panel.control("Mute all guests").click();
    await expect(panel.alert.filter({ hasText: "Not for you today" })).toBeVisible();
    await sim.fault(room, "unlock", { status: 200, body: "<h1>who knows</h1>" }, 1);
    await panel.control("Unlock meeting").click();
    await expect(panel.alert.filter({ hasText: /Unlock/ })).toBeVisible();
    const chat = message(panel);
    await chat.fill("Good morning");
    await chat.press("Enter");
    await expect(panel.log("Chat messages")).toContainText("Good morning");
    await panel.choose("Alice", "Make host");
    await expect(panel.row(alice)).toHaveAttribute("data-role", "host");
    await panel.choose("Bob", "Change caption");
    await panel.dialog("Change caption of Bob").getByRole("textbox", { name: "Caption" }).fill("Bob, Legal");
    await press(panel.dialog("Change caption of Bob"), "Save");
    await press(page, "Spotlight order");
    await press(page.getByRole("dialog"), "Close");
    await sim.present(room, alice);
    await expect(page.locator("img.frame")).toHaveAttribute("src", /^blob:/);
  });

  await test.step("a transfer has a PIN of its own", async () => {
    await panel.choose("Bob", "Transfer");
    const dialog = panel.dialog("Transfer Bob");
    await dialog.getByRole("textbox", { name: "Address or number" }).fill("8000");
    await dialog.getByLabel("PIN", { exact: true }).fill(TRANSFER_PIN);
    await watch.look(page, "while a transfer is typed", [TRANSFER_PIN]);
    await sim.fault(room, "transfer", { status: 500, body: "<h1>Oops</h1>" }, 1);
    await press(dialog, "Transfer");
    await expect(panel.alert.filter({ hasText: /Transfer/ })).toBeVisible();
  });

  await test.step("calling out, the address book, presets, exports, the doctor", async () => {
    await panel.control("Call out").click();
    const dial = page.getByRole("dialog", { name: "Call out" });
    await dial.getByRole("textbox", { name: "Address or number" }).fill("8001");
    await dial.getByText("More", { exact: true }).click();
    await dial.getByRole("textbox", { name: "Name in the meeting" }).fill("Ann");
    await press(dial, "Save to address book");
    await saved("the address book's CSV", () => press(dial, "Export address book as CSV"));
    await saved("the address book's JSON", () => press(dial, "Export address book as JSON"));
    await press(dial, "Call Ann");
    await page.keyboard.press("Escape");
    const editor = panel.region("Layout editor");
    await editor.getByText("Presets", { exact: true }).click();
    await editor.getByLabel("Preset name").fill("As it is");
    await press(editor, "Save preset");
    await saved("the presets", () => press(editor, "Export presets"));
    await press(page, "Protocol doctor");
    await press(panel.dialog("Protocol doctor"), "Copy report");
    await expect(panel.dialog("Protocol doctor").getByRole("status")).toHaveText("Copied");
    watch.out("the doctor's report", await page.evaluate(() => navigator.clipboard.readText()));
    await watch.look(page, "at the doctor");
    await press(panel.dialog("Protocol doctor"), "Close");
  });

  await test.step("tokens change, streams break, the session is joined again", async () => {
    const before = watch.tokens.size;
    await sim.raw(room, "event: refresh_session\n\n");
    await expect.poll(() => watch.tokens.size).toBeGreaterThan(before);
    await sim.streams(room, "cut_once");
    await expect.poll(async () => (await sim.state(room) as any).streams).toBe(1);
    await panel.live();
    const known = watch.tokens.size;
    await sim.expireTokens(room);
    await expect.poll(() => watch.tokens.size, { timeout: 30_000 }).toBeGreaterThan(known);
    await panel.live(30_000);
    await watch.look(page, "joined again");
  });

  await test.step("put out, and signed out", async () => {
    await saved("the log's CSV", () => press(page, "Export CSV"));
    const own = (await sim.state(room)).participants.find((one) => one.display_name === "Wang Fang")!.uuid;
    await sim.putOut(room, own, "Enough");
    await panel.connection("ended");
    await watch.look(page, "put out");
    await press(page, "Join again");
    await panel.live();
    await panel.control("Leave").click();
    await expect(panel.main.and(page.locator("[data-connection=live]"))).toHaveCount(0);
    await watch.look(page, "signed out");
    await page.reload();
    await expect(panel.form).toBeVisible();
    // Nothing that was typed secretly is filled in.
    await expect(panel.form.getByLabel("Password", { exact: true })).toHaveValue("");
    await watch.look(page, "opened again");
  });

  expect([...watch.found]).toEqual([]);
});

test("the watch finds what is there to be found", async ({ panel, sim, room }) => {
  const { page } = panel;
  const watch = await Watch.of(page);
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await panel.form.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await panel.join();
  await panel.answerPin(PIN);
  await panel.live();
  const [token] = watch.tokens;
  const spill = async (name: string, act: (secret: string) => unknown, secret: string) => {
    watch.found.clear();
    await page.evaluate(act as never, secret as never);
    // Requests, lines of the console and addresses are told to the watch by the browser, some time after.
    const found = async () => {
      await watch.look(page, "spilt");
      return [...watch.found].join("\n");
    };
    await expect.poll(found).toContain(name);
  };
  await spill("the PIN in local storage", (pin) => localStorage.setItem("x", pin), PIN);
  await spill("the PIN in storage", (pin) => (sessionStorage.setItem("y", pin), sessionStorage.clear(), localStorage.clear()), PIN);
  await spill("a token in the page", (text) => document.body.setAttribute("data-x", text), token);
  await spill("a token in a field", (text) => ((document.querySelector("input[type=search]") as HTMLInputElement).value = text), token);
  await spill("the password in the console", (text) => console.info(`it is ${text}`), PASSWORD);
  await spill("the password in the history", (text) => history.replaceState({ text }, ""), PASSWORD);
  await spill("the PIN in the address bar", (pin) => (location.hash = pin), PIN);
  await spill("the PIN in another tab", (pin) => new BroadcastChannel("z").postMessage(pin), PIN);
  await spill("the PIN in cookies", (pin) => (document.cookie = `pin=${pin}`), PIN);
  await spill("a token in a request's address", (text) => void fetch(`/x?token=${text}`).catch(() => undefined), token);
  await spill("a token in IndexedDB", (name) => new Promise((done) => (indexedDB.open(name).onsuccess = done)), token);
});
