// The server, a process of its own so that making events costs the driver nothing. The driver tells it what each room plays, and
// hears by message when what was sent.

import { createServer } from "node:http";
import { api } from "./api.mjs";
import { files } from "./files.mjs";
import { scenario } from "./scenario.mjs";
import { now, play } from "./stream.mjs";

const [folders] = process.argv.slice(2).map((text) => JSON.parse(text));
const rooms = new Map();
const file = files(folders);

function tell(room, news) {
  process.send({ room, ...news });
}

function gate() {
  const made = {};
  made.opened = new Promise((resolve) => (made.open = resolve));
  return made;
}

function open(number, response) {
  const room = rooms.get(number);
  if (room) play(room, response, (news) => tell(number, news));
  else response.writeHead(404).end();
}

process.on("message", ({ room: number, plays, opens }) => {
  if (plays) {
    rooms.set(number, { scenario: scenario(plays), gates: { events: gate(), last: gate() } });
    tell(number, { ready: true });
  }
  if (opens) rooms.get(number)?.gates[opens].open();
});

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://bench").pathname);
  // Noted when it comes: reading the body takes time of its own.
  const arrived = now();
  const acted = (room) => tell(room, { acted: arrived });
  try {
    if (!(await api(request, response, path, { open, acted }))) file(path, request, response);
  } catch (error) {
    console.error(`${path}: ${error.message}`);
    response.writeHead(500).end();
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
