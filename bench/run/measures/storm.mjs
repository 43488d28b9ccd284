// 5,000 people, 500 changes a second and voices at 10 Hz: what the main thread does, and what is seen of it.

import { LAST_NAME } from "../../server/scenario.mjs";
import { Visit } from "../visit.mjs";

const PEOPLE = 5_000;
const RATE = 500;
const SECONDS = 8;
const FRAME_MS = 1000 / 60;

export async function storm(bench, name) {
  const room = await bench.server.room({ kind: "storm", people: PEOPLE, rate: RATE, seconds: SECONDS });
  const visit = await Visit.open(bench, name, room);
  await visit.join();
  await visit.rest();
  await visit.countDrawnFrames();
  const before = await visit.metrics();
  const from = await visit.page.evaluate(() => performance.now());
  for (const gate of ["events", "last"]) room.open(gate);
  const lastId = await room.heard("lastId");
  await visit.untilSettled(lastId, LAST_NAME);
  const after = await visit.metrics();
  const { frames, tasks } = await visit.page.evaluate(
    (from) => ({
      frames: bench.frames.filter((time) => time > from),
      tasks: bench.tasks.filter(({ startTime }) => startTime > from).map(({ duration }) => duration),
    }),
    from,
  );
  const drawn = await visit.drawnFrames();
  await visit.close();
  return {
    "storm-frames": drawn,
    "storm-dropped-frames": dropped(frames),
    "storm-long-tasks": tasks.length,
    "storm-ms-an-event": ((after.TaskDuration - before.TaskDuration) * 1000) / (await room.heard("sent")),
  };
}

function dropped(frames) {
  const gaps = frames.slice(1).map((time, index) => time - frames[index]);
  return gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
}
