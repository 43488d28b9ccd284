// A large house as a callback gateway tells of it: who is in which room and what they send, what is kept of recordings and calls, and what
// happens next.

import { roster } from "./people.mjs";
import { pick, random, uuid } from "./random.mjs";

const PEOPLE_SEED = 13;
const EVENTS_SEED = 17;
/** A gateway keeps so many recordings and calls. */
const KEPT = 1_000;
/** Between two events before anybody watches, ms. */
const STEP_MS = 100;
/** One event of so many is somebody who comes into the first room. */
const INTO_FIRST = 10;

export class House {
  /** Of the newest event. */
  id = 0;

  /** The first room is empty, and stays so but for those who are told to come into it. */
  constructor(people, rooms) {
    this.chance = random(PEOPLE_SEED);
    this.began = Date.now() - people * STEP_MS;
    this.rooms = Array.from({ length: rooms }, (_, index) => `r-${1000 + index}`);
    this.people = roster(this.chance, people).map((somebody, index) => this.comes(somebody, 1 + (index % (rooms - 1))));
  }

  /** Somebody of a roster comes into a room; two of three send a picture as well as sound. */
  comes({ uuid: id, display_name: name }, place) {
    const media = this.chance() < 0.66 ? ["audio", "video"] : ["audio"];
    const streams = media.map((medium) => ({ stream: uuid(this.chance), medium, resolution: medium === "video" ? "1280x720" : null }));
    this.id += 1;
    return { id, name, room: this.rooms[place], streams, event: this.id };
  }

  at(id) {
    return this.began + id * STEP_MS;
  }

  // --- what is known now

  openRooms() {
    const inside = Object.fromEntries(this.rooms.map((room) => [room, {}]));
    for (const person of this.people) inside[person.room][person.id] = this.known(person);
    return this.rooms.map((room, index) => {
      const since_ms = this.began + index;
      return { vendor: "3tee", room, since_ms, told_ms: since_ms, people: inside[room] };
    });
  }

  known({ name, streams, event }) {
    const since_ms = this.at(event);
    const sent = streams.map(({ stream, ...what }) => [stream, { ...what, since_ms, is_doubtful: false }]);
    return { name, endpoint: "web", since_ms, told_ms: since_ms, is_doubtful: false, streams: Object.fromEntries(sent) };
  }

  recordings() {
    const times = { started: "2025-11-22 07:00:00", stopped: "2025-11-22 08:00:00", told_ms: this.began };
    return Array.from({ length: KEPT }, () => {
      const recording = uuid(this.chance);
      const detail = `/records/${recording}.mp4`;
      return { vendor: "3tee", room: pick(this.chance, this.rooms), recording, exporter: "mp4", step: "ready", detail, ...times };
    });
  }

  calls() {
    const somebody = () => pick(this.chance, this.people).id;
    return Array.from({ length: KEPT }, () => ({
      vendor: "netease", from: somebody(), to: [somebody()], media: "video", told_ms: this.began,
    }));
  }

  /** The newest events, newest first: those by which the last people came. */
  history(count) {
    return this.people.slice(-count).reverse().map((person) => this.join(person));
  }

  // --- what happens

  /** So many events, each with whether it is somebody who comes into the first room. */
  story(count) {
    return roster(random(EVENTS_SEED), count).map((somebody, index) => {
      const isFirst = index % INTO_FIRST === 0;
      const entry = isFirst ? this.join(this.comes(somebody, 0)) : this.happens(somebody);
      return { isFirst, entry };
    });
  }

  /** Somebody comes, goes, or begins or ends to send. */
  happens(somebody) {
    const index = Math.floor(this.chance() * this.people.length);
    const what = this.chance();
    if (what < 0.4) {
      const person = this.comes(somebody, 1 + Math.floor(this.chance() * (this.rooms.length - 1)));
      this.people.push(person);
      return this.join(person);
    }
    this.id += 1;
    const person = { ...this.people[index], event: this.id };
    if (what >= 0.8) return this.stream(what < 0.9 ? "unpublish" : "publish", person);
    this.people.splice(index, 1);
    return this.entry("leave", person, { reason: "offline" }, { event_type: "offline" });
  }

  join(person) {
    const raw = { user_name: person.name, event_type: "normal", endpoint_type: "web" };
    return this.entry("join", person, { name: person.name, endpoint: "web" }, raw);
  }

  stream(kind, person) {
    const [{ stream, medium, resolution }] = person.streams;
    return this.entry(kind, person, { stream, medium, resolution }, { stream_type: medium, stream_id: stream });
  }

  /** `what`: as the gateway understood it; `raw`: as it came. */
  entry(kind, { event: id, room, id: user }, what, raw) {
    const told = { event: kind, room_id: room, user_id: user, trace_id: uuid(this.chance), ...raw };
    return { id, at_ms: this.at(id), vendor: "3tee", room, user, kind, ...what, raw: told };
  }
}
