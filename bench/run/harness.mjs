// What watches a page from inside. It is put in before the page's own scripts, the same in every page, and changes nothing.

/**
 * What the harness has seen, ms since 1970; 0 = not yet.
 * @typedef {object} Seen
 * @property {number} formShown
 * @property {number} pressAnswered
 * @property {number} painted
 * @property {number} settled
 * @property {number[]} frames
 * @property {{ startTime: number, duration: number }[]} tasks
 * @property {string | null} lastId who the last event is about, once that is known
 * @property {string | null} lastName
 * @property {number} drawn frames in which the page wrote to its document
 */

/**
 * Runs in the page. `count` is an expression that gives how many people the roster says it has; `join` is the name of the form's button,
 * which is pressed in the moment in which it is shown if `press` says so.
 */
export function harness({ count, people, join, press }) {
  /** After so long a person presses again, ms. */
  const PRESS_AGAIN_MS = 1000;
  /** @type {Seen} */
  const seen = {
    formShown: 0, pressAnswered: 0, painted: 0, settled: 0, frames: [], tasks: [], lastId: null, lastName: null, drawn: 0,
  };
  window.bench = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  const rosterCount = new Function(`return ${count}`);
  const isPainted = () => Number(rosterCount()) === people && document.querySelector("[data-uuid]") !== null;
  const isSettled = () =>
    document.querySelector(`[data-uuid="${seen.lastId}"]`)?.textContent?.includes(seen.lastName ?? "") ?? false;
  const joinButton = () =>
    /** @type {HTMLElement[]} */ ([...document.querySelectorAll("form button")]).find(
      (button) => button.textContent?.trim() === join && button.checkVisibility(),
    );

  /** @type {{ button: HTMLElement, at: number, look: string } | null} */
  let pressed = null;
  /** What a person sees change when a press is answered: words, or a button that can't be pressed for now. */
  const look = (button) => document.body.innerText + button.matches(":disabled, [aria-disabled=true], [aria-busy=true]");
  const pressButton = (now) => {
    const button = joinButton();
    if (!button) return;
    pressed = { button, at: now, look: look(button) };
    button.click();
  };
  const watchPress = (now) => {
    if (pressed && look(pressed.button) !== pressed.look) seen.pressAnswered = now;
    else if (!pressed || now - pressed.at > PRESS_AGAIN_MS) pressButton(now);
  };

  // A message sent in a frame's callback arrives when that frame has been painted, whichever of the frame's callbacks wrote it.
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    if (!seen.formShown && joinButton()) seen.formShown = now;
    if (press && !seen.pressAnswered) watchPress(now);
    if (!seen.painted && isPainted()) seen.painted = now;
    if (seen.lastId && !seen.settled && isSettled()) seen.settled = now;
  };
  const frame = (time) => {
    seen.frames.push(time);
    const isAwaited = !seen.formShown || (press && !seen.pressAnswered) || !seen.painted || (seen.lastId && !seen.settled);
    if (isAwaited) afterPaint.port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Runs in the page: counts, from now on, the frames in which the page wrote to its document. */
export function countDrawnFrames() {
  let hasChanged = false;
  window.bench.drawn = 0;
  const observer = new MutationObserver(() => (hasChanged = true));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const frame = () => {
    if (hasChanged) window.bench.drawn += 1;
    hasChanged = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
