// The table: a row for each measure, and whether its goal is reached.

import { PAGES } from "./pages.mjs";
import { ROWS } from "./rows.mjs";
import { isAtMostOne, median, range } from "./statistics.mjs";

const titles = Object.values(PAGES).map(({ title }) => title);
const HEAD = ["measure", ...titles, "ratio", "goal", "reached"];

/** Rows of words, the head first. `results`: measure → page → one number a run. */
export function table(results) {
  const rows = ROWS.filter(({ key }) => results[key]).map(({ key, title, show, goal }) => {
    const found = results[key];
    const cells = Object.keys(PAGES).map((page) => (found[page] ? withRange(found[page], show) : ""));
    const ratio = goal?.isRatio ? ratios(found) : null;
    return [title, ...cells, ratio ? withRange(ratio, (value) => value.toFixed(2)) : "", ...judged(found, goal)];
  });
  return [HEAD, ...rows];
}

/** The median, and the range if it shows as anything else. */
function withRange(values, show) {
  const { low, high } = range(values);
  const [middle, least, most] = [median(values), low, high].map(show);
  return least === most ? middle : `${middle} (${least.replace(/ .*/, "")}–${most.replace(/ .*/, "")})`;
}

/** Gavel's number over the hand-written page's, run by run, where there is a ratio. */
function ratios({ gavel, vanilla }) {
  if (!gavel || !vanilla?.every((value) => value > 0)) return null;
  return gavel.map((value, run) => value / vanilla[run]);
}

/** The goal's words, and whether it is reached: judged by Gavel's numbers as shares of each run's limit. */
function judged({ gavel, vanilla }, goal) {
  if (!goal) return ["", ""];
  if (!gavel || (goal.isRatio && !vanilla)) return [goal.words, ""];
  const shares = gavel.map((value, run) => share(value, goal.limit(vanilla?.[run])));
  return [goal.words, isAtMostOne(shares)];
}

function share(value, limit) {
  if (limit > 0) return value / limit;
  return value > 0 ? Infinity : 0;
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
