// What the measures keep in a page's window.

import type { Seen } from "./harness.mjs";

declare global {
  var bench: Seen;
  var benchClick: number;
  var benchCalls: number;
  /** Of each list, when its versions were seen, ms since 1970; and when both lists were full. */
  var benchPolls: { participants: Record<string, number>; streams: Record<string, number>; full: number };
  var benchMemories: WebAssembly.Memory[];
}
