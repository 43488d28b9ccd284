// A room's event stream.

import { setTimeout as pause } from "node:timers/promises";

/** What goes into one write. */
const PIECE = 64 * 1024;
/** Between two looks at what is due, ms. */
const LOOK_MS = 4;

/** This moment, ms since 1970, on the clock by which pages tell theirs. */
export function now() {
  return performance.timeOrigin + performance.now();
}

/** What the driver opens, and whoever waits for it. */
export function gate() {
  let open = () => {};
  const opened = new Promise((resolve) => (open = () => resolve(undefined)));
  return { opened, open };
}

/** Plays a scenario: the snapshot at once, the events and the last of them when the driver says so. `tell` notes when that was. */
export async function play(room, response, tell) {
  const { snapshot, events, last, lastId } = room.scenario;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.socket.setNoDelay(true);
  tell({ first: now() });
  await write(response, snapshot);
  tell({ snapshot: now() });
  if (events.length === 0) return;
  await room.gates.events.opened;
  tell({ began: now() });
  if (events.at(-1).at === 0) await write(response, Buffer.from(events.map(({ text }) => text).join("")));
  else await paced(response, events);
  tell({ played: now() });
  await room.gates.last.opened;
  response.write(last);
  tell({ sent: events.length + 1, lastId });
}

async function write(response, bytes) {
  for (let from = 0; from < bytes.length; from += PIECE) {
    if (response.destroyed) return;
    if (response.write(bytes.subarray(from, from + PIECE))) continue;
    await drained(response);
  }
}

function drained(response) {
  return new Promise((resume) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resume(undefined);
    };
    response.once("drain", go).once("close", go);
  });
}

/** Writes each event when it is due, ms after now. `sent(event)` is called when it was written. */
export async function paced(response, events, sent = (_event) => {}) {
  const start = performance.now();
  let next = 0;
  while (next < events.length && !response.destroyed) {
    const elapsed = performance.now() - start;
    const due = [];
    while (next < events.length && events[next].at <= elapsed) due.push(events[next++]);
    if (due.length) response.write(due.map(({ text }) => text).join(""));
    due.forEach(sent);
    await pause(LOOK_MS);
  }
}
