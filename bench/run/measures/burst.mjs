// First byte of the snapshot → roster painted.

import { Visit } from "../visit.mjs";

export const SIZES = [100, 1_000, 5_000, 10_000];

export async function burst(browser, server, name) {
  const found = {};
  for (const people of SIZES) {
    const room = await server.room({ kind: "roster", people });
    const visit = await Visit.open(browser, server, name, room, people);
    await visit.join();
    found[`burst-${people}`] = (await visit.until("painted")) - (await room.heard("first"));
    await visit.close();
  }
  return found;
}
