// A click on somebody's microphone → the request is at the server.

import { Visit } from "../visit.mjs";

const PEOPLE = 100;

export async function action(browser, server, name) {
  const room = await server.room({ kind: "roster", people: PEOPLE });
  const visit = await Visit.open(browser, server, name, room, PEOPLE, noteClicks);
  await visit.join();
  await visit.rest();
  await visit.page.locator(visit.definition.mute).first().click();
  const arrived = await room.heard("acted");
  const clicked = await visit.page.evaluate(() => window.benchClick);
  await visit.close();
  return { action: arrived - clicked };
}

/** When the browser got the press, not when the page was told. */
async function noteClicks({ page }) {
  await page.addInitScript(() => {
    const note = ({ timeStamp }) => (window.benchClick = performance.timeOrigin + timeStamp);
    addEventListener("click", note, { capture: true });
  });
}
