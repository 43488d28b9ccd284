// A clock that keeps its pace while the page is hidden, where the page's own timers drop to one tick a minute.
// Message {id, ms}: {id} comes back after ms milliseconds. Message id (a number): that one doesn't come any more.

const timers = new Map();

onmessage = ({ data }) => {
  const id = typeof data === "number" ? data : data.id;
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (typeof data === "number") return;
  timers.set(
    id,
    setTimeout(() => {
      timers.delete(id);
      postMessage({ id });
    }, data.ms),
  );
};
