// 20,000 events at once → the last one on the screen.

import { LAST_NAME } from "../../server/scenario.mjs";
import { Visit } from "../visit.mjs";

const PEOPLE = 1_000;
const EVENTS = 20_000;

export async function flood(bench, name) {
  const room = await bench.server.room({ kind: "flood", people: PEOPLE, events: EVENTS });
  const visit = await Visit.open(bench, name, room);
  await visit.join();
  await visit.rest();
  await visit.countDrawnFrames();
  for (const gate of ["events", "last"]) room.open(gate);
  const settled = await visit.untilSettled(await room.heard("lastId"), LAST_NAME);
  const took = settled - (await room.heard("began"));
  const drawn = await visit.drawnFrames();
  await visit.close();
  const sent = await room.heard("sent");
  return { flood: took, "flood-events-a-second": sent / (took / 1000), "flood-frames": drawn };
}
