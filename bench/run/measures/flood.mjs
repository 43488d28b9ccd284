// 20,000 events at once → the last one on the screen.

import { LAST_NAME } from "../../server/scenario.mjs";
import { Visit } from "../visit.mjs";

const PEOPLE = 1_000;
const EVENTS = 20_000;

export async function flood(browser, server, name) {
  const room = await server.room({ kind: "flood", people: PEOPLE, events: EVENTS });
  const visit = await Visit.open(browser, server, name, room, PEOPLE);
  await visit.join();
  await visit.rest();
  for (const gate of ["events", "last"]) room.open(gate);
  const settled = await visit.untilSettled(await room.heard("lastId"), LAST_NAME);
  const took = settled - (await room.heard("began"));
  await visit.close();
  return { flood: took, "flood-events-a-second": (await room.heard("sent")) / (took / 1000) };
}
