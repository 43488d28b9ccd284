// Numbers out of many numbers.

/** How sure a range must be for something to be decided by it. */
const SURE = 0.9;

/** The one in the middle. */
export function median(values) {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Between which two of the values the median of many more runs lies with a certainty of 90 % or more, whatever their distribution: with 5
 * to 7 runs the least and the greatest, with 8 to 10 the next to these, and so on. Fewer than 5 runs are never sure (`isSure`).
 */
export function range(values) {
  const sorted = ascending(values);
  let outside = 0;
  let isSure = false;
  // The share of all 2^n ways to fall above or below the median in which at most `outside` values fall below it.
  for (let tail = 0, ways = 1; outside < sorted.length >> 1; outside += 1) {
    tail += ways / 2 ** sorted.length;
    if (1 - 2 * tail < SURE) break;
    isSure = true;
    ways = (ways * (sorted.length - outside)) / (outside + 1);
  }
  const left = Math.max(0, outside - 1);
  return { low: sorted[left], high: sorted[sorted.length - 1 - left], isSure };
}

/** Whether values are at most 1: "yes", "no", or "not decided" where their range says both or isn't sure. */
export function isAtMostOne(values) {
  const { low, high, isSure } = range(values);
  if (isSure && high <= 1) return "yes";
  return isSure && low > 1 ? "no" : "not decided";
}

function ascending(values) {
  return [...values].sort((a, b) => a - b);
}
