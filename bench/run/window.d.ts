// What the measures keep in a page's window.

import type { Seen } from "./harness.mjs";

declare global {
  var bench: Seen;
  var benchClick: number;
  var benchCalls: number;
  var benchMemories: WebAssembly.Memory[];
}
