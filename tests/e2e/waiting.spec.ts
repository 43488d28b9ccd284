// Who waits, and how a host hears of it: also one who looks at another tab.

import { findings } from "./support/accessibility";
import { button, isRefused } from "./support/controls";
import { person } from "./support/people";
import { signIn } from "./support/sign-in";
import type { Panel } from "./support/panel";
import { type Simulator, expect, seenOnly, test } from "./support/test";

/** Somebody comes to the door. */
const knock = (sim: Simulator, room: string, name: string, fields: Record<string, unknown> = {}): Promise<string> =>
  sim.join(room, { display_name: name, service_type: "waiting_room", ...fields });

const service = (uuid: string) => (state: Parameters<ReturnType<typeof person>>[0]) => person(uuid)(state)?.service_type;

const box = (panel: Panel, name: string) => panel.waitingRoom.getByRole("checkbox", { name: `Select ${name}`, exact: true });

/** Counts what would be heard, and what would be seen on the desktop. */
async function listen(panel: Panel): Promise<{ tones: () => Promise<number>; notifications: () => Promise<string[]> }> {
  await panel.page.addInitScript(() => {
    const told = { tones: 0, notifications: [] as string[] };
    Object.assign(globalThis, { told });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when?: number) {
      told.tones += 1;
      start.call(this, when);
    };
    // A headless browser shows none.
    class Shown extends EventTarget {
      static permission = "default";
      static requestPermission = () => Promise.resolve((Shown.permission = "granted"));
      constructor(title: string, { body }: NotificationOptions = {}) {
        super();
        told.notifications.push(`${title}: ${body}`);
      }
      close() {}
    }
    Object.assign(globalThis, { Notification: Shown });
  });
  const told = <T>(read: "tones" | "notifications") =>
    panel.page.evaluate((read) => (globalThis as unknown as { told: Record<string, T> }).told[read] as T, read);
  return { tones: () => told<number>("tones"), notifications: () => told<string[]>("notifications") };
}

test("they stand as they came; one, the ticked, then all are admitted, each with one request", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const uuids: Record<string, string> = {};
  for (const name of ["Ann", "Ben", "Cid", "Dan", "Eve"]) uuids[name] = await knock(sim, room, name);
  const rows = panel.waitingRoom.getByRole("listitem");
  await expect(rows).toHaveText([/Ann/, /Ben/, /Cid/, /Dan/, /Eve/]);
  await expect(panel.page).toHaveTitle(/^\(5\) /);
  const selected = button(panel.waitingRoom, "Admit selected");
  await isRefused(selected, /Nobody selected/);

  await box(panel, "Ben").check();
  await box(panel, "Dan").check();
  await selected.click();
  for (const name of ["Ben", "Dan"]) {
    await sim.become(room, service(uuids[name]!), "conference");
    expect(await sim.seen(room, `participants/${uuids[name]}/unlock`)).toHaveLength(1);
  }
  await expect(rows).toHaveText([/Ann/, /Cid/, /Eve/]);
  await isRefused(selected, /Nobody selected/);
  await button(panel.waitingRoom, "Refuse Cid").click();
  await expect(rows).toHaveText([/Ann/, /Eve/]);
  await expect(panel.page).toHaveTitle("(2) Gavel");
  // Another language makes the room anew: the number is neither doubled nor left behind.
  for (const language of ["中文", "English"]) {
    await button(panel.page, language).click();
    await expect(panel.page).toHaveTitle("(2) Gavel");
  }
  await button(panel.waitingRoom, "Admit all").click();
  await expect(panel.waitingRoom).toHaveCount(0);
  await expect(panel.page).toHaveTitle("Gavel");
  for (const name of ["Ann", "Eve"]) await seenOnly(sim, room, `participants/${uuids[name]}/unlock`, 1);
});

test("of forty who are admitted at once those that the server refuses are listed, and asked for again", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await Promise.all(Array.from({ length: 40 }, (_, at) => knock(sim, room, `Guest ${at}`)));
  await expect(panel.page).toHaveTitle(/^\(40\) /);
  await sim.fault(room, "participant.unlock", { status: 503, body: { status: "failed", result: "Overloaded just now" } }, 6);
  await button(panel.waitingRoom, "Admit all").click();
  const progress = panel.region("Progress");
  await expect(progress).toHaveAttribute("data-total", "40");
  await expect(progress).toHaveAttribute("data-failed", "6", { timeout: 60_000 });
  await expect(progress).toHaveAttribute("data-done", "34", { timeout: 60_000 });
  await expect(progress.getByRole("list", { name: "Not done" }).getByRole("listitem")).toHaveCount(6);
  await expect(panel.waitingRoom.getByRole("listitem")).toHaveCount(6);
  // They are told in the list, and not in forty notices.
  await expect(panel.page.getByRole("alert")).toHaveCount(0);
  await button(progress, "Try those again").click();
  await expect(panel.waitingRoom).toHaveCount(0);
  await expect(panel.headCount).toHaveAttribute("data-count", "41");
});

