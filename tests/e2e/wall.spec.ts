// Several meetings in one tab: a tile each, one in front.

import type { Locator } from "@playwright/test";
import { findings } from "./support/accessibility";
import { quickClock } from "./support/clock";
import { button, isRefused } from "./support/controls";
import { signIn } from "./support/sign-in";
import { expect, seenOnly, test } from "./support/test";
import { joinAnother, openAnother, tile, title, wall } from "./support/wall";

/** Kinds of rooms whose names differ. */
const [FIRST, SECOND] = ["9000", "1234"];

/** Whether this text stands in the tile and nothing of it is cut off. */
const isWhole = (tile: Locator, text: string): Promise<boolean> =>
  tile.getByText(text, { exact: true }).evaluateAll((elements) => {
    if (elements.length === 0) return false;
    const box = elements[0].closest("article")!.getBoundingClientRect();
    const drawn = document.createRange();
    drawn.selectNodeContents(elements[0]);
    return [...drawn.getClientRects()].every(({ left, right, top, bottom }) => {
      const clips = [box];
      for (let one: Element | null = elements[0]; one && !one.matches("article"); one = one.parentElement) {
        if (getComputedStyle(one).overflow !== "visible") clips.push(one.getBoundingClientRect());
      }
      return clips.every((clip) => left >= clip.left - 1 && right <= clip.right + 1 && top >= clip.top - 1 && bottom <= clip.bottom + 1);
    });
  });

test("a second meeting, and back to the first", async ({ panel, sim }) => {
  const first = sim.room(FIRST);
  const ann = await sim.join(first, { display_name: "Ann" });
  await signIn(panel, sim, first);
  await expect(panel.row(ann)).toBeVisible();
  await expect(wall(panel)).toHaveCount(0);
  const [one, two] = [await title(panel), await joinAnother(panel, sim, sim.room(SECOND))];
  await expect(wall(panel).getByRole("article")).toHaveCount(2);
  await expect(tile(panel, two)).toHaveAttribute("aria-current", "true");
  await expect(panel.row(ann)).toHaveCount(0);
  await expect(tile(panel, one)).toHaveAttribute("data-connection", "live");
  const count = Number(await tile(panel, one).getAttribute("data-count"));
  // The one behind goes on, and what happens there is told.
  await sim.join(first, { display_name: "Ben" });
  await expect(tile(panel, one)).toHaveAttribute("data-count", `${count + 1}`);
  await sim.join(first, { display_name: "Cid", service_type: "waiting_room" });
  await expect(tile(panel, one)).toHaveAttribute("data-waiting", "1");
  await expect(wall(panel).getByRole("status")).toContainText("1 waiting");
  await sim.speak(first, ann, 60);
  await expect(tile(panel, one)).toContainText("Ann speaks");
  await sim.say(first, ann, "Shall we?");
  await expect(tile(panel, one)).toContainText(/1 new message(?!s)/);
  await sim.say(first, ann, "Yes");
  await expect(tile(panel, one)).toContainText("2 new messages");
  expect(await findings(panel.page)).toEqual([]);
  await button(tile(panel, one), `Open ${one}`).click();
  await expect(panel.row(ann)).toBeVisible();
  await expect(panel.waitingRoom).toContainText("Cid");
  // A command goes to the meeting in front, and to no other.
  await button(panel.people, "Mute Ann").click();
  await expect(panel.row(ann)).toHaveAttribute("data-muted", "true");
  await seenOnly(sim, first, `participants/${ann}/mute`, 1);
});

test("two that are called the same are told apart, and so is one that was joined twice", async ({ panel, sim }) => {
  const [first, second] = [sim.room(FIRST), sim.room(FIRST)];
  await signIn(panel, sim, first);
  const name = await title(panel);
  await joinAnother(panel, sim, second);
  const names = () => wall(panel).getByRole("article").evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label")));
  await expect.poll(names).toEqual([`${name} (${first})`, `${name} (${second})`]);
  await joinAnother(panel, sim, second);
  await expect.poll(names).toEqual([`${name} (${first})`, `${name} (${second})`, `${name} (${second}, 2)`]);
  await button(tile(panel, `${name} (${second}, 2)`), `Leave ${name} (${second}, 2)`).click();
  await button(tile(panel, `${name} (${second})`), `Leave ${name} (${second})`).click();
  await expect(wall(panel)).toHaveCount(0);
});

