// A room of an OWT server: 500 people, 1,000 streams, and every time that a list is read a little of it has changed. What a page shows of
// it is known by the first entry: its version stands in the name of the first person and in the first stream's picture.

import { pick, random, uuid } from "./random.mjs";
import { roster } from "./people.mjs";
import { now } from "./stream.mjs";

const SEED = 11;
/** Entries that change between two readings, beside the first. */
const CHANGES = 10;
/** The first stream's picture is so wide, and a pixel wider each time. */
export const WIDTH = 640;
const PATH = /^\/v1(?:\.1)?\/rooms\/(\d+)(?:\/([a-z-]+))?$/;

/** Formats that every stream can be had in: most of a stream's JSON. */
const OPTIONAL_AUDIO = {
  format: [
    { codec: "isac", sampleRate: 16000 }, { codec: "isac", sampleRate: 32000 }, { codec: "g722", sampleRate: 16000, channelNum: 1 },
    { codec: "pcma" }, { codec: "pcmu" }, { codec: "aac", sampleRate: 48000, channelNum: 2 }, { codec: "ac3" }, { codec: "nellymoser" },
    { codec: "ilbc" },
  ],
};
const OPTIONAL_VIDEO = {
  format: [{ codec: "h264", profile: "CB" }, { codec: "h264", profile: "B" }, { codec: "vp9" }],
  parameters: {
    resolution: [
      { width: 480, height: 360 }, { width: 426, height: 320 }, { width: 320, height: 240 }, { width: 212, height: 160 },
      { width: 160, height: 120 }, { width: 352, height: 288 },
    ],
    bitrate: ["x0.8", "x0.6", "x0.4", "x0.2"],
    framerate: [6, 12, 15, 24],
    keyFrameInterval: [100, 30, 5, 2, 1],
  },
};

export class OwtRoom {
  versions = { participants: 0, streams: 0 };

  /** `tell` notes when an answer's first byte was written. */
  constructor(number, { people, streams }, tell) {
    this.number = number;
    this.tell = tell;
    this.chance = random(SEED);
    const somebody = roster(this.chance, people);
    this.participants = somebody.map(({ uuid, display_name }) => ({
      id: uuid,
      user: display_name,
      role: "presenter",
      permission: { publish: { audio: true, video: true }, subscribe: { audio: true, video: true } },
    }));
    this.streams = Array.from({ length: streams }, (_, index) => this.stream(this.participants[index % people]));
  }

  stream(owner) {
    const audioFormat = { codec: "opus", sampleRate: 48000, channelNum: 2 };
    const parameters = { resolution: { width: WIDTH, height: 480 }, framerate: 30 };
    return {
      id: uuid(this.chance).replaceAll("-", ""),
      type: "forward",
      media: {
        audio: { status: "active", source: "mic", format: audioFormat, optional: OPTIONAL_AUDIO },
        video: { status: "active", source: "camera", original: [{ format: { codec: "vp8" }, parameters }], optional: OPTIONAL_VIDEO },
      },
      info: { owner: owner.id, type: "webrtc", inViews: [], attributes: { from: owner.user } },
    };
  }

  /** The ids of who and what is first. */
  get firsts() {
    return { person: this.participants[0].id, stream: this.streams[0].id };
  }

  /** As the rooms' list has it. It tells nothing by itself, so that the panel does as the other page: it reads. */
  get config() {
    const notifying = { participantActivities: false, streamChange: false };
    return { _id: this.number, name: `Room ${this.number}`, participantLimit: -1, inputLimit: -1, roles: [], views: [], notifying };
  }

  /** Answers with a list as it is now. */
  answer(list, response) {
    const version = this.versions[list] === undefined ? 0 : (this.versions[list] += 1);
    if (list === "participants") this.changePeople(version);
    if (list === "streams") this.changeStreams(version);
    const body = JSON.stringify(this[list] ?? []);
    if (version) this.tell({ [`${list}-${version}`]: now() });
    json(response, 200, body);
  }

  changePeople(version) {
    const [first, ...others] = this.participants;
    first.user = `Wang Fang v${version}`;
    for (let change = 0; change < CHANGES; change += 1) {
      const { publish } = pick(this.chance, others).permission;
      publish.video = !publish.video;
    }
  }

  changeStreams(version) {
    const [first, ...others] = this.streams;
    first.media.video.original[0].parameters.resolution.width = WIDTH + version;
    for (let change = 0; change < CHANGES; change += 1) {
      const { audio } = pick(this.chance, others).media;
      audio.status = audio.status === "active" ? "inactive" : "active";
    }
  }
}

/** Answers what is asked of an OWT server; `true` when it was. Signatures are made by the pages, and not looked at. */
export function owt(response, path, rooms) {
  const all = () => [...rooms.values()].filter((room) => room instanceof OwtRoom);
  if (path === "/services") {
    json(response, 403, JSON.stringify({ error: { code: 1102, message: "Permission Denied" } }));
    return true;
  }
  if (path === "/v1/rooms") {
    json(response, 200, JSON.stringify(all().map(({ config }) => config)));
    return true;
  }
  const [, number, list] = path.match(PATH) ?? [];
  const room = rooms.get(number);
  if (!(room instanceof OwtRoom)) return false;
  if (list) room.answer(list, response);
  else json(response, 200, JSON.stringify(room.config));
  return true;
}

function json(response, status, body) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(body);
}
