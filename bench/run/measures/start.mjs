// Navigation → a press on the form's button is answered, on a first visit with this processor and with one four times slower, and on
// repeat visits; and what was transferred for it.

import { repeat } from "../repeat.mjs";
import { Visit } from "../visit.mjs";

const PEOPLE = 10;
/** How long a page is left alone with its start, ms. To ask it for what it has shown costs it 10 ms. */
const ALONE_MS = 1500;

export async function start(bench, name) {
  const found = {};
  for (const slower of [1, 4]) {
    const { visit, took } = await load(bench, name, { slower });
    found[`answered-${slower}x`] = took;
    found[`shown-${slower}x`] = (await visit.until("formShown")) - (await began(visit));
    if (slower === 1) found["start-bytes"] = await visit.page.evaluate(transferred);
    await visit.close();
  }
  const repeats = await repeat(bench, (profile) => load(bench, name, { profile }));
  for (const [which, took] of Object.entries(repeats)) found[`answered-${which}`] = took;
  return found;
}

async function load(bench, name, /** @type {{ profile?: import("playwright-core").BrowserContext, slower?: number }} */ { profile, slower = 1 }) {
  const room = await bench.server.room({ kind: "roster", people: PEOPLE });
  const prepare = ({ cdp }) => cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const visit = await Visit.open(bench, name, room, { profile, press: true, prepare });
  await visit.page.waitForTimeout(ALONE_MS);
  return { visit, took: (await visit.until("pressAnswered")) - (await began(visit)) };
}

function began({ page }) {
  return page.evaluate(() => performance.timeOrigin);
}

/** Runs in the page: the bytes of all its files, packed as they came, without the headers of requests and answers. */
function transferred() {
  const loaded = ["navigation", "resource"].flatMap(
    (kind) => /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType(kind)),
  );
  const own = loaded.filter(({ name }) => new URL(name).pathname.startsWith(location.pathname));
  return own.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}