test("one is left, the other stays", async ({ panel, sim }) => {
  const [first, second] = [sim.room(FIRST), sim.room(SECOND)];
  await signIn(panel, sim, first);
  const one = await title(panel);
  const two = await joinAnother(panel, sim, second);
  await button(tile(panel, one), `Leave ${one}`).click();
  await expect(wall(panel)).toHaveCount(0);
  await seenOnly(sim, first, "end_session", 1);
  await expect(panel.main).toHaveAttribute("data-connection", "live");
  expect(await title(panel)).toBe(two);
  // Its place is used again: the form is empty but for server and name.
  await openAnother(panel).click();
  await expect(panel.form.getByRole("textbox", { name: "Password" })).toHaveValue("");
  await button(tile(panel, two), `Open ${two}`).click();
  await panel.live();
  const again = await joinAnother(panel, sim, first);
  expect(again).toBe(one);
  await button(tile(panel, one), `Leave ${one}`).click();
  await panel.live();
  expect(await title(panel)).toBe(two);
});

test("who waits in a meeting that has ended is counted no longer", async ({ panel, sim }) => {
  // A second one in which nobody comes by themselves.
  const [first, second] = [sim.room(FIRST), sim.room("7100")];
  await signIn(panel, sim, first);
  const one = await title(panel);
  const two = await joinAnother(panel, sim, second);
  const others = Number(await tile(panel, two).getAttribute("data-waiting"));
  await sim.join(first, { display_name: "Cid", service_type: "waiting_room" });
  await expect(tile(panel, one)).toHaveAttribute("data-waiting", "1");
  await expect(panel.page).toHaveTitle(`(${others + 1}) Gavel`);
  const own = (await sim.state(first)).participants.find((person) => person.display_name === "Wang Fang")!;
  await sim.putOut(first, own.uuid, "The board needs this room");
  await expect(tile(panel, one)).toHaveAttribute("data-connection", "ended");
  await expect(tile(panel, one)).toHaveAttribute("data-waiting", "0");
  await expect(tile(panel, one)).not.toContainText("waiting");
  await expect(panel.page).toHaveTitle(others > 0 ? `(${others}) Gavel` : "Gavel");
});

test("a talk timer that runs out in a meeting behind is told, and stands on its tile", async ({ panel, sim }) => {
  const quicken = await quickClock(panel.page, 10);
  await signIn(panel, sim, sim.room(FIRST));
  const one = await title(panel);
  await button(panel.page, "Talk timer").click();
  await panel.dialog("Talk timer").getByRole("spinbutton", { name: "Minutes" }).fill("2");
  await button(panel.dialog("Talk timer"), "Start timer").click();
  await joinAnother(panel, sim, sim.room(SECOND));
  // What comes next takes its place: in a quick page that may be soon.
  const news = await wall(panel).getByRole("status").evaluateHandle((status) => {
    const told = new Set([status.textContent]);
    new MutationObserver(() => told.add(status.textContent)).observe(status, { subtree: true, childList: true, characterData: true });
    return told;
  });
  await quicken();
  await expect(tile(panel, one)).toContainText("Time is over", { timeout: 20_000 });
  await expect.poll(() => news.evaluate((told) => [...told].join())).toContain("Talk timer: Time is over");
});

test("the end of a demo leads to the meeting beside it", async ({ panel, sim }) => {
  await signIn(panel, sim, sim.room(FIRST));
  const one = await title(panel);
  await openAnother(panel).click();
  await button(panel.page, "Try it").click();
  await button(panel.dialog("Try Gavel"), "Start").click();
  await expect(wall(panel).getByRole("article")).toHaveCount(2);
  await expect(panel.main).toHaveAttribute("data-demo", "true");
  await button(panel.page, "End demo").click();
  await expect(wall(panel)).toHaveCount(0);
  await panel.live();
  expect(await title(panel)).toBe(one);
});

