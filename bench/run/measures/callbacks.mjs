// A callback gateway with 10,000 people in 500 rooms: how long until all of it is shown, and how long until what its stream tells is.
// The panel alone has one.

import { median } from "../statistics.mjs";
import { metrics } from "../visit.mjs";
import { keepMemories, memoryOf } from "./memory.mjs";

const PEOPLE = 10_000;
const ROOMS = 500;
const RATE = 100;
const SECONDS = 5;
const PATIENCE_MS = 60_000;
/** What the page may still have to do after its first paint of all: the history is read then, ms. */
const REST_MS = 1_000;
const REPORT_MS = 100;

export async function callbacks(bench, name) {
  if (name !== "gavel") return {};
  const gateway = await bench.server.room({ kind: "callbacks", people: PEOPLE, rooms: ROOMS, rate: RATE, seconds: SECONDS });
  const context = await bench.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "timeTicks" });
  await keepMemories({ page });
  await page.addInitScript(watchHouse, { people: PEOPLE, rooms: ROOMS, first: await gateway.heard("first") });
  const { origin } = bench.server;
  await page.goto(`${origin}/gavel/?lang=en#callbacks=${encodeURIComponent(origin)}`);
  await page.getByLabel("Access token", { exact: true }).fill(gateway.number);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.waitForFunction(() => benchHouse.full, undefined, { timeout: PATIENCE_MS, polling: 50 });
  await page.locator("main[data-connection=live]").waitFor();
  await page.waitForTimeout(REST_MS);

  const task = async () => (await metrics(cdp)).TaskDuration * 1000;
  const [before, from] = [await task(), await page.evaluate(() => performance.now())];
  gateway.open("events");
  const sent = await gateway.heard("joins");
  await page.waitForFunction((count) => benchHouse.shown.length > count, sent.length, { timeout: PATIENCE_MS, polling: 50 });
  const after = await task();
  // Long tasks are told later than they end.
  await page.waitForTimeout(REPORT_MS);
  const { pressed, full, shown, tasks } = await page.evaluate(() => benchHouse);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const { all: memory } = await memoryOf({ page, cdp });
  await context.close();
  const took = sent.map((at, index) => shown[index + 1] - at);
  const longest = (some) => Math.max(0, ...some.map(({ duration }) => duration));
  return {
    "callbacks-full": full - pressed,
    "callbacks-full-task": longest(tasks.filter(({ startTime }) => startTime < from)),
    "callbacks-event": median(took),
    "callbacks-event-slowest": Math.max(...took),
    "callbacks-event-task": longest(tasks.filter(({ startTime }) => startTime >= from)),
    "callbacks-ms-an-event": (after - before) / (RATE * SECONDS),
    "callbacks-memory": memory,
    "callbacks-elements": elements,
  };
}

/** Runs in the page: notes when all was shown, when each was who came into the first room, and which tasks took over 50 ms meanwhile. */
function watchHouse({ people, rooms, first }) {
  /** @type {typeof benchHouse} */
  const house = { pressed: 0, full: 0, shown: [], tasks: [] };
  window.benchHouse = house;
  addEventListener("click", ({ timeStamp }) => (house.pressed = performance.timeOrigin + timeStamp), true);
  new PerformanceObserver((list) => {
    const since = house.pressed - performance.timeOrigin;
    for (const { startTime, duration } of list.getEntries()) {
      if (house.pressed && startTime + duration > since) house.tasks.push({ startTime, duration });
    }
  }).observe({ type: "longtask" });
  const number = (selector, attribute) => Number(document.querySelector(selector)?.getAttribute(attribute) ?? NaN);
  const isFull = () =>
    number("[role=status][data-count]", "data-count") === people &&
    number(".callbacks-rooms [role=table]", "aria-rowcount") === rooms &&
    document.querySelector(`[data-room="${first}"]`) !== null;
  // A message sent in a frame's callback arrives when that frame has been painted.
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    if (!house.full && isFull()) house.full = now;
    const inside = number(`[data-room="${first}"]`, "data-people");
    while (house.shown.length <= inside) house.shown.push(now);
  };
  const frame = () => {
    afterPaint.port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
