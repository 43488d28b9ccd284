// JavaScript's heap after a collection and the program's own memory, with 10,000 people in the roster.

import { metrics, Visit } from "../visit.mjs";

const PEOPLE = 10_000;

export async function memory(bench, name) {
  const room = await bench.server.room({ kind: "roster", people: PEOPLE });
  const visit = await Visit.open(bench, name, room, { prepare: keepMemories });
  await visit.join();
  await visit.rest();
  const { all, wasm } = await memoryOf(visit);
  await visit.close();
  return { memory: all, "memory-wasm": wasm };
}

/** What a page holds after a collection, bytes: all of it, and the programs' own memory. */
export async function memoryOf({ page, cdp }) {
  for (let round = 0; round < 2; round += 1) await cdp.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize } = await metrics(cdp);
  const wasm = await page.evaluate(() => benchMemories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  return { all: JSHeapUsedSize + wasm, wasm };
}

/** Notes the memory of every wasm program that the page starts. */
export async function keepMemories({ page }) {
  await page.addInitScript(() => {
    window.benchMemories = [];
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const plain = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await plain.apply(WebAssembly, given);
        const { exports } = made.instance ?? made;
        benchMemories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
        return made;
      };
    }
  });
}
