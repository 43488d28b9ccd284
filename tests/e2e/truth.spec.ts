// A host is told the truth: each command done, refused (403), answered with `result: false`, and accepted without anything happening.

import type { Locator } from "@playwright/test";
import { line, message, say } from "./support/chat";
import { button } from "./support/controls";
import { FALSE, REFUSED, told } from "./support/deeds";
import type { Panel } from "./support/panel";
import { joinNamed } from "./support/people";
import { signIn } from "./support/sign-in";
import { type Simulator, expect, seenOnly, test } from "./support/test";

/** One command as a host gives it. */
interface Act {
  /** Its name on the wire, with its level where two share one. */
  on: string;
  /** How its path ends. */
  path: string;
  /** How a notice names it. */
  told: RegExp;
  /** What a host does. */
  give: () => Promise<void>;
  /** What is to be seen once it is done, and not before. */
  done: () => Locator;
}

/** Whether the alerts name the command and say why. */
async function isTold(panel: Panel, act: Act, why: RegExp): Promise<void> {
  await expect(told(panel, act.told, why)).toBeVisible();
  await expect(act.done()).toHaveCount(0);
}

/** The four ends of each command; what is accepted without effect runs at the same time for all. */
async function ends(panel: Panel, sim: Simulator, room: string, acts: Act[]): Promise<void> {
  const sent = async (act: Act) => (await sim.seen(room, act.path)).length;
  for (const act of acts) {
    await test.step(`${act.on}: refused, and false`, async () => {
      const before = await sent(act);
      await sim.fault(room, act.on, REFUSED, 1);
      await act.give();
      await isTold(panel, act, /Not for you today/);
      await sim.fault(room, act.on, FALSE, 1);
      await act.give();
      await isTold(panel, act, /The server said no/);
      expect(await sent(act)).toBe(before + 2);
    });
  }
  await test.step("accepted, but nothing happens", async () => {
    const before = await Promise.all(acts.map(sent));
    for (const act of acts) {
      await sim.fault(room, act.on, { swallow: true }, 1);
      await act.give();
    }
    for (const act of acts) await isTold(panel, act, /said yes, but nothing changed/);
    // Told, and not sent again.
    for (const [at, act] of acts.entries()) await seenOnly(sim, room, act.path, before[at] + 1);
  });
  for (const act of acts) {
    await test.step(`${act.on}: done`, async () => {
      const before = await sent(act);
      await act.give();
      await expect(act.done()).toHaveCount(1);
      await expect(told(panel, act.told)).toHaveCount(0);
      expect(await sent(act)).toBe(before + 1);
      expect((await sim.seen(room, act.path)).at(-1)).toMatchObject({ method: "POST", status: 200, headers: { token: "present" } });
    });
  }
}

test.beforeEach(async ({ panel, sim, room }) => {
  await signIn(panel, sim, room);
});

test("the whole meeting: start, lock, mute guests, and back", async ({ panel, sim, room }) => {
  const waits = await sim.join(room, { display_name: "Early Bird", service_type: "waiting_room" });
  await expect(panel.row(waits)).toHaveAttribute("data-service", "waiting_room");
  const control = (name: string, path: string, done: () => Locator, on = path): Act => ({
    on,
    path,
    told: new RegExp(`${name} — not done`),
    give: () => panel.control(name).click(),
    done,
  });
  await ends(panel, sim, room, [
    control("Start meeting", "start_service", () => panel.people.locator(`[data-uuid="${waits}"][data-service=conference]`)),
    control("Mute all guests", "muteguests", () => panel.control("Unmute all guests")),
    control("Lock meeting", "lock", () => panel.control("Unlock meeting")),
  ]);
  await ends(panel, sim, room, [
    control("Unmute all guests", "unmuteguests", () => panel.control("Mute all guests")),
    control("Unlock meeting", "unlock", () => panel.control("Lock meeting"), "room.unlock"),
  ]);
});

