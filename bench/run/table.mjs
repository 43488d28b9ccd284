// What each measure must reach, and what came of it.

import { median, spread } from "./statistics.mjs";

const FRAME_MS = 1000 / 60;
const BUDGET_KB = 200;

const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const count = (value) => value.toFixed(value % 1 ? 2 : 0);
const megabytes = (value) => `${(value / 1e6).toFixed(1)} MB`;
const kilobytes = (value) => `${(value / 1e3).toFixed(0)} kB`;

/** `limit(found)`: the most that Gavel's number may be, given all pages' numbers. */
const atMost = (factor, page) => ({
  target: `≤ ${factor.toFixed(1)} × ${page === "react" ? "React + SDK" : "vanilla"}`,
  against: page,
  limit: (found) => found[page] * factor,
});
const fixed = (limit, target) => ({ target, against: null, limit: () => limit });

const ROWS = [
  ["burst-100", "burst, 100 people", ms, atMost(1.3, "vanilla")],
  ["burst-1000", "burst, 1,000 people", ms, atMost(1.3, "vanilla")],
  ["burst-5000", "burst, 5,000 people", ms, atMost(1.0, "vanilla")],
  ["burst-10000", "burst, 10,000 people", ms, atMost(1.0, "vanilla")],
  ["flood", "flood, 20,000 events", ms, atMost(1.0, "vanilla")],
  ["flood-events-a-second", "… events a second", count, null],
  ["storm-ms-an-event", "storm, main thread an event", ms, atMost(1.3, "vanilla")],
  ["storm-dropped-frames", "storm, dropped frames", count, { ...atMost(1, "vanilla"), target: "no more than vanilla" }],
  ["storm-long-tasks", "storm, tasks over 50 ms", count, fixed(0, "none")],
  ["memory", "memory, 10,000 people", megabytes, atMost(1.0, "vanilla")],
  ["memory-wasm", "… of it wasm memory", megabytes, null],
  ["start-1x", "start", ms, atMost(0.8, "react")],
  ["ready-1x", "… until a press is answered", ms, null],
  ["start-4x", "start, processor 4 × slower", ms, atMost(0.8, "react")],
  ["ready-4x", "… until a press is answered", ms, null],
  ["start-bytes", "transferred to start", kilobytes, fixed(BUDGET_KB * 1000, `≤ ${BUDGET_KB} kB`)],
  ["quiet-dom-calls", "DOM calls for an unseen event", count, fixed(0, "none")],
  ["action", "click → request at the server", ms, fixed(FRAME_MS, "≤ 1 frame (16.7 ms)")],
];

const HEAD = ["measure", "Gavel", "vanilla", "React + SDK", "ratio", "must reach", "reached"];

/** Rows of words, the head first. `results`: measure → page → numbers. */
export function table(results) {
  const rows = ROWS.filter(([key]) => results[key]).map(([key, title, show, goal]) => {
    const found = Object.fromEntries(Object.entries(results[key]).map(([page, values]) => [page, median(values)]));
    const cell = (page) => (page in found ? `${show(found[page])}${plusMinus(results[key][page])}` : "");
    return [title, cell("gavel"), cell("vanilla"), cell("react"), ...judged(found, goal)];
  });
  return [HEAD, ...rows];
}

function plusMinus(values) {
  const share = spread(values);
  return share >= 0.005 ? ` ±${(share * 100).toFixed(0)} %` : "";
}

function judged(found, goal) {
  if (!goal || !("gavel" in found)) return ["", "", ""];
  const base = found[goal.against];
  const ratio = base ? (found.gavel / base).toFixed(2) : "";
  if (goal.against && base === undefined) return ["", goal.target, ""];
  return [ratio, goal.target, found.gavel <= goal.limit(found) ? "yes" : "NO"];
}

/** The table in columns, for a terminal and for Markdown alike. */
export function markdown(rows) {
  const width = (text) => [...text].length;
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  const line = (row) => `| ${row.map((text, column) => text + " ".repeat(widths[column] - width(text))).join(" | ")} |`;
  const rule = `|${widths.map((wide) => "-".repeat(wide + 2)).join("|")}|`;
  const [head, ...body] = rows.map(line);
  return [head, rule, ...body].join("\n");
}