test("a column is as wide in each of them", async ({ panel, sim }) => {
  const [first, second] = [sim.room(FIRST), sim.room(SECOND)];
  await signIn(panel, sim, first);
  const one = await title(panel);
  await joinAnother(panel, sim, second);
  const edge = panel.page.getByRole("separator", { name: "Width of the participants" });
  const width = async () => Math.round((await panel.region("Participants").boundingBox())!.width);
  const before = await width();
  await edge.press("ArrowRight");
  await expect.poll(width).toBeGreaterThan(before);
  const after = await width();
  await button(tile(panel, one), `Open ${one}`).click();
  await panel.live();
  await expect.poll(width).toBe(after);
});

test("how many streams one server carries is said before it has no connection left", async ({ panel, sim }) => {
  await signIn(panel, sim, sim.room());
  await joinAnother(panel, sim, sim.room());
  const note = wall(panel).getByText("six connections");
  await expect(wall(panel).getByRole("article")).toHaveCount(2);
  await expect(note).toHaveCount(0);
  await joinAnother(panel, sim, sim.room());
  await expect(note).toContainText("3 meetings are on one server");
  await expect(note).toContainText("3 are left");
});

test("a sixth meeting on a server of six connections is refused with the reason; on another server it isn't", async ({ panel, sim, ownSim }) => {
  await signIn(panel, sim, sim.room());
  const first = await title(panel);
  for (let count = 1; count < 5; count += 1) await joinAnother(panel, sim, sim.room());
  await expect(wall(panel).getByRole("article")).toHaveCount(5);
  await expect(wall(panel).getByText("1 is left")).toBeVisible();
  const room = sim.room();
  await openAnother(panel).click();
  const field = (name: string) => panel.form.getByRole("textbox", { name, exact: true });
  await field("Server").fill(sim.url);
  await field("Meeting number or address").fill(room);
  await isRefused(button(panel.form, "Join"), /5 meetings are on this server.*HTTP\/1\.1/);
  await expect(panel.form.getByText("5 meetings are on this server")).toBeVisible();
  await field("Meeting number or address").press("Enter");
  await expect(button(panel.form, "Join")).toBeVisible();
  const other = await ownSim();
  await field("Server").fill(other.url);
  await expect(button(panel.form, "Join")).not.toHaveAttribute("aria-disabled", "true");
  await expect(panel.form.getByText("5 meetings are on this server")).toHaveCount(0);
  // What is pressed in one of the five is sent.
  await wall(panel).getByRole("article").first().getByRole("button", { name: `Open ${first}` }).click();
  await panel.live();
  await button(panel.page, "Lock meeting").click();
  await expect(button(panel.page, "Unlock meeting")).toBeVisible();
});

test("six, and no more", async ({ panel, ownSim }) => {
  const servers = [await ownSim(), await ownSim()];
  await signIn(panel, servers[0], servers[0].room());
  for (const sim of [servers[1], servers[0], servers[1], servers[0], servers[1]]) await joinAnother(panel, sim, sim.room());
  await expect(wall(panel).getByRole("article")).toHaveCount(6);
  for (const one of await wall(panel).getByRole("article").all()) await expect(one).toHaveAttribute("data-connection", "live");
  await isRefused(openAnother(panel), /No more than 6/);
  // At this width what tells them apart and how many are in them can be read whole.
  await panel.page.setViewportSize({ width: 1280, height: 800 });
  for (const one of await wall(panel).getByRole("article").all()) {
    const count = (await one.getAttribute("data-count"))!;
    const name = (await one.getAttribute("aria-label"))!;
    const number = name.slice(name.lastIndexOf("(") + 1, -1);
    for (const text of [count, number]) await expect.poll(() => isWhole(one, text), { message: `${text} in ${name}` }).toBe(true);
  }
});
