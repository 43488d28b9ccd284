// A click on somebody's microphone → the request is at the server.

import { PAGES } from "../pages.mjs";
import { Visit } from "../visit.mjs";

const PEOPLE = 100;

export async function action(bench, name) {
  const room = await bench.server.room({ kind: "roster", people: PEOPLE });
  const visit = await Visit.open(bench, name, room, { prepare: noteClicks });
  await visit.join();
  await visit.rest();
  await PAGES[name].muteButtons(visit.page).first().click();
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
