// What a page holds after garbage was collected, again and again: it must not grow.

import { type CDPSession, expect } from "@playwright/test";
import type { Panel } from "../support/panel";

/** What the page holds, after garbage was collected. */
export interface Sample {
  /** Since the first one, seconds. */
  at: number;
  /** JavaScript's heap in use, bytes. */
  heap: number;
  /** WebAssembly's memory, bytes: it can only grow. */
  wasm: number;
  /** DOM nodes, those outside of the page included. */
  nodes: number;
  listeners: number;
}

export type Measure = Exclude<keyof Sample, "at">;
export const MEASURES: Measure[] = ["heap", "wasm", "nodes", "listeners"];

/** The WebAssembly memory lies in a module's closure; whoever makes the instance is asked for it. To be called before the page opens. */
export async function keepMemory(panel: Panel): Promise<void> {
  await panel.page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"] as const) {
      const real = WebAssembly[name] as (...values: unknown[]) => Promise<any>;
      Object.assign(WebAssembly, {
        [name]: async (...values: unknown[]) => {
          const made = await real(...values);
          // A release build's exports have short names.
          const exports: unknown[] = Object.values((made.instance ?? made).exports);
          Object.assign(globalThis, { wasmMemory: exports.find((one) => one instanceof WebAssembly.Memory) });
          return made;
        },
      });
    }
  });
}

export async function look(panel: Panel, devtools: CDPSession, since: number): Promise<Sample> {
  // Twice: what a finaliser lets go of is collected by the second.
  for (let round = 0; round < 2; round++) await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((one) => one.name === name)!.value;
  const wasm = await panel.page.evaluate(() => (globalThis as unknown as { wasmMemory: WebAssembly.Memory }).wasmMemory.buffer.byteLength);
  return {
    at: (Date.now() - since) / 1000,
    heap: value("JSHeapUsedSize"),
    wasm,
    nodes: value("Nodes"),
    listeners: value("JSEventListeners"),
  };
}

/** Least squares, a minute. */
function slope(samples: Sample[], measure: Measure): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [at, of] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one[measure]))];
  const above = samples.reduce((sum, one) => sum + (one.at - at) * (one[measure] - of), 0);
  const below = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return (above / below) * 60;
}

/** The samples in lines, and the growth of a straight line through them. */
export function table(samples: Sample[]): string {
  const line = (cells: (string | number)[]) => cells.map((cell) => String(cell).padStart(12)).join("");
  const kilobytes = (bytes: number, digits = 0) => (bytes / 1024).toFixed(digits);
  const [heap, wasm, nodes, listeners] = MEASURES.map((measure) => slope(samples, measure));
  return [
    line(["s", "heap kB", "wasm kB", "nodes", "listeners"]),
    ...samples.map((one) => line([one.at.toFixed(0), kilobytes(one.heap), kilobytes(one.wasm), one.nodes, one.listeners])),
    line(["a minute", kilobytes(heap, 2), kilobytes(wasm, 2), nodes.toFixed(2), listeners.toFixed(2)]),
  ].join("\n");
}

/** The last third holds no more than the first, but for so much. */
export function isHeld(samples: Sample[], most: Record<Measure, number>): void {
  const third = Math.max(1, Math.floor(samples.length / 3));
  for (const measure of MEASURES) {
    // The least of several: what happens to be on the screen at one moment is no growth.
    const least = (some: Sample[]) => Math.min(...some.map((one) => one[measure]));
    const growth = least(samples.slice(-third)) - least(samples.slice(0, third));
    expect(growth, `${measure} grew`).toBeLessThanOrEqual(most[measure]);
  }
}
