// First byte of the snapshot → roster painted, on a first visit and on repeat visits.

import { repeat } from "../repeat.mjs";
import { Visit } from "../visit.mjs";

export const SIZES = [100, 1_000, 5_000, 10_000];
export const REPEATED_SIZES = [100, 1_000];

export async function burst(bench, name) {
  const found = {};
  for (const people of SIZES) {
    const { visit, took } = await load(bench, name, people);
    await visit.close();
    found[`burst-${people}`] = took;
  }
  for (const people of REPEATED_SIZES) {
    const repeats = await repeat(bench, (profile) => load(bench, name, people, profile));
    for (const [which, took] of Object.entries(repeats)) found[`burst-${people}-${which}`] = took;
  }
  return found;
}

async function load(bench, name, people, profile) {
  const room = await bench.server.room({ kind: "roster", people });
  const visit = await Visit.open(bench, name, room, { profile });
  await visit.join();
  return { visit, took: (await visit.until("painted")) - (await room.heard("first")) };
}
