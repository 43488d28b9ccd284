// Keys, the focus and the pointer: where browsers differ most.

import { Key, Origin } from "selenium-webdriver";
import { type Panel, expect, test } from "./support/test";

/** The Enter that ends a composition: as Chromium and Firefox tell it, and as Safari does. */
const ENTERS = [
  { isComposing: true, keyCode: 13 },
  { isComposing: true, keyCode: 229 },
  { isComposing: false, keyCode: 229 },
];

test("the Enter that ends a half-written word sends no chat, the next one does", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  const field = panel.role("textbox", "Message");
  await field.type("你好");
  const compose = (element: HTMLElement, enters: typeof ENTERS) => {
    element.focus();
    element.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    element.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "你好" }));
    const press = (init: object) => element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init }));
    return enters.map(press);
  };
  // None is left for the browser either, which would send the form.
  expect(await panel.driver.executeScript(compose, await field.one(), ENTERS)).toEqual([false, false, false]);
  await field.type("!", Key.ENTER);
  await panel.role("log", "Chat messages").contains("你好!");
  await expect.poll(() => field.value()).toBe("");
  // One request, for the line as it stood when it was sent.
  expect((await sim.seen(room, "message")).map(({ body }) => body.payload)).toEqual(["你好!"]);
});

test("Escape closes dialogs and menus, and the focus goes back to where it was", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  await panel.row(await sim.join(room, { display_name: "Alice" })).one();
  const press = (key: string) => panel.driver.switchTo().activeElement().sendKeys(key);

  await test.step("a dialog", async () => {
    const opener = panel.control("Call out");
    await opener.click();
    const field = panel.dialog("Call out").role("textbox", "Address or number");
    await expect.poll(() => field.isFocused()).toBe(true);
    await press(Key.ESCAPE);
    await panel.dialog("Call out").isGone();
    await expect.poll(() => opener.isFocused()).toBe(true);
  });

  await test.step("a menu, and a question that it led to", async () => {
    const opener = panel.people.button("More actions for Alice");
    await opener.click();
    await panel.role("menu").one();
    await press(Key.ESCAPE);
    await panel.role("menu").isGone();
    await expect.poll(() => opener.isFocused()).toBe(true);
    await panel.choose("Alice", "Remove");
    const dialog = panel.dialog("Remove Alice?");
    await expect.poll(() => dialog.button("Cancel").isFocused()).toBe(true);
    await press(Key.ESCAPE);
    await dialog.isGone();
    await expect.poll(() => opener.isFocused()).toBe(true);
  });

  await test.step("twice, for browsers close it themselves the second time", async () => {
    await panel.control("End meeting").click();
    await panel.dialog("End meeting for everyone?").one();
    await press(Key.ESCAPE);
    await panel.dialog("End meeting for everyone?").isGone();
    await panel.control("End meeting").click();
    await panel.dialog("End meeting for everyone?").one();
    await press(Key.ESCAPE);
    await panel.dialog("End meeting for everyone?").isGone();
    expect(await sim.seen(room, "disconnect")).toEqual([]);
  });
});

test("the whole sign-in by keyboard", async ({ panel, sim, room }) => {
  await panel.open({ server: sim.url, account: room, name: "Wang Fang" });
  await panel.form.role("textbox", "Your name").type(Key.ENTER);
  const pin = panel.dialog("PIN required").label("PIN");
  await expect.poll(() => pin.isFocused()).toBe(true);
  await pin.type("1111", Key.ENTER);
  await panel.live();
});

test("a person is dragged into a slot of the picture, and from there into another", async ({ panel, sim, room }) => {
  await panel.signIn(sim, room);
  const alice = await sim.join(room, { display_name: "Alice" });
  await panel.row(alice).one();
  const slot = (at: number) => panel.region("Layout editor").css(`[data-slot="${at}"]`);
  await drag(panel, panel.row(alice), slot(0));
  await slot(0).has("data-uuid", alice);
  await drag(panel, slot(0), slot(2));
  await slot(2).has("data-uuid", alice);
  await slot(0).has("data-uuid", "");
  expect(await sim.seen(room, "override_layout"), "nothing is sent while it is staged").toEqual([]);
});

/** By the mouse, from the middle of one to the middle of the other. */
async function drag({ driver }: Panel, from: ReturnType<Panel["row"]>, to: ReturnType<Panel["row"]>): Promise<void> {
  const [source, target] = [await from.one(), await to.one()];
  await driver.executeScript((one: Element, other: Element) => (other.scrollIntoView({ block: "center" }), one.scrollIntoView({ block: "nearest" })), source, target);
  await driver
    .actions()
    .move({ origin: source })
    .press()
    .move({ origin: Origin.POINTER, x: 8, y: 8, duration: 50 })
    .move({ origin: target, duration: 100 })
    .release()
    .perform();
}
