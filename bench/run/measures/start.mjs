// Navigation → the form can be used, on this processor and on one four times slower; and what was transferred for it.

import { Visit } from "../visit.mjs";

export async function start(browser, server, name) {
  const found = {};
  for (const slower of [1, 4]) {
    const room = await server.room({ kind: "roster", people: 10 });
    const visit = await Visit.open(browser, server, name, room, 10, async ({ cdp }) => {
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    });
    const usable = await visit.until("usable");
    found[`start-${slower}x`] = usable - (await visit.page.evaluate(() => performance.timeOrigin));
    if (slower === 1) {
      await visit.rest();
      found["start-bytes"] = await visit.page.evaluate(transferred);
    }
    await visit.close();
  }
  return found;
}

/** Runs in the page: the bytes of all that it loaded, packed as they came, without the headers of requests and answers. */
function transferred() {
  const loaded = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}