test("who is being admitted already is not counted twice", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await Promise.all(Array.from({ length: 40 }, (_, at) => knock(sim, room, `Guest ${at}`)));
  await expect(panel.page).toHaveTitle(/^\(40\) /);
  await sim.fault(room, "participant.unlock", { delay_ms: 2_000 }, 40);
  await button(panel.waitingRoom, "Admit all").click();
  const progress = panel.region("Progress");
  await expect(progress).toHaveAttribute("data-total", "40");
  await button(panel.waitingRoom, "Admit all").click();
  await expect(progress).toHaveAttribute("data-done", "40", { timeout: 40_000 });
  await expect(progress).toHaveAttribute("data-total", "40");
  await seenOnly(sim, room, "unlock", 40);
});

test("by keyboard: when somebody who was admitted goes from the list, the focus stays in the waiting room", async ({ panel, sim, room }) => {
  const { page } = panel;
  await signIn(panel, sim, room);
  for (const name of ["Ann", "Ben"]) await knock(sim, room, name);
  await button(panel.waitingRoom, "Admit Ann").focus();
  await page.keyboard.press("Enter");
  await expect(panel.waitingRoom.getByRole("listitem")).toHaveText([/Ben/]);
  await expect(panel.waitingRoom).toBeFocused();
  await button(panel.waitingRoom, "Admit Ben").focus();
  await page.keyboard.press("Enter");
  await expect(panel.waitingRoom).toHaveCount(0);
  // The waiting room has gone with the last who waited.
  await expect(page.getByRole("main")).toBeFocused();
});

test("of hundreds the first are listed, and the rest can be", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await Promise.all(Array.from({ length: 70 }, (_, at) => knock(sim, room, `Guest ${at}`)));
  const rows = panel.waitingRoom.getByRole("listitem");
  await expect(rows).toHaveCount(30);
  await button(panel.waitingRoom, "Show 30 more").click();
  await expect(rows).toHaveCount(60);
  await button(panel.waitingRoom, "Show 10 more").click();
  await expect(rows).toHaveCount(70);
  await expect(panel.page).toHaveTitle(/^\(70\) /);
  expect(await panel.page.locator("link[rel=icon]").getAttribute("href")).toMatch(/^data:image\/svg/);
});

test("who is always admitted comes in by themselves when they come again, until the host says otherwise", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  const address = { uri: "sip:ann@example.cn", protocol: "sip" };
  const first = await knock(sim, room, "Ann", address);
  await panel.waitingRoom.getByRole("button", { name: "More actions for Ann", exact: true }).click();
  await panel.menuItem("Always admit Ann").click();
  await sim.become(room, service(first), "conference");
  await sim.leave(room, first);
  // By her address, whatever she calls herself.
  const again = await knock(sim, room, "Ann's telephone", address);
  await sim.become(room, service(again), "conference");
  await seenOnly(sim, room, `participants/${again}/unlock`, 1);
  expect(await sim.seen(room, `participants/${first}/unlock`)).toHaveLength(1);

  await button(panel.page, "Settings").click();
  const settings = panel.dialog("Settings");
  await expect(settings.getByText("sip:ann@example.cn")).toBeVisible();
  await button(settings, "Ask again about Ann").click();
  await expect(settings.getByText("sip:ann@example.cn")).toHaveCount(0);
  await button(settings, "Close").click();
  await sim.leave(room, again);
  const third = await knock(sim, room, "Ann", address);
  await expect(button(panel.waitingRoom, "Admit Ann")).toBeVisible();
  await seenOnly(sim, room, `participants/${third}/unlock`, 0);
});

test("thirty knocks make one sound and one notification; the switches are kept", async ({ panel, sim, room }) => {
  const told = await listen(panel);
  await signIn(panel, sim, room);
  await button(panel.page, "Settings").click();
  const settings = panel.dialog("Settings");
  const sound = settings.getByRole("switch", { name: "Sound", exact: true });
  const notifications = settings.getByRole("switch", { name: "Desktop notifications", exact: true });
  await expect(sound).toHaveAttribute("aria-checked", "true");
  await expect(notifications).toHaveAttribute("aria-checked", "false");
  await notifications.click();
  await expect(notifications).toHaveAttribute("aria-checked", "true");
  await panel.page.keyboard.press("Escape");

  await Promise.all(Array.from({ length: 30 }, (_, at) => knock(sim, room, `Guest ${at}`)));
  await expect.poll(told.notifications).toHaveLength(1);
  expect(await told.notifications()).toEqual([expect.stringContaining("30 people wait to be let in")]);
  await expect(panel.page.locator("[aria-live=polite]").filter({ hasText: "30 people wait to be let in" })).toHaveCount(1);
  // Two tones make one sound.
  expect(await told.tones()).toBe(2);
  await button(panel.waitingRoom, "Admit all").click();
  await expect(panel.waitingRoom).toHaveCount(0);
  expect(await told.tones()).toBe(2);

  await knock(sim, room, "Late");
  await panel.waitingRoom.getByRole("switch", { name: "Sound", exact: true }).click();
  await panel.page.reload();
  await panel.join();
  await panel.answerPin("1111");
  await panel.live();
  await expect(panel.waitingRoom.getByRole("switch", { name: "Sound", exact: true })).toHaveAttribute("aria-checked", "false");
});

test("nothing is wrong with it for who can't see it", async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
  await knock(sim, room, "Ann");
  await expect(button(panel.waitingRoom, "Admit Ann")).toBeVisible();
  expect(await findings(panel.page)).toEqual([]);
  await button(panel.page, "Settings").click();
  await expect(panel.dialog("Settings")).toBeVisible();
  expect(await findings(panel.page)).toEqual([]);
});
