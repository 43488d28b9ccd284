// Events that change nothing on the screen: how often the page's elements are touched for them.

import { LAST_NAME } from "../../server/scenario.mjs";
import { Visit } from "../visit.mjs";

const PEOPLE = 1_000;
const EVENTS = 300;
const RATE = 1_000;
/** A page's clock ticks at full seconds; between two of them there is room for all events. */
const AFTER_TICK_MS = 150;
const TO_REST_MS = 100;

export async function quiet(bench, name) {
  const room = await bench.server.room({ kind: "quiet", people: PEOPLE, events: EVENTS, rate: RATE });
  const visit = await Visit.open(bench, name, room, { prepare: countCalls });
  await visit.join();
  await visit.rest();
  const nextTick = (after) => new Promise((done) => setTimeout(done, 1000 - (Date.now() % 1000) + after));
  await visit.page.evaluate(nextTick, AFTER_TICK_MS);
  const calls = () => visit.page.evaluate(() => window.benchCalls);
  const before = await calls();
  room.open("events");
  await room.heard("played");
  await visit.page.waitForTimeout(TO_REST_MS);
  const after = await calls();
  // The last one is seen: so all before it were taken in.
  room.open("last");
  await visit.untilSettled(await room.heard("lastId"), LAST_NAME);
  await visit.close();
  return { "quiet-dom-calls": (after - before) / EVENTS };
}

/** Counts every call, reading and writing of an element's, a text's or the document's members. */
async function countCalls({ page }) {
  await page.addInitScript(() => {
    window.benchCalls = 0;
    const counted = (plain) =>
      plain &&
      /** @this {unknown} */
      function (...given) {
        window.benchCalls += 1;
        return plain.apply(this, given);
      };
    const kinds = [EventTarget, Node, Element, HTMLElement, CharacterData, Document, DOMTokenList, CSSStyleDeclaration];
    for (const { prototype } of kinds) {
      for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
        if (name === "constructor" || !member.configurable) continue;
        const { value, get, set } = member;
        if (typeof value === "function") Object.defineProperty(prototype, name, { ...member, value: counted(value) });
        else if (get) Object.defineProperty(prototype, name, { ...member, get: counted(get), set: counted(set) });
      }
    }
  });
}
