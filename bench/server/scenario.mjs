// What a room's stream says. All of it is made before the first byte goes out, so that nobody waits for the making.

import { change, roster, stage } from "./people.mjs";
import { random } from "./random.mjs";

const ROSTER_SEED = 1;
const EVENTS_SEED = 7;
/** The name by which the end of the events is known on the page. */
export const LAST_NAME = "SENTINEL";

const encoded = new Map();

/**
 * A scenario's bytes. `kind`: "roster" says who is there and no more; "flood" goes on with `events` changes at once; "storm" with
 * `rate` changes a second and voices at 10 Hz for `seconds`; "quiet" with `events` changes that can't be seen, `rate` a second.
 */
export function scenario({ kind, people: count, events = 0, rate = 0, seconds = 0 }) {
  if (!encoded.has(count)) encoded.set(count, snapshot(roster(random(ROSTER_SEED), count)));
  const { people, bytes } = encoded.get(count);
  // The first one is spared, so that the last event can be about them.
  const [first, ...others] = structuredClone(people);
  const chance = random(EVENTS_SEED);
  const makers = {
    roster: () => [],
    flood: () => flood(chance, others, events),
    storm: () => storm(chance, others, rate, seconds),
    quiet: () => quiet(others, events, rate),
  };
  const lines = makers[kind]();
  const last = { ...first, display_name: LAST_NAME, role: "chair", start_time: 1 };
  return { snapshot: bytes, events: lines, last: sse("participant_update", last), lastId: first.uuid };
}

function snapshot(people) {
  const creates = people.map((person) => sse("participant_create", person));
  const text = [sse("participant_sync_begin", { x: 1 }), ...creates, sse("participant_sync_end", { x: 1 })].join("");
  return { people, bytes: Buffer.from(text) };
}

/** Events with the time at which each is due, ms after the beginning. */
function flood(chance, people, events) {
  return Array.from({ length: events }, (_, index) => ({ at: 0, text: sse(...change(chance, people, index)) }));
}

function storm(chance, people, rate, seconds) {
  /** @type {{ at: number, index?: number }[]} */
  const due = Array.from({ length: rate * seconds }, (_, index) => ({ at: (index * 1000) / rate, index }));
  for (let at = 0; at < seconds * 1000; at += 100) due.push({ at });
  due.sort((a, b) => a.at - b.at);
  const made = (/** @type {{ at: number, index?: number }} */ { at, index }) => {
    const event = index === undefined ? ["stage", stage(chance, people)] : change(chance, people, index);
    return { at, text: sse(...event) };
  };
  return due.map(made);
}

/** Captions of guests far down every page's list, where hosts may stand first, and the roster's own words again: nothing that is shown. */
function quiet(people, events, rate) {
  const unseen = people.slice(people.length / 2).filter(({ role }) => role === "guest");
  return Array.from({ length: events }, (_, index) => {
    const somebody = unseen[index % unseen.length];
    if (index % 2) somebody.overlay_text = `${somebody.display_name} ${index}`;
    return { at: (index * 1000) / rate, text: sse("participant_update", somebody) };
  });
}

function sse(name, data) {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
