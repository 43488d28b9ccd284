// Measures the pages in one browser, in turns: `node main.mjs OPTIONS`, OPTIONS as JSON:
//   chromium   the browser's program
//   folders    what is served under which name: gavel, vanilla, react
//   runs       how often each measure is taken
//   only       names of measures; empty = all of them
//   pages      names of pages; empty = all of them
//   note       where to write the table, with what it was measured on; none = it is only printed

import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { action } from "./measures/action.mjs";
import { burst } from "./measures/burst.mjs";
import { flood } from "./measures/flood.mjs";
import { memory } from "./measures/memory.mjs";
import { quiet } from "./measures/quiet.mjs";
import { start } from "./measures/start.mjs";
import { storm } from "./measures/storm.mjs";
import { note } from "./note.mjs";
import { PAGES } from "./pages.mjs";
import { Server } from "./server.mjs";
import { markdown, table } from "./table.mjs";

const MEASURES = { burst, flood, storm, memory, start, quiet, action };
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const options = JSON.parse(process.argv[2]);
const chosen = (names, all) => (names?.length ? names : Object.keys(all));
const measures = chosen(options.only, MEASURES);
const unknown = measures.filter((name) => !MEASURES[name]);
if (unknown.length) throw new Error(`there is no measure ${unknown}, but ${Object.keys(MEASURES).join(", ")}`);
const pages = chosen(options.pages, PAGES);

const browser = await chromium.launch({ executablePath: options.chromium, headless: true, args: FLAGS });
const server = await Server.start(options.folders);
const results = {};
const loads = [];
try {
  await everything();
} finally {
  await browser.close();
  server.stop();
}
const rows = markdown(table(results));
console.log(`\n${rows}`);
if (options.note) writeFileSync(options.note, note({ rows, runs: options.runs, browser: browser.version(), loads }));

async function everything() {
  // The first visit of each page pays for what the browser does once.
  for (const page of pages) await MEASURES.start(browser, server, page);
  for (let run = 0; run < options.runs; run += 1) {
    // Nobody is always first.
    const turn = pages.map((_, index) => pages[(index + run) % pages.length]);
    for (const measure of measures) {
      for (const page of turn) keep(page, await MEASURES[measure](browser, server, page));
    }
    loads.push(Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]));
    process.stdout.write(`run ${run + 1} of ${options.runs}\n`);
  }
}

function keep(page, found) {
  for (const [key, value] of Object.entries(found)) ((results[key] ??= {})[page] ??= []).push(value);
}
