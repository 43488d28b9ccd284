// The server's other end: starts it, gives each run a room of its own, hears what happened there.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../server/main.mjs", import.meta.url));

export class Server {
  rooms = new Map();
  nextRoom = 1000;
  origin = "";

  constructor(process) {
    this.process = process;
  }

  /** Starts it. `folders`: what is served under which first part of the path. */
  static async start(folders) {
    const server = new Server(fork(PROGRAM, [JSON.stringify(folders)]));
    server.origin = await new Promise((resolve, reject) => {
      server.process.once("exit", () => reject(new Error("the server ended")));
      server.process.on("message", ({ port, room, ...news }) => {
        if (port) resolve(`http://127.0.0.1:${port}`);
        else server.rooms.get(room)?.hear(news);
      });
    });
    return server;
  }

  /** A room that plays a scenario. */
  async room(plays) {
    const room = new Room(this.process, String(this.nextRoom++), plays.people);
    this.rooms.set(room.number, room);
    this.process.send({ room: room.number, plays });
    await room.heard("ready");
    return room;
  }

  stop() {
    this.process.removeAllListeners("exit");
    this.process.kill();
  }
}

class Room {
  constructor(process, number, people) {
    this.process = process;
    this.number = number;
    this.people = people;
    this.news = {};
    this.waiting = new Map();
  }

  hear(news) {
    Object.assign(this.news, news);
    for (const what of Object.keys(news)) this.waiting.get(what)?.(news[what]);
  }

  /** What was told, or will be. */
  heard(what) {
    if (what in this.news) return Promise.resolve(this.news[what]);
    return new Promise((resolve) => this.waiting.set(what, resolve));
  }

  /** Lets the "events" begin, or the "last" of them follow. */
  open(gate) {
    this.process.send({ room: this.number, opens: gate });
  }
}
