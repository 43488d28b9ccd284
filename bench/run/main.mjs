// Measures the pages in one browser, in turns: `node main.mjs OPTIONS`, OPTIONS as JSON:
//   chromium   the browser's program
//   folders    what is served under which name: gavel, vanilla, react, owt
//   runs       how often each measure is taken
//   only       names of measures; empty = all of them
//   note       where to write the table, with what it was measured on; none = it is only printed

import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { Bench } from "./bench.mjs";
import { action } from "./measures/action.mjs";
import { burst } from "./measures/burst.mjs";
import { callbacks } from "./measures/callbacks.mjs";
import { flood } from "./measures/flood.mjs";
import { meetings } from "./measures/meetings.mjs";
import { memory } from "./measures/memory.mjs";
import { owt } from "./measures/owt.mjs";
import { quiet } from "./measures/quiet.mjs";
import { search } from "./measures/search.mjs";
import { start } from "./measures/start.mjs";
import { storm } from "./measures/storm.mjs";
import { note } from "./note.mjs";
import { PAGES } from "./pages.mjs";
import { markdown, table } from "./table.mjs";

const MEASURES = { burst, flood, storm, memory, start, quiet, action, search, meetings, owt, callbacks };

const options = JSON.parse(process.argv[2]);
const measures = options.only?.length ? options.only : Object.keys(MEASURES);
const unknown = measures.filter((name) => !MEASURES[name]);
if (unknown.length) throw new Error(`there is no measure ${unknown}, but ${Object.keys(MEASURES).join(", ")}`);
const pages = Object.keys(PAGES);

const results = {};
const loads = [];
const bench = await Bench.start(options.chromium, options.folders);
try {
  await measureAll();
} finally {
  await bench.stop();
}
const rows = markdown(table(results));
console.log(`\n${rows}`);
if (options.note) {
  writeFileSync(options.note, note({ rows, runs: options.runs, browser: bench.browser.version(), loads }));
}

async function measureAll() {
  // The first visit of each page pays for what the browser does once.
  for (const page of pages) await start(bench, page);
  for (let run = 0; run < options.runs; run += 1) {
    // Nobody is always first.
    const turn = pages.map((_, index) => pages[(index + run) % pages.length]);
    for (const measure of measures) {
      for (const page of turn) keep(page, await MEASURES[measure](bench, page));
    }
    loads.push(loadavg()[0]);
    console.log(`run ${run + 1} of ${options.runs}`);
  }
}

function keep(page, found) {
  for (const [key, value] of Object.entries(found)) ((results[key] ??= {})[page] ??= []).push(value);
}
