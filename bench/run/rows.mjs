// The rows of the table: what is shown of each measure, and what it must reach.

import { REPEATED_SIZES, SIZES } from "./measures/burst.mjs";
import { REPEATS } from "./repeat.mjs";

const FRAME_MS = 1000 / 60;
/** The browser tells of tasks only that take longer. */
const LONG_TASK_MS = 50;
const FIRST_VISIT_KB = 400;
const ANSWER_MS = { 1: 300, 4: 1000 };
/** Elements in a page, however many rows its lists have. */
const ELEMENTS = 1_500;
/** Up to so many people a burst that nobody can see is fast enough. */
const SMALL_BURST = { people: 1_000, ms: 60 };

const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const task = (value) => (value ? ms(value) : `≤${LONG_TASK_MS} ms`);
const count = (value) => value.toFixed(value % 1 && value < 10 ? 2 : 0);
const megabytes = (value) => `${(value / 1e6).toFixed(1)} MB`;
const kilobytes = (value) => `${(value / 1e3).toFixed(0)} kB`;

/**
 * A goal: its words, whether it is about the ratio to the hand-written page, and `limit(base)`, the most that Gavel's number may be where
 * that page's is `base`.
 */
const times = (factor, words = `≤ ${factor.toFixed(1)} × hand-written`) => ({ words, isRatio: true, limit: (base) => base * factor });
const timesOrMs = (factor, least) => ({
  words: `${times(factor).words} or ≤ ${least} ms`,
  isRatio: true,
  limit: (base) => Math.max(base * factor, least),
});
const fixed = (limit, words) => ({ words, isRatio: false, limit: () => limit });
const none = fixed(0, "none");

/**
 * `key`: the measure's name in the results; `title`; `show(value)`: the number in words; `goal`: none in rows that only inform.
 * @param {string} key
 * @param {string} title
 * @param {(value: number) => string} show
 * @param {{ words: string, isRatio: boolean, limit: (base: number) => number } | null} goal
 */
const row = (key, title, show, goal = null) => ({ key, title, show, goal });

const burstGoal = (people) => (people <= SMALL_BURST.people ? timesOrMs(1.3, SMALL_BURST.ms) : times(1.1));
const thousands = (number) => number.toLocaleString("en");

export const ROWS = [
  row("answered-1x", "start, a press answered", ms, fixed(ANSWER_MS[1], `≤ ${ANSWER_MS[1]} ms`)),
  row("answered-4x", "… processor 4 × slower", ms, fixed(ANSWER_MS[4], "≤ 1 s")),
  ...REPEATS.map((which) => row(`answered-${which}`, `… ${which} load`, ms)),
  row("shown-1x", "start, form shown", ms),
  row("shown-4x", "… processor 4 × slower", ms),
  row("start-bytes", "transferred on a first visit", kilobytes, fixed(FIRST_VISIT_KB * 1000, `≤ ${FIRST_VISIT_KB} kB`)),
  ...SIZES.map((people) => row(`burst-${people}`, `burst, ${thousands(people)} people, first visit`, ms, burstGoal(people))),
  ...REPEATED_SIZES.flatMap((people) =>
    REPEATS.map((which) => row(`burst-${people}-${which}`, `burst, ${thousands(people)} people, ${which} load`, ms, times(1.3))),
  ),
  row("flood", "flood, 20,000 events; meanwhile Gavel draws a frame each 250 ms", ms, times(1.0)),
  row("flood-events-a-second", "… events a second", count),
  row("flood-frames", "… frames drawn meanwhile", count),
  row("storm-ms-an-event", "storm, main thread an event", ms, times(1.3)),
  row("storm-long-tasks", "storm, tasks over 50 ms", count, none),
  row("storm-dropped-frames", "storm, dropped frames", count, times(1, "no more than hand-written")),
  row("storm-frames", "storm, frames drawn meanwhile", count),
  row("memory", "memory, 10,000 people", megabytes, times(1.0)),
  row("memory-wasm", "… of it wasm memory", megabytes),
  row("quiet-dom-calls", "DOM calls for an unseen event", count, none),
  row("meetings-memory", "six meetings of 500 people, memory beside one", (value) => `${value.toFixed(2)} ×`, fixed(2, "≤ 2 × one")),
  row("meetings-long-tasks", "… tasks over 50 ms, 20 changes a second in each", count, none),
  row("meetings-switch", "… slowest switch to another one", ms, fixed(100, "≤ 100 ms")),
  row("search", "10,000 people, 100 changes a second: slowest key typed into the search", ms, fixed(50, "≤ 50 ms")),
  row("owt-streams", "OWT room, a poll of 1,000 streams shown", ms, times(1.3)),
  row("owt-people", "… a poll of 500 people shown", ms, times(1.3)),
  row("owt-first", "… first poll of both shown", ms),
  row("owt-task", "… main thread a poll of both", ms),
  row("callbacks-full", "callback gateway, 10,000 people in 500 rooms shown", ms),
  row("callbacks-full-task", "… longest task meanwhile", task, fixed(LONG_TASK_MS, `≤ ${LONG_TASK_MS} ms`)),
  row("callbacks-event", "… 100 events a second, one shown", ms),
  row("callbacks-event-slowest", "… the slowest", ms),
  row("callbacks-event-task", "… longest task meanwhile", task, fixed(LONG_TASK_MS, `≤ ${LONG_TASK_MS} ms`)),
  row("callbacks-ms-an-event", "… main thread an event", ms),
  row("callbacks-memory", "… memory", megabytes),
  row("callbacks-elements", "… elements in the page", count, fixed(ELEMENTS, `≤ ${thousands(ELEMENTS)}`)),
  row("action", "click → request at the server", ms, fixed(FRAME_MS, "≤ 1 frame (17 ms)")),
];
