// Numbers out of many numbers.

/** The one in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Half the distance between the quarters, as a share of the median: how much the runs differ. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  const middle = median(values);
  return middle === 0 ? 0 : (at(0.75) - at(0.25)) / 2 / middle;
}
