// A room of an OWT server with 500 people and 1,000 streams: first byte of a poll's answer → the change painted.

import { WIDTH } from "../../server/owt.mjs";
import { median } from "../statistics.mjs";
import { metrics } from "../visit.mjs";

const PEOPLE = 500;
const STREAMS = 1_000;
const POLLS = 8;
/** The first polls are about what is new altogether. */
const FIRST_VERSION = 3;
const PATIENCE_MS = 60_000;
const LISTS = ["participants", "streams"];
/** Where each page is, and what stands behind `#` of its address. Both have the same form, and say the same of their rows. */
const PAGES = {
  gavel: (origin) => `${origin}/gavel/?lang=en#owt=${encodeURIComponent(origin)}`,
  vanilla: (origin) => `${origin}/owt/`,
};

export async function owt(bench, name) {
  if (!(name in PAGES)) return {};
  const room = await bench.server.room({ kind: "owt", people: PEOPLE, streams: STREAMS });
  const context = await bench.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "timeTicks" });
  await page.addInitScript(watchPolls, { ...(await room.heard("firsts")), people: PEOPLE, streams: STREAMS, width: WIDTH });
  await page.goto(PAGES[name](bench.server.origin));
  await page.getByLabel("Service ID", { exact: true }).fill("6b0234e24d6cc98f7c424e76");
  await page.getByLabel("Service key", { exact: true }).fill("sampleKeyForTests0001");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: `Open Room ${room.number}`, exact: true }).click();

  const full = await seen(page, "full");
  await seen(page, `streams ${FIRST_VERSION - 1}`);
  const task = async () => (await metrics(cdp)).TaskDuration * 1000;
  const before = await task();
  const took = { participants: [], streams: [] };
  for (let version = FIRST_VERSION; version < FIRST_VERSION + POLLS; version += 1) {
    for (const list of LISTS) {
      const first = await room.heard(`${list}-${version}`);
      took[list].push((await seen(page, `${list} ${version}`)) - first);
    }
  }
  const after = await task();
  await context.close();
  return {
    "owt-streams": median(took.streams),
    "owt-people": median(took.participants),
    "owt-first": full - (await room.heard("participants-1")),
    "owt-task": (after - before) / POLLS,
  };
}

/** Waits until the page has shown something: "full", or a list and its version; gives when, ms since 1970. */
async function seen(page, what) {
  const look = (what) => {
    const [list, version] = what.split(" ");
    return version ? benchPolls[list][version] : benchPolls.full;
  };
  const found = await page.waitForFunction(look, what, { timeout: PATIENCE_MS, polling: 50 });
  return found.jsonValue();
}

/** Runs in the page: notes in which frame a version of a list is seen first. */
function watchPolls({ person, stream, people, streams, width }) {
  const polls = { participants: {}, streams: {}, full: 0 };
  window.benchPolls = polls;
  const text = (selector) => document.querySelector(selector)?.textContent ?? "";
  const rows = (name) => Number(document.querySelector(`[role=grid][aria-label="${name}"]`)?.getAttribute("aria-rowcount"));
  // A message sent in a frame's callback arrives when that frame has been painted.
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    const [, named] = text(`[data-uuid="${person}"]`).match(/Wang Fang v(\d+)/) ?? [];
    const [, wide] = text(`[data-stream="${stream}"]`).match(/(\d+)×480/) ?? [];
    if (named) polls.participants[named] ??= now;
    if (wide) polls.streams[Number(wide) - width] ??= now;
    if (!polls.full && rows("Participants") === people && rows("Streams") === streams) polls.full = now;
  };
  const frame = () => {
    afterPaint.port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
