// The server, a process of its own so that making events costs the driver nothing. The driver tells it what each room plays, and
// hears by message when what was sent.

import { createServer } from "node:http";
import { api } from "./api.mjs";
import { CallbackGateway, callbacks } from "./callbacks.mjs";
import { files } from "./files.mjs";
import { OwtRoom, owt } from "./owt.mjs";
import { scenario } from "./scenario.mjs";
import { gate, now, play } from "./stream.mjs";

/** A tab with several meetings reaches this server by two names: over HTTP/1.1 a browser opens six connections to each. */
const ANY_ORIGIN = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, token, pin",
  "access-control-max-age": "600",
};

const [folders] = process.argv.slice(2).map((text) => JSON.parse(text));
const rooms = new Map();
const file = files(folders);

/** The driver started this process, so there is a way to it. */
const send = (message) => process.send?.(message);

function tell(room, news) {
  send({ room, ...news });
}

function open(number, response) {
  const room = rooms.get(number);
  if (room) play(room, response, (news) => tell(number, news)).catch((error) => fail(response, `room ${number}`, error));
  else response.writeHead(404).end();
}

process.on("message", ({ room: number, plays, opens }) => {
  if (plays?.kind === "owt") {
    const room = new OwtRoom(number, plays, (news) => tell(number, news));
    rooms.set(number, room);
    tell(number, { ready: true, firsts: room.firsts });
  } else if (plays?.kind === "callbacks") {
    const gateway = new CallbackGateway(plays, (news) => tell(number, news));
    rooms.set(number, gateway);
    tell(number, { ready: true, first: gateway.first });
  } else if (plays) {
    rooms.set(number, { scenario: scenario(plays), gates: { events: gate(), last: gate() } });
    tell(number, { ready: true });
  }
  if (opens) rooms.get(number)?.gates[opens].open();
});

async function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://bench").pathname);
  // Noted when it comes: reading the body takes time of its own.
  const arrived = now();
  const acted = (room) => tell(room, { acted: arrived });
  for (const [header, value] of Object.entries(ANY_ORIGIN)) response.setHeader(header, value);
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return;
  }
  try {
    if (owt(response, path, rooms)) return;
    if (await callbacks(request, response, path, rooms)) return;
    if (!(await api(request, response, path, { open, acted }))) file(path, request, response);
  } catch (error) {
    fail(response, path, error);
  }
}

function fail(response, where, error) {
  console.error(`${where}: ${error instanceof Error ? error.message : error}`);
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}

// What fails, `answer` tells.
const server = createServer((request, response) => void answer(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => send({ port: /** @type {import("node:net").AddressInfo} */ (server.address()).port }));
