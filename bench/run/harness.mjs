// What watches a page from inside. It is put in before the page's own scripts, the same in every page, and changes nothing.

/** Runs in the page. `count` is an expression that gives how many people the roster says it has; `early` is what stands there before the
 * page's program does, if anything. */
export function harness({ count, people, join, early }) {
  const seen = { usable: 0, ready: 0, painted: 0, settled: 0, frames: [], tasks: [], lastId: null, lastName: null };
  window.bench = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  const rosterCount = new Function(`return ${count}`);
  const isUsable = () => document.querySelector(join)?.checkVisibility();
  const isReady = () => isUsable() && !(early && document.querySelector(early));
  const isPainted = () => Number(rosterCount()) === people && document.querySelector("[data-uuid]") !== null;
  const isSettled = () =>
    document.querySelector(`[data-uuid="${seen.lastId}"]`)?.textContent.includes(seen.lastName) ?? false;

  // A message sent in a frame's callback arrives when that frame has been painted, whichever of the frame's callbacks wrote it.
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    if (!seen.usable && isUsable()) seen.usable = now;
    if (!seen.ready && isReady()) seen.ready = now;
    if (!seen.painted && isPainted()) seen.painted = now;
    if (seen.lastId && !seen.settled && isSettled()) seen.settled = now;
  };
  const frame = (time) => {
    seen.frames.push(time);
    const asked = !seen.usable || !seen.ready || !seen.painted || (seen.lastId && !seen.settled);
    if (asked) afterPaint.port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
