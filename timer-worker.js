// A clock that keeps its pace while the page is hidden, where the page's own timers drop to one tick a minute.
// Message [id, ms]: id comes back after ms milliseconds, and not when it was to before.

const timers = new Map();

onmessage = ({ data: [id, ms] }) => {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => postMessage(id), ms),
  );
};
