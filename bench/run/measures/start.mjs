// Navigation → the form can be used, on this processor and on one four times slower; and what was transferred for it.

import { Visit } from "../visit.mjs";

export async function start(browser, server, name) {
  const found = {};
  for (const slower of [1, 4]) {
    const room = await server.room({ kind: "roster", people: 10 });
    let bytes = 0;
    const visit = await Visit.open(browser, server, name, room, 10, async ({ cdp }) => {
      await cdp.send("Network.enable");
      cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    });
    const usable = await visit.until("usable");
    found[`start-${slower}x`] = usable - (await visit.page.evaluate(() => performance.timeOrigin));
    if (slower === 1) {
      await visit.rest();
      found["start-bytes"] = bytes;
    }
    await visit.close();
  }
  return found;
}
