// docs/bench.md: the table, and what it was measured on.

import { readFileSync } from "node:fs";
import { arch, cpus, totalmem, type } from "node:os";
import { fileURLToPath } from "node:url";

const own = (path) => JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8"));

export function note({ rows, runs, browser, loads }) {
  const { dependencies } = own("../package.json");
  const [{ model }, ...others] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`).join(", ");
  const load = loads.length ? `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}` : "unknown";
  return `# Speed

Written by \`cargo xtask bench\`. ${runs} runs; each number is the median, with half the distance between the quarters behind it. All pages
in one browser, in turns; what counts are the ratios.

${rows}

- vanilla: a page without framework or SDK, written by hand for speed, reading the stream with \`fetch\`; React + SDK: React with the
  official SDK and a virtualised list. Both are in \`bench/pages\`, and show the same people from the same bytes, with fewer things in a row.
- The form's button is pressed 0.6 s after a press would be answered, on every page. burst: from the first byte that the server writes to the end of
  the first frame whose roster says the whole count. flood: from the first of 20,000 events to the frame that shows the last one.
  storm: 5,000 people, 500 changes a second and voices at 10 Hz for 8 s. start: from the navigation to the frame that shows the form.
  Gavel's stands in its page: it takes what is typed, and a press is kept for its program and answered when that is there.
- Machine: ${model.trim()}, ${others.length + 1} cores, ${memory} GB, ${type()} ${arch()}; load average ${load} while it ran.
- Chromium ${browser}, Node.js ${process.versions.node}, ${versions}.
`;
}
