// 10,000 people, 100 changes a second: a key typed into the search → the end of the first frame in which the list answers.
// The panel alone has a search; names are Chinese and Latin, and the table of how they are read is there.

import { Visit } from "../visit.mjs";

const PEOPLE = 10_000;
const RATE = 100;
const SECONDS = 30;
/** Each finds others than the one before; the last ones are read, not written. */
const TYPED = ["a", "alice", "w", "wf", "bob", "lina"];

export async function search(bench, name) {
  if (name !== "gavel") return {};
  const room = await bench.server.room({ kind: "storm", people: PEOPLE, rate: RATE, seconds: SECONDS });
  const visit = await Visit.open(bench, name, room);
  await visit.join();
  await visit.rest();
  room.open("events");
  const { page } = visit;
  const field = page.getByRole("searchbox", { name: "Find a participant", exact: true });
  // What is loaded for a search is loaded with the first one.
  await Promise.all([page.waitForResponse(/pinyin\.txt$/), field.fill("zzzz")]);
  await page.waitForFunction(() => !document.querySelector("[role=row][data-uuid]"));
  const took = [];
  for (const text of TYPED) took.push(await field.evaluate(type, text));
  await visit.close();
  return { search: Math.max(...took) };
}

/** Runs in the page: types `text` in place of what stands there; gives the time to the answer, ms. */
function type(field, text) {
  const grid = document.querySelector("[role=grid]");
  const shown = () => grid?.getAttribute("aria-rowcount");
  const before = shown();
  const began = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return new Promise((resolve) => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => resolve(performance.now() - began);
    const frame = () => {
      if (shown() === before) requestAnimationFrame(frame);
      else painted.port2.postMessage(0);
    };
    requestAnimationFrame(frame);
  });
}
