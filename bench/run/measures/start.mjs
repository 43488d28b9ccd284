// Navigation → the form can be used, and a press in it is answered, on this processor and on one four times slower; and what was
// transferred for it.

import { Visit } from "../visit.mjs";

/** How long a page is left alone with its start, ms. */
const ALONE_MS = 1500;

export async function start(browser, server, name) {
  const found = {};
  for (const slower of [1, 4]) {
    const room = await server.room({ kind: "roster", people: 10 });
    const visit = await Visit.begin(browser, server, name, room, 10, async ({ cdp }) => {
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    });
    // To ask the page whether it can be used takes it 10 ms.
    await visit.page.waitForTimeout(ALONE_MS);
    const usable = await visit.until("usable");
    const begun = await visit.page.evaluate(() => performance.timeOrigin);
    found[`start-${slower}x`] = usable - begun;
    found[`ready-${slower}x`] = (await visit.until("ready")) - begun;
    if (slower === 1) {
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
