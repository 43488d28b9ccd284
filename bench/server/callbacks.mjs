// A callback gateway with a large house. How much a page has shown of its stream is known by the first room, which nobody leaves: how many
// are in it says which of those who came into it are shown.

import { House } from "./house.mjs";
import { gate, now, paced } from "./stream.mjs";

/** Events that a page reads of the history. */
const PAGE = 200;
const PATH = /^\/api\/(status|rooms|recordings|calls|warnings|history|refused|events)$/;

export class CallbackGateway {
  gates = { events: gate() };

  /** `tell` notes when those were sent who came into the first room. All of it is made before anybody asks. */
  constructor({ people, rooms, rate, seconds }, tell) {
    this.tell = tell;
    const house = new House(people, rooms);
    this.first = house.rooms[0];
    const { id } = house;
    const lists = {
      rooms: house.openRooms(),
      recordings: house.recordings(),
      calls: house.calls(),
      warnings: [],
    };
    const text = (answer) => JSON.stringify({ id, now_ms: Date.now(), ...answer });
    this.answers = {
      status: text({ vendors: { "3tee": { newest_ms: house.at(id), refused: {}, late: 0 } }, polling: null }),
      ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, text({ [name]: list })])),
      history: text({ events: house.history(PAGE) }),
      refused: text({ refused: [] }),
    };
    this.events = house.story(rate * seconds).map(({ isFirst, entry }, index) => {
      return { at: (index * 1000) / rate, isFirst, text: `id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n` };
    });
  }

  answer(what, response) {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(this.answers[what]);
  }

  /** Opens the stream, and plays the events when the driver says so. */
  async follow(response) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.socket.setNoDelay(true);
    response.flushHeaders();
    await this.gates.events.opened;
    const joins = [];
    await paced(response, this.events, ({ isFirst }) => {
      if (isFirst) joins.push(now());
    });
    this.tell({ joins });
  }
}

/** Answers what is asked of a gateway; `true` when it was. Which of them is asked is told by the access token: its number. */
export async function callbacks(request, response, path, rooms) {
  const [, what] = path.match(PATH) ?? [];
  const gateway = rooms.get(request.headers.authorization?.replace("Bearer ", ""));
  if (!what || !(gateway instanceof CallbackGateway)) return false;
  if (what === "events") await gateway.follow(response);
  else gateway.answer(what, response);
  return true;
}
