// What the measures keep in a page's window.

import type { Seen } from "./harness.mjs";

declare global {
  var bench: Seen;
  var benchClick: number;
  var benchCalls: number;
  /** Of each list, when its versions were seen, ms since 1970; and when both lists were full. */
  var benchPolls: { participants: Record<string, number>; streams: Record<string, number>; full: number };
  /** Of a callback gateway's house, when what was seen, ms since 1970: in `shown`, so many people in the first room. */
  var benchHouse: { pressed: number; full: number; shown: number[]; tasks: { startTime: number; duration: number }[] };
  var benchMemories: WebAssembly.Memory[];
}
