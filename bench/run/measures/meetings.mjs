// Six meetings of 500 people in one tab: memory beside that of one, tasks while they are watched, and how fast another comes to the front.
// The panel alone has several meetings.

import { FIELDS, JOIN } from "../pages.mjs";
import { Visit } from "../visit.mjs";
import { keepMemories, memoryOf } from "./memory.mjs";

const PEOPLE = 500;
const MEETINGS = 6;
const RATE = 20;
const SECONDS = 5;
const SWITCHES = 5;

export async function meetings(bench, name) {
  if (name !== "gavel") return {};
  const open = () => bench.server.room({ kind: "storm", people: PEOPLE, rate: RATE, seconds: SECONDS });
  const rooms = [await open()];
  const visit = await Visit.open(bench, name, rooms[0], { prepare: keepMemories });
  await visit.join();
  await visit.rest();
  const one = (await memoryOf(visit)).all;
  for (let index = 1; index < MEETINGS; index += 1) {
    rooms.push(await open());
    await joinAnother(visit, origin(bench, index), rooms[index]);
  }
  await visit.rest();
  const six = (await memoryOf(visit)).all;
  const from = await visit.page.evaluate(() => performance.now());
  for (const room of rooms) room.open("events");
  await visit.page.waitForTimeout(SECONDS * 1000);
  const tasks = await visit.page.evaluate((from) => bench.tasks.filter(({ startTime }) => startTime > from).length, from);
  const switches = [];
  for (let turn = 0; turn < SWITCHES; turn += 1) switches.push(await visit.page.evaluate(switchTo, turn));
  await visit.close();
  return { "meetings-memory": six / one, "meetings-long-tasks": tasks, "meetings-switch": Math.max(...switches) };
}

/** Two names of one server: over HTTP/1.1 a browser opens six connections to each. */
function origin({ server }, index) {
  return index % 2 ? server.origin.replace("127.0.0.1", "localhost") : server.origin;
}

async function joinAnother({ page }, server, room) {
  await page.getByRole("button", { name: "Open another meeting", exact: true }).click();
  const answers = { server, account: room.number, name: "Wang Fang" };
  for (const [field, text] of Object.entries(answers)) {
    await page.getByRole("textbox", { name: FIELDS[field], exact: true }).fill(text);
  }
  await page.getByRole("button", { name: JOIN, exact: true }).click();
  await page.locator(`main[data-connection=live] [role=grid][aria-rowcount="${PEOPLE}"] [data-uuid]`).first().waitFor();
}

/** Runs in the page: opens the tile at `turn`; gives the time to the end of the first frame with its people, ms. */
function switchTo(turn) {
  const before = document.querySelector("main");
  /** @type {HTMLElement | null} */
  const button = document.querySelectorAll("article")[turn].querySelector("button");
  const began = performance.now();
  button?.click();
  return new Promise((resolve) => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => resolve(performance.now() - began);
    const frame = () => {
      const isThere = !before?.isConnected && document.querySelector("[role=grid] [data-uuid]");
      if (isThere) painted.port2.postMessage(0);
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
