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
  const load = `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}`;
  return `# Speed

Written by \`cargo xtask bench\` (${runs} ${runs === 1 ? "run" : "runs"}). The pages take turns; what counts are the ratios.

${rows}

- **Pages.** hand-written: no framework, no SDK, written for speed, the stream read with \`fetch\`. React + SDK: React with the official SDK
  and a virtualised list. Both are in \`bench/pages\`, and show the same people from the same bytes, with fewer things in a row.
- **Numbers.** The median of the runs and, in brackets, the range in which the median of many more runs lies with a certainty of 90 % or
  more: from the least to the greatest of 5 to 7 runs, without the outermost of more. The ratio is Gavel's number over the hand-written
  page's of the same run.
- **Reached.** yes: the whole range lies within the goal. no: the whole range lies beyond it. not decided: the goal lies within the
  range, or there were fewer than 5 runs.
- **start**: from the navigation to the end of the first frame that shows an answer to a press on the form's button. The address has filled
  the form in, and the button is pressed at the end of the first frame that shows it; a press without an answer is repeated after a second.
- **first visit**: nothing is in any cache. **second**, **third load**: in the same browser profile, with the files and the machine code
  that the browser kept of the loads before. It keeps a program's code after some minutes of a meeting; here it is told to keep it at once.
- **burst**: from the first byte that the server writes to the end of the first frame whose roster says the whole count. In all measures but
  the start, the form is filled in on every page, its button pressed 0.6 s later.
- **flood**: from the first of 20,000 events to the frame that shows the last one. While more arrives than can be read, Gavel draws a
  frame each 250 ms and the other pages draw as often as they can. Frames drawn: those in which the page wrote to its document.
- **storm**: 5,000 people, 500 changes a second and voices at 10 Hz for 8 s.
- **OWT room**: 500 people and 1,000 streams, read again and again, the next time 2 s after an answer; each time the first entry and ten
  others have changed. From the first byte of the answer to the end of the first frame that shows the first entry changed, the median of
  8 polls; the first poll: of the list of people, to the frame that says both counts. The hand-written page (\`bench/pages/owt\`) signs,
  asks and parses as much, and only visible rows are in it; it reads no recordings, streaming outs, calls and analytics, which the panel does.
- **callback gateway**: 10,000 people in 500 rooms, 1,000 recordings and 1,000 calls. From the press on the form's button to the end of the
  first frame that says both counts; then 100 events a second for 5 s, one of ten about somebody who comes into the first room: from its
  writing to the end of the first frame in which the room has one more. The panel shows what came every 200 ms.
- **Machine.** ${model.trim()}, ${others.length + 1} cores, ${memory} GB, ${type()} ${arch()}; load average ${load} while it ran.
  Chromium ${browser}, Node.js ${process.versions.node}, ${versions}.
`;
}