test("one person: microphone, presentation, spotlight, role, out", async ({ panel, sim, room }) => {
  const uuid = await joinNamed(sim, room, ["Ann", "Ben", "Cid", "Dan", "Eva"]);
  for (const one of Object.values(uuid)) await expect(panel.row(one)).toBeVisible();
  const about = (name: string, command: string, told: string, give: () => Promise<void>, attribute: string): Act => ({
    on: `participant.${command}`,
    path: `participants/${uuid[name]}/${command}`,
    told: new RegExp(`${told}: .*${name}`),
    give,
    done: () => panel.people.locator(`[data-uuid="${uuid[name]}"]${attribute}`),
  });
  const microphone = (name: string, label: string) => () =>
    button(panel.row(uuid[name]), `${label} ${name}`).click();
  const item = (name: string, label: string) => () => panel.choose(name, label);
  const remove = async () => {
    await panel.choose("Eva", "Remove");
    await button(panel.dialog("Remove Eva?"), "Remove").click();
  };
  // Out is out: there is no row to look for, so its absence is looked for in the log.
  const out: Act = {
    ...about("Eva", "disconnect", "Remove", remove, ""),
    done: () => panel.log("Event log").getByText("Eva left"),
  };
  await ends(panel, sim, room, [
    about("Ann", "mute", "Mute", microphone("Ann", "Mute"), "[data-muted=true]"),
    about("Ben", "denyrxpresentation", "Block presentation", item("Ben", "Block presentation"), "[data-rx-presentation=false]"),
    about("Cid", "spotlighton", "Spotlight", item("Cid", "Spotlight"), '[data-spotlight="1"]'),
    about("Dan", "role", "Change role", item("Dan", "Make host"), "[data-role=host]"),
    out,
  ]);
  await expect(panel.row(uuid.Eva)).toHaveCount(0);
  await ends(panel, sim, room, [
    about("Ann", "unmute", "Unmute", microphone("Ann", "Unmute"), "[data-muted=false]"),
    about("Ben", "allowrxpresentation", "Allow presentation", item("Ben", "Allow presentation"), "[data-rx-presentation=true]"),
    about("Cid", "spotlightoff", "Remove spotlight", item("Cid", "Remove spotlight"), ':not([data-spotlight="1"])'),
    about("Dan", "role", "Change role", item("Dan", "Make guest"), "[data-role=guest]"),
  ]);
});

test("who waits: admitted, and refused", async ({ panel, sim, room }) => {
  const uuid = await joinNamed(sim, room, ["Ann", "Ben"], { service_type: "waiting_room" });
  const act = (name: string, label: string, command: string, told: string, done: () => Locator): Act => ({
    on: `participant.${command}`,
    path: `participants/${uuid[name]}/${command}`,
    told: new RegExp(`${told}: .*${name}`),
    give: () => button(panel.waitingRoom, `${label} ${name}`).click(),
    done,
  });
  await ends(panel, sim, room, [
    act("Ann", "Admit", "unlock", "Admit", () => panel.people.locator(`[data-uuid="${uuid.Ann}"][data-service=conference]`)),
    act("Ben", "Refuse", "disconnect", "Remove", () => panel.log("Event log").getByText("Ben stopped waiting")),
  ]);
  await expect(panel.waitingRoom).toHaveCount(0);
});

test("a chat line, and the end for everyone", async ({ panel, sim, room }) => {
  const chat = panel.log("Chat messages");
  const isSaid = (what: RegExp, why: RegExp) => expect(told(panel, what, why)).toBeVisible();

  await test.step("message", async () => {
    await sim.fault(room, "message", REFUSED, 1);
    await say(panel, "one");
    await isSaid(/Send message/, /Not for you today/);
    // Nothing typed is lost, and nothing is sent by itself.
    await expect(message(panel)).toHaveValue("one");
    await sim.fault(room, "message", FALSE, 1);
    await say(panel, "two");
    await isSaid(/Send message/, /The server said no/);
    await expect(chat.getByText(/one|two/)).toHaveCount(0);
    // A server needn't send a line back to who wrote it: accepted is all that there is, and it stands there once.
    await sim.fault(room, "message", { silent: true }, 1);
    await say(panel, "three");
    await expect(line(panel, "three")).toHaveCount(1);
    await say(panel, "four");
    await expect(line(panel, "four")).toHaveCount(1);
    await expect(line(panel, "three")).toHaveCount(1);
    expect((await sim.seen(room, "message")).map(({ body }) => body.payload)).toEqual(["one", "two", "three", "four"]);
  });

  await test.step("disconnect", async () => {
    const end = async () => {
      await panel.control("End meeting").click();
      await button(panel.dialog("End meeting for everyone?"), "End for everyone").click();
    };
    await sim.fault(room, "room.disconnect", REFUSED, 1);
    await end();
    await isSaid(/End meeting/, /Not for you today/);
    await sim.fault(room, "room.disconnect", FALSE, 1);
    await end();
    await isSaid(/End meeting/, /The server said no/);
    await panel.connection("live");
    // Once it is accepted nothing more is listened to, event or not: this session is over.
    await sim.fault(room, "room.disconnect", { silent: true }, 1);
    await end();
    await panel.connection("ended");
    expect(await sim.seen(room, "disconnect")).toHaveLength(3);
  });
});
